"""How every picture looks: size, colours, title, footer, and files whose bytes depend on their content alone.

Lines use the Okabe-Ito colours and a marker each, maps use viridis: both can be told apart by colour-blind readers.
"""

import argparse
import os
import sys
import textwrap
import warnings

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (the backend must be chosen first)
import numpy as np  # noqa: E402

import digits  # noqa: E402
import lettering  # noqa: E402
import look  # noqa: E402
from results import InputError  # noqa: E402

BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK, SILVER = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C8C8C")
OKABE_ITO = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK, SILVER)  # yellow is too pale on white
MARKERS = "osD^vPXp"
MAP = "viridis"
GREY = "#595959"
CAPTION = "explains and compares; not a forecast"

FORMATS = (".png", ".svg", ".pdf")
LINE_HEIGHT = 1.35 / 72  # [inch per point]
PLAIN_UNITS = ("", "1", "-")  # that no reader needs

plt.rcParams.update({
    "text.parse_math": False, "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True,
    "axes.axisbelow": True, "grid.color": "#e2e2e2", "legend.frameon": False, "svg.hashsalt": "muster",
    "pdf.fonttype": 42,
})
look.use(argparse.Namespace())
warnings.filterwarnings("ignore", "Glyph .* missing from|Matplotlib currently does not support")  # save() says it
_set_text = matplotlib.text.Text.set_text
_faults = {}  # of what was written, each once


class _Drawn(str):
    """A text in the order of the eye, which matplotlib reads and sets again for each drawing."""

    def __str__(self):
        return self


def _set_readable_text(self, text):
    """Whatever is written, titles and tick labels alike, comes through here."""
    if not isinstance(text, _Drawn):
        text = str("" if text is None else text)
        _faults.update(dict.fromkeys(lettering.faults(text)))
        text = _Drawn(lettering.drawn(text))
    _set_text(self, text)


matplotlib.text.Text.set_text = _set_readable_text


def colours(n, beside_black=False):
    """n colours to tell lines apart: Okabe-Ito while they last, then steps of the map. Black may be taken already."""
    free = [colour for colour in OKABE_ITO if not (beside_black and colour == BLACK)]
    if n <= len(free):
        return free[:n]
    return [matplotlib.colors.to_hex(c) for c in matplotlib.colormaps[MAP](np.linspace(0, 0.92, n))]


def text_width(fig, text, size):
    """Width of one line of text [inch]."""
    font = matplotlib.font_manager.FontProperties(size=size)
    return fig.canvas.get_renderer().get_text_width_height_descent(lettering.drawn(text), font, False)[0] / fig.dpi


def wrap(fig, text, size, width):
    """Lines of `text` that are at most `width` inches wide; a single longer word is cut."""
    lines = [""]
    for word in lettering.words(text):
        longer = (lines[-1] + word).strip()
        if lines[-1] and text_width(fig, longer, size) > width:
            lines.append(word.strip())
        else:
            lines[-1] = longer
    return [cut(fig, line, size, width) for line in lines]


def cut(fig, text, size, width):
    """The text, or its beginning with an ellipsis if it is wider than `width` inches."""
    if text_width(fig, text, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(fig, text[:middle].rstrip() + "…", size) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def figure(title, subtitle, notes, body):
    """A figure with title and subtitle above, notes below, and `body` inches between them.

    Returns the figure and the free area (left, bottom, width, height) as shares of the figure.
    """
    now = look.now
    fig = plt.figure(figsize=(now.width, body + 1))
    room = now.width - 2 * now.margin
    title = now.own_title or title
    above = [(line, now.title, "bold", BLACK) for line in wrap(fig, title, now.title * 1.1, room)]
    above += [(line, now.subtitle, "normal", GREY) for line in wrap(fig, subtitle, now.subtitle, room)]
    below = [(line, now.small, "normal", GREY) for note in (notes if now.footer else [])
             for line in wrap(fig, note, now.small, room)]
    top, bottom = (now.margin + sum(size * LINE_HEIGHT for _, size, *_ in block) for block in (above, below))
    height = top + body + bottom
    fig.set_size_inches(now.width, height)
    _write(fig, above, height - now.margin, height)
    _write(fig, below, bottom, height)
    return fig, (now.margin / now.width, bottom / height, 1 - 2 * now.margin / now.width, body / height)


def _write(fig, lines, top, height):
    for line, size, weight, colour in lines:
        fig.text(look.now.margin / look.now.width, top / height, line, size=size, weight=weight, color=colour,
                 va="top", ha="left", parse_math=False)
        top -= size * LINE_HEIGHT


def fit(fig, area):
    """Lets matplotlib place axes, labels and legends inside the free area."""
    pad = 0.08 if look.now.width > 8 else 0.035
    fig.set_layout_engine("constrained", rect=area, w_pad=pad, h_pad=pad)


def axis_label(name, meaning, unit, width=64):
    """Two parts: what it is with its unit, and the name to use in a sweep if that says more.

    Remarks after a semicolon are left to the documentation.
    """
    unit = "" if unit in PLAIN_UNITS else unit
    lines = textwrap.wrap(sentence(meaning.split(";")[0].strip() or readable(name)), width, max_lines=3,
                          placeholder=" …")
    if unit and len(lines[-1]) + len(unit) + 3 <= width:
        lines[-1] += f" [{unit}]"
    elif unit:
        lines += textwrap.wrap(f"[{unit}]", width)
    return "\n".join(lines + ([name] if "." in name else []))


def readable(name):
    return sentence(name.split(".")[-1].replace("_", " "))


def sentence(text):
    return text[:1].upper() + text[1:]


def value_texts(values):
    """A factor's values as the sweep file would write them, names or numbers; none reads like another value."""
    return list(map(str, values)) if any(isinstance(value, str) for value in values) else digits.distinct(values, 6)


def level_texts(levels):
    """Values side by side with no more digits than tell them apart (at least three); whole thousands as counts."""
    if not any(isinstance(level, str) for level in levels):
        if max(map(abs, levels)) >= 1000 and all(float(level).is_integer() for level in levels):
            return [count_text(level) for level in levels]
        return digits.distinct(levels, 3)
    return value_texts(levels)


def count_text(value):
    """People, of which few are shown with two figures: one in four runs is not none."""
    return f"{value:,.0f}" if abs(value) >= 10 or float(value).is_integer() else digits.general(value, 2)


def check_output(path):
    """Refuses, before anything is read, a picture that could not be written."""
    if os.path.splitext(path)[1].lower() not in FORMATS:
        raise InputError(f"-o {path}: unknown kind of picture (allowed endings: {', '.join(FORMATS)})")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise InputError(f"-o {path}: the folder {folder} does not exist")


def save(fig, path):
    """Writes PNG, SVG or PDF by ending. The file holds no time of writing, so equal pictures are equal bytes."""
    kind = os.path.splitext(path)[1].lower()
    timeless = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}[kind]
    part = f"{path}.part{kind}"
    try:
        fig.savefig(part, format=kind[1:], metadata=timeless)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)
        plt.close(fig)
    for fault in _faults:
        print(f"note: the picture has {fault}", file=sys.stderr)
    _faults.clear()
