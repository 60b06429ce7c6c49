#!/usr/bin/env python3
"""Draws means of metrics over a grid of two factors as heat maps, with values in the cells where they fit, and harm.

Cells are equally large whatever the spacing of the factors; their values stand at the axes. A sweep with more factors
needs the others fixed with --at.
"""

import sys

import numpy as np

import command
import digits
import interval
import look
import panels
import selection
import style
from results import InputError

SPARSE = 0.5  # a grid with fewer of its cells filled than this is no grid


def arguments_of(argv):
    parser = command.parser(
        __doc__, "heatmap.py out.h5 --x surveillance.informer_density --y organisation.line_army.officer_share"
        " --metric defection_rate -o fig.png")
    parser.add_argument("--x", required=True, metavar="FACTOR", help="factor on the horizontal axis")
    parser.add_argument("--y", required=True, metavar="FACTOR", help="factor on the vertical axis")
    parser.add_argument("--metric", required=True, nargs="+", action="extend", metavar="NAME",
                        help="end-of-run metrics, as in muster metrics")
    parser.add_argument("--no-harm", action="store_true", help="leave out the maps of harm")
    parser.add_argument("--at", action="append", default=[], metavar="FACTOR=VALUE",
                        help="show only points with this value; may be repeated")
    return parser.parse_args(argv)


def draw(opened, arguments):
    columns, rows = opened.factor(arguments.x), opened.factor(arguments.y)
    if arguments.x == arguments.y:
        raise InputError(f"--x and --y are both {arguments.x}: a map needs two factors")
    asked = list(dict.fromkeys(arguments.metric))
    points = points_of(opened, arguments, columns, rows)
    harm, no_harm = selection.harm_beside(opened, asked, points, arguments.no_harm)
    across, up = np.unique(columns[points]), np.unique(rows[points])
    values = {name: selection.metric_in_units(opened, name, points, label_room(len(asked), name in harm))
              for name in asked + harm}
    selection.refuse_undefined(values[asked[0]][0], asked[0])
    places = (columns[points], rows[points], across, up)
    tables = {name: cells(*places, of_metric) for name, (of_metric, _) in values.items()}
    done = cells(*places, np.where(opened.done[points], 1.0, np.nan)).n > 0
    first = note(opened, asked[0], tables[asked[0]]) + selection.undefined_note(opened, values[asked[0]][0], points)
    notes = command.notes(opened, points, [first + no_harm])
    fig, area = style.figure(opened.title, subtitle(opened, points, arguments), notes,
                             panels.body_of_metrics(len(asked), len(harm)))
    style.fit(fig, area)
    main, small = panels.of_metrics(fig, len(asked), len(harm))
    for name, panel in zip(asked + harm, main + small):
        is_alone = panel in main and len(asked) == 1
        width = look.now.width * (0.7 if is_alone else 0.62 / (2 if look.now.is_narrow else min(3, len(asked))))
        paint(fig, panel, tables[name], values[name][1], done, width if panel in main else 0)
        room = width if panel in main else look.now.width * (0.3 if look.now.is_narrow else 0.15)
        label_axis(panel.xaxis, across, room)
        label_axis(panel.yaxis, up, 0.2 * look.now.width if panel in main else 0.09 * look.now.width)
    main[0].set_xlabel(selection.factor_label(opened, arguments.x, look.now.columns(0.7 * look.now.width)))
    main[0].set_ylabel(selection.factor_label(opened, arguments.y, look.now.columns(look.now.height(4.5))))
    return fig


def label_room(n_asked, is_harm):
    """Letters above a map."""
    across = panels.in_a_row(n_asked)[is_harm]
    return look.now.columns(look.now.width * (0.7 if look.now.is_narrow else 0.8) / across)


def points_of(opened, arguments, columns, rows):
    """The points drawn, which must form a grid."""
    drawn = {arguments.x, arguments.y}
    points = selection.fixed(opened, arguments.at, drawn)
    rest = selection.varying(opened, points, drawn)
    n_cells = len(np.unique(columns[points])) * len(np.unique(rows[points]))
    if len({(columns[p], rows[p]) for p in points}) < SPARSE * n_cells:
        raise InputError(f"{arguments.x} and {arguments.y} do not form a grid in this sweep: draw it with sweep.py")
    if rest:
        raise selection.must_be_fixed(opened, points, rest)
    return points


def cells(x, y, across, up, values):
    """The interval of every cell, rows from low to high y. A cell without a point or finished run is NaN."""
    members = {(row, column): values[(y == up[row]) & (x == across[column])].ravel()
               for row in range(len(up)) for column in range(len(across))}
    runs = np.full((len(up), len(across), max(1, max(map(len, members.values())))), np.nan)
    for place, found in members.items():
        runs[place][:len(found)] = found
    return interval.over_replicates(runs, 2)


def paint(fig, axes, table, label, done, width):
    """`done` says which cells have a finished run, which may be one without a value. Cells of a map `width` inches wide
    hold their numbers if they fit."""
    axes.set_facecolor("#d9d9d9")
    axes.grid(False)
    image = axes.imshow(table.mean, origin="lower", aspect="auto", cmap=style.MAP, interpolation="nearest")
    bar = fig.colorbar(image, ax=axes, pad=0.02, fraction=0.06)
    bar.ax.tick_params(labelsize=look.now.small)
    panels.count_axis(bar.ax.yaxis, 5 if width else 3)
    axes.set_title(label, loc="left", size=look.now.text, pad=4)
    if not numbers_fit(table, width):
        return
    half = table.high - table.mean
    for (row, column), mean in np.ndenumerate(table.mean):
        text = cell_text(mean, half[row, column], done[row, column])
        axes.text(column, row, text, ha="center", va="center", size=look.now.small, color=ink(image, mean))


def numbers_fit(table, width):
    rows, columns = table.mean.shape
    letters = max(len(cell_text(mean, np.nan, True)) for mean in table.mean.ravel())
    return columns * (letters + 2) * 0.62 * look.now.small / 72 < width and rows * 3.2 * look.now.small / 72 < \
        look.now.height(5.0)


def cell_text(mean, half, done):
    if np.isnan(mean):
        return "no value" if done else "no run"
    mean, half = digits.with_half(mean, half)
    return f"{mean}\n±{half}" if half else mean


def ink(image, value):
    """Black on light cells, white on dark ones."""
    if np.isnan(value):
        return style.BLACK
    red, green, blue, _ = image.cmap(image.norm(value))
    return style.BLACK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"


def label_axis(axis, levels, room):
    """Labels every level, or every second, third ... so that each has its place in the room [inch]."""
    texts, size = style.level_texts(levels), look.now.text
    needed = 1.3 * max(style.text_width(axis.figure, text, size) for text in texts)
    step = max(1, int(np.ceil(len(levels) * (needed if axis.axis_name == "x" else 1.7 * size / 72) / room)))
    axis.set_ticks(range(0, len(levels), step), texts[::step])
    axis.axes.tick_params(length=0)


def subtitle(opened, points, arguments):
    across, up = (selection.in_sentence(selection.words(opened, name)) for name in (arguments.x, arguments.y))
    said = "; ".join(selection.words(opened, name) for name in dict.fromkeys(arguments.metric))
    setting = selection.setting_text(opened, points, {arguments.x, arguments.y})
    return f"{said}, over {across} and {up}" + (f", at {setting}" if setting else "")


def note(opened, metric, table):
    if table.n.max() < 2:
        return "Mean of one replicate: no interval."
    unit = selection.unit_of(opened, metric)
    unit = " percentage points" if unit == "%" else f" {unit}" if unit not in ("", "1", "-") else ""
    half = table.high - table.mean
    middle, largest = np.nanmedian(half), np.nanmax(half)
    what = f"Mean over replicates with its {100 * interval.COVERAGE:.0f} % t interval"
    text = f"{what}: half-width {digits.general(middle, 2)} (median), {digits.general(largest, 2)}{unit} at most"
    return text + " (± in the cells, where they have numbers)."


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
