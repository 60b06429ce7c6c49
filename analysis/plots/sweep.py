#!/usr/bin/env python3
"""Draws a metric of a sweep against a factor: mean over replicates with its interval, a line per value of a second one.

A sweep with more factors needs the others fixed with --at. If the points differ in other factors too and no two share
a value of the factor (zip, random), each point is drawn as a dot with its interval and no line is drawn between them.
"""

import sys
from dataclasses import dataclass

import numpy as np

import command
import digits
import interval
import selection
import style
from results import InputError


BANDS = 8  # lines whose bands can still be told apart
MOST = 20  # lines that fit into the legend


@dataclass
class Line:
    name: str  # empty: the only one
    x: np.ndarray
    y: interval.Interval


def arguments_of(argv):
    parser = command.parser(
        __doc__, "sweep.py out.h5 --x surveillance.informer_density --metric defection_rate -o fig.png")
    parser.add_argument("--x", required=True, metavar="FACTOR", help="factor on the horizontal axis")
    parser.add_argument("--by", metavar="FACTOR", help="one line per value (default: the only other factor)")
    parser.add_argument("--metric", required=True, metavar="NAME", help="end-of-run metric, as in muster metrics")
    parser.add_argument("--at", action="append", default=[], metavar="FACTOR=VALUE",
                        help="show only points with this value; may be repeated")
    return parser.parse_args(argv)


def draw(opened, arguments):
    x = opened.factor(arguments.x)
    if x.dtype.kind == "U":
        raise InputError(f"--x {arguments.x}: holds names, which have no order (draw it with --by)")
    values, y_label = selection.metric_in_units(opened, arguments.metric)
    drawn = {arguments.x} | ({arguments.by} if arguments.by else set())
    points = selection.fixed(opened, arguments.at, drawn)
    selection.refuse_undefined(values[points], arguments.metric)
    by, scattered = second_factor(opened, points, arguments.x, arguments.by)
    lines = lines_of(opened, points, x, by, values)
    notes = command.notes(opened, points, notes_on(opened, points, lines, values, scattered))
    fig, area = style.figure(opened.title, subtitle(opened, points, arguments, by), notes, 5.4)
    style.fit(fig, area)
    axes = fig.add_subplot()
    draw_lines(axes, lines, bool(scattered))
    axes.set_xlabel(selection.factor_label(opened, arguments.x))
    axes.set_ylabel(y_label)
    if by:
        axes.legend(title=selection.factor_label(opened, by, 26), loc="upper left", bbox_to_anchor=(1.01, 1.0),
                    alignment="left")
    return fig


def second_factor(opened, points, x, by):
    """The factor that makes the lines, and the factors that vary from dot to dot; at most one of the two."""
    if by:
        opened.factor(by)
    rest = selection.varying(opened, points, {x, by} if by else {x})
    if not rest:
        return by, []
    if not by and len(np.unique(opened.factors[x][points])) == len(points):
        return None, rest
    if not by and len(rest) == 1:
        return rest[0], []
    raise selection.must_be_fixed(opened, points, rest)


def lines_of(opened, points, x, by, values):
    """One line per value of the second factor, each over the sorted values of the first."""
    levels = np.unique(opened.factors[by][points]) if by else [None]
    if len(levels) > MOST:
        raise InputError(f"{by} has {len(levels)} values (at most {MOST} lines can be drawn): use heatmap.py")
    names = style.level_texts(levels) if by else [""]
    lines = []
    for level, name in zip(levels, names):
        members = points if level is None else points[opened.factors[by][points] == level]
        at = np.unique(x[members])
        runs = [values[members[x[members] == place]].ravel() for place in at]
        longest = max(map(len, runs))
        table = np.array([np.pad(run, (0, longest - len(run)), constant_values=np.nan) for run in runs])
        lines.append(Line(name, at, interval.over_replicates(table, 1)))
    return lines


def draw_lines(axes, lines, scattered):
    for line, colour, marker in zip(lines, style.colours(len(lines)), style.MARKERS * len(lines)):
        if scattered:
            axes.errorbar(line.x, line.y.mean, line.y.high - line.y.mean, fmt=marker, color=colour, elinewidth=1.2)
            continue
        axes.plot(line.x, line.y.mean, color=colour, marker=marker, label=line.name, clip_on=False, zorder=3)
        if len(lines) <= BANDS:
            axes.fill_between(line.x, line.y.low, line.y.high, color=colour, alpha=0.18, linewidth=0)
    if np.nanmin(np.concatenate([line.y.mean for line in lines])) >= 0:
        axes.set_ylim(bottom=0)


def subtitle(opened, points, arguments, by):
    text = f"{style.readable(arguments.metric)} against {arguments.x}" + (f", by {by}" if by else "")
    setting = selection.setting_text(opened, points, {arguments.x, by})
    return text + (f", at {setting}" if setting else "")


def notes_on(opened, points, lines, values, scattered):
    n = np.concatenate([line.y.n for line in lines])
    notes = command.interval_note("Bar" if scattered else "Band", n)
    if scattered:
        notes += f" Each dot is one point of the sweep; from dot to dot also differs: {', '.join(scattered)}."
    elif len(lines) > BANDS and n.max() > 1:
        half = np.concatenate([line.y.high - line.y.mean for line in lines])
        notes = (f"Too many lines for bands: the half-width of the {interval.MEANING} is "
                 f"{digits.general(np.nanmedian(half), 2)} (median), {digits.general(np.nanmax(half), 2)} at most.")
    return [notes + selection.undefined_note(opened, values, points)]


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
