#!/usr/bin/env python3
"""Draws paired differences: settings of a sweep against a base, harm always beside the metrics (a forest plot).

It reads what `muster compare --format json` wrote. With one setting: ratios of all metrics. With several: the
difference of each metric, a panel each.
"""

import sys

import numpy as np

import command
import dotted
import report
import style
from results import InputError

MOST = 60  # rows


def arguments_of(argv):
    parser = command.parser(__doc__, "muster compare out.h5 --base baseline --to \"no surveillance\" --format json > "
                            "compare.json; forest.py compare.json -o fig.png", "what muster compare --format json "
                            "wrote; - reads the standard input", "COMPARE.json")
    parser.add_argument("--metric", nargs="+", metavar="NAME", help="metrics to draw, harm added (default: all)")
    parser.add_argument("--scale", choices=("ratio", "difference"),
                        help="ratios to the base, or differences (default: ratio with one setting)")
    return parser.parse_args(argv)


def draw(opened, arguments):
    settings = opened.levels("to")
    metrics, no_harm = report.without_absent_harm(opened, metrics_of(opened, arguments.metric), arguments.metric)
    scale = arguments.scale or ("ratio" if len(settings) == 1 else "difference")
    if scale == "ratio":
        names, columns = [style.readable(metric) for metric in metrics], ratios(opened, settings, metrics)
    else:
        names, columns = settings, [differences(opened, settings, metric) for metric in metrics]
    if len(names) > MOST or len(columns) > MOST:
        raise InputError(f"the report has {max(len(names), len(columns))} rows (at most {MOST} can be drawn): choose "
                         "with --metric")
    layout = dotted.Rows(names, columns)
    what = "Ratio to the base" if scale == "ratio" else "Difference to the base"
    interval = "Fieller" if scale == "ratio" else "t"
    note = (f"Line: 95 % {interval} interval, paired over replicates. Dashed: no difference. Red diamonds: harm. "
            "An interval across the dashed line does not show that nothing changes." + no_harm)
    fig, area = style.figure(what, style.sentence("; ".join(opened.about)).replace(",", ", "), [note, style.CAPTION],
                             layout.body)
    style.fit(fig, area)
    layout.draw(fig)
    return fig


def metrics_of(opened, wanted):
    """Those asked for, and all that is harm."""
    chosen = opened.chosen("metric", wanted)
    harm = [report.text(row["metric"]) for row in opened.rows if row["harm"]]
    return list(dict.fromkeys([*chosen, *harm]))


def ratios(opened, settings, metrics):
    """A panel for each setting, on a logarithmic axis if all is above zero."""
    made = []
    for setting in settings:
        found = {report.text(row["metric"]): row for row in opened.of(to=setting)}
        rows = [found.get(metric, {}) for metric in metrics]
        values = [report.numbers(rows, key) for key in ("ratio", "ratio_t_low", "ratio_t_high")]
        is_positive = all((column[np.isfinite(column)] > 0).all() for column in values)
        title = setting if len(settings) > 1 else ""
        made.append(dotted.Column(title, marks_of(values, rows), base=1.0, logarithmic=is_positive))
    return made


def differences(opened, settings, metric):
    found = {report.text(row["to"]): row for row in opened.of(metric=metric)}
    rows = [found.get(setting, {}) for setting in settings]
    times, title = report.in_units(metric, report.text(next(row for row in rows if row)["unit"]))
    values = [times * report.numbers(rows, key) for key in ("difference", "difference_t_low", "difference_t_high")]
    return dotted.Column(title.replace("[%]", "[percentage points]"), marks_of(values, rows), base=0.0)


def marks_of(values, rows):
    """Harm has a colour and a marker of its own."""
    is_harm = np.array([bool(row.get("harm")) for row in rows])
    return [dotted.Marks(*(np.where(chosen, column, np.nan) for column in values), colour, marker)
            for chosen, colour, marker in ((~is_harm, style.BLUE, "o"), (is_harm, style.VERMILION, "D"))
            if chosen.any()]


NEEDS = ("metric", "to", "unit", "harm", "base", "ratio", "ratio_t_low", "ratio_t_high", "difference",
         "difference_t_low", "difference_t_high")

if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw, report.reader(NEEDS, "muster compare")))
