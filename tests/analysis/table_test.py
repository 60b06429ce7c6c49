"""The table of a sweep: one row a point, means and intervals as scipy gives them, left-out runs not counted."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

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
        self.assertTrue(lines[2].endswith(f"{values.mean():.2f} ± {half:.2f}"), lines[2])
        self.assertEqual(len({len(line) for line in lines}), 1)

    def test_an_unknown_metric_is_named(self):
        code, lines, complaint = self.printed("defection_rat")
        self.assertEqual((code, lines), (2, []))
        self.assertIn("did you mean 'defection_rate'", complaint)


if __name__ == "__main__":
    unittest.main()
