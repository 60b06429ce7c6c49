#!/usr/bin/env python3
"""Draws Sobol' indices: for each factor the share of variance that it makes alone and in all, with intervals.

It reads what `muster analyze sobol --format json` wrote.
"""

import sys

import numpy as np

import command
import dotted
import report
import style

ORDERS = (("first", "alone", style.BLUE), ("total", "with its interactions", style.ORANGE))


def arguments_of(argv):
    parser = command.parser(__doc__, "muster analyze sobol out.h5 --metric departure_rate --format json > sobol.json; "
                            "sobol.py sobol.json -o fig.png", "what muster analyze sobol --format json wrote; - reads "
                            "the standard input", "SOBOL.json")
    parser.add_argument("--metric", nargs="+", metavar="NAME", help="metrics to draw (default: all of the report)")
    return parser.parse_args(argv)


def draw(opened, arguments):
    metrics = opened.chosen("metric", arguments.metric)
    names = list(dict.fromkeys(report.text(row["factor"]) for row in opened.of(order="first")))
    totals = {report.text(row["factor"]): report.number(row["index"])
              for row in opened.of(order="total", metric=metrics[0])}
    names.sort(key=lambda name: -np.nan_to_num(totals.get(name, np.nan)))
    columns = [dotted.Column(style.readable(metric), marks_of(opened, metric, names), base=0.0, bars_from=0.0)
               for metric in metrics]
    layout = dotted.Rows(names, columns)
    note = "Bar: Sobol' index. Line: 95 % bootstrap interval; what reaches below zero is noise of the estimate."
    fig, area = style.figure("Which factors the variance comes from",
                             "Share of variance that a factor makes alone, and with its interactions",
                             report.caption(opened, note), layout.body + dotted.key_height())
    axes = layout.draw(fig)
    reach = [panel.get_xlim() for panel in axes]
    for panel in axes:
        panel.set_xlim(min(low for low, _ in reach), max(1.0, *(high for _, high in reach)))
    style.fit(fig, dotted.row_key(fig, axes[0], area))
    return fig


def marks_of(opened, metric, names):
    made = []
    for order, name, colour in ORDERS:
        rows = {report.text(row["factor"]): row for row in opened.of(metric=metric, order=order)}
        found = [rows.get(factor, {}) for factor in names]
        made.append(dotted.Marks(*(report.numbers(found, key) for key in ("index", "index_low", "index_high")),
                                 colour=colour, name=name))
    return made


NEEDS = ("metric", "order", "factor", "index", "index_low", "index_high")

if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw, report.reader(NEEDS, "muster analyze sobol")))
