#!/usr/bin/env python3
"""Draws series over time, a panel each: of one run, or the runs as thin lines and their mean with its interval.

A count with more axes than time is summed over them; of another series with one more axis, NAME=LABEL draws one label.

Counts are people of the real force: simulated people divided by the scale of the run. Shown is one point of a sweep.
"""

import sys

import numpy as np

import command
import interval
import look
import panels
import runs
import selection
import style
import timeline
from results import InputError

MOST = 6  # panels
PANEL = 2.1  # [inch] on a screen


def arguments_of(argv):
    parser = command.parser(__doc__, "series.py run.h5 --variables active jailed --between 0 500 -o fig.png")
    parser.add_argument("--variables", nargs="+", metavar="NAME", required=True, help=f"series to draw, {MOST} at most")
    parser.add_argument("--point", metavar="P", help="number or label of the point to draw (default: the first)")
    parser.add_argument("--replicate", type=int, metavar="R", help="draw this run alone (default: the mean over all)")
    parser.add_argument("--between", type=int, nargs=2, metavar=("FIRST", "LAST"),
                        help="draw these steps (or weeks) alone")
    return parser.parse_args(argv)


def draw(opened, arguments):
    if len(arguments.variables) > MOST:
        raise InputError(f"--variables: names {len(arguments.variables)} series (a picture holds {MOST})")
    point = opened.run(arguments.point, arguments.replicate)
    opened.narrow(point)
    if arguments.between:
        cut(opened, *arguments.between)
    axis = timeline.course(opened, point)
    drawn = [runs_of(opened, name, point, arguments.replicate) for name in arguments.variables]
    below = notes(opened, point, arguments, len(drawn[0]), axis)
    fig, area = style.figure(opened.title, subtitle(opened, point), below, height_of(len(drawn)))
    style.fit(fig, area)
    axes = fig.subplots(len(drawn), sharex=True, squeeze=False)[:, 0]
    for panel, name, values, colour in zip(axes, arguments.variables, drawn, style.colours(len(drawn))):
        draw_course(panel, axis, values, colour)
        attributes = opened.variable(name.partition("=")[0]).attrs
        panel.set_title(style.axis_label(name, attributes.get("long_name", ""), attributes.get("units", ""),
                                         look.now.columns(0.86 * look.now.width)), loc="left", size=look.now.text)
        axis.dress(panel, labelled=panel is axes[-1])
    return fig


def height_of(n_panels):
    return (1.25 if look.now.is_narrow else look.now.height(PANEL)) * n_panels + 0.5


def cut(opened, first, last):
    """Leaves the times from first to last, in units of the axis since its start."""
    since = opened.times if opened.start is None else (opened.times - opened.start) / np.timedelta64(7, "D")
    inside = np.flatnonzero((since >= first) & (since <= last))
    if len(inside) < 2:
        raise InputError(f"--between {first} {last}: fewer than two recorded times (the file has {since[0]:g} to "
                         f"{since[-1]:g})")
    opened.data = opened.data.isel({opened.clock: inside})


def runs_of(opened, name, point, replicate):
    """Values [run, time] of the finished runs, or of the one that is asked for."""
    plain, _, label = name.partition("=")
    series = opened.variable(plain)
    is_count = np.dtype(series.encoding.get("dtype", float)).kind == "i"
    chosen = series.isel(point=point)
    rest = [axis for axis in series.dims if axis not in ("point", "replicate", opened.clock)]
    if opened.clock not in series.dims or (rest and not label and not is_count):
        raise InputError(f"{plain}: is not one number over time (its dimensions: {', '.join(map(str, series.dims))}"
                         + (f"; add one label, as in {plain}={series[rest[0]].values[0]})" if len(rest) == 1 else ")"))
    if label:
        chosen, rest = chosen.sel({axis_with(series, rest, name): label}), [a for a in rest if label not in series[a]]
    values = chosen.sum(rest, skipna=False).values.astype(float) if rest else chosen.values.astype(float)
    if is_count:
        values = values / opened.scale(point)
    return values[opened.done[point]] if replicate is None else values[[replicate]]


def axis_with(series, axes, name):
    """The axis of the series that has the label of NAME=LABEL."""
    label = name.partition("=")[2]
    for axis in axes:
        if label in series[axis].values:
            return axis
    known = [str(value) for axis in axes for value in series[axis].values]
    raise InputError(f"{name}: no such label (it has: {', '.join(known) or 'none'})")


def draw_course(panel, axis, values, colour):
    course = interval.over_replicates(values, 0)
    panel.plot(axis.at, course.mean, color=colour, linewidth=0.65 * look.now.line, zorder=3)
    runs.draw(panel, axis, values, colour)
    panel.fill_between(axis.at, course.low, course.high, color=colour, alpha=0.25, linewidth=0)
    highest = np.nanmax(np.fmax(course.high, course.mean)) if not np.isnan(course.mean).all() else 0
    highest = max(highest, np.nanmax(values[:runs.MOST], initial=0))
    panel.set_ylim(min(0, np.nanmin(values[:runs.MOST], initial=0)), 1.06 * highest if highest > 0 else 1)
    panel.yaxis.set_major_locator(panels.matplotlib.ticker.MaxNLocator(4))
    if highest >= 1000:
        panels.count_axis(panel.yaxis, 4)


def subtitle(opened, point):
    where = opened.label(point) or selection.setting_text(opened, np.array([point]), set())
    return "Course of the run" + (f", at {where}" if where else "")


def notes(opened, point, arguments, n_runs, axis):
    first = f"One run: replicate {arguments.replicate}." if arguments.replicate is not None else \
        command.interval_note("Lines: mean over replicates. Bands", np.array([n_runs])) + runs.note(n_runs)
    last = "" if arguments.between else axis.note()
    return command.notes(opened, np.array([point]), [first + command.scale_note(opened, point) + last])


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
