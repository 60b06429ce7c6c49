"""Pictures of what `muster analyze` and `muster compare` found: true to its numbers, legible, and safe with any text.

The reports come from the program itself ($MUSTER), so that a change of their form is noticed here.
"""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../analysis/plots"))

import command  # noqa: E402  (found through the path above)
import dotted  # noqa: E402
import forest  # noqa: E402
import legible  # noqa: E402
import morris  # noqa: E402
import report  # noqa: E402
import sizes  # noqa: E402
import sobol  # noqa: E402
import survival  # noqa: E402
import tornado  # noqa: E402

MUSTER = os.environ.get("MUSTER", os.path.join(HERE, "../../build/release/muster"))
SCENARIOS = os.path.abspath(os.path.join(HERE, "../../scenarios"))
HEAD = f'scenario = "{SCENARIOS}/syria-2011.toml"\nreplicates = 3\nseed = 4\nscale = 0.005\n'
RANGES = """[factors]
"surveillance.informer_density" = { min = 0.01, max = 0.16 }
"reprisal.family_probability" = { min = 0.0, max = 1.0 }
"blocking_forces.presence" = { min = 0.2, max = 1.0 }
[output]
variables = []
"""
LIST = """design = "list"
[set]
weeks = 60
[[point]]
label = "baseline"
[[point]]
label = "no surveillance"
set = { "surveillance.enabled" = false }
[[point]]
label = "no reprisal"
set = { "reprisal.enabled" = false }
"""
METRICS = ["--metric", "departure_rate", "defection_rate"]


def readers(script):
    return {tornado: "muster analyze oat", sobol: "muster analyze sobol", morris: "muster analyze morris",
            forest: "muster compare", survival: "muster analyze survival", sizes: "muster analyze sizes"}[script]


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["rows"]


class Reports(legible.Drawn):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.held = held.name
        cls.sweep("list", LIST)
        cls.sweep("morris", '[set]\nweeks = 60\n' + RANGES, 'design = "morris"\nsamples = 4\n')
        cls.sweep("saltelli", '[set]\nweeks = 60\n' + RANGES, 'design = "saltelli"\nsamples = 8\n')

    @classmethod
    def sweep(cls, name, text, design=""):
        with open(f"{cls.held}/{name}.toml", "w", encoding="utf-8") as file:
            file.write(HEAD + design + text)
        cls.muster("sweep", f"{cls.held}/{name}.toml", "-o", f"{cls.held}/{name}.h5", "--progress", "none")

    @classmethod
    def muster(cls, *words):
        return subprocess.run([MUSTER, *words], check=True, capture_output=True, text=True, timeout=300).stdout

    def written(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text if isinstance(text, str) else json.dumps(text))
        return path

    def found(self, *words):
        return self.written("report.json", self.muster(*words, "--format", "json"))

    def of(self, script, words, path):
        return self.drawn(script, words, path, report.reader(script.NEEDS, readers(script)))

    def check(self, script, words, path):
        self.check_widths(script, words, path, report.reader(script.NEEDS, readers(script)),
                          ("screen", "double", "single"))


class Drawings(Reports):
    def test_a_tornado_reaches_from_the_base_to_the_mean(self):
        path = self.found("analyze", "oat", f"{self.held}/list.h5", "--metric", "departure_rate")
        fig = self.of(tornado, [], path)
        rows = {row["change"]: row for row in rows_of(path) if row["metric"] == "departure_rate"}
        bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in fig.axes[0].patches]
        names = [label.get_text() for label in fig.axes[0].get_yticklabels()]
        self.assertEqual(sorted(names), sorted(rows))
        for name, ends in zip(names, bars, strict=True):
            np.testing.assert_allclose(ends, [100 * rows[name]["base"], 100 * rows[name]["value"]])
        self.assertIn("Executed [person]", [panel.get_title(loc="left") for panel in fig.axes])
        self.check(tornado, [], path)

    def test_bars_of_sobol_are_the_indices(self):
        path = self.found("analyze", "sobol", f"{self.held}/saltelli.h5", *METRICS)
        fig = self.of(sobol, ["--metric", "departure_rate"], path)
        drawn = sorted(bar.get_width() for bar in fig.axes[0].patches)
        found = [row["index"] for row in rows_of(path)
                 if row["metric"] == "departure_rate" and row["order"] in ("first", "total")]
        np.testing.assert_allclose(drawn, sorted(found))
        self.check(sobol, [], path)

    def test_dots_of_morris_are_mean_and_spread(self):
        path = self.found("analyze", "morris", f"{self.held}/morris.h5", *METRICS)
        fig = self.of(morris, ["--metric", "departure_rate"], path)
        dots = fig.axes[0].containers[0].lines[0].get_xydata()
        found = [(100 * row["mu_star"], 100 * row["sigma"]) for row in rows_of(path)
                 if row["metric"] == "departure_rate"]
        np.testing.assert_allclose(sorted(map(tuple, dots)), sorted(found))
        self.check(morris, [], path)

    def test_a_forest_has_ratios_of_one_setting_and_differences_of_several(self):
        one = self.found("compare", f"{self.held}/list.h5", "--base", "baseline", "--to", "no surveillance", *METRICS)
        fig = self.of(forest, [], one)
        rows = rows_of(one)
        dots = np.concatenate([container.lines[0].get_xdata() for container in fig.axes[0].containers])
        np.testing.assert_allclose(sorted(dots), sorted(row["ratio"] for row in rows if row["ratio"] is not None))
        self.check(forest, [], one)
        two = self.found("compare", f"{self.held}/list.h5", "--base", "baseline", "--to", "no surveillance", "--to",
                         "no reprisal", "--metric", "departure_rate")
        fig = self.of(forest, ["--metric", "departure_rate"], two)
        rows = [row for row in rows_of(two) if row["metric"] == "departure_rate"]
        np.testing.assert_allclose(fig.axes[0].containers[0].lines[0].get_xdata(),
                                   [100 * row["difference"] for row in rows])
        self.assertGreater(len(fig.axes), 1)  # harm, though not asked for
        self.check(forest, [], two)

    def test_harm_of_which_there_is_none_is_named_and_not_drawn(self):
        ends = ["--base", "baseline", "--to", "no surveillance", "--to", "no reprisal", *METRICS]
        for script, words in ((forest, ["compare", f"{self.held}/list.h5", *ends]),
                              (tornado, ["analyze", "oat", f"{self.held}/list.h5", *METRICS])):
            for height, is_drawn in ((0, False), (7, True)):
                with open(self.found(*words), encoding="utf-8") as file:
                    found = json.load(file)
                for row in found["rows"]:
                    if row["metric"] == "killed":
                        row.update(base=height, difference=0, difference_t_low=0, difference_t_high=0)
                fig = self.of(script, [], self.written("none.json", found))
                said = " ".join(text for text, _ in legible.drawn_texts(fig)).replace("\n", " ")
                self.assertEqual("Killed [person]" in said, is_drawn, script.__name__)
                self.assertEqual(bool(re.search(" killed[.,]", said)), not is_drawn, script.__name__)

    def test_curves_of_survival_and_sizes_are_those_of_the_report(self):
        rows = [{"group": group, "at": at, "survival": 1 - at / 9, "survival_ci_low": 0.9 - at / 9,
                 "survival_ci_high": 1 - at / 10, "incidence_departure": at / 10, "incidence_departure_ci_low": at / 11,
                 "incidence_departure_ci_high": at / 9} for group in ("conscript", "senior_officer") for at in range(6)]
        path = self.written("curves.json", {"about": ["of one run"], "rows": rows, "notes": []})
        for words, values in (([], [100 * (1 - at / 9) for at in range(6)]),
                              (["--way", "departure"], [10 * at for at in range(6)])):
            fig = self.of(survival, words, path)
            np.testing.assert_allclose(fig.axes[0].lines[0].get_ydata(), values)
            self.check(survival, words, path)
        shares = [0.7, 0.2, 0.1]
        rows = [{"size": size, "share_of_departures": share, "share_in_larger": larger}
                for size, share, larger in zip((1, 2, 30), shares, (1, 0.6, 0.4))]
        path = self.written("sizes.json", {"about": [], "rows": rows, "notes": []})
        fig = self.of(sizes, [], path)
        np.testing.assert_allclose(fig.axes[0].lines[0].get_ydata(), [100, 30, 10])
        self.check(sizes, [], path)


class Untrusted(Reports):
    def refusal(self, script, path):
        arguments = script.arguments_of([path, "-o", os.path.join(self.folder, "x.png")])
        with contextlib.redirect_stderr(io.StringIO()) as said:
            code = command.run(arguments, script.draw, report.reader(script.NEEDS, readers(script)))
        self.assertEqual(code, 2, said.getvalue())
        return said.getvalue()

    def test_what_is_no_report_is_refused(self):
        deep = "[" * 100_000
        for text in ("", "{", "[]", "{}", '{"rows": []}', '{"rows": 3}', '{"rows": [1]}', '{"rows": [{}]}', deep, "\0"):
            for script in (tornado, sobol, morris, forest, survival, sizes):
                self.assertIn("error: ", self.refusal(script, self.written("bad.json", text)))
        self.assertIn("no such file", self.refusal(forest, os.path.join(self.folder, "none.json")))
        self.assertFalse(os.path.exists(os.path.join(self.folder, "x.png")))

    def test_values_of_any_kind_draw_what_there_is(self):
        rows = [{"group": group, "at": at, "survival": value, "survival_ci_low": None, "survival_ci_high": "x"}
                for group in ("\u001b[31m", "$x$ " + "w" * 300) for at, value in enumerate((1, None, True, 0.5))]
        path = self.written("odd.json", {"about": [3, "a"], "rows": rows, "notes": "none"})
        texts = [text for text, _ in legible.drawn_texts(self.of(survival, [], path))]
        self.assertTrue(any("\\u001B" in text for text in texts), texts)

    def test_ticks_of_ratios_are_few_and_inside(self):
        for low, high in ((0.3, 3), (0.9, 1.2), (1e-3, 50), (0.99, 1.01)):
            ticks = dotted.ratio_ticks(low, high)
            self.assertTrue(1 <= len(ticks) <= 12, ticks)
            self.assertTrue(all(low <= tick <= high for tick in ticks), ticks)


if __name__ == "__main__":
    unittest.main()
