"""`muster compare` and `muster analyze` agree with scipy and statsmodels on the same file."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import netCDF4
import numpy as np
import statsmodels.api
from scipy import optimize, stats
from statsmodels.stats.weightstats import DescrStatsW

RUMOUR = pathlib.Path(__file__).parents[2] / "scenarios/rumour.toml"
METRIC = "knowing_share"
FEW, MANY = 'rumour.telling=0.1', 'rumour.telling=0.15'
SLOW, QUICK = 'rumour.tiring=0.4', 'rumour.tiring=0.6'


class SameFile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.grid = cls.sweep("grid", 'replicates = 12\n[factors]\n"rumour.telling" = [0.1, 0.15]\n'
                             '"rumour.tiring" = [0.4, 0.6]\n')
        cls.sample = cls.sweep("sample", 'design = "lhs"\nsamples = 60\nreplicates = 2\n[factors]\n'
                               '"rumour.telling" = { min = 0.05, max = 0.3 }\n'
                               '"rumour.tiring" = { min = 0.3, max = 0.9 }\n'
                               '"rumour.start" = { min = 0.005, max = 0.02 }\n')

    @classmethod
    def sweep(cls, name, text):
        sweep, output = (os.path.join(cls.folder.name, name + end) for end in (".toml", ".h5"))
        pathlib.Path(sweep).write_text(f'scenario = "{RUMOUR}"\n{text}')
        subprocess.run([os.environ["MUSTER"], "sweep", sweep, "-o", output, "--progress", "none"], check=True)
        return output

    def rows(self, *words):
        ended = subprocess.run([os.environ["MUSTER"], *words, "--format", "json"], check=True, stdout=subprocess.PIPE)
        return [row for row in json.loads(ended.stdout)["rows"] if row["metric"] == METRIC]

    def values(self, telling, tiring):
        with netCDF4.Dataset(self.grid) as file:
            point = np.flatnonzero(np.isclose(file["rumour.telling"][:], telling)
                                   & np.isclose(file["rumour.tiring"][:], tiring))
            return np.asarray(file[METRIC][point[0]])

    def close(self, row, name, interval, tolerance=1e-9):
        np.testing.assert_allclose([row[name + "_low"], row[name + "_high"]], interval, rtol=0, atol=tolerance)

    def test_a_paired_difference(self):
        base, to = self.values(0.1, 0.4), self.values(0.15, 0.4)
        row, = self.rows("compare", self.grid, "--base", f"{FEW},{SLOW}", "--to", MANY, "--half-width", "0.01")
        test = stats.ttest_rel(to, base)
        self.assertAlmostEqual(row["difference"], np.mean(to - base), 12)
        self.close(row, "difference_t", test.confidence_interval(0.95))
        self.close(row, "difference_t", DescrStatsW(to - base).tconfint_mean(0.05))
        self.assertAlmostEqual(row["correlation"], stats.pearsonr(base, to).statistic, 10)
        sd = np.std(to - base, ddof=1)
        enough = next(n for n in range(2, 10 ** 6) if stats.t.ppf(0.975, n - 1) * sd / np.sqrt(n) <= 0.01)
        self.assertEqual(row["replicates_needed"], enough)

    def test_a_ratio(self):
        base, to = self.values(0.1, 0.4), self.values(0.15, 0.4)
        row, = self.rows("compare", self.grid, "--base", f"{FEW},{SLOW}", "--to", MANY)
        ratio, t = to.mean() / base.mean(), stats.t.ppf(0.975, len(base) - 1)

        def beyond(ratio):
            return abs(stats.ttest_1samp(to - ratio * base, 0).statistic) - t

        self.assertAlmostEqual(row["ratio"], ratio, 12)
        self.close(row, "ratio_t", [optimize.brentq(beyond, 0, ratio), optimize.brentq(beyond, ratio, 50)], 1e-7)

    def test_the_bootstrap(self):
        base, to = self.values(0.1, 0.4), self.values(0.15, 0.4)
        row, = self.rows("compare", self.grid, "--base", f"{FEW},{SLOW}", "--to", MANY, "--resamples", "20000")
        drawn = stats.bootstrap((to - base,), np.mean, n_resamples=20000, method="percentile", random_state=1)
        # A quantile at 2.5 % of 20,000 draws from a normal has a standard error of 0.019 standard deviations.
        self.close(row, "difference_bootstrap", drawn.confidence_interval, 5 * 1.5 * 0.019 * drawn.standard_error)

    def test_the_mean_over_another_factor(self):
        base = (self.values(0.1, 0.4) + self.values(0.1, 0.6)) / 2
        to = (self.values(0.15, 0.4) + self.values(0.15, 0.6)) / 2
        row, = self.rows("compare", self.grid, "--base", FEW, "--to", MANY)
        self.close(row, "difference_t", stats.ttest_rel(to, base).confidence_interval(0.95))

    def test_an_interaction(self):
        cells = [self.values(telling, tiring) for telling, tiring in ((0.1, 0.4), (0.15, 0.4), (0.1, 0.6), (0.15, 0.6))]
        row, = self.rows("compare", self.grid, "--base", f"{FEW},{SLOW}", "--interaction", MANY, QUICK)
        self.close(row, "additive_t", DescrStatsW(cells[3] - cells[2] - cells[1] + cells[0]).tconfint_mean(0.05))
        means = np.array([cell.mean() for cell in cells])
        gradient = np.array([1, -1, -1, 1]) / means
        se = np.sqrt(gradient @ np.cov(cells) @ gradient / len(cells[0]))
        ratio, t = means[3] * means[0] / means[1] / means[2], stats.t.ppf(0.975, len(cells[0]) - 1)
        self.close(row, "ratio_t", [ratio * np.exp(-t * se), ratio * np.exp(t * se)])

    def test_partial_rank_correlations(self):
        rows = self.rows("analyze", "prcc", self.sample, "--metric", METRIC)
        with netCDF4.Dataset(self.sample) as file:
            ranked = np.column_stack([stats.rankdata(file[row["factor"]][:]) for row in rows])
            y = stats.rankdata(np.asarray(file[METRIC][:]).mean(axis=1))
        fit = statsmodels.api.OLS(y, statsmodels.api.add_constant(ranked)).fit()
        for f, row in enumerate(rows):
            others = statsmodels.api.add_constant(np.delete(ranked, f, 1))
            left = [statsmodels.api.OLS(values, others).fit().resid for values in (ranked[:, f], y)]
            self.assertAlmostEqual(row["prcc"], stats.pearsonr(*left).statistic, 9)
            np.testing.assert_allclose(row["p"], fit.pvalues[f + 1], rtol=1e-6)


if __name__ == "__main__":
    unittest.main()
