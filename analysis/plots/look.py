"""The look of a picture: its width, title, labels, limits, font and footer. `look.now` holds the answer.

Widths are those of a screen, of two columns of a journal, and of one. On paper no text is under 7 points.
"""

import dataclasses
import difflib
from dataclasses import dataclass

import matplotlib
import matplotlib.font_manager

import lettering

CM = 1 / 2.54  # [inch]


@dataclass(frozen=True)
class Look:
    width: float  # [inch]
    dpi: int
    margin: float  # [inch] around title and footer
    title: float  # [point], as the other sizes
    subtitle: float
    label: float
    text: float
    small: float  # the least of all
    shrink: float  # heights, to those on a screen
    line: float  # [point]
    marker: float  # [point]
    own_title: str = ""
    footer: bool = True

    def height(self, on_screen):
        return on_screen * self.shrink

    def row(self, lines=1.0):
        """Height of a row of text with some air [inch]."""
        return 1.85 * lines * self.text / 72

    def columns(self, inches):
        """About how many letters of a label fit."""
        return max(12, int(inches * 72 / (0.56 * self.label)))

    @property
    def is_narrow(self):
        return self.width < 4


LOOKS = {
    "screen": Look(1600 / 150, 150, 0.22, 15, 11.5, 11.5, 11, 9.0, 1.0, 2.0, 6.5),
    "double": Look(17.8 * CM, 300, 0.10, 10, 8.5, 8, 7.6, 7.0, 0.70, 1.3, 4.2),
    "single": Look(8.5 * CM, 300, 0.06, 9, 7.6, 7.4, 7.2, 7.0, 0.48, 1.1, 3.4),
}
now = LOOKS["screen"]


def add_options(parser):
    """The options of every picture."""
    of_looks = parser.add_argument_group("look")
    of_looks.add_argument("--title", metavar="TEXT", help="title (default: that of the sweep or scenario)")
    of_looks.add_argument("--xlabel", metavar="TEXT", help="name of the horizontal axis")
    of_looks.add_argument("--ylabel", metavar="TEXT", help="name of the first panel's vertical axis")
    of_looks.add_argument("--ylim", nargs=2, type=float, metavar=("LOW", "HIGH"), help="range of the first panel")
    of_looks.add_argument("--width", choices=tuple(LOOKS), default="screen",
                          help="screen (1600 pixels), double (17.8 cm) or single (8.5 cm) column of a journal")
    of_looks.add_argument("--font", metavar="NAME", help="font of all text, such as \"Liberation Sans\"")
    of_looks.add_argument("--footer", choices=("on", "off"), default="on", help="off: no notes under the picture")


def use(arguments):
    """Makes the look that the arguments ask for the present one. Says what is wrong, or nothing."""
    global now
    given = vars(arguments)
    base = LOOKS[given.get("width") or "screen"]
    now = dataclasses.replace(base, own_title=lettering.harmless(given.get("title") or ""),
                              footer=given.get("footer") != "off")
    families, fault = lettering.families(), ""
    if font := given.get("font"):
        fault = "" if font in known_fonts() else unknown_font(font)
        families = [font, *families]
    matplotlib.rcParams.update({
        "font.family": families, "font.size": now.text, "axes.labelsize": now.label, "axes.titlesize": now.label,
        "xtick.labelsize": now.text, "ytick.labelsize": now.text, "legend.fontsize": now.text,
        "legend.title_fontsize": now.text, "lines.linewidth": now.line, "lines.markersize": now.marker,
        "axes.linewidth": 0.4 * now.line, "grid.linewidth": 0.4 * now.line, "xtick.major.width": 0.4 * now.line,
        "ytick.major.width": 0.4 * now.line, "figure.dpi": now.dpi, "savefig.dpi": now.dpi})
    limits = given.get("ylim")
    return fault or (f"--ylim {limits[0]:g} {limits[1]:g}: the first must be under the second"
                     if limits and not limits[0] < limits[1] else "")


def known_fonts():
    return {font.name for font in matplotlib.font_manager.fontManager.ttflist}


def unknown_font(name):
    near = difflib.get_close_matches(name, sorted(known_fonts()), 1, 0.4)
    return f"--font {name}: is not installed" + (f" (did you mean '{near[0]}'?)" if near else "")


def finish(fig, arguments):
    """Gives the panels the names and limits that were asked for."""
    given = vars(arguments)
    panels = fig.axes
    if given.get("xlabel"):
        for panel in [panel for panel in panels if panel.get_xlabel()] or panels[:1]:
            panel.set_xlabel(given["xlabel"])
    if given.get("ylabel"):
        panels[0].set_ylabel(given["ylabel"])
    if given.get("ylim"):
        panels[0].set_ylim(given["ylim"])
        for drawn in [*panels[0].lines, *panels[0].collections]:
            drawn.set_clip_on(True)  # what lies beyond the limits stays out of other panels
    return fig
