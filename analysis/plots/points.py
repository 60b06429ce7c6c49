#!/usr/bin/env python3
"""Draws a metric at each labelled point of a sweep (design "list"): a dot with its interval, in the order of the file.

A dashed line goes through the first point, which is the one to compare with.
"""

import sys

import numpy as np

import command
import interval
import selection
import style
from results import InputError

MOST = 80  # labelled points that can be read in one picture
ROW = 0.3  # [inch]
LABEL_WIDTH = 3.2  # [inch]


def arguments_of(argv):
    parser = command.parser(__doc__, "points.py ablation.h5 --metric departure_rate -o fig.png")
    parser.add_argument("--metric", required=True, metavar="NAME", help="end-of-run metric, as in muster metrics")
    parser.add_argument("--sort", action="store_true", help="largest first, instead of the order of the file")
    return parser.parse_args(argv)


def draw(opened, arguments):
    values, label = selection.metric_in_units(opened, arguments.metric)
    if "label" not in opened.data:
        raise InputError("the points of the file have no labels: draw it with sweep.py")
    if len(values) > MOST:
        raise InputError(f"the file has {len(values)} points (at most {MOST} can be drawn)")
    selection.refuse_undefined(values, arguments.metric)
    course = interval.over_replicates(values, 1)
    order = np.argsort(-course.mean, kind="stable") if arguments.sort else np.arange(len(values))
    points = np.arange(len(values))
    notes = command.notes(opened, points, [note(opened, course) + selection.undefined_note(opened, values, points)])
    fig, area = style.figure(opened.title, f"{style.readable(arguments.metric)} at each point", notes,
                             1.0 + ROW * len(values))
    style.fit(fig, area)
    axes = fig.add_subplot()
    draw_dots(axes, course, order)
    names = [style.cut(fig, opened.label(p), 11, LABEL_WIDTH) for p in order]
    axes.set_yticks(range(len(order)), names, parse_math=False)
    axes.set_xlabel(label.replace("\n", " "))
    return fig


def draw_dots(axes, course, order):
    rows = np.arange(len(order))
    half = np.nan_to_num((course.high - course.mean)[order])
    if not np.isnan(course.mean[0]):
        axes.axvline(course.mean[0], color=style.GREY, linewidth=1, linestyle="--", zorder=1)
    first, there = order == 0, ~np.isnan(course.mean[order])
    for chosen, colour, marker in ((first & there, style.VERMILION, "D"), (~first & there, style.BLUE, "o")):
        axes.errorbar(course.mean[order][chosen], rows[chosen], xerr=half[chosen], fmt=marker, color=colour,
                      elinewidth=2, zorder=3)
    axes.set_ylim(len(order) - 0.4, -0.6)
    if np.nanmin(course.mean) >= 0:
        axes.set_xlim(left=0)


def note(opened, course):
    text = command.interval_note("Bar", course.n)
    empty = [opened.label(p) for p in np.flatnonzero(course.n == 0)]
    if empty:
        text += f" No value at: {', '.join(empty)}."
    return f"{text} Dashed line: {opened.label(0)}."


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
