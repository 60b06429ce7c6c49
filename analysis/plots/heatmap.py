#!/usr/bin/env python3
"""Draws the mean of a metric over a grid of two factors as a heat map, with values in the cells when they are few.

Cells are equally large whatever the spacing of the factors; their values stand at the axes. A sweep with more factors
needs the others fixed with --at.
"""

import sys

import numpy as np

import command
import digits
import interval
import selection
import style
from results import InputError

BODY = 5.6  # [inch]
FEW = 80  # cells whose values can still be read
TICK_SIZE = 11  # [point]
SPARSE = 0.5  # a grid with fewer of its cells filled than this is no grid


def arguments_of(argv):
    parser = command.parser(
        __doc__, "heatmap.py out.h5 --x surveillance.informer_density --y organisation.line_army.officer_share"
        " --metric defection_rate -o fig.png")
    parser.add_argument("--x", required=True, metavar="FACTOR", help="factor on the horizontal axis")
    parser.add_argument("--y", required=True, metavar="FACTOR", help="factor on the vertical axis")
    parser.add_argument("--metric", required=True, metavar="NAME", help="end-of-run metric, as in muster metrics")
    parser.add_argument("--at", action="append", default=[], metavar="FACTOR=VALUE",
                        help="show only points with this value; may be repeated")
    return parser.parse_args(argv)


def draw(opened, arguments):
    columns, rows = opened.factor(arguments.x), opened.factor(arguments.y)
    if arguments.x == arguments.y:
        raise InputError(f"--x and --y are both {arguments.x}: a map needs two factors")
    values, label = selection.metric_in_units(opened, arguments.metric)
    drawn = {arguments.x, arguments.y}
    points = selection.fixed(opened, arguments.at, drawn)
    rest = selection.varying(opened, points, drawn)
    across, up = np.unique(columns[points]), np.unique(rows[points])
    if len({(columns[p], rows[p]) for p in points}) < SPARSE * len(across) * len(up):
        raise InputError(f"{arguments.x} and {arguments.y} do not form a grid in this sweep: draw it with sweep.py")
    if rest:
        raise selection.must_be_fixed(opened, points, rest)
    selection.refuse_undefined(values[points], arguments.metric)
    places = (columns[points], rows[points], across, up)
    table, done = cells(*places, values[points]), cells(*places, np.where(opened.done[points], 1.0, np.nan))
    first = note(opened, arguments.metric, table) + selection.undefined_note(opened, values, points)
    fig, area = style.figure(opened.title, subtitle(opened, points, arguments),
                             command.notes(opened, points, [first]), BODY)
    style.fit(fig, area)
    axes = fig.add_subplot()
    paint(fig, axes, table, label, done.n > 0)
    label_axis(axes.xaxis, across, selection.factor_label(opened, arguments.x), 0.7 * style.WIDTH)
    label_axis(axes.yaxis, up, selection.factor_label(opened, arguments.y, 40), 0.8 * BODY)
    return fig


def cells(x, y, across, up, values):
    """The interval of every cell, rows from low to high y. A cell without a point or finished run is NaN."""
    members = {(row, column): values[(y == up[row]) & (x == across[column])].ravel()
               for row in range(len(up)) for column in range(len(across))}
    runs = np.full((len(up), len(across), max(1, max(map(len, members.values())))), np.nan)
    for place, found in members.items():
        runs[place][:len(found)] = found
    return interval.over_replicates(runs, 2)


def paint(fig, axes, table, label, done):
    """`done` says which cells have a finished run, which may be one without a value."""
    axes.set_facecolor("#d9d9d9")
    axes.grid(False)
    image = axes.imshow(table.mean, origin="lower", aspect="auto", cmap=style.MAP, interpolation="nearest")
    fig.colorbar(image, ax=axes, pad=0.02, fraction=0.06).set_label(label)
    if table.mean.size > FEW:
        return
    size = 11 if table.mean.shape[1] <= 8 else 8.5
    half = table.high - table.mean
    for (row, column), mean in np.ndenumerate(table.mean):
        text = cell_text(mean, half[row, column], done[row, column])
        axes.text(column, row, text, ha="center", va="center", size=size, color=ink(image, mean))


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


def label_axis(axis, levels, text, room):
    """Labels every level, or every second, third ... so that each has `room` inches."""
    texts = style.level_texts(levels)
    needed = 1.3 * max(style.text_width(axis.figure, text, TICK_SIZE) for text in texts)
    step = max(1, int(np.ceil(len(levels) * (needed if axis.axis_name == "x" else 0.25) / room)))
    axis.set_ticks(range(0, len(levels), step), texts[::step])
    axis.set_label_text(text)
    axis.axes.tick_params(length=0)


def subtitle(opened, points, arguments):
    text = f"{style.readable(arguments.metric)} over {arguments.x} and {arguments.y}"
    setting = selection.setting_text(opened, points, {arguments.x, arguments.y})
    return text + (f", at {setting}" if setting else "")


def note(opened, metric, table):
    if table.n.max() < 2:
        return "Mean of one replicate: no interval."
    unit = selection.unit_of(opened, metric)
    unit = " percentage points" if unit == "%" else f" {unit}" if unit not in ("", "1", "-") else ""
    half = table.high - table.mean
    middle, largest = np.nanmedian(half), np.nanmax(half)
    what = f"Mean over replicates with its {100 * interval.COVERAGE:.0f} % t interval"
    text = f"{what}: half-width {digits.general(middle, 2)} (median), {digits.general(largest, 2)}{unit} at most"
    return text + (" (± in the cells)." if table.mean.size <= FEW else ".")


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
