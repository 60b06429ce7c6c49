#!/usr/bin/env python3
"""Draws what became of those who served, from their role to where they ended (an alluvial diagram).

Left: roles, right: still serving, where those who left went, punished, killed or discharged. Bands are as wide as the
people in them, means over replicates of one point, as people of the real force, at the last recorded time.
"""

import sys

import matplotlib.patches
import matplotlib.path
import numpy as np

import command
import key
import look
import selection
import style
import timeline

ENDS = (("departed", "destination", "left: "), ("punished", "kind", ""), ("lost", "cause", ""))
AIR = 0.35  # of the height, between the blocks of a side
BLOCK = 0.018  # of the width, of a block


def arguments_of(argv):
    parser = command.parser(__doc__, "flow.py run.h5 -o fig.png")
    parser.add_argument("--point", metavar="P", help="number or label of the point to draw (default: the first)")
    parser.add_argument("--leavers", action="store_true", help="only those who no longer serve")
    return parser.parse_args(argv)


def draw(opened, arguments):
    point = opened.run(arguments.point)
    where = opened.label(point) or selection.setting_text(opened, np.array([point]), set())
    opened.narrow(point)
    axis = timeline.Timeline(opened, point)
    roles = [str(role) for role in opened.variable("role").values]
    ends = ends_of(opened, point, not arguments.leavers)
    table = np.array([people for _, people in ends]).T  # [role, end]
    shown_roles = [i for i in np.argsort(-table.sum(1), kind="stable") if table[i].sum() > 0]
    shown_ends = [i for i in range(len(ends)) if table[:, i].sum() > 0]
    note = "Bands: mean over replicates." + command.scale_note(opened, point)
    text = f"What became of those who served, by {axis.last}" + (f", at {where}" if where else "")
    rows = max(len(shown_roles), len(shown_ends))
    body = max(look.now.height(5.4), rows * 2.9 * look.now.text / 72)
    fig, area = style.figure(opened.title, text, command.notes(opened, np.array([point]), [note]), body)
    air = 0.7 * look.now.text / 72 / fig.get_figheight()
    panel = fig.add_axes((area[0], area[1] + air, area[2], area[3] - 2 * air))
    panel.set(xlim=(0, 1), ylim=(0, 1))
    panel.axis("off")
    names = [[key.role_text(roles[i]) for i in shown_roles], [ends[i][0] for i in shown_ends]]
    flow(fig, panel, table[np.ix_(shown_roles, shown_ends)], names, [style.colours(len(roles), True)[i]
                                                                     for i in shown_roles])
    return fig


def ends_of(opened, point, with_serving):
    """The ends of people: (their name, mean people of each role)."""
    made = []
    if with_serving:
        made.append(("still serving", opened.people("serving", point, by=("role",))[:, -1].mean(0)))
    for name, dimension, before in ENDS:
        held = opened.people(name, point, by=("role", dimension))[:, -1].mean(0)
        labels = [str(label).replace("_", " ") for label in opened.variable(dimension).values]
        made += [(before + label, held[:, i]) for i, label in enumerate(labels)]
    return made


def flow(fig, panel, table, names, colours):
    """Blocks left and right, and bands between them."""
    total, now = table.sum(), look.now
    texts = [[f"{name}\n{style.count_text(round(n))}" for name, n in zip(side, sums)]
             for side, sums in zip(names, (table.sum(1), table.sum(0)))]
    room = [max(style.text_width(fig, line, now.small) for text in side for line in text.split("\n")) / now.width + 0.02
            for side in texts]
    x0, x1 = room[0], 1 - room[1]
    tall = (1 - AIR) / total
    left, right = tops(table.sum(1) * tall), tops(table.sum(0) * tall)
    for side, x, places, sums, align in ((0, x0, left, table.sum(1), "right"), (1, x1, right, table.sum(0), "left")):
        heights = sums * tall
        for i, (top, height) in enumerate(zip(places, heights)):
            colour = colours[i] if side == 0 else style.GREY
            panel.add_patch(matplotlib.patches.Rectangle((x - (0 if side else BLOCK), top - height), BLOCK, height,
                                                         facecolor=colour, linewidth=0))
        line = 2.55 * now.small / 72 / (panel.get_position().height * fig.get_figheight())
        middles = parted(places - heights / 2, line)
        for text, middle in zip(texts[side], middles):
            panel.text(x + (BLOCK + 0.008 if side else -BLOCK - 0.008), middle, text, size=now.small, va="center",
                       ha=align, linespacing=1.0)
    draw_bands(panel, table * tall, (x0, x1), (left, right), colours)


def tops(heights):
    """Upper ends of blocks that share the height, with equal air between them."""
    air = AIR / max(1, len(heights) - 1)
    return 1 - np.concatenate([[0], np.cumsum(heights[:-1] + air)])


def parted(middles, least):
    """Places as near to these as they can be with `least` between neighbours, from the top down and inside 0 to 1."""
    placed = np.array(middles, dtype=float)
    placed[0] = min(placed[0], 1 - least / 2)
    for i in range(1, len(placed)):
        placed[i] = min(placed[i], placed[i - 1] - least)
    placed[-1] = max(placed[-1], least / 2)
    for i in range(len(placed) - 2, -1, -1):
        placed[i] = max(placed[i], placed[i + 1] + least)
    return placed


def draw_bands(panel, heights, sides, places, colours):
    starts, ends = places[0].copy(), places[1].copy()
    (x0, x1), middle = sides, sum(sides) / 2
    codes = [1, 4, 4, 4, 2, 4, 4, 4, 79]  # move, curve, line, curve, close
    for role, end in np.ndindex(heights.shape):
        height, a, b = heights[role, end], starts[role], ends[end]
        if height <= 0:
            continue
        points = [(x0, a), (middle, a), (middle, b), (x1, b), (x1, b - height), (middle, b - height),
                  (middle, a - height), (x0, a - height), (x0, a)]
        panel.add_patch(matplotlib.patches.PathPatch(matplotlib.path.Path(points, codes), facecolor=colours[role],
                                                     alpha=0.55, linewidth=0.3, edgecolor="white"))
        starts[role] -= height
        ends[end] -= height


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
