"""Places of the panels, the key and the events of a picture of leavers, on a wide page and on a narrow one."""

from dataclasses import dataclass

import events
import key
import look
import style


class Sheet:
    """Places of the panels [inch]: harm beside the leavers on a wide page, under them on a narrow one."""

    def __init__(self):
        now, em = look.now, look.now.text / 72
        self.left, right, self._middle = 7.4 * em, 1.2 * em, 7.4 * em
        self.axis_room, self.gap = 4.3 * em, (3.6 if now.is_narrow else 2.6) * em
        free = now.width - self.left - right
        if now.is_narrow:
            self.width, self._harm_width = free, (free - self._middle) / 2
            self.main_height, self._harm_height = 1.9, 0.8
            self._under = 2 * (self._harm_height + self.gap) + 0.6 * em
        else:
            self.width = 0.6 * (free - self._middle)
            self._harm_width, self._under = free - self._middle - self.width, 0.0
            self.main_height = now.height(5.0)
            self._harm_height = (self.main_height - self.gap * 3) / 4
        self.height = self.main_height + self.axis_room + self._under
        self.share, self.harm_share = self.width / now.width, self._harm_width / now.width

    def main(self, fig, bottom):
        return self._box(fig, self.left, bottom + self.axis_room + self._under, self.width, self.main_height)

    def harm(self, fig, bottom, number):
        """The place of a panel of harm, and whether it is the lowest of its column."""
        if look.now.is_narrow:
            row, column = divmod(number, 2)
            left = self.left + column * (self._harm_width + self._middle)
            low, is_lowest = bottom + self.gap * 0.75 + (1 - row) * (self._harm_height + self.gap), row == 1
        else:
            left = self.left + self.width + self._middle
            low, is_lowest = bottom + self.axis_room + (3 - number) * (self._harm_height + self.gap), number == 3
        return self._box(fig, left, low, self._harm_width, self._harm_height), is_lowest

    def middle_of_harm(self):
        """The place of the name of all panels of harm, in shares of the first."""
        return -5.4 * look.now.text / 72 / self._harm_width, 1 - self.main_height / 2 / self._harm_height

    def name_axis(self, panel, text):
        """At a fixed distance, whatever the width of the numbers."""
        panel.set_ylabel(text)
        panel.yaxis.set_label_coords(-(self.left - 1.3 * look.now.text / 72) / self.width, 0.5)

    @staticmethod
    def _box(fig, left, bottom, width, height):
        now = look.now.width
        return (left / now, bottom / fig.get_figheight(), width / now, height / fig.get_figheight())


@dataclass
class Lists:
    """The key and the list of events under the panels: beside each other, or on a narrow page one under the other."""
    key_width: float  # [inch]
    n_key: int  # lines
    columns: list  # of events

    @property
    def height(self):
        of_key, of_events = (self.n_key + 1) * key.line(), events.list_height(self.columns) + key.line()
        if look.now.is_narrow:
            return 0.1 + of_key + (of_events + 0.08 if any(self.columns) else 0)
        return 0.1 + max(of_key, of_events)

    def write(self, fig, top, heading, entries):
        key.write(fig, top, heading, entries)
        if not any(self.columns):
            return
        left = look.now.margin + (0 if look.now.is_narrow else self.key_width)
        top -= (self.n_key + 1) * key.line() + 0.08 if look.now.is_narrow else 0
        full = sum(map(len, self.columns)) >= events.MOST
        of_events = "Events of the scenario" + (f" ({events.MOST} at most)" if full else "")
        key.put(fig, left, top - key.line() / 2, of_events, weight="bold")
        events.write_list(fig, self.columns, left, top - key.line(), look.now.width - look.now.margin - left)


def lists_of(marked, courses):
    """The lists, measured on a figure that is thrown away."""
    probe, now = style.plt.figure(), look.now
    ends = [key.final_text(courses.total)] + [key.final_text(courses.by_role, i) for i in courses.shown()]
    names = [key.ALL_ROLES] + [key.role_text(courses.roles[i]) for i in courses.shown()]
    width = key.width(probe, names, ends)
    room = now.width - 2 * now.margin - (0 if now.is_narrow else width)
    columns = events.columns_of(probe, marked, room, 1 if now.is_narrow or room < 4.5 else 2)
    style.plt.close(probe)
    return Lists(width, len(names), columns)
