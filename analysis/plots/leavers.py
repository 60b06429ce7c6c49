#!/usr/bin/env python3
"""Draws who left over time, by role, with the scenario's events marked and the harm done beside it.

Counts are people of the real force: simulated people divided by the scale of the run. Shown is one point of a sweep.
"""

import sys
from dataclasses import dataclass

import numpy as np

import command
import events
import interval
import key
import leavers_layout
import look
import panels
import runs
import selection
import style
import timeline

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
        """Numbers of the roles that lost people, most leavers first."""
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
    where = opened.label(point) or selection.setting_text(opened, np.array([point]), set())
    opened.narrow(point)
    axis = timeline.course(opened, point)
    marked = [] if arguments.no_events else events.of_scenario(opened.scenario, axis, values)
    courses = courses_of(opened, point)
    sheet, lists = leavers_layout.Sheet(), leavers_layout.lists_of(marked, courses)
    rows = events.rows_on(marked, axis, sheet.width)
    above = events.letters(1.6 + (max(rows, default=-1) + 1) * events.ROW_HEIGHT)
    fig, (_, low, _, _) = style.figure(opened.title, subtitle(where), notes(opened, point, arguments.form, axis),
                                       lists.height + sheet.height + above)
    bottom = low * fig.get_figheight() + lists.height
    panel = fig.add_axes(sheet.main(fig, bottom))
    entries = (draw_stack if arguments.form == "stacked" else draw_lines)(panel, axis, courses)
    dress(panel, axis, sheet.share)
    sheet.name_axis(panel, "Left service, cumulative [people]")
    events.mark(panel, marked, rows, sheet.main_height)
    draw_harm(fig, sheet, bottom, opened, axis, point, marked)
    lists.write(fig, bottom, f"Left by {axis.last}", entries)
    return fig


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
        panel.plot(axis.at, limit, color=style.BLACK, linewidth=0.5 * look.now.line, linestyle=(0, (4, 2)), zorder=3)
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


def dress(panel, axis, share):
    panels.count_axis(panel.yaxis, 6)
    if panel.get_yscale() != "linear":
        panel.yaxis.set_major_locator(panels.matplotlib.ticker.SymmetricalLogLocator(base=10, linthresh=10))
    panel.grid(False, axis="x")
    axis.dress(panel, share=share)


def draw_harm(fig, sheet, bottom, opened, axis, point, marked):
    """One small panel per kind of harm, each with an axis of its own: they differ by orders of magnitude."""
    for number, (title, variable, where) in enumerate(HARMS):
        place, is_lowest = sheet.harm(fig, bottom, number)
        panel = fig.add_axes(place)
        harmed = opened.people(variable, point, where=where)
        harm = interval.over_replicates(harmed, 0)
        panel.plot(axis.at, harm.mean, color=style.BLACK)
        panel.fill_between(axis.at, harm.low, harm.high, color=style.BLACK, alpha=0.25, linewidth=0)
        runs.draw(panel, axis, harmed, style.BLACK)
        events.lines_in(panel, marked)
        end = key.final_text(harm)
        if look.now.is_narrow:
            end = end.replace(" (", "\n").replace(" to ", "–").replace(")", "")
        panel.set_title(f"{title}: {end}", loc="left", size=look.now.small, pad=3)
        panel.set_ylim(0, max(1.0, 1.1 * max(np.nanmax(np.fmax(harm.high, harm.mean)), runs.highest(harmed))))
        panels.count_axis(panel.yaxis, 3 if look.now.is_narrow else 4)
        panel.tick_params(labelsize=look.now.small, labelbottom=is_lowest)
        panel.grid(False, axis="x")
        axis.dress(panel, labelled=is_lowest and not look.now.is_narrow, share=sheet.harm_share)
        if number == 0 and not look.now.is_narrow:
            panel.set_ylabel("Harm, cumulative [people; families]")
            panel.yaxis.set_label_coords(*sheet.middle_of_harm())


def subtitle(where):
    return "Leavers by role, and harm done" + (f", at {where}" if where else "")


def notes(opened, point, form, axis):
    n = np.array([opened.done[point].sum()])
    first = command.interval_note("Bands, dashed lines and ranges" if form == "stacked" else "Bands and ranges", n)
    first += runs.note(int(n[0]), "all leavers of ")
    return command.notes(opened, np.array([point]), [first + command.scale_note(opened, point) + axis.note()])


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
