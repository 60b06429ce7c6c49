#!/usr/bin/env python3
"""Draws how large the losses of units at once are: shares of departures, and of people, by how many left together.

It reads what `muster analyze sizes --format json` wrote. Both axes are logarithmic.
"""

import sys

import numpy as np

import command
import dotted
import look
import matplotlib.ticker
import panels
import report
import style


def arguments_of(argv):
    parser = command.parser(__doc__, "muster analyze sizes run.h5 --format json > sizes.json; sizes.py sizes.json -o "
                            "fig.png", "what muster analyze sizes --format json wrote; - reads the standard input",
                            "SIZES.json")
    return parser.parse_args(argv)


def draw(opened, arguments):
    rows = sorted(opened.rows, key=lambda row: report.number(row["size"]))
    size, of_departures, of_people = (report.numbers(rows, key)
                                      for key in ("size", "share_of_departures", "share_in_larger"))
    at_least = np.cumsum(of_departures[::-1])[::-1]
    note = "Each mark: a size that occurred. Few departures make the right end uncertain."
    fig, area = style.figure("How many leave together", style.sentence("; ".join(opened.about)),
                             report.caption(opened, note),
                             look.now.height(5.0) + panels.legend_height(["", ""], "Share"))
    axes = fig.add_subplot()
    for share, name, colour, marker in ((at_least, "of departures", style.BLUE, "o"),
                                        (of_people, "of people who left", style.VERMILION, "s")):
        axes.plot(size, 100 * share, color=colour, marker=marker, label=name, clip_on=False,
                  markersize=0.7 * look.now.marker)
    axes.set(xscale="log", yscale="log", xlabel="People who left together",
             ylabel="In departures this large or larger [%]")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_locator(matplotlib.ticker.NullLocator())
        axis.set_ticks(dotted.ratio_ticks(*axis.get_view_interval()))
        axis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: f"{value:,g}"))
    style.fit(fig, panels.legend(fig, axes, area, "Share"))
    return fig


NEEDS = ("size", "share_of_departures", "share_in_larger")

if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw, report.reader(NEEDS, "muster analyze sizes")))
