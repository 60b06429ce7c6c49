#!/usr/bin/env python3
"""Draws elementary effects: for each factor the mean size of its effect (mu*) and how that varies (sigma).

It reads what `muster analyze morris --format json` wrote. Above the line sigma = mu*, effects differ from place to
place as much as they are large: interactions, curvature or chance.
"""

import sys

import numpy as np

import command
import look
import report
import style

ACROSS = {"screen": 3, "double": 2, "single": 1}


def arguments_of(argv):
    parser = command.parser(__doc__, "muster analyze morris out.h5 --metric departure_rate --format json > morris.json;"
                            " morris.py morris.json -o fig.png", "what muster analyze morris --format json wrote; - "
                            "reads the standard input", "MORRIS.json")
    parser.add_argument("--metric", nargs="+", metavar="NAME", help="metrics to draw (default: all of the report)")
    return parser.parse_args(argv)


def draw(opened, arguments):
    metrics = opened.chosen("metric", arguments.metric)
    sizes = {report.text(row["factor"]): -np.nan_to_num(report.number(row["mu_star"]))
             for row in opened.of(metric=metrics[0])}
    names = sorted(sizes, key=sizes.get)
    across = min(len(metrics), ACROSS[arguments.width])
    down = -(-len(metrics) // across)
    now = look.now
    key_height = (len(names) + 1) * now.row() * 0.75
    panel_height = now.height(3.6) if not now.is_narrow else 2.1
    fig, (left, low, width, height) = style.figure("Which factors matter at all", "Elementary effects of a step across "
                                                   "the whole range of a factor", notes(opened), down * panel_height
                                                   + key_height)
    share = key_height / fig.get_figheight()
    style.fit(fig, (left, low + share, width, height - share))
    grid = fig.add_gridspec(down, across)
    drawn = [draw_panel(fig.add_subplot(grid[i // across, i % across]), opened, metric, names)
             for i, metric in enumerate(metrics)]
    fig.canvas.draw()  # places the panels, and with them the dots
    for panel, size, sigma in drawn:
        number(panel, size, sigma)
    write_key(fig, left, low + share, names)
    return fig


def draw_panel(panel, opened, metric, names):
    rows = {report.text(row["factor"]): row for row in opened.of(metric=metric)}
    found = [rows.get(name, {}) for name in names]
    times, title = report.in_units(metric, report.text(found[0].get("unit")))
    size, low, high, sigma = (times * report.numbers(found, key)
                              for key in ("mu_star", "mu_star_low", "mu_star_high", "sigma"))
    largest = 1.12 * max(np.nanmax(np.fmax(high, size), initial=0), np.nanmax(sigma, initial=0)) or 1.0
    panel.plot([0, largest], [0, largest], color=style.SILVER, linewidth=0.5 * look.now.line, linestyle="--", zorder=1)
    errors = np.nan_to_num([size - low, high - size]).clip(0)
    panel.errorbar(size, sigma, xerr=errors, fmt="o", color=style.BLUE, elinewidth=0.6 * look.now.line, zorder=3)
    panel.set(xlim=(0, largest), ylim=(min(0, -0.02 * largest), largest))
    panel.set_title(title, loc="left", size=look.now.label)
    panel.set_xlabel("Mean size of effects, mu*")
    panel.set_ylabel("Their spread, sigma")
    return panel, size, sigma


def number(panel, x, y):
    """Writes the number of each point beside it, where it hides neither a point nor another number."""
    size, there = look.now.small * panel.figure.dpi / 72, np.isfinite(x) & np.isfinite(y)
    dots = panel.transData.transform(np.stack([x, y], -1))
    taken = [dot for dot, is_there in zip(dots, there) if is_there]
    corner = panel.get_window_extent().min + 0.7 * size
    for i in np.flatnonzero(there):
        text = str(i + 1)
        place = next((place for place in around(dots[i], size) if (place > corner).all()
                      and all(apart(place, other, size) for other in taken)),
                     dots[i] + (0, size))
        taken.append(place)
        shift = (place - dots[i]) * 72 / panel.figure.dpi
        panel.annotate(text, (x[i], y[i]), xytext=shift, textcoords="offset points", ha="center", va="center",
                       size=look.now.small, weight="bold", in_layout=False,
                       arrowprops={"arrowstyle": "-", "linewidth": 0.4, "color": style.GREY, "shrinkB": 3}
                       if np.hypot(*shift) > 1.6 * look.now.small else None)


def around(dot, size):
    """Places about a dot, the nearest first [pixel]."""
    for distance in (1.25, 2.0, 2.8, 3.6, 4.5):
        for angle in (90, 45, 0, 135, 180, 315, 270, 225):
            place = dot + distance * size * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
            yield place


def apart(place, other, size):
    return abs(place[0] - other[0]) > 1.3 * size or abs(place[1] - other[1]) > 1.05 * size


def write_key(fig, left, top, names):
    for row, name in enumerate(names):
        y = top - (row + 0.9) * 0.75 * look.now.row() / fig.get_figheight()
        fig.text(left, y, f"{row + 1}  {style.cut(fig, name, look.now.text, look.now.width - 0.4)}",
                 size=look.now.text, va="center")


def notes(opened):
    return report.caption(opened, "Line through a dot: 95 % bootstrap interval of mu*. Dashed: sigma = mu*.", 3)


NEEDS = ("metric", "factor", "mu_star", "mu_star_low", "mu_star_high", "sigma")

if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw, report.reader(NEEDS, "muster analyze morris")))
