"""Rows of dots or bars with intervals: a row for each name, a panel for each metric."""

from dataclasses import dataclass, field

import matplotlib.ticker
import numpy as np

import look
import panels
import style

ROOM_FOR_NAMES = 0.36  # of the width, at most
MOST_RUNS = 50  # dots beside a mean
LEAST_PANEL = {"screen": 1.9, "narrow": 0.95}  # [inch]


@dataclass
class Marks:
    """Dots or bars of one kind, one for each row; NaN: none there."""
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    colour: str = style.BLUE
    marker: str = "o"
    name: str = ""
    runs: list = field(default_factory=list)  # of each row


@dataclass
class Column:
    """A panel of rows."""
    title: str
    marks: list
    base: float = np.nan  # where a dashed line stands
    bars_from: float = np.nan  # bars in place of dots
    logarithmic: bool = False
    least: float = np.nan  # lower end of the axis


class Rows:
    """Panels of rows beside and under each other: how many fit, and how much room they need [inch]."""

    def __init__(self, names, columns):
        now = look.now
        self.columns = columns
        self._room = min(ROOM_FOR_NAMES * now.width, 3.4)
        self._least = LEAST_PANEL["narrow"] if now.is_narrow else LEAST_PANEL["screen"] * (1 if now.width > 8 else 0.75)
        self.names = names
        self._across = max(1, min(len(columns), int((now.width - self._room) / self._least)))
        self._down = -(-len(columns) // self._across)
        is_broken = any(len(name) * 0.62 * now.text / 72 > self._room for name in names)
        lines = max(1.45 if is_broken else 1, max(map(most_in_a_row, columns)) * 0.6)
        title_lines = 3 if now.is_narrow else 2
        self.body = self._down * ((len(names) + 0.6) * now.row(lines) * 0.85
                                  + (title_lines * 1.3 + 2.4) * now.text / 72 + 0.1)

    def draw(self, fig):
        """A panel for each column; the names stand left of the first of each line of panels."""
        now, axes = look.now, []
        grid = fig.add_gridspec(self._down, self._across)
        written = [broken(fig, name, self._room) for name in self.names]
        room = (now.width - self._room) / self._across - 0.1
        for i, column in enumerate(self.columns):
            panel = fig.add_subplot(grid[i // self._across, i % self._across])
            draw_column(panel, column, len(written), room)
            is_first = i % self._across == 0
            panel.set_yticks(range(len(written)), written if is_first else [""] * len(written), parse_math=False)
            panel.set_title("\n".join(style.wrap(fig, column.title, now.text, room)), loc="left", size=now.text, pad=3)
            axes.append(panel)
        return axes


def broken(fig, name, room):
    """A name on one line, or on two if it is longer: after a space or a dot, where there is one."""
    size = look.now.text
    if style.text_width(fig, name, size) <= room:
        return name
    at = max((i + 1 for i, c in enumerate(name) if c in " ." and style.text_width(fig, name[:i + 1], size) <= room),
             default=0)
    return "\n".join(style.cut(fig, part.strip(), size, room) for part in (name[:at], name[at:]) if part.strip())


def draw_column(panel, column, n_rows, width):
    n_marks = most_in_a_row(column)
    offsets = np.linspace(-0.26, 0.26, n_marks) if n_marks > 1 else [0.0] * len(column.marks)
    if np.isfinite(column.base):
        panel.axvline(column.base, color=style.GREY, linewidth=0.5 * look.now.line, linestyle="--", zorder=1)
    if column.logarithmic:
        panel.set_xscale("log")
    for marks, offset in zip(column.marks, offsets):
        draw_marks(panel, column, marks, np.arange(n_rows) + offset, 0.8 / n_marks)
    panel.set_ylim(n_rows - 0.4, -0.6)
    if np.isfinite(column.least):
        panel.set_xlim(left=column.least)
    panel.tick_params(axis="y", length=0)
    panel.grid(False, axis="y")
    few_ticks(panel, column.logarithmic, width)


def few_ticks(panel, logarithmic, width):
    """As many numbers as fit under a panel `width` inches wide."""
    low, high = panel.get_xlim()
    if logarithmic:
        panel.set_xticks(ratio_ticks(low, high), minor=False)
        panel.set_xticks([], minor=True)
        panel.xaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: f"{value:g}"))
        return
    longest = max(len(style.count_text(round(end))) for end in (low, high)) if high - low >= 5 else 5
    fit = int(width * 72 / (0.62 * look.now.text * (longest + 2)))
    panels.count_axis(panel.xaxis, max(1, min(4, fit - 1)))
    if high - low < 5:
        panel.xaxis.set_major_formatter(matplotlib.ticker.ScalarFormatter())


def ratio_ticks(low, high):
    """Few round ratios inside the limits, one of them 1."""
    for steps in ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7), (0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7)):
        ticks = sorted({step * 10.0 ** e for e in range(-12, 13) for step in steps if low <= step * 10.0 ** e <= high})
        if len(ticks) >= 3:
            return ticks
    return ticks or [1]


def most_in_a_row(column):
    """Marks of several kinds share a line where no row has two of them."""
    there = np.sum([np.isfinite(marks.value) for marks in column.marks], axis=0)
    return len(column.marks) if there.max(initial=1) > 1 else 1


def draw_marks(panel, column, marks, at, height):
    there = np.isfinite(marks.value)
    errors = np.nan_to_num([marks.value - marks.low, marks.high - marks.value])[:, there].clip(0)
    how = {"elinewidth": 0.8 * look.now.line, "zorder": 3}
    if np.isfinite(column.bars_from):
        panel.barh(at[there], marks.value[there] - column.bars_from, left=column.bars_from, height=height,
                   color=marks.colour, alpha=0.75, label=marks.name, zorder=2)
        panel.errorbar(marks.value[there], at[there], xerr=errors, fmt="none", ecolor=style.BLACK, **how)
        return
    for row, runs in enumerate(marks.runs):
        some = runs[:MOST_RUNS]
        panel.plot(some, np.full(len(some), at[row]), marks.marker, color=marks.colour,
                   markersize=0.5 * look.now.marker, alpha=0.3, markeredgewidth=0, zorder=2)
    panel.errorbar(marks.value[there], at[there], xerr=errors, fmt=marks.marker, color=marks.colour,
                   label=marks.name, **how)


def row_key(fig, panel, area):
    """One key for all panels of rows, at the top of the area; the area that is left under it."""
    left, low, width, height = area
    handles, names = panel.get_legend_handles_labels()
    fig.legend(handles, names, loc="upper left", ncols=len(names), bbox_to_anchor=(left, low + height),
               handlelength=1.2, columnspacing=1.0, borderaxespad=0.1)
    return (left, low, width, height - key_height() / fig.get_figheight())


def key_height():
    return 2.0 * look.now.text / 72
