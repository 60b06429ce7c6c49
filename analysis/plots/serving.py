#!/usr/bin/env python3
"""Draws who serves over time, a line per branch (or role), with the interval over replicates.

Counts are people of the real force: simulated people divided by the scale of the run. Shown is one point of a sweep.
"""

import sys

import numpy as np

import command
import interval
import key
import look
import panels
import runs
import selection
import style
import timeline


def arguments_of(argv):
    parser = command.parser(__doc__, "serving.py run.h5 -o fig.png")
    parser.add_argument("--point", metavar="P", help="number or label of the point to draw (default: the first)")
    parser.add_argument("--by", metavar="DIMENSION", default="branch", help="a line for each (default: branch)")
    return parser.parse_args(argv)


def draw(opened, arguments):
    point = opened.run(arguments.point)
    where = opened.label(point) or selection.setting_text(opened, np.array([point]), set())
    opened.narrow(point)
    axis = timeline.course(opened, point)
    serving = opened.people("serving", point, by=(arguments.by,))  # [replicate, time, by]
    names = [str(name) for name in opened.variable(arguments.by).values]
    fig, area = style.figure(opened.title, subtitle(where, arguments.by), notes(opened, point, axis),
                             look.now.height(5.4) + panels.legend_height(["\n"] * len(names), "title"))
    axes = fig.add_subplot()
    draw_lines(axes, axis, names, serving)
    axes.set_ylabel("Serving [people]")
    panels.count_axis(axes.yaxis, 6)
    axes.set_ylim(bottom=0)
    axis.dress(axes)
    style.fit(fig, panels.legend(fig, axes, area, style.sentence(f"{axis.first} and {axis.last}")))
    return fig


def draw_lines(axes, axis, names, serving):
    """Branches that never had people are left out; `serving` is [run, time, branch]."""
    course = interval.over_replicates(serving, 0)
    shown = [i for i in np.argsort(-course.mean[0], kind="stable") if course.mean[:, i].max() > 0]
    colours = style.colours(len(names), beside_black=True)  # by number, so that a role has its colour of leavers.py
    for i in shown:
        colour, marker = colours[i], style.MARKERS[i % len(style.MARKERS)]
        ends = f"{style.count_text(course.mean[0, i])} to {style.count_text(course.mean[-1, i])}"
        axes.plot(axis.at, course.mean[:, i], color=colour, marker=marker, markevery=max(1, len(axis.at) // 10),
                  clip_on=False, zorder=3, label=f"{key.role_text(names[i])}\n{ends}")
        axes.fill_between(axis.at, course.low[:, i], course.high[:, i], color=colour, alpha=0.2, linewidth=0)
    for i in shown:
        runs.draw(axes, axis, serving[:, :, i], colours[i])


def subtitle(where, by):
    return f"Serving, by {by.replace('_', ' ')}" + (f", at {where}" if where else "")


def notes(opened, point, axis):
    n = opened.done[point].sum()
    first = command.interval_note("Band", np.array([n])) + runs.note(n)
    return command.notes(opened, np.array([point]), [first + command.scale_note(opened, point) + axis.note()])


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
