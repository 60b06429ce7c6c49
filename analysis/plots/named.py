"""A metric at points that have names in place of numbers: a row for each, a panel for each metric, harm beside them."""

import numpy as np

import command
import dotted
import interval
import selection
import style
from results import InputError

MOST = 80  # rows that can be read in one picture
KINDS = 8  # of marks in a row


def draw_labels(opened, asked, without_harm, is_sorted=False):
    """Rows are the labelled points, in the order of the file or the largest first."""
    if "label" not in opened.data:
        raise InputError("the points of the file have no labels: draw it with --x FACTOR of sweep.py")
    n = len(opened.status)
    check_number(n)
    points = np.arange(n)
    harm, no_harm = selection.harm_beside(opened, asked, points, without_harm)
    metrics = {name: selection.metric_in_units(opened, name, points, 200) for name in asked + harm}
    selection.refuse_undefined(metrics[asked[0]][0], asked[0])
    course = interval.over_replicates(metrics[asked[0]][0], 1)
    order = np.argsort(-course.mean, kind="stable") if is_sorted else points
    names = [opened.label(p) for p in order]
    columns = [column(label, [values[order]], [""], name in harm, np.flatnonzero(order == 0)[0])
               for name, (values, label) in metrics.items()]
    text = f"{'; '.join(selection.words(opened, name) for name in asked)}, at each point"
    empty = [opened.label(p) for p in np.flatnonzero(course.n == 0)]
    note = note_on(opened, points, metrics[asked[0]][0], course)
    note += f" No value at: {', '.join(empty)}." if empty else ""
    return finish(opened, points, names, columns, text, f"{note} Dashed line: {opened.label(0)}.{no_harm}")


def draw_factor(opened, points, factors, metrics, harmed, text):
    """Rows are the names that a factor takes, marks the values of the second factor; `harmed` as harm_beside() says."""
    (x, by), (harm, no_harm) = factors, harmed
    of_points = opened.factors[x][points]
    names = list(dict.fromkeys(of_points))
    check_number(len(names))
    levels = np.unique(opened.factors[by][points]) if by else [None]
    if len(levels) > KINDS:
        raise InputError(f"{by} has {len(levels)} values (at most {KINDS} can be drawn in a row): use --x {by}")
    columns = []
    for name, (values, label) in metrics.items():
        tables = []
        for level in levels:
            chosen = np.ones(len(points), bool) if level is None else opened.factors[by][points] == level
            tables.append(padded([values[chosen & (of_points == row)].ravel() for row in names]))
        columns.append(column(label, tables, style.level_texts(levels) if by else [""], name in harm, None))
    first = next(iter(metrics.values()))[0]
    note = note_on(opened, points, first, interval.over_replicates(first, 1)) + no_harm
    key = selection.words(opened, by) if by else ""
    return finish(opened, points, names, columns, text, note, key)


def check_number(n):
    if n > MOST:
        raise InputError(f"the file has {n} points (at most {MOST} can be drawn as rows)")


def padded(rows):
    table = np.full((len(rows), max(1, *map(len, rows))), np.nan)
    for row, values in zip(table, rows):
        row[:len(values)] = values
    return table


def column(label, tables, names, is_harm, base):
    """A panel: `tables` hold values [row, run] of each kind of marks; a dashed line goes through the row `base`."""
    colours = style.colours(len(tables)) if len(tables) > 1 else [style.VERMILION if is_harm else style.BLUE]
    marks = []
    for values, name, colour, marker in zip(tables, names, colours, style.MARKERS):
        course = interval.over_replicates(values, 1)
        marks.append(dotted.Marks(course.mean, course.low, course.high, colour, marker, name, list(values)))
    at_base = marks[0].value[base] if base is not None else np.nan
    is_above = all(np.nanmin(mark.value, initial=0) >= 0 for mark in marks)
    return dotted.Column(label.replace("\n", " "), marks, base=at_base, least=0.0 if is_above else np.nan)


def note_on(opened, points, values, course):
    note = command.interval_note("Line through a dot", course.n)
    note += " Small pale dots: single runs." if course.n.max() > 1 else ""
    return note + selection.undefined_note(opened, values, points)


def finish(opened, points, names, columns, text, note, key=""):
    layout = dotted.Rows(names, columns)
    notes = command.notes(opened, points, [note])
    fig, area = style.figure(opened.title, text, notes, layout.body + (dotted.key_height() if key else 0))
    axes = layout.draw(fig)
    if key:
        area = dotted.row_key(fig, axes[0], area)
    style.fit(fig, area)
    return fig
