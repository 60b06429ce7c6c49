"""Obstacles between a text of a user and the eye: control characters, scripts from right to left, missing glyphs."""

import contextlib
import functools
import importlib.util
import re
import unicodedata

import matplotlib
import matplotlib.font_manager
import matplotlib.ft2font

NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, breaks
MARKS = {chr(c) for c in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF)}
FROM_THE_RIGHT = {"R", "AL", "AN"}  # classes of the Unicode bidirectional algorithm
WIDE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff"  # of East Asia
FONT = "DejaVu Sans"  # comes with matplotlib
# Fonts with the scripts of East Asia, of which the first that is there helps out.
EAST_ASIAN = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK TC", "Noto Sans CJK KR", "Noto Sans CJK HK",
    "Source Han Sans SC", "Source Han Sans", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
    "PingFang SC", "Hiragino Sans", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "Arial Unicode MS", "Unifont")


def families():
    """The font of all pictures, and one for what it has not."""
    return [FONT, *(east_asian() or (look_for_fonts() or east_asian()))]


def east_asian():
    there = {font.name for font in matplotlib.font_manager.fontManager.ttflist}
    return [name for name in EAST_ASIAN if name in there][:1]


def look_for_fonts():
    """Adds what was installed since matplotlib listed its fonts."""
    listed = {font.fname for font in matplotlib.font_manager.fontManager.ttflist}
    for path in sorted(set(matplotlib.font_manager.findSystemFonts()) - listed):
        with contextlib.suppress(OSError, RuntimeError):  # no font, or one that FreeType cannot read
            matplotlib.font_manager.fontManager.addfont(path)


def words(text):
    """Pieces that a line may hold: words, each with the space before it, and characters of scripts without spaces."""
    return re.findall(f" ?(?:[{WIDE}]|[^ {WIDE}]+)", " ".join(text.split()))


def harmless(text):
    """A title or label on one line, without anything that a terminal would obey or an SVG could not hold."""
    return "".join(shown(c) for c in text)


def shown(character):
    """As muster itself shows it."""
    if unicodedata.category(character) in UNSEEN or character in MARKS:
        return NAMED.get(character, f"\\u{ord(character):04X}")
    return character


def harmless_lines(text):
    return "\n".join(map(harmless, text.split("\n")))


def matplotlib_shapes():
    """From 3.11 on matplotlib itself puts letters into the order and form in which they are read."""
    return bool(getattr(matplotlib.ft2font, "__libraqm_version__", ""))


def can_shape():
    return matplotlib_shapes() or all(map(importlib.util.find_spec, ("bidi", "arabic_reshaper")))


def is_from_the_right(text):
    return any(unicodedata.bidirectional(c) in FROM_THE_RIGHT for c in text)


@functools.cache
def glyphs():
    """The characters that the fonts of the pictures have."""
    paths = map(matplotlib.font_manager.findfont, matplotlib.rcParams["font.family"])
    return {character for path in paths for character in matplotlib.ft2font.FT2Font(path).get_charmap()}


def faults(text):
    """Why this text cannot be drawn as it is read; nothing, mostly."""
    if is_from_the_right(text) and not can_shape():
        yield "text from right to left: install python3-bidi and python3-arabic-reshaper"
    missing = [c for c in drawn(text) if ord(c) not in glyphs() and not c.isspace()]
    if missing:
        wide = unicodedata.east_asian_width(missing[0]) in "WF"
        yield f"characters that its fonts have not, such as {missing[0]}" + (": install fonts-noto-cjk" if wide else "")


def drawn(text):
    """A text as matplotlib must be given it, line by line."""
    return "\n".join(map(_drawn_line, text.split("\n")))


def _drawn_line(line):
    line = harmless(line)
    if matplotlib_shapes() or not is_from_the_right(line) or not can_shape():
        return line
    import arabic_reshaper
    import bidi.algorithm
    return bidi.algorithm.get_display(arabic_reshaper.reshape(line))
