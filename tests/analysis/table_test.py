"""The table of a sweep: one row a point, means and intervals as scipy gives them, left-out runs not counted."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

import netCDF4
import numpy as np
import xarray
from scipy import stats

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import synthetic  # noqa: E402  (found through the path above)
import table  # noqa: E402


class Table(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "out.h5")
        synthetic.write(self.path, replicates=5, weeks=20, failed=[(1, 2)])

    def printed(self, *metrics):
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as complaint:
            code = table.main(table.arguments_of([self.path, *metrics]))
        return code, out.getvalue().splitlines(), complaint.getvalue()

    def test_a_row_holds_setting_mean_and_interval(self):
        code, lines, _ = self.printed("defection_rate")
        self.assertEqual(code, 0)
        with xarray.open_dataset(self.path) as runs:
            self.assertEqual(len(lines), 1 + runs.sizes["point"])
            values = 100 * np.delete(runs.defection_rate.values[1], 2)
            informers = runs["surveillance.informer_density"].values[1]
        half = stats.t.ppf(0.975, 3) * stats.sem(values)
        self.assertEqual(lines[2].split()[0], f"{informers:g}")
        self.assertTrue(lines[2].endswith(f"{values.mean():.2f} ± {half:.2f} (4 of 5)"), lines[2])
        self.assertEqual(len({len(line) for line in lines}), 1)

    def test_left_out_runs_are_counted(self):
        _, lines, said = self.printed("defection_rate", "peak_week")
        self.assertEqual([line.count("(4 of 5)") for line in lines[1:4]], [0, 2, 0])
        self.assertEqual(said, "note: runs left out: 1 of 75 (1 failed)\n")

    def test_a_metric_without_a_value_in_some_run_is_counted(self):
        with netCDF4.Dataset(self.path, "a") as file:
            file["defection_rate"][0, 1:] = np.nan
            file["defection_rate"][2] = np.nan
            file["defection_rate"][0, 0] = 0.2516
        _, lines, _ = self.printed("defection_rate")
        self.assertTrue(lines[1].endswith(" 25.16 (1 of 5)"), lines[1])
        self.assertTrue(lines[3].endswith(" - (0 of 5)"), lines[3])

    def test_a_small_share_is_no_zero(self):
        with netCDF4.Dataset(self.path, "a") as file:
            file["defection_rate"][0] = np.array([11, 13, 15, 17, 19]) / 295_000
        _, lines, _ = self.printed("defection_rate")
        self.assertTrue(lines[1].endswith(" 0.0051 ± 0.0013"), lines[1])

    def test_values_that_differ_read_differently(self):
        synthetic.write(self.path, factors=((*synthetic.INFORMERS[:3], [123456.7, 123456.8]),), weeks=2)
        _, lines, said = self.printed("defection_rate")
        self.assertEqual([line.split()[0] for line in lines[1:]], ["123456.7", "123456.8"])
        self.assertEqual(said, "")

    def test_copies_are_noted(self):
        synthetic.write(self.path, points=[(0.1, 0.2), (0.1, 0.2), (0.3, 0.2)], weeks=2)
        _, _, said = self.printed("peak_week")
        self.assertEqual(said, "note: 1 of 3 points have the values of another, and so the same runs\n")

    def test_an_unknown_metric_is_named(self):
        code, lines, complaint = self.printed("defection_rat")
        self.assertEqual((code, lines), (2, []))
        self.assertIn("did you mean 'defection_rate'", complaint)


if __name__ == "__main__":
    unittest.main()
