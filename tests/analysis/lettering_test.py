"""Texts of users in pictures: signs of mathematics, control characters, scripts from right to left, fonts."""

import contextlib
import io
import os
import re
import sys
import tempfile
import types
import unittest
import xml.etree.ElementTree
from unittest import mock

import netCDF4

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../analysis/plots"))

import heatmap  # noqa: E402  (found through the path above)
import leavers  # noqa: E402
import legible  # noqa: E402
import lettering  # noqa: E402
import points  # noqa: E402
import series  # noqa: E402
import serving  # noqa: E402
import style  # noqa: E402
import sweep  # noqa: E402
import synthetic  # noqa: E402
from results import Results  # noqa: E402

X, Y = synthetic.INFORMERS[0], synthetic.OFFICERS[0]
EVIL = "a $50 bill, $\\frac{x} \x1b[31m\x9b \ufffe\nand $20"
READ = "a $50 bill, $\\frac{x} \\u001B[31m\\u009B \\uFFFE\\nand $20"
SCENARIO = synthetic.SCENARIO.replace("Syria 2011-2015", "$50 and $20 \\u001b[31m")
PICTURES = (
    (sweep, ["--x", X, "--metric", "defection_rate"]),
    (heatmap, ["--x", X, "--y", Y, "--metric", "defection_rate"]),
    (points, ["--metric", "defection_rate"]),
    (leavers, ["--point", "1"]),
    (serving, ["--by", "role"]),
    (series, ["--variables", "families_harmed"]),
)


class Texts(unittest.TestCase):
    def setUp(self):
        self.held = tempfile.TemporaryDirectory()
        self.addCleanup(self.held.cleanup)
        self.path = os.path.join(self.held.name, "evil.h5")
        labels = [EVIL] + [f"${i} to ${i + 1}" for i in range(14)]
        synthetic.write(self.path, replicates=2, labels=labels, title=EVIL, scenario=SCENARIO + synthetic.EVENTS)
        with netCDF4.Dataset(self.path, "a") as file:
            file["defection_rate"].long_name = f"$x$ and $y {EVIL}"
            file[X].long_name = "$a and $b"
            file["role"][0] = EVIL

    def picture(self, script, words, ending):
        path = os.path.join(self.held.name, f"{script.__name__}.{ending}")
        with Results(self.path) as opened, contextlib.redirect_stderr(io.StringIO()):
            fig = script.draw(opened, script.arguments_of([self.path, "-o", path, *words]))
            found = [text.get_text() for text in fig.findobj(style.matplotlib.text.Text)]
            style.save(fig, path)
        return path, "\n".join(found)

    def test_are_drawn_as_they_are_written(self):
        for script, words in PICTURES:
            with self.subTest(script.__name__):
                path, text = self.picture(script, words, "svg")
                self.assertIn("$50 bill, $\\frac{x} \\u001B[31m", text)
                xml.etree.ElementTree.parse(path)
                with open(path, encoding="utf-8") as file:
                    self.assertNotRegex(file.read(), "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe]")

    def test_stand_on_one_line_and_are_cut_to_their_room(self):
        with Results(self.path) as opened:
            self.assertEqual((opened.title, opened.label(0), opened.scenario["title"]),
                             (READ, READ, "$50 and $20 \\u001B[31m"))
            given = points.arguments_of([self.path, "-o", "x.png", "--metric", "defection_rate"])
            self.assertEqual(legible.overlaps(points.draw(opened, given)), [])


class Scripts(unittest.TestCase):
    ARABIC, HEBREW = "جيش 2011 (a)", "שלום"

    def test_from_the_right_are_drawn_in_the_order_of_the_eye(self):
        for text, seen in ((self.HEBREW, self.HEBREW[::-1]), (self.ARABIC, "(a) 2011 \ufeb6\ufef4\ufe9f")):
            shapes = lettering.can_shape() and not lettering.matplotlib_shapes()
            self.assertEqual(lettering.drawn(text), seen if shapes else text)
        self.assertEqual(lettering.drawn("left\nright"), "left\nright")

    def test_stay_in_that_order_however_often_they_are_drawn(self):
        fig = style.plt.figure()
        axes = fig.add_subplot()
        axes.set_title(self.HEBREW + "!")
        axes.set_xticks([0, 1], [self.HEBREW, self.HEBREW[::-1]])
        for draws in range(3):
            with tempfile.TemporaryDirectory() as folder:
                fig.savefig(os.path.join(folder, "x.svg"))
                with open(os.path.join(folder, "x.svg"), encoding="utf-8") as file:
                    drawn = re.findall("<!-- (.*) -->", file.read())
            for text in (self.HEBREW, self.HEBREW[::-1], self.HEBREW + "!"):
                self.assertEqual(drawn.count(lettering.drawn(text)), 1, (draws, text, drawn))
        style.plt.close(fig)

    def test_are_left_to_a_matplotlib_that_shapes_them(self):
        with mock.patch.object(lettering, "matplotlib_shapes", lambda: True):
            self.assertEqual(lettering.drawn(self.ARABIC), self.ARABIC)
            self.assertEqual(list(lettering.faults(self.HEBREW)), [])

    def test_that_cannot_be_drawn_right_are_named_once(self):
        fig, _ = style.figure("a title", "", [], 1)
        with mock.patch.object(lettering, "can_shape", lambda: False), contextlib.redirect_stderr(io.StringIO()) as err:
            fig.text(0.5, 0.5, self.HEBREW)
            fig.text(0.5, 0.4, self.HEBREW)
            fig.text(0.5, 0.3, "\uabcd\uabce")  # letters of Manipuri
            with tempfile.TemporaryDirectory() as folder:
                style.save(fig, os.path.join(folder, "x.png"))
        self.assertEqual([line for line in err.getvalue().splitlines() if line.startswith("note: ")], [
            "note: the picture has text from right to left: install python3-bidi and python3-arabic-reshaper",
            "note: the picture has characters that its fonts have not, such as \uabcd"])

    def test_of_east_asia_break_between_characters(self):
        self.assertEqual(lettering.words(" two  words 軍隊, ok"), ["two", " words", " 軍", "隊", ",", " ok"])
        fig, _ = style.figure("軍" * 150, "", [], 1)
        lines = [text.get_text() for text in fig.texts if "軍" in text.get_text()]
        style.plt.close(fig)
        self.assertGreater(len(lines), 1)
        self.assertEqual("".join(lines), "軍" * 150)

    def test_of_east_asia_get_the_first_font_that_is_there(self):
        def there(*names):
            fonts = [types.SimpleNamespace(name=name, fname=name) for name in names]
            return mock.patch.object(lettering.matplotlib.font_manager, "fontManager", mock.Mock(ttflist=fonts))

        with there("Unifont", "DejaVu Sans", "Noto Sans CJK JP", "WenQuanYi Zen Hei"):
            self.assertEqual(lettering.families(), ["DejaVu Sans", "Noto Sans CJK JP"])
        with there("DejaVu Sans"), mock.patch.object(lettering, "look_for_fonts") as look:
            self.assertEqual(lettering.families(), ["DejaVu Sans"])
            look.assert_called_once()


if __name__ == "__main__":
    unittest.main()
