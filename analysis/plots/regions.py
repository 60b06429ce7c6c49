#!/usr/bin/env python3
"""Draws regions over time: a row each, in the colour of a series at that time, the mean over replicates.

Any series with a dimension of regions will do, such as evaded by home; --by names another dimension.
"""

import sys

import numpy as np

import command
import look
import panels
import selection
import style
import timeline
from results import InputError

PLACES = ("region", "home")
MOST = 60  # rows


def arguments_of(argv):
    parser = command.parser(__doc__, "regions.py run.h5 --variable evaded -o fig.png")
    parser.add_argument("--variable", metavar="NAME", help="series to draw (default: the first over regions)")
    parser.add_argument("--by", metavar="DIMENSION", help=f"a row for each (default: {' or '.join(PLACES)})")
    parser.add_argument("--point", metavar="P", help="number or label of the point to draw (default: the first)")
    parser.add_argument("--flow", action="store_true", help="what came since the time before, of a cumulative series")
    return parser.parse_args(argv)


def draw(opened, arguments):
    point = opened.run(arguments.point)
    where = opened.label(point) or selection.setting_text(opened, np.array([point]), set())
    opened.narrow(point)
    axis = timeline.course(opened, point)
    name, by = series_of(opened, arguments.variable, arguments.by)
    values = opened.people(name, point, by=(by,)).mean(0).T  # [region, time]
    if not np.issubdtype(opened.variable(name).encoding.get("dtype", float), np.integer):
        values = values * opened.scale(point)  # no count of people, so not divided
    if arguments.flow:
        values = np.diff(values, axis=1, prepend=values[:, :1])
    labels = [str(label).replace("_", " ") for label in opened.variable(by).values]
    if len(labels) > MOST:
        raise InputError(f"{by} has {len(labels)} values (at most {MOST} rows can be drawn)")
    order = np.argsort(-values[:, -1] if not arguments.flow else -values.sum(1), kind="stable")
    first = "Colour: mean over replicates." + command.scale_note(opened, point) + axis.note()
    text = selection.words(opened, name) + (", since the time before" if arguments.flow else "")
    fig, area = style.figure(opened.title, text + (f", at {where}" if where else ""),
                             command.notes(opened, np.array([point]), [first]),
                             len(labels) * 0.75 * look.now.row() + 0.9 * look.now.row() * 2)
    style.fit(fig, area)
    paint(fig, fig.add_subplot(), axis, values[order], [labels[i] for i in order], unit_of(opened, name))
    return fig


def series_of(opened, name, by):
    """The series and the dimension of its rows."""
    if name is None:
        held = [str(each) for each, variable in opened.data.data_vars.items()
                if opened.clock in variable.dims and set(variable.dims) & {by, *PLACES}]
        if not held:
            raise InputError(f"{opened.path}: holds no series over regions (name one with --variable and --by)")
        name = held[0]
    dimensions = opened.variable(name).dims
    for place in (by,) if by else PLACES:
        if place in dimensions:
            return name, place
    raise InputError(f"{name}: has no {by or 'dimension of regions'} (its dimensions: "
                     f"{', '.join(map(str, dimensions))})")


def unit_of(opened, name):
    unit = opened.variable(name).attrs.get("units", "")
    return "" if unit in style.PLAIN_UNITS else f"[{unit}]"


def paint(fig, panel, axis, values, labels, unit):
    edges = np.append(axis.at, 2 * axis.at[-1] - axis.at[-2])
    mesh = panel.pcolormesh(edges, np.arange(len(labels) + 1) - 0.5, values, cmap=style.MAP, rasterized=True)
    bar = fig.colorbar(mesh, ax=panel, pad=0.02, fraction=0.05)
    bar.set_label(unit)
    panels.count_axis(bar.ax.yaxis, 5)
    if values.max() < 10:
        bar.ax.yaxis.set_major_formatter(panels.matplotlib.ticker.ScalarFormatter())
    panel.grid(False)
    room = 0.3 * look.now.width
    panel.set_yticks(range(len(labels)), [style.cut(fig, label, look.now.text, room) for label in labels])
    panel.set_ylim(len(labels) - 0.5, -0.5)
    panel.tick_params(axis="y", length=0)
    axis.dress(panel, share=0.7)


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
