#!/usr/bin/env python3
"""Draws what each change does alone, the largest first: a tornado of `muster analyze oat --format json`, with harm.

Bars go from the base to the mean with the change; lines are intervals of the difference, paired over replicates.
"""

import sys

import numpy as np

import command
import dotted
import report
import style

MOST = 15  # changes, unless more are asked for


def arguments_of(argv):
    parser = command.parser(__doc__, "muster analyze oat out.h5 --metric departure_rate --format json > oat.json; "
                            "tornado.py oat.json -o fig.png", "what muster analyze oat --format json wrote; - reads "
                            "the standard input", "OAT.json")
    parser.add_argument("--metric", nargs="+", metavar="NAME", help="metrics to draw (default: all of the report)")
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help=f"changes to draw (default: {MOST})")
    return parser.parse_args(argv)


def draw(opened, arguments):
    chosen = opened.chosen("metric", arguments.metric)
    metrics, no_harm = report.without_absent_harm(opened, chosen, arguments.metric)
    by_change = {metric: {report.text(row["change"]): row for row in opened.of(metric=metric)} for metric in metrics}
    first = by_change[metrics[0]]
    order = sorted(first, key=lambda change: -abs(np.nan_to_num(report.number(first[change]["difference"]))))
    names = order[:max(1, arguments.most)]
    columns = [column_of(metric, by_change[metric], names) for metric in metrics]
    left_out = len(order) - len(names)
    note = "Dashed line: the base. Bar: mean with the change. Line: 95 % t interval of the paired difference."
    note += (f" Smaller changes left out: {left_out}." if left_out else "") + no_harm
    layout = dotted.Rows(names, columns)
    fig, area = style.figure("What each change does alone", style.sentence("; ".join(opened.about)),
                             report.caption(opened, note), layout.body)
    style.fit(fig, area)
    layout.draw(fig)
    return fig


def column_of(metric, rows, names):
    found = [rows.get(name, {}) for name in names]
    times, title = report.in_units(metric, next((report.text(row["unit"]) for row in found if row), ""))
    base = next((report.number(row["base"]) for row in found if row), np.nan) * times
    value, low, high = (times * report.numbers(found, key)
                        for key in ("difference", "difference_t_low", "difference_t_high"))
    is_harm = any(row.get("harm") for row in found)
    marks = dotted.Marks(base + value, base + low, base + high, style.VERMILION if is_harm else style.BLUE)
    return dotted.Column(title, [marks], base=base, bars_from=base)


NEEDS = ("metric", "unit", "harm", "change", "base", "difference", "difference_t_low", "difference_t_high")

if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw, report.reader(NEEDS, "muster analyze oat")))
