"""The time axis of a results file as drawn: matplotlib's day numbers where the model has a calendar, else its steps."""

import matplotlib.dates
import numpy as np

import look
import style
from results import InputError

MOST_YEARS = 8  # that are labelled, on the width of a page
YEARS_APART = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def course(opened, point):
    """The axis of a picture over time, of this point: two recorded times at least."""
    axis = Timeline(opened, point)
    if len(axis.at) < 2:
        held = f"one recorded time alone ({axis.text(axis.at[0])})" if len(axis.at) else "no recorded time"
        raise InputError(f"{opened.path}: has {held}, so there is no course to draw: record more, with every or at in "
                         "the [output] of the sweep")
    return axis


def labels_that_fit(share):
    """Years under a panel that has this share of the width."""
    return max(3, min(MOST_YEARS, int(0.85 * share * look.now.width * 72 / (5 * look.now.text))))


class Timeline:
    def __init__(self, opened, point=0):
        time, end = opened.variable(opened.clock), opened.end(point)
        self.dated = opened.start is not None
        self._start, self.at = self._place(opened.start) if self.dated else 0.0, self._place(opened.times)
        self._end = None if end is None else self._place(end)
        self._meaning = time.attrs.get("long_name", "")
        self._unit = time.attrs.get("units", "")

    def _place(self, when):
        return matplotlib.dates.date2num(when) if self.dated else np.asarray(when, dtype=float)

    @property
    def first(self):
        """The name of the first recorded time."""
        return "the start" if self.at[0] == self._start else self.text(self.at[0])

    @property
    def last(self):
        return "the end" if self.at[-1] == self._end else self.text(self.at[-1])

    def note(self):
        """Says so if the first recorded time is not the start, or the last not the end."""
        first = "" if self.first == "the start" else f" First recorded: {self.first}, after the start of the run."
        last = "" if self.last == "the end" else f" Last recorded: {self.last}, which is not the end of the run."
        return first + last

    def of_date(self, date):
        """Place of a calendar day; None if the axis has no calendar."""
        return float(matplotlib.dates.date2num(date)) if self.dated else None

    def of_week(self, week, scenario):
        """Place of a number of weeks after the start."""
        if self.dated:
            return float(self._start + 7 * week)
        step_days = scenario.get("step_days", 7)
        return float(week) if self._unit.startswith("week") or not step_days else float(week * 7 / step_days)

    def text(self, at):
        """How a place is written in a list."""
        if self.dated:
            day = matplotlib.dates.num2date(at)
            return f"{day.day} {day:%b %Y}"
        return f"{self._word()} {at:g}"

    def dress(self, panel, labelled=True, share=1.0):
        """Limits, ticks and label of the horizontal axis of a panel, which has this share of the width."""
        panel.set_xlim(self.at[0], max(self.at[-1], self.at[0] + 1))
        if self.dated:
            self._date_ticks(panel, labels_that_fit(share))
        if labelled:
            panel.set_xlabel("Date" if self.dated else style.axis_label(self._word(), self._meaning, self._unit))

    def _date_ticks(self, panel, most):
        years = (self.at[-1] - self.at[0]) / 365.25
        if years <= 3:
            locator = matplotlib.dates.AutoDateLocator(minticks=min(3, most), maxticks=most)
            panel.xaxis.set_major_locator(locator)
            panel.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator, show_offset=True))
            return
        apart = next(apart for apart in YEARS_APART if years / apart <= most)
        panel.xaxis.set_major_locator(matplotlib.dates.YearLocator(apart))
        panel.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%Y"))
        if apart == 1:
            panel.xaxis.set_minor_locator(matplotlib.dates.MonthLocator((4, 7, 10)))

    def _word(self):
        return "week" if self._unit.startswith("week") else "step"
