"""Scripted events of a scenario on the time axis of a results file: numbered marks above a panel and a list to read.

An event stands at its `date` or its `week`; a sweep may have moved it (a factor named event.NAME.week).
"""

import datetime
from dataclasses import dataclass

import numpy as np

import look
import style

MARK_WIDTH = 1.75  # letters that a number needs, with its air
ROW_HEIGHT = 1.65  # letters between rows of marks
MOST = 30  # events that are marked; further ones would hide the picture
NUMBER_ROOM = 2.4  # letters left of an entry of the list


def letters(n):
    """So many letters of the smallest text [inch]."""
    return n * look.now.small / 72


def list_line():
    return look.now.small * style.LINE_HEIGHT


@dataclass
class Event:
    at: float  # on the time axis as drawn
    when: str
    title: str
    number: int = 0


def of_scenario(scenario, axis, point_values):
    """Events of a scenario's text inside the time axis, in time order, numbered from 1.

    Events with the same title on the same day (one per region, say) are one mark. Of very many, those with a title of
    their own are kept. `point_values` are the swept values of the point drawn.
    """
    tables = scenario.get("event", [])
    found = {}
    for table in tables if isinstance(tables, list) else []:
        at = _place(table, scenario, axis, point_values) if isinstance(table, dict) else None
        if at is not None and axis.at[0] <= at <= axis.at[-1]:
            title = str(table.get("title") or style.readable(str(table.get("name", "event"))))
            found.setdefault((at, title), ("title" not in table, Event(at, axis.text(at), title)))
    kept = [event for _, event in sorted(found.values(), key=lambda pair: (pair[0], pair[1].at))[:MOST]]
    events = sorted(kept, key=lambda event: (event.at, event.title))
    for number, event in enumerate(events, 1):
        event.number = number
    return events


def _place(table, scenario, axis, point_values):
    """The place of an event on the axis; None if it is switched off, or says neither a date nor a week."""
    if not point_values.get(f"event.{table.get('name')}.enabled", table.get("enabled", True)):
        return None
    week = point_values.get(f"event.{table.get('name')}.week", table.get("week"))
    if isinstance(week, (int, float)) and not isinstance(week, bool) and np.isfinite(week):
        return axis.of_week(week, scenario)
    date = table.get("date")
    if isinstance(date, str):
        try:
            date = datetime.date.fromisoformat(date)
        except ValueError:
            return None
    if isinstance(date, datetime.datetime):
        date = date.date()
    return axis.of_date(date) if isinstance(date, datetime.date) else None


def rows(positions, gap):
    """The row of each mark (0 is nearest to the axis), so that marks in one row are at least `gap` apart."""
    ends, placed = [], []
    for position in positions:
        row = next((i for i, end in enumerate(ends) if position - end >= gap), len(ends))
        ends[row:row + 1] = [position]
        placed.append(row)
    return placed


def rows_on(events, axis, width):
    """The row of each event on a panel `width` inches wide."""
    span = float(axis.at[-1] - axis.at[0]) or 1.0
    return rows([(event.at - axis.at[0]) / span * width for event in events], letters(MARK_WIDTH))


def mark(panel, events, placed, height):
    """Thin lines in the panel, which is `height` inches high, and a number above it for each event."""
    for event, row in zip(events, placed):
        top = 1 + (letters(1 + row * ROW_HEIGHT)) / height
        panel.plot([event.at] * 2, [0, top - letters(0.58) / height], color="#a8a8a8",
                   linewidth=0.45 * look.now.line, zorder=1, clip_on=False,
                   transform=panel.get_xaxis_transform())
        panel.text(event.at, top, str(event.number), size=look.now.small, ha="center", va="center", color=style.BLACK,
                   transform=panel.get_xaxis_transform(), bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})


def lines_in(panel, events):
    """The same thin lines without numbers, for a panel that shares the time axis."""
    for event in events:
        panel.axvline(event.at, color="#c9c9c9", linewidth=0.35 * look.now.line, zorder=0.5)


def columns_of(fig, events, width, n_columns=2):
    """The list as columns of (number, line) pairs, as equally long as whole entries allow; number is empty on second
    lines."""
    room = width / n_columns - letters(NUMBER_ROOM + 1.2)
    entries = []
    for event in events:
        lines = style.wrap(fig, f"{event.when}: {event.title}", look.now.small, room)
        if len(lines) > 2:
            lines = [lines[0], style.cut(fig, " ".join(lines[1:]), look.now.small, room)]
        entries.append([(str(event.number), lines[0]), *(("", line) for line in lines[1:])])
    longest = -(-sum(map(len, entries)) // n_columns)
    columns = [[]]
    for entry in entries:
        if columns[-1] and len(columns[-1]) + len(entry) > longest and len(columns) < n_columns:
            columns.append([])
        columns[-1] += entry
    return columns


def list_height(columns):
    """Room that the columns need [inch]."""
    return max(map(len, columns)) * list_line()


def write_list(fig, columns, left, top, width):
    """The columns, from `top` inches above the figure's lower edge down."""
    for i, column in enumerate(columns):
        start = left + i * width / len(columns)
        for row, (number, line) in enumerate(column):
            y = (top - (row + 0.5) * list_line()) / fig.get_figheight()
            fig.text((start + letters(NUMBER_ROOM - 0.6)) / look.now.width, y, number, size=look.now.small, ha="right",
                     va="center",
                     weight="bold")
            fig.text((start + letters(NUMBER_ROOM)) / look.now.width, y, line, size=look.now.small, ha="left",
                     va="center",
                     parse_math=False)
