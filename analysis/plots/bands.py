#!/usr/bin/env python3
"""Holds the runs of one point against bands: a Markdown table, and with -o a picture of it.

A band is met ("in") if the middle 90 % of the runs lie inside it, touched ("edge") if only their median does.
"""

import argparse
import datetime
import os
import sys
import tomllib
from dataclasses import dataclass

import numpy as np

import command
import digits
import look
import results
import style
from results import InputError

SYRIA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scenarios/bands/syria-2011.toml")
TEXTS = {"row": None, "what": None, "value": None, "over": "", "unit": "", "of": "run", "rests": ""}
NUMBERS = {"low": None, "high": None, "times": 1.0}
VERDICTS = {"in": (style.BLUE, "o"), "edge": (style.ORANGE, "s"), "out": (style.VERMILION, "D")}
WEEK = np.timedelta64(7, "D")
REACH = 0.6  # widths of a band drawn on either side of it; what lies further stands at the border


def arguments_of(argv):
    parser = argparse.ArgumentParser(description=__doc__, epilog="example: bands.py baseline.h5 -o bands.png",
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="OUT.h5", help="results file written by muster run or muster sweep")
    parser.add_argument("--bands", default=SYRIA, metavar="FILE", help="bands (default: those of syria-2011)")
    parser.add_argument("--point", default="0", metavar="POINT", help="number or label of the point (default: 0)")
    parser.add_argument("-o", "--output", metavar="FIG", help="picture to write: .png, .svg or .pdf by its ending")
    look.add_options(parser)
    return parser.parse_args(argv)


def read_bands(path):
    """The bands of a file, every key checked."""
    try:
        with open(path, "rb") as file:
            rows = tomllib.load(file).get("band", [])
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: can't be read as bands ({problem})") from None
    if not isinstance(rows, list) or not rows:
        raise InputError(f"{path}: holds no [[band]]")
    return [checked(row, f"{path}: band[{i}]") for i, row in enumerate(rows, 1)]


def checked(row, place):
    if not isinstance(row, dict):
        raise InputError(f"{place}: is not a table")
    unknown = sorted(set(row) - {*TEXTS, *NUMBERS, "date"})
    if unknown:
        raise InputError(f"{place}: unknown key '{unknown[0]}'")
    band = {**TEXTS, **NUMBERS, "date": None, **row}
    for key in (*TEXTS, *NUMBERS):
        if band[key] is None:
            raise InputError(f"{place}: {key} is missing")
        if not (isinstance(band[key], str) if key in TEXTS else is_number(band[key])):
            raise InputError(f"{place}: {key} must be a {'text' if key in TEXTS else 'finite number'}")
    if band["low"] >= band["high"]:
        raise InputError(f"{place}: low must be under high")
    if band["of"] not in ("run", "runs"):
        raise InputError(f"{place}: of must be \"run\" or \"runs\", not '{band['of']}'")
    if band["date"] is not None and type(band["date"]) is not datetime.date:
        raise InputError(f"{place}: date must be a date such as 2015-12-31")
    return band


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and np.isfinite(value)


@dataclass
class Held:
    """A band with what the runs say."""

    band: dict
    values: np.ndarray  # one for each run that has a value, in the unit shown
    median: float
    low: float  # the middle 90 % of the runs
    high: float
    verdict: str


def hold(opened, band, point):
    values = values_of(opened, band, point) * band["times"]
    values = values[np.isfinite(values)]
    if values.size == 0:
        raise InputError(f"{band['value']}: has no value in any finished run of the point")
    if band["of"] == "runs":
        values = np.array([values.mean()])
    low, median, high = np.quantile(values, [0.05, 0.5, 0.95])
    inside = [band["low"] <= value <= band["high"] for value in (low, median, high)]
    return Held(band, values, median, low, high, "in" if all(inside) else "edge" if inside[1] else "out")


def values_of(opened, band, point):
    """One value for each finished run of the point."""
    if band["date"] is not None:
        return at_date(opened, band, point)
    values = opened.metric(band["value"])[point][opened.done[point]]
    if not band["over"]:
        return values
    total = opened.metric(band["over"])[point][opened.done[point]]
    return np.divide(values, total, out=np.full(values.shape, np.nan), where=total > 0)


def at_date(opened, band, point):
    """The value of a series at the end of the last week up to the date."""
    series = opened.variable(band["value"])
    if series.dims != ("point", "replicate", "time"):
        raise InputError(f"{band['value']}: is not a series over time alone (axes: {', '.join(map(str, series.dims))})")
    days = opened.times
    there = np.flatnonzero((days <= np.datetime64(band["date"])) & (days > np.datetime64(band["date"]) - WEEK))
    if there.size == 0:
        raise InputError(f"{band['value']}: is not recorded in the week up to {band['date']}, {beside(days, band)} "
                         "(set [output] every = 1 in the sweep, or name the week in [output] at)")
    return series.values[point, :, there[-1]][opened.done[point]].astype(float)


def beside(days, band):
    """The recorded days on either side of a band's date, of those there are."""
    before, after = days[days <= np.datetime64(band["date"])], days[days > np.datetime64(band["date"])]
    return "only on " + " and ".join([*map(str, before[-1:]), *map(str, after[:1])])


def text(value):
    return digits.general(value, 3)


def range_text(band):
    return f"{text(band['low'])} to {text(band['high'])}"


def found_text(held):
    return text(held.median) if held.values.size == 1 else f"{text(held.median)} ({text(held.low)}-{text(held.high)})"


def table_of(all_held):
    yield "| row | what | unit | band | baseline | |"
    yield "|---|---|---|---|---|---|"
    for held in all_held:
        band = held.band
        verdict = held.verdict if held.verdict == "in" else f"**{held.verdict}**"
        cells = (band["row"], band["what"], band["unit"] or "1", range_text(band), found_text(held), verdict)
        yield f"| {' | '.join(cells)} |"


def draw(opened, all_held, point):
    note = ("Grey: the band, from its lower to its upper end. Dots: runs; short line: their median. Blue circle: in; "
            "orange square: median in, some runs out; red diamond: out. Medians far out stand at the border.")
    fig, area = style.figure(opened.title, f"{opened.label(point) or 'The runs'}, against the bands",
                             command.notes(opened, [point], [note]),
                             look.now.height(1.0) + look.now.row() * len(all_held))
    style.fit(fig, area)
    axes = fig.add_subplot()
    for row, held in enumerate(all_held):
        draw_row(axes, row, held)
    rows = range(len(all_held))
    axes.set_yticks(rows, [f"{h.band['what']}  {h.band['row']}" for h in all_held], parse_math=False)
    axes.set_xticks([0, 1], ["lower end", "upper end"])
    axes.set_xlim(-REACH - 0.05, 1 + REACH + 0.05)
    axes.grid(False)
    right = axes.twinx()
    right.set_yticks(rows, [found_label(h) for h in all_held], parse_math=False)
    right.grid(False)
    for side in (axes, right):
        side.set_ylim(len(all_held) - 0.4, -0.6)
        side.tick_params(axis="y", length=0)
    return fig


def found_label(held):
    return f"{found_text(held)}; band {range_text(held.band)} {held.band['unit']}".rstrip()


def draw_row(axes, row, held):
    low, width = held.band["low"], held.band["high"] - held.band["low"]
    places = np.clip((held.values - low) / width, -REACH, 1 + REACH)
    colour, marker = VERDICTS[held.verdict]
    spread = np.linspace(-0.16, 0.16, places.size) if places.size > 1 else np.zeros(1)
    axes.barh(row, 1, height=0.62, color="#dddddd", zorder=1)
    axes.plot(places, row + spread, marker, color=colour, markersize=0.6 * look.now.marker, alpha=0.75, zorder=3)
    axes.plot([np.median(places)] * 2, [row - 0.31, row + 0.31], color=style.BLACK,
              linewidth=0.6 * look.now.line, zorder=4)


def show(arguments):
    if arguments.output:
        style.check_output(arguments.output)
    if fault := look.use(arguments):
        raise InputError(fault)
    bands = read_bands(arguments.bands)
    with results.Results(arguments.file) as opened:
        point = opened.point(arguments.point)
        all_held = [hold(opened, band, point) for band in bands]
        print("\n".join(table_of(all_held)))
        if arguments.output:
            style.save(look.finish(draw(opened, all_held, point), arguments), arguments.output)


def main(arguments):
    return command.ending(lambda: show(arguments), arguments.output)


if __name__ == "__main__":
    sys.exit(main(arguments_of(sys.argv[1:])))
