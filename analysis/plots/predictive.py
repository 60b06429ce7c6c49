#!/usr/bin/env python3
"""Draws what all runs of a file say of series over time: the middle half and the middle 90 % of them, and some runs.

Of a sweep over draws from a posterior these are posterior-predictive bands. Dated bands of a case file (--bands) stand
in them as bars: what is known to have happened.
"""

import sys

import numpy as np

import bands
import command
import look
import panels
import runs
import selection
import style
import timeline
from results import InputError

MOST = 6  # panels
BLOCK = 64  # points that are read at once
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SHOWN_RUNS = 20


def arguments_of(argv):
    parser = command.parser(__doc__, "predictive.py posterior.h5 --variables army_capacity rebels -o fig.png")
    parser.add_argument("--variables", nargs="+", metavar="NAME", required=True, help=f"series to draw, {MOST} at most")
    parser.add_argument("--bands", metavar="FILE", help="file of [[band]] tables, of which those with a date are drawn")
    return parser.parse_args(argv)


def draw(opened, arguments):
    if len(arguments.variables) > MOST:
        raise InputError(f"--variables: names {len(arguments.variables)} series (a picture holds {MOST})")
    if "cases" in opened.scenario:
        raise InputError(f"{opened.path}: has several scenarios, whose times differ (draw one of them)")
    axis = timeline.course(opened, 0)
    known = bands.read_bands(arguments.bands) if arguments.bands else []
    n_runs = int(opened.done.sum())
    first = (f"Dark: the middle half of {n_runs} runs over {opened.done.any(axis=1).sum()} points; pale: their middle "
             f"90 %; line: median; thin lines: {min(SHOWN_RUNS, n_runs)} runs."
             + (" Bars: what is known." if known else ""))
    points = np.flatnonzero(opened.done.any(axis=1))
    notes = command.notes(opened, points, [first + axis.note()])
    fig, area = style.figure(opened.title, "The spread of all runs", notes,
                             len(arguments.variables) * (1.5 if look.now.is_narrow else look.now.height(2.6)) + 0.5)
    style.fit(fig, area)
    axes = fig.subplots(len(arguments.variables), sharex=True, squeeze=False)[:, 0]
    for panel, name, colour in zip(axes, arguments.variables, style.colours(len(axes))):
        draw_panel(panel, axis, runs_of(opened, name, points), colour)
        for band in known:
            if band["value"] == name and band["date"] is not None:
                mark_band(panel, axis, band)
        attributes = opened.variable(name).attrs
        panel.set_title(style.axis_label(name, selection.words(opened, name), attributes.get("units", ""),
                                         look.now.columns(0.86 * look.now.width)), loc="left", size=look.now.text)
        axis.dress(panel, labelled=panel is axes[-1])
    return fig


def runs_of(opened, name, points):
    """Values [run, time] of all finished runs, read in blocks of points."""
    series = opened.variable(name)
    if series.dims != ("point", "replicate", opened.clock):
        raise InputError(f"{name}: is not one number over time (its dimensions: {', '.join(map(str, series.dims))})")
    is_count = np.dtype(series.encoding.get("dtype", float)).kind == "i"
    blocks = []
    for first in range(0, len(opened.status), BLOCK):
        inside = points[(points >= first) & (points < first + BLOCK)]
        if len(inside):
            block = series.isel(point=slice(first, first + BLOCK)).values.astype(np.float32)
            for point in inside:
                of_point = block[point - first][opened.done[point]]
                blocks.append(of_point / opened.scale(point) if is_count else of_point)
    return np.concatenate(blocks)


def draw_panel(panel, axis, values, colour):
    lowest, low, median, high, highest = np.nanquantile(values, QUANTILES, axis=0)
    panel.plot(axis.at, median, color=colour, linewidth=0.8 * look.now.line, zorder=3)
    panel.fill_between(axis.at, lowest, highest, color=colour, alpha=0.18, linewidth=0)
    panel.fill_between(axis.at, low, high, color=colour, alpha=0.35, linewidth=0)
    some = np.linspace(0, len(values) - 1, min(SHOWN_RUNS, len(values))).astype(int)
    runs.draw(panel, axis, values[some], colour)
    if np.nanmin(values) >= 0:
        panel.set_ylim(bottom=0)
    panel.yaxis.set_major_locator(panels.matplotlib.ticker.MaxNLocator(4))
    if np.nanmax(values) >= 1000:
        panels.count_axis(panel.yaxis, 4)


def mark_band(panel, axis, band):
    """A known range at its date, in the unit of the series."""
    at = axis.of_date(band["date"])
    if at is None:
        raise InputError(f"{band['value']}: has a band at a date, and the file no calendar")
    low, high = band["low"] / band["times"], band["high"] / band["times"]
    panel.errorbar([at], [(low + high) / 2], yerr=[[(high - low) / 2]] * 2, color=style.BLACK, capsize=3,
                   linewidth=look.now.line, fmt="none", zorder=5)


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
