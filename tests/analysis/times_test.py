"""Times and values that a file does not hold: pictures name what they show, and draw nothing where there is nothing."""

import contextlib
import io
import os
import sys
import tempfile
import unittest
import warnings

import netCDF4
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../analysis/plots"))

import command  # noqa: E402  (found through the path above)
import heatmap  # noqa: E402
import leavers  # noqa: E402
import legible  # noqa: E402
import points  # noqa: E402
import series  # noqa: E402
import serving  # noqa: E402
import style  # noqa: E402
import sweep  # noqa: E402
import synthetic  # noqa: E402
from results import Results  # noqa: E402

X, Y = synthetic.INFORMERS[0], synthetic.OFFICERS[0]
COURSES = ((leavers, []), (serving, []), (series, ["--variables", "families_harmed"]))
METRIC = ["--metric", "defection_rate"]
OF_METRICS = ((sweep, ["--x", X, *METRIC]), (heatmap, ["--x", X, "--y", Y, *METRIC]), (points, METRIC))


class Pictures(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.path = os.path.join(held.name, "out.h5")

    def write(self, **how):
        synthetic.write(self.path, **{"replicates": 2, "labels": [f"point {i}" for i in range(15)], **how})

    def change(self):
        return netCDF4.Dataset(self.path, "a")

    def arguments(self, script, words):
        return script.arguments_of([self.path, "-o", self.path + ".png", *words])

    def text(self, script, words):
        with Results(self.path) as opened, warnings.catch_warnings():
            warnings.filterwarnings("error", category=RuntimeWarning)
            warnings.filterwarnings("error", category=UserWarning)
            fig = script.draw(opened, self.arguments(script, words))
            try:
                return "\n".join(text.replace("\n", " ") for text, _ in legible.drawn_texts(fig))
            finally:
                style.plt.close(fig)

    def refusal(self, script, words):
        with contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(command.run(self.arguments(script, words), script.draw), 2)
        return said.getvalue()


class Times(Pictures):
    def test_of_a_century_have_few_labels(self):
        self.write(weeks=5200)
        for script, words in COURSES:
            text = self.text(script, words).splitlines()
            years = [int(line) for line in text if line.isdigit() and 2000 <= int(line) <= 2200]
            self.assertGreaterEqual(len(set(years)), 4, script.__name__)
            self.assertLessEqual(len(set(years)), 9, script.__name__)

    def test_of_a_whole_run_are_its_start_and_end(self):
        self.write(weeks=260)
        self.assertIn("Left by the end", self.text(leavers, []))
        self.assertIn("The start and the end", self.text(serving, []))
        for script, words in COURSES:
            self.assertNotIn(" recorded: ", self.text(script, words))

    def test_that_are_not_the_end_are_named(self):
        self.write(weeks=208)
        self.assertIn("Left by 10 Mar 2015", self.text(leavers, []))
        self.assertIn("The start and 10 Mar 2015", self.text(serving, []))
        for script, words in COURSES:
            self.assertIn("Last recorded: 10 Mar 2015, which is not the end of the run.",
                          self.text(script, words).replace("\n", " "), script)

    def test_that_are_not_the_start_are_named(self):
        self.write(weeks=160)
        with self.change() as file:
            file["time"][:] = file["time"][:] + 700
        self.assertIn("12 Feb 2013 and the end", self.text(serving, []))
        for script, words in COURSES:
            self.assertIn("First recorded: 12 Feb 2013, after the start",
                          self.text(script, words).replace("\n", " "), script)

    def test_of_models_without_a_calendar_are_steps(self):
        self.write(weeks=30, calendar=False, scenario="steps = 30\n")
        self.assertIn("Left by the end", self.text(leavers, []))
        self.write(weeks=30, calendar=False, scenario="steps = 40\n")
        self.assertIn("Left by step 30", self.text(leavers, []))

    def test_end_where_the_settings_of_the_sweep_say(self):
        self.write(weeks=30, calendar=False, scenario="steps = 40\n")
        with self.change() as file:
            settings = file["provenance"].createVariable("sweep_toml", str, ())
            settings[...] = np.array("[set]\nsteps = 30\n", dtype=object)
        self.assertIn("Left by the end", self.text(leavers, []))

    def test_end_with_the_step_that_reaches_the_last_week(self):
        for weeks, ends in ((30, True), (28, False)):  # 210 days
            self.write(weeks=weeks, scenario="start = 2011-03-15\nweeks = 29\nstep_days = 6\n")  # 203: steps end on 204
            with self.change() as file:
                file["time"][-1] = 204 if ends else 203
            self.assertEqual("Left by the end" in self.text(leavers, []), ends)

    def test_make_no_course_if_there_is_one(self):
        self.write(weeks=0)
        for script, words in COURSES:
            self.assertIn("has one recorded time alone (15 Mar 2011), so there is no course to draw: record more",
                          self.refusal(script, words))

    def test_may_lie_in_any_century(self):
        for start, year in (("1650-01-01", "1650"), ("2300-01-01", "2300"), ("9990-06-01", "9991")):
            self.write(weeks=260, scenario=f"start = {start}\nweeks = 260\n[[event]]\nname = \"x\"\nweek = 50\n")
            with self.change() as file:
                file["time"].units = f"days since {start}"
            for script, words in COURSES:
                self.assertIn(year, self.text(script, words), script)
            self.assertIn("Left by the end", self.text(leavers, []))


class Undefined(Pictures):
    def undefined(self, where):
        self.write(failed=[(14, 0), (14, 1)])
        with self.change() as file:
            file["defection_rate"][where] = np.nan

    def test_values_are_told_from_runs_that_did_not_finish(self):
        self.undefined((slice(0, 2), slice(None)))
        cells = self.text(heatmap, ["--x", X, "--y", Y, *METRIC]).split("\n")
        self.assertEqual((cells.count("no value"), cells.count("no run")), (2, 1))
        for script, words in OF_METRICS:
            self.assertIn("4 finished runs have no value of this metric", " ".join(self.text(script, words).split()))

    def test_metrics_are_refused_where_they_have_no_value_at_all(self):
        self.undefined(slice(None))
        for script, words in OF_METRICS:
            self.assertIn("error: defection_rate: has no value in any finished run", self.refusal(script, words))

    def test_lines_leave_the_others(self):
        self.undefined((slice(0, 15, 3), slice(None)))  # all of one line
        self.text(sweep, ["--x", X, *METRIC])


if __name__ == "__main__":
    unittest.main()
