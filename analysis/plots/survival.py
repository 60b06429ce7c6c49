#!/usr/bin/env python3
"""Draws how long people stay: survival curves with bands, a line per group, or the incidence of one way out.

It reads what `muster analyze survival --curve --format json` wrote.
"""

import sys

import command
import key
import look
import panels
import report
import style
from results import InputError, unknown_name

MOST = 8  # groups that can be told apart
BANDS = 4  # groups whose bands can be


def arguments_of(argv):
    parser = command.parser(__doc__, "muster analyze survival run.h5 --by role --curve --format json > curves.json; "
                            "survival.py curves.json -o fig.png", "what muster analyze survival --curve --format json "
                            "wrote; - reads the standard input", "CURVES.json")
    parser.add_argument("--way", metavar="NAME", help="draw the incidence of this way out, such as departure")
    parser.add_argument("--group", nargs="+", metavar="NAME", help="groups to draw (default: all)")
    return parser.parse_args(argv)


def draw(opened, arguments):
    groups = opened.chosen("group", arguments.group)
    if len(groups) > MOST:
        raise InputError(f"the report has {len(groups)} groups (at most {MOST} can be drawn): choose with --group")
    column = column_of(opened, arguments.way)
    now = look.now
    said = "Share that is still there"
    if arguments.way:
        said = f"Share that left by {arguments.way.replace('_', ' ')}"
    fig, area = style.figure(said, style.sentence("; ".join(opened.about)), report.caption(opened, note(groups)),
                             now.height(5.2) + panels.legend_height(groups))
    axes = fig.add_subplot()
    for group, colour, marker in zip(groups, style.colours(len(groups)), style.MARKERS):
        rows = opened.of(group=group)
        at, value, low, high = (report.numbers(rows, name)
                                for name in ("at", column, f"{column}_ci_low", f"{column}_ci_high"))
        axes.step(at, 100 * value, where="post", color=colour, marker=marker, markevery=max(1, len(at) // 8),
                  label=style.cut(fig, key.role_text(group) or "all", now.text, 0.32 * now.width), clip_on=False)
        if len(groups) <= BANDS:
            axes.fill_between(at, 100 * low, 100 * high, step="post", color=colour, alpha=0.2, linewidth=0)
    axes.set_ylim(0, 100 if column == "survival" else None)
    axes.set_xlim(left=0)
    axes.set_xlabel("Time")
    axes.set_ylabel(f"{said} [%]")
    style.fit(fig, panels.legend(fig, axes, area))
    return fig


def column_of(opened, way):
    if way is None:
        return "survival"
    held = [name.removeprefix("incidence_") for name in opened.rows[0]
            if name.startswith("incidence_") and not name.endswith(("_error", "_low", "_high"))]
    if way not in held:
        raise unknown_name("way out", way, held)
    return f"incidence_{way}"


def note(groups):
    return ("Bands: 95 % intervals over people." if len(groups) <= BANDS else
            "Too many groups for bands; the report has the intervals.")


NEEDS = ("group", "at", "survival", "survival_ci_low", "survival_ci_high")

if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw, report.reader(NEEDS, "muster analyze survival --curve")))
