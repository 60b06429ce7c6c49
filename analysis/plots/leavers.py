#!/usr/bin/env python3
"""Draws who left over time, by role, with the scenario's events marked and the harm done beside it.

Counts are people of the real force: simulated people divided by the scale of the run. Shown is one point of a sweep.
"""

import sys
from dataclasses import dataclass

import matplotlib.ticker
import numpy as np

import command
import events
import interval
import key
import runs
import selection
import style
import timeline

LEFT, RIGHT, MIDDLE = 1.25, 0.35, 1.2  # [inch] room for labels left of, right of and between the panels
WIDTH = (style.WIDTH - LEFT - MIDDLE - RIGHT) * 0.60  # [inch] of the leavers' panel; the harm panels have the rest
HEIGHT = 5.0  # [inch] of the leavers' panel and of the harm panels together
NAME_ROOM = 0.98  # [inch] between a panel and the name of its vertical axis
HARM_GAP = 0.40  # [inch] between harm panels, for their titles
AXIS_ROOM = 0.66  # [inch] under the panels
HARMS = (  # title, variable, chosen along its dimensions
    ("Executed", "punished", {"kind": "executed"}),
    ("Arrested", "punished", {"kind": "arrested"}),
    ("Families harmed", "families_harmed", {}),
    ("Killed", "lost", {"cause": "killed"}),
)


@dataclass
class Courses:
    """Leavers over time, as people of the real force."""
    roles: list
    by_role: interval.Interval  # [time, role]
    total: interval.Interval  # [time]
    all_runs: np.ndarray  # [run, time], of the total

    def shown(self):
        """Numbers of the roles that lost anybody, most leavers first."""
        return [int(i) for i in np.argsort(-self.by_role.mean[-1], kind="stable") if self.by_role.mean[:, i].max() > 0]


def arguments_of(argv):
    parser = command.parser(__doc__, "leavers.py run.h5 -o fig.png")
    parser.add_argument("--point", metavar="P", help="number or label of the point to draw (default: the first)")
    parser.add_argument("--form", choices=("stacked", "lines"), default="stacked",
                        help="areas that add up to all leavers, or a line and band per role on a logarithmic axis")
    parser.add_argument("--no-events", action="store_true", help="leave the scenario's events out")
    return parser.parse_args(argv)


def draw(opened, arguments):
    point = opened.run(arguments.point)
    values = {name: column[point] for name, column in opened.factors.items()}
    opened.narrow(point)
    axis = timeline.course(opened, point)
    marked = [] if arguments.no_events else events.of_scenario(opened.scenario, axis, values)
    courses = courses_of(opened, point)
    fig, bottom, lists = blank(opened, point, arguments.form, marked, axis, courses)
    panel = fig.add_axes(box(fig, LEFT, bottom, WIDTH, HEIGHT))
    entries = (draw_stack if arguments.form == "stacked" else draw_lines)(panel, axis, courses)
    dress(panel, axis)
    name_axis(fig, LEFT, bottom, "Left service, cumulative [people]")
    events.mark(panel, marked, events.rows_on(marked, axis, WIDTH), HEIGHT)
    draw_harm(fig, bottom, opened, axis, point, marked)
    lists.write(fig, bottom - AXIS_ROOM, f"Left by {axis.last}", entries)
    return fig


@dataclass
class Lists:
    """The key and the list of events under the panels."""
    key_width: float  # [inch]
    columns: list  # of events
    height: float  # [inch]

    def write(self, fig, top, heading, entries):
        key.write(fig, top, heading, entries)
        left = style.MARGIN + self.key_width
        if any(self.columns):
            full = sum(map(len, self.columns)) >= events.MOST
            of_events = "Events of the scenario" + (f" ({events.MOST} at most)" if full else "")
            key.put(fig, left, top - key.LINE / 2, of_events, weight="bold")
            events.write_list(fig, self.columns, left - 0.1, top - key.LINE, style.WIDTH - style.MARGIN - left)


def lists_of(marked, courses):
    """The lists, measured on a figure that is thrown away."""
    probe = style.plt.figure()
    ends = [key.final_text(courses.total)] + [key.final_text(courses.by_role, i) for i in courses.shown()]
    names = [key.ALL_ROLES] + [key.role_text(courses.roles[i]) for i in courses.shown()]
    width = key.width(probe, names, ends)
    columns = events.columns_of(probe, marked, style.WIDTH - 2 * style.MARGIN - width)
    style.plt.close(probe)
    return Lists(width, columns, max(events.list_height(columns) + key.LINE, (len(names) + 1) * key.LINE) + 0.1)


def blank(opened, point, form, marked, axis, courses):
    """A figure high enough for everything, the bottom of its panels [inch], and the lists that go below them."""
    above = 0.2 + (max(events.rows_on(marked, axis, WIDTH), default=-1) + 1) * events.ROW_HEIGHT
    lists = lists_of(marked, courses)
    fig, (_, low, _, _) = style.figure(opened.title, subtitle(opened, point), notes(opened, point, form, axis),
                                       lists.height + AXIS_ROOM + HEIGHT + above)
    return fig, low * fig.get_figheight() + lists.height + AXIS_ROOM, lists


def box(fig, left, bottom, width, height):
    """A rectangle in inches as shares of the figure."""
    return (left / style.WIDTH, bottom / fig.get_figheight(), width / style.WIDTH, height / fig.get_figheight())


def courses_of(opened, point):
    left = opened.people("departed", point, by=("role",))  # [replicate, time, role]
    roles = [str(role) for role in opened.variable("role").values]
    return Courses(roles, interval.over_replicates(left, 0), interval.over_replicates(left.sum(2), 0), left.sum(2))


def draw_stack(panel, axis, courses):
    """Areas that add up, the largest at the bottom. Returns the key: (handle, what, its value at the end)."""
    colours, base, entries = style.colours(len(courses.roles), beside_black=True), np.zeros(len(axis.at)), []
    for i in courses.shown():
        top = base + courses.by_role.mean[:, i]
        area = panel.fill_between(axis.at, base, top, color=colours[i], alpha=0.8, linewidth=0, zorder=2)
        entries.insert(0, (area, key.role_text(courses.roles[i]), key.final_text(courses.by_role, i)))
        base = top
    for limit in (courses.total.low, courses.total.high):
        panel.plot(axis.at, limit, color=style.BLACK, linewidth=1, linestyle=(0, (4, 2)), zorder=3)
    top = max(np.nanmax(np.fmax(courses.total.high, courses.total.mean)), runs.highest(courses.all_runs))
    panel.set_ylim(0, max(1.0, 1.06 * top))
    return [total_line(panel, axis, courses), *entries]


def draw_lines(panel, axis, courses):
    """A line and band per role on a logarithmic axis, where small roles can be read too."""
    colours, entries = style.colours(len(courses.roles), beside_black=True), []
    course = courses.by_role
    for i in courses.shown():
        line, = panel.plot(axis.at, course.mean[:, i], color=colours[i], marker=style.MARKERS[i % len(style.MARKERS)],
                           markevery=max(1, len(axis.at) // 10), clip_on=False, zorder=3)
        panel.fill_between(axis.at, course.low[:, i], course.high[:, i], color=colours[i], alpha=0.2, linewidth=0)
        entries.append((line, key.role_text(courses.roles[i]), key.final_text(course, i)))
    panel.fill_between(axis.at, courses.total.low, courses.total.high, color=style.BLACK, alpha=0.2, linewidth=0)
    panel.set_yscale("symlog", linthresh=10)
    panel.set_ylim(bottom=0)
    return [total_line(panel, axis, courses), *entries]


def total_line(panel, axis, courses):
    runs.draw(panel, axis, courses.all_runs, style.BLACK)
    line, = panel.plot(axis.at, courses.total.mean, color=style.BLACK, zorder=4)
    return line, key.ALL_ROLES, key.final_text(courses.total)


def dress(panel, axis):
    panel.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: style.count_text(value)))
    panel.grid(False, axis="x")
    axis.dress(panel)


def draw_harm(fig, bottom, opened, axis, point, marked):
    """One small panel per kind of harm, each with an axis of its own: they differ by orders of magnitude."""
    left = LEFT + WIDTH + MIDDLE
    height = (HEIGHT - HARM_GAP * (len(HARMS) - 1)) / len(HARMS)
    for row, (title, variable, where) in enumerate(HARMS):
        place = bottom + (len(HARMS) - 1 - row) * (height + HARM_GAP)
        panel = fig.add_axes(box(fig, left, place, style.WIDTH - left - RIGHT, height))
        harm = interval.over_replicates(opened.people(variable, point, where=where), 0)
        panel.plot(axis.at, harm.mean, color=style.BLACK)
        panel.fill_between(axis.at, harm.low, harm.high, color=style.BLACK, alpha=0.25, linewidth=0)
        events.lines_in(panel, marked)
        panel.set_title(f"{title}: {key.final_text(harm)}", loc="left", size=10, pad=4)
        panel.set_ylim(0, max(1.0, 1.1 * np.nanmax(np.fmax(harm.high, harm.mean))))
        panel.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(4, integer=True))
        panel.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: style.count_text(value)))
        panel.tick_params(labelsize=9.5, labelbottom=row == len(HARMS) - 1)
        panel.grid(False, axis="x")
        axis.dress(panel, labelled=row == len(HARMS) - 1)
    name_axis(fig, left, bottom, "Harm, cumulative [people; families]")


def name_axis(fig, left, bottom, text):
    """The name of a vertical axis at a fixed distance, whatever the width of its numbers."""
    fig.text((left - NAME_ROOM) / style.WIDTH, (bottom + HEIGHT / 2) / fig.get_figheight(), text, rotation=90,
             ha="center", va="center", size=11.5)


def subtitle(opened, point):
    name = opened.label(point) or selection.setting_text(opened, np.array([point]), set())
    return "Leavers by role, and harm done" + (f", at {name}" if name else "")


def notes(opened, point, form, axis):
    n = np.array([opened.done[point].sum()])
    first = command.interval_note("Bands, dashed lines and ranges" if form == "stacked" else "Bands and ranges", n)
    first += runs.note(int(n[0]), "all leavers of ")
    return command.notes(opened, np.array([point]), [first + command.scale_note(opened, point) + axis.note()])


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
