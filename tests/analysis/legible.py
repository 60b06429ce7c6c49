"""The text of a figure that a reader sees: every piece that is drawn, with the room it takes, to find overlaps."""

import argparse
import tempfile
import unittest

import look
import style
from matplotlib.text import Text
from results import Results


LEAST = 7  # [point]
DPI = 100  # places of text do not depend on it, and a coarse picture is drawn fast


class Drawn(unittest.TestCase):
    """Tests that draw figures of files in a folder of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def figure(self, script, options, path):
        return self.drawn(script, options, path, Results)

    def drawn(self, script, options, path, reader):
        arguments = script.arguments_of([path, "-o", "fig.png", *options])
        self.addCleanup(look.use, argparse.Namespace())
        self.assertEqual(look.use(arguments), "")
        with reader(path) as opened:
            fig = look.finish(script.draw(opened, arguments), arguments)
        self.addCleanup(style.plt.close, fig)
        return fig

    def check_widths(self, script, options, path, reader=Results, widths=("screen", "single")):
        """No text hides another, and none is under 7 points."""
        for width in widths:
            fig = self.drawn(script, [*options, "--width", width], path, reader)
            fig.set_dpi(DPI)
            texts = shown_texts(fig)
            self.assertEqual(overlaps_of(fig, texts), [], width)
            self.assertGreaterEqual(min(text.get_size() for text in texts), LEAST, width)
            style.plt.close(fig)


def shown_texts(fig):
    fig.canvas.draw()
    hidden = set(_labels_out_of_view(fig))
    return [text for text in fig.findobj(Text)
            if text.get_visible() and text.get_text().strip() and text not in hidden
            and (text.axes is None or text.axes.get_visible())]


def extents(texts):
    return [(text.get_text(), text.get_window_extent()) for text in texts]


def drawn_texts(fig):
    """Pairs (text, extent in pixels) of all text that shows."""
    return extents(shown_texts(fig))


def overlaps(fig):
    """Pairs of texts that share more than a pixel, and texts that leave the picture."""
    return overlaps_of(fig, shown_texts(fig))


def overlaps_of(fig, texts):
    found = []
    texts = extents(texts)
    width, height = fig.get_size_inches() * fig.dpi
    for i, (text, box) in enumerate(texts):
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height:
            found.append((text, "(out of the picture)"))
        found += [(text, other) for other, room in texts[i + 1:] if _shared(box, room)]
    return found


def _shared(a, b, slack=1.0):
    return (min(a.x1, b.x1) - max(a.x0, b.x0) > slack) and (min(a.y1, b.y1) - max(a.y0, b.y0) > slack)


def _labels_out_of_view(fig):
    for axes in fig.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not low <= tick.get_loc() <= high or not axes.axison:
                    yield tick.label1
                    yield tick.label2
