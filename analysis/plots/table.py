#!/usr/bin/env python3
"""Prints the mean of metrics over replicates, with its 95 % t interval, at each point of a sweep.

(5 of 6) says that 5 runs of 6 have a value.
"""

import argparse
import sys

import numpy as np

import command
import copies
import digits
import interval
import results
import selection
import style


def arguments_of(argv):
    parser = argparse.ArgumentParser(description=__doc__, epilog="example: table.py out.h5 departure_rate")
    parser.add_argument("file", metavar="OUT.h5", help="results file written by muster sweep")
    parser.add_argument("metrics", metavar="METRIC", nargs="+", help="end-of-run metric, as in muster metrics")
    return parser.parse_args(argv)


def cell(mean, low, n, replicates):
    mean, half = ("-", "") if np.isnan(mean) else digits.with_half(mean, mean - low)
    return mean + (f" ± {half}" if half else "") + (f" ({n} of {replicates})" if n < replicates else "")


def columns_of(opened, metrics):
    """Heading and cells of each column: labels, the factors, then the metrics."""
    points = range(opened.status.shape[0])
    if "label" in opened.data:
        yield ["point", *(opened.label(p) for p in points)]
    for name, values in opened.factors.items():
        if np.unique(values).size > 1:
            yield [name, *style.value_texts(values)]
    for name in metrics:
        course = interval.over_replicates(selection.metric_in_units(opened, name)[0], 1)
        unit = selection.unit_of(opened, name)
        heading = name if unit in ("", "1", "-") else f"{name} [{unit}]"
        replicates = opened.status.shape[1]
        yield [heading, *(cell(*of_point, replicates) for of_point in zip(course.mean, course.low, course.n))]


def notes(opened):
    points = np.arange(len(opened.status))
    yield from command.left_out_note(opened, points)
    if n_copies := copies.number(opened, points):
        yield f"{n_copies} of {len(points)} points have the values of another, and so the same runs"


def text_of(columns):
    widths = [max(map(len, column)) for column in columns]
    rows = zip(*columns)
    return "\n".join("  ".join(text.rjust(width) for text, width in zip(row, widths)) for row in rows)


def show(arguments):
    with results.Results(arguments.file) as opened:
        print(text_of(list(columns_of(opened, arguments.metrics))))
        for note in notes(opened):
            command.say(f"note: {note}")


def main(arguments):
    return command.ending(lambda: show(arguments), "")


if __name__ == "__main__":
    sys.exit(main(arguments_of(sys.argv[1:])))
