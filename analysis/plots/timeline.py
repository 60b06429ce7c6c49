"""The time axis of a results file as drawn: matplotlib's day numbers where the model has a calendar, else its steps."""

import matplotlib.dates

import style


class Timeline:
    def __init__(self, opened):
        time = opened.variable(opened.clock)
        self.dated = time.dtype.kind == "M"
        self._start = matplotlib.dates.date2num(opened.start) if self.dated else 0.0
        self.at = matplotlib.dates.date2num(time.values) if self.dated else time.values.astype(float)
        self._meaning = time.attrs.get("long_name", "")
        self._unit = time.attrs.get("units", "")

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

    def dress(self, panel, labelled=True):
        """Limits, ticks and label of the horizontal axis of a panel."""
        panel.set_xlim(self.at[0], max(self.at[-1], self.at[0] + 1))
        if self.dated:
            self._date_ticks(panel)
        if labelled:
            panel.set_xlabel("Date" if self.dated else style.axis_label(self._word(), self._meaning, self._unit))

    def _date_ticks(self, panel):
        locator = matplotlib.dates.AutoDateLocator(minticks=3, maxticks=8)
        long = self.at[-1] - self.at[0] > 3 * 365
        locator = matplotlib.dates.YearLocator() if long else locator
        panel.xaxis.set_major_locator(locator)
        panel.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%Y") if long else
                                        matplotlib.dates.ConciseDateFormatter(locator, show_offset=True))
        if long:
            panel.xaxis.set_minor_locator(matplotlib.dates.MonthLocator((4, 7, 10)))

    def _word(self):
        return "week" if self._unit.startswith("week") else "step"
