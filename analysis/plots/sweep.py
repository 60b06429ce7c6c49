#!/usr/bin/env python3
"""Draws metrics of a sweep against a factor: mean over replicates with its interval, a line per value of a second one.

Each metric has a panel, and so has each harm that the file counts. A sweep with more factors needs the others fixed
with --at. If the points differ in other factors too and no two share a value of the factor (zip, random), each point is
drawn as a dot with its interval and no line is drawn between them. Names, such as --x scenario or --x label, are rows.
"""

import sys
from dataclasses import dataclass

import numpy as np

import command
import digits
import interval
import look
import named
import panels
import selection
import style
from results import InputError


BANDS = 8  # lines whose bands can still be told apart
MOST = 20  # lines that fit into the legend
MANY_DOTS = 2000  # beyond that a PDF or SVG holds them as a bitmap


@dataclass
class Line:
    name: str  # empty: the only one
    x: np.ndarray
    y: interval.Interval
    runs: np.ndarray  # [x, run], NaN where there is none


def arguments_of(argv):
    parser = command.parser(
        __doc__, "sweep.py out.h5 --x surveillance.informer_density --metric defection_rate -o fig.png")
    parser.add_argument("--x", required=True, metavar="FACTOR", help="factor on the horizontal axis, or label")
    parser.add_argument("--by", metavar="FACTOR", help="one line per value (default: the only other factor)")
    parser.add_argument("--metric", required=True, nargs="+", action="extend", metavar="NAME",
                        help="end-of-run metrics, as in muster metrics")
    parser.add_argument("--no-harm", action="store_true", help="leave out the panels of harm")
    parser.add_argument("--at", action="append", default=[], metavar="FACTOR=VALUE",
                        help="show only points with this value; may be repeated")
    return parser.parse_args(argv)


def draw(opened, arguments):
    asked = list(dict.fromkeys(arguments.metric))
    if arguments.x == "label":
        return named.draw_labels(opened, asked, arguments.no_harm)
    x = opened.factor(arguments.x)
    drawn = {arguments.x} | ({arguments.by} if arguments.by else set())
    points = selection.fixed(opened, arguments.at, drawn)
    by, scattered = second_factor(opened, points, arguments.x, arguments.by)
    harm, no_harm = selection.harm_beside(opened, asked, points, arguments.no_harm)
    metrics = {name: selection.metric_in_units(opened, name, points, label_room(len(asked), name in harm))
               for name in asked + harm}
    for name in asked:
        selection.refuse_undefined(metrics[name][0], name)
    text = subtitle(opened, points, arguments, by)
    if x.dtype.kind == "U":
        if scattered:
            raise selection.must_be_fixed(opened, points, scattered)
        return named.draw_factor(opened, points, (arguments.x, by), metrics, (harm, no_harm), text)
    lines = {name: lines_of(opened, points, x, by, values) for name, (values, _) in metrics.items()}
    first = notes_on(opened, points, lines[asked[0]], metrics[asked[0]][0], scattered) + no_harm
    notes = command.notes(opened, points, [first])
    names = [line.name for line in lines[asked[0]]] if by else []
    key = selection.factor_label(opened, by, look.now.columns(look.now.width * (0.9 if look.now.is_narrow else 0.24))) \
        if by else ""
    body = panels.body_of_metrics(len(asked), len(harm)) + panels.legend_height(names, key)
    fig, area = style.figure(opened.title, text, notes, body)
    main, small = panels.of_metrics(fig, len(asked), len(harm))
    for name, panel in zip(asked + harm, main + small):
        draw_panel(panel, lines[name], metrics[name][1], bool(scattered), panel in main and len(asked) == 1)
    dress(opened, arguments.x, main, small)
    style.fit(fig, panels.legend(fig, main[min(len(main), 3) - 1], area, key) if by else area)
    return fig


def label_room(n_asked, is_harm):
    """Letters of the name of a panel."""
    across = 1 if n_asked == 1 or look.now.is_narrow else min(3, n_asked)
    if is_harm:
        across = 2 if look.now.is_narrow else 4
    if n_asked == 1 and not is_harm:
        return look.now.columns(look.now.height(5.0))
    return look.now.columns(look.now.width * (0.66 if look.now.is_narrow else 0.84) / across)


def dress(opened, x, main, small):
    """Names of the axes."""
    for panel in main if len(main) > 1 or not small else main[:1]:
        panel.set_xlabel(selection.factor_label(opened, x, look.now.columns(0.7 * look.now.width / min(3, len(main)))))
    for panel in small:
        panels.count_axis(panel.yaxis, 4)
        panel.xaxis.set_major_locator(panels.matplotlib.ticker.MaxNLocator(4))


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
    of_points = opened.factors[by][points] if by else np.zeros(len(points))
    levels = np.unique(of_points)
    if len(levels) > MOST:
        raise InputError(f"{by} has {len(levels)} values (at most {MOST} lines can be drawn): use heatmap.py")
    names = style.level_texts(levels) if by else [""]
    lines = []
    for level, name in zip(levels, names):
        members = np.flatnonzero(of_points == level)
        at, runs = by_place(x[points][members], values[members])
        lines.append(Line(name, at, interval.over_replicates(runs, 1), runs))
    return lines


def by_place(x, values):
    """Different places, and the runs at each: [place, run]."""
    order = np.argsort(x, kind="stable")
    at, first, n = np.unique(x[order], return_index=True, return_counts=True)
    runs = np.full((len(at), n.max(), values.shape[1]), np.nan)
    row = np.repeat(np.arange(len(at)), n)
    runs[row, np.arange(len(x)) - np.repeat(first, n)] = values[order]
    return at, runs.reshape(len(at), -1)


def draw_panel(panel, lines, label, scattered, has_axis_name):
    """Lines with bands and, small and pale, the runs themselves; or dots."""
    many = sum(line.runs.size for line in lines) > MANY_DOTS
    for line, colour, marker in zip(lines, style.colours(len(lines)), style.MARKERS * len(lines)):
        if scattered:
            panel.errorbar(line.x, line.y.mean, line.y.high - line.y.mean, fmt=marker, color=colour, elinewidth=0.5,
                           markersize=look.now.marker * (0.4 if many else 0.8), rasterized=many)
            continue
        panel.plot(line.x, line.y.mean, color=colour, marker=marker, label=line.name, clip_on=False, zorder=3)
        if len(lines) <= BANDS:
            panel.fill_between(line.x, line.y.low, line.y.high, color=colour, alpha=0.18, linewidth=0)
        if len(lines) <= BANDS and not many:
            for run in line.runs.T:
                panel.plot(line.x, run, marker, color=colour, markersize=0.35 * look.now.marker, alpha=0.35,
                           markeredgewidth=0, zorder=2, gid="run")
    if np.nanmin(np.concatenate([line.y.mean for line in lines]), initial=0) >= 0:
        panel.set_ylim(bottom=0)
    if has_axis_name:
        panel.set_ylabel(label)
    else:
        panel.set_title(label, loc="left", size=look.now.text, pad=4)


def subtitle(opened, points, arguments, by):
    said = [selection.words(opened, name) for name in dict.fromkeys(arguments.metric)]
    text = "; ".join([said[0], *map(selection.in_sentence, said[1:])])
    text += f", against {selection.in_sentence(selection.words(opened, arguments.x))}"
    text += f", by {selection.in_sentence(selection.words(opened, by))}" if by else ""
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
    elif n.max() > 1 and sum(line.runs.size for line in lines) <= MANY_DOTS:
        notes += " Small pale marks: single runs."
    return notes + selection.undefined_note(opened, values, points)


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
