"""The look of every picture: width, title, labels, limits, font, footer; and harm and single runs in them."""

import contextlib
import io
import os
import sys
import unittest

import netCDF4
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import command  # noqa: E402  (found through the path above)
import heatmap  # noqa: E402
import leavers  # noqa: E402
import legible  # noqa: E402
import points  # noqa: E402
import results  # noqa: E402
import series  # noqa: E402
import serving  # noqa: E402
import sweep  # noqa: E402
import synthetic  # noqa: E402

X, Y = synthetic.INFORMERS[0], synthetic.OFFICERS[0]
HARM = ("executed", "harmed_families")
METRIC = ["--metric", "defection_rate"]
PICTURES = ((sweep, ["--x", X, *METRIC]), (heatmap, ["--x", X, "--y", Y, *METRIC]), (leavers, []), (serving, []),
            (series, ["--variables", "families_harmed"]))


class Look(legible.Drawn):
    def file(self, name="out.h5", **how):
        path = os.path.join(self.folder, name)
        synthetic.write(path, **{"weeks": 30, "replicates": 3, **how})
        return path

    def said(self, fig):
        return " ".join(text for text, _ in legible.drawn_texts(fig)).replace("\n", " ")

    def titles(self, fig):
        return [panel.get_title(loc="left") for panel in fig.axes]


class Options(Look):
    def test_columns_of_journals_are_as_wide_as_they_say(self):
        path = self.file()
        for script, words in PICTURES:
            for width, cm in (("single", 8.5), ("double", 17.8)):
                fig = self.figure(script, [*words, "--width", width], path)
                self.assertAlmostEqual(fig.get_figwidth() * 2.54, cm, msg=script.__name__)

    def test_title_and_names_and_limits_are_those_asked_for(self):
        path = self.file()
        asked = ["--title", "A title of my own", "--xlabel", "my x", "--ylabel", "my y", "--ylim", "1", "7"]
        for script, words in PICTURES:
            fig = self.figure(script, words + asked, path)
            self.assertEqual(fig.axes[0].get_ylabel(), "my y")
            self.assertEqual(fig.axes[0].get_ylim(), (1.0, 7.0))
            drawn = [*fig.axes[0].lines, *fig.axes[0].collections]
            self.assertTrue(all(one.get_clip_on() for one in drawn), f"{script.__name__}: drawn beyond its limits")
            self.assertIn("my x", [panel.get_xlabel() for panel in fig.axes])
            texts = [text for text, _ in legible.drawn_texts(fig)]
            self.assertIn("A title of my own", texts)
            self.assertNotIn("Surveillance and stacking, Syria 2011-2015", texts)

    def test_the_footer_can_be_left_out(self):
        path = self.file()
        for script, words in PICTURES:
            for footer, is_there in (("on", True), ("off", False)):
                fig = self.figure(script, [*words, "--footer", footer], path)
                texts = [text for text, _ in legible.drawn_texts(fig)]
                self.assertEqual(any("not a forecast" in text for text in texts), is_there, script.__name__)

    def test_the_font_is_the_one_asked_for(self):
        fig = self.figure(serving, ["--font", "DejaVu Serif"], self.file())
        self.assertEqual({text.get_fontfamily()[0] for text in legible.shown_texts(fig)}, {"DejaVu Serif"})

    def test_what_cannot_be_is_refused(self):
        path = self.file()
        for words, said in ((["--font", "DejaVu Serifs"], "--font DejaVu Serifs: is not installed (did you mean "),
                            (["--ylim", "3", "2"], "--ylim 3 2: the first must be under the second")):
            arguments = serving.arguments_of([path, "-o", os.path.join(self.folder, "x.png"), *words])
            with contextlib.redirect_stderr(io.StringIO()) as complaint:
                self.assertEqual(command.run(arguments, serving.draw), 2)
            self.assertIn(said, complaint.getvalue())
        self.assertFalse(os.path.exists(os.path.join(self.folder, "x.png")))


class Harm(Look):
    def test_stands_under_the_metrics_unless_it_is_left_out(self):
        path = self.file(harm=HARM)
        for script, words in PICTURES[:2]:
            self.assertIn("Executed [person]", self.titles(self.figure(script, words, path)))
            self.assertNotIn("Executed [person]", self.titles(self.figure(script, [*words, "--no-harm"], path)))

    def test_of_which_no_run_did_any_is_named_and_not_drawn(self):
        path = self.file(harm=HARM)
        with netCDF4.Dataset(path, "a") as file:
            file["executed"][:] = np.where(np.isnan(file["executed"][:].filled(np.nan)), np.nan, 0.0)
        for script, words in PICTURES[:2]:
            fig = self.figure(script, words, path)
            self.assertNotIn("Executed [person]", self.said(fig))
            self.assertIn("Harmed families [person]", self.said(fig))
            self.assertIn("0 in every run: executed.", self.said(fig))
            asked = self.figure(script, [*words, "--metric", "executed"], path)
            self.assertNotIn("0 in every run", self.said(asked))

    def test_is_the_mean_over_replicates(self):
        path = self.file(harm=HARM, factors=(synthetic.INFORMERS,))
        fig = self.figure(sweep, ["--x", X, *METRIC], path)
        panel = fig.axes[self.titles(fig).index("Executed [person]")]
        with results.Results(path) as opened:
            np.testing.assert_allclose(panel.lines[0].get_ydata(), opened.data["executed"].values.mean(1))

    def test_is_legible_beside_several_metrics(self):
        path = self.file(harm=(*HARM, "killed", "arrested"))
        for words in (["--metric", "defection_rate", "peak_week"], METRIC):
            self.check_widths(sweep, ["--x", X, *words], path, widths=("single", "double", "screen"))
            self.check_widths(heatmap, ["--x", X, "--y", Y, *words], path)


class Names(Look):
    def names(self, fig):
        return [label.get_text() for label in fig.axes[0].get_yticklabels()]

    def test_labels_are_rows_with_harm_beside_them(self):
        path = self.file(harm=HARM, factors=(), labels=["baseline", "no surveillance", "a long label of a setting"])
        fig = self.figure(sweep, ["--x", "label", *METRIC], path)
        self.assertEqual(self.names(fig)[:2], ["baseline", "no surveillance"])
        self.assertEqual(len(fig.axes), 3)
        self.check_widths(points, METRIC, path)

    def test_names_of_a_factor_are_rows(self):
        path = self.file(factors=(synthetic.OFFICERS,), points=[[0.2], [0.8], [0.2], [0.8]])
        with netCDF4.Dataset(path, "a") as file:
            names = np.array(["syria", "syria", "iraq", "iraq"], dtype=object)
            file.createVariable("scenario", str, ("point",))[:] = names
            values = 100 * file["defection_rate"][:].mean(1)
        words = ["--x", "scenario", *METRIC]
        fig = self.figure(sweep, words, path)
        self.assertEqual(self.names(fig), ["syria", "iraq"])
        drawn = [container.lines[0].get_xdata() for container in fig.axes[0].containers]
        np.testing.assert_allclose(np.concatenate(drawn), values[[0, 2, 1, 3]])
        self.check_widths(sweep, words, path)


class Runs(Look):
    def thin(self, panel):
        return np.array([line.get_ydata() for line in panel.lines if line.get_gid() == "run"])

    def test_are_drawn_beside_their_mean(self):
        path = self.file(scale=0.1)
        with results.Results(path) as opened:
            harmed = opened.data["families_harmed"].isel(point=0).values / 0.1
        fig = self.figure(series, ["--variables", "families_harmed"], path)
        np.testing.assert_allclose(self.thin(fig.axes[0]), harmed)
        fig = self.figure(leavers, [], path)
        for panel in fig.axes[:5]:
            if panel.lines:
                self.assertEqual(len(self.thin(panel)), 3)

    def test_one_run_is_drawn_once(self):
        fig = self.figure(series, ["--variables", "families_harmed"], self.file(replicates=1))
        self.assertEqual(len(self.thin(fig.axes[0])), 0)


class Blocks(Look):
    def test_hold_what_the_whole_does(self):
        path = self.file(failed=[(3, 1)])
        block = results.BLOCK
        self.addCleanup(setattr, results, "BLOCK", block)
        with results.Results(path) as opened:
            whole = opened.metric("peak_week")
            for results.BLOCK in (1, 4, 7):
                np.testing.assert_array_equal(opened.metric("peak_week"), whole)
                np.testing.assert_array_equal(opened.metric("peak_week", [9, 3, 4]), whole[[9, 3, 4]])
        self.assertEqual(np.isnan(whole).sum(), 1)

    def test_many_points_are_drawn_in_little_time(self):
        x = np.linspace(0, 1, 20_000)
        at, runs = sweep.by_place(np.tile(x, 2), np.arange(80_000.0).reshape(-1, 2))
        np.testing.assert_array_equal(at, x)
        np.testing.assert_array_equal(runs[5], [10, 11, 40_010, 40_011])


if __name__ == "__main__":
    unittest.main()
