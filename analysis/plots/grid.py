#!/usr/bin/env python3
"""Draws who is where: a map of the sites for each recorded time, in the colours of what the sites hold.

The file must hold a variable over two numbered dimensions, such as site_state of the model civil_violence: a sweep
keeps it if its [output] names it. Shown is one run: a point of the sweep and a replicate.
"""

import sys

import matplotlib.colors
import matplotlib.patches
import numpy as np

import command
import look
import selection
import style
import timeline
from results import InputError

MOST = 12  # maps side by side
LONGEST = 8  # side of a map, to the other
ACROSS = {False: 4, True: 2}  # maps in a row, at most: on a wide page and on a narrow one
WIDEST = 0.41  # of the width, of a map
EMPTY = {"free", "none", "empty"}  # meanings that stay white
FILLED = ("#b8d8ec", style.VERMILION, style.ORANGE, style.BLACK, style.GREEN, style.PURPLE, style.BLUE, style.SILVER)
TITLE = 1.9  # lines of text above a map
KEY = 2.9  # lines of text under the maps


def arguments_of(argv):
    parser = command.parser(__doc__, "grid.py out.h5 --at 346 348 352 -o fig.png")
    parser.add_argument("--variable", metavar="NAME", help="what to draw (default: the first map of the file)")
    parser.add_argument("--point", metavar="P", help="number or label of the point to draw (default: the first)")
    parser.add_argument("--replicate", type=int, metavar="R", default=0, help="the replicate to draw (default: 0)")
    parser.add_argument("--at", type=int, nargs="+", metavar="T", help="steps (or weeks) to draw (default: all)")
    return parser.parse_args(argv)


def draw(opened, arguments):
    point = opened.run(arguments.point, arguments.replicate)
    name = arguments.variable or first_map(opened)
    codes, meanings = sites_of(opened, name, point, arguments.replicate)
    axis = timeline.Timeline(opened)
    chosen = times_of(axis, arguments.at)
    sheet = Sheet(len(chosen), codes.shape[1] / codes.shape[2])
    fig, (_, low, _, body) = style.figure(opened.title, subtitle(opened, name, point), notes(opened, point, arguments),
                                          sheet.height + sheet.key)
    bottom = low * fig.get_figheight()
    colours = colours_of(meanings)
    for i, time in enumerate(chosen):
        panel = fig.add_axes(sheet.box(i, fig.get_figheight(), bottom + sheet.key))
        paint(panel, codes[time], colours)
        panel.set_title(axis.text(axis.at[time]), loc="left", size=look.now.text, pad=3)
    shown = np.unique(codes[chosen][~np.isnan(codes[chosen])]).astype(int)
    write_key(fig, bottom + 0.5 * sheet.key, [(meanings[code], colours[code]) for code in shown])
    return fig


class Sheet:
    """Maps in rows, as large as the width of a picture allows [inch]."""

    def __init__(self, n_maps, ratio):
        if not 1 / LONGEST <= ratio <= LONGEST:
            raise InputError(f"a map with one side more than {LONGEST} times the other cannot be drawn")
        now = look.now
        line = now.text / 72
        self.key, self._title, self._gap = KEY * line, TITLE * line, line
        self._rows = -(-n_maps // ACROSS[now.is_narrow])
        self._columns = -(-n_maps // self._rows)
        room = now.width - 2 * now.margin - self._gap * (self._columns - 1)
        self._width = min(max(WIDEST * now.width, room / 4), room / self._columns)
        self._height = self._width * ratio
        self.height = self._rows * (self._height + self._title)

    def box(self, i, figure_height, bottom):
        """The place of a map as shares of the figure, above the bottom of all maps."""
        row, column = divmod(i, self._columns)
        left = look.now.margin + column * (self._width + self._gap)
        low = bottom + (self._rows - 1 - row) * (self._height + self._title)
        return (left / look.now.width, low / figure_height, self._width / look.now.width, self._height / figure_height)


def is_map(opened, variable):
    return variable.dims[:3] == ("point", "replicate", opened.clock) and len(variable.dims) == 5 and \
        "flag_meanings" in variable.attrs


def first_map(opened):
    maps = [str(name) for name, variable in opened.data.data_vars.items() if is_map(opened, variable)]
    if not maps:
        raise InputError(f"{opened.path}: holds no map of sites (a sweep keeps one if its [output] names it, such as "
                         "variables = [\"site_state\"])")
    return maps[0]


def sites_of(opened, name, point, replicate):
    """Codes [time, row, column], NaN where there is no site, and the meanings of 0, 1, 2, ..."""
    variable = opened.variable(name)
    if not is_map(opened, variable):
        raise InputError(f"{name}: is not a map of sites (its dimensions: {', '.join(map(str, variable.dims))})")
    codes = variable.isel(point=point, replicate=replicate).values.astype(float)
    return codes, variable.attrs["flag_meanings"].split()


def times_of(axis, wanted):
    """Numbers of the recorded times that are drawn."""
    chosen = range(len(axis.at)) if wanted is None else [number_of(axis, time) for time in wanted]
    if len(chosen) > MOST:
        raise InputError(f"a picture has {MOST} maps at most, not {len(chosen)} (choose times with --at)")
    return list(chosen)


def number_of(axis, time):
    found = np.flatnonzero(axis.at == (axis.of_week(time, {}) if axis.dated else time))
    if len(found) == 0:
        held = ", ".join(axis.text(at) for at in axis.at[:MOST]) + (", ..." if len(axis.at) > MOST else "")
        raise InputError(f"--at {time}: was not recorded (the file has {held})")
    return int(found[0])


def colours_of(meanings):
    if sum(meaning not in EMPTY for meaning in meanings) > len(FILLED):
        raise InputError(f"there are more kinds of sites than colours ({', '.join(meanings)})")
    filled = iter(FILLED)
    return ["white" if meaning in EMPTY else next(filled) for meaning in meanings]


def paint(panel, codes, colours):
    panel.imshow(codes, cmap=matplotlib.colors.ListedColormap(colours), vmin=-0.5, vmax=len(colours) - 0.5,
                 origin="lower", interpolation="nearest")
    panel.grid(False)
    panel.set(xticks=[], yticks=[])
    for spine in panel.spines.values():
        spine.set(visible=True, color=style.SILVER, linewidth=0.4 * look.now.line)


def write_key(fig, y, entries):
    """One line of swatches with their meanings."""
    now, side = look.now, look.now.text / 72
    x = now.margin
    for meaning, colour in entries:
        fig.add_artist(matplotlib.patches.Rectangle(
            (x / now.width, (y - side / 2) / fig.get_figheight()), side / now.width, side / fig.get_figheight(),
            facecolor=colour, edgecolor=style.SILVER, linewidth=0.4 * now.line))
        fig.text((x + 1.6 * side) / now.width, y / fig.get_figheight(), meaning.replace("_", " "), size=now.text,
                 va="center")
        x += 1.6 * side + style.text_width(fig, meaning, now.text) + 2.2 * side


def subtitle(opened, name, point):
    where = opened.label(point) or selection.setting_text(opened, np.array([point]), set())
    meaning = opened.variable(name).attrs.get("long_name", "") or style.readable(name)
    return style.sentence(meaning) + (f", at {where}" if where else "")


def notes(opened, point, arguments):
    return command.notes(opened, np.array([point]), [f"One run: replicate {arguments.replicate}."])


if __name__ == "__main__":
    given = arguments_of(sys.argv[1:])
    sys.exit(command.run(given, draw))
