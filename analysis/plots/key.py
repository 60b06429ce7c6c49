"""The table of roles under a picture of leavers: colour or line, name, leavers at the end with interval."""

import numpy as np

import look
import style

ALL_ROLES = "all roles"


def line():
    """Height of a line [inch]."""
    return look.now.text * style.LINE_HEIGHT


def swatch_room():
    return 3.2 * look.now.text / 72


def gap():
    """Between columns [inch]."""
    return 1.5 * look.now.text / 72


def width(fig, names, ends):
    """Room that the table needs [inch]."""
    return swatch_room() + _widest(fig, names) + _widest(fig, ends) + 2 * gap()


def write(fig, top, heading, entries):
    """Entries are (handle, name, text of its value), written from `top` inches down."""
    put(fig, look.now.margin, top - line() / 2, heading, weight="bold")
    height = len(entries) * line()
    swatches = fig.add_axes((look.now.margin / look.now.width, (top - line() - height) / fig.get_figheight(),
                             0.93 * swatch_room() / look.now.width, height / fig.get_figheight()))
    swatches.axis("off")
    swatches.set(xlim=(0, 1), ylim=(len(entries), 0))
    ends = look.now.margin + swatch_room() + _widest(fig, [name for _, name, _ in entries]) + gap()
    for row, (handle, name, end) in enumerate(entries):
        _swatch(swatches, handle, row)
        y = top - (row + 1.5) * line()
        put(fig, look.now.margin + swatch_room(), y, name)
        put(fig, ends, y, end)


def put(fig, x, y, text, **how):
    """One line of text at a place in inches."""
    fig.text(x / look.now.width, y / fig.get_figheight(), text, size=look.now.text, va="center",
             parse_math=False, **how)


def final_text(course, column=None):
    """The value at the end with its interval."""
    place = (-1,) if column is None else (-1, column)
    mean, low, high = course.mean[place], course.low[place], course.high[place]
    if np.isnan(low):
        return style.count_text(mean)
    return f"{style.count_text(mean)} ({style.count_text(max(low, 0))} to {style.count_text(high)})"


def role_text(name):
    return "NCO" if name.lower() == "nco" else name.replace("_", " ")


def _widest(fig, texts):
    return max(style.text_width(fig, text, look.now.text) for text in texts)


def _swatch(axes, handle, row):
    if hasattr(handle, "get_facecolor"):
        axes.fill_between([0.05, 0.85], row + 0.2, row + 0.8, color=handle.get_facecolor(), linewidth=0)
    else:
        axes.plot([0.05, 0.45, 0.85], [row + 0.5] * 3, color=handle.get_color(), marker=handle.get_marker(),
                  markevery=[1])
