#!/usr/bin/env python3
"""Draws metrics at each labelled point of a sweep (design "list"): dots with intervals, in the order of the file.

A dashed line goes through the first point, which is the one to compare with. Harm stands beside the metrics. It is
sweep.py --x label, which can sort.
"""

import sys

import command
import named


def arguments_of(argv):
    parser = command.parser(__doc__, "points.py ablation.h5 --metric departure_rate -o fig.png")
    parser.add_argument("--metric", required=True, nargs="+", action="extend", metavar="NAME",
                        help="end-of-run metrics, as in muster metrics")
    parser.add_argument("--sort", action="store_true", help="largest first, instead of the order of the file")
    parser.add_argument("--no-harm", action="store_true", help="leave out the panels of harm")
    return parser.parse_args(argv)


def draw(opened, arguments):
    asked = list(dict.fromkeys(arguments.metric))
    return named.draw_labels(opened, asked, arguments.no_harm, arguments.sort)


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
