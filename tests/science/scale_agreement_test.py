"""A tenth of the Syrian army behaves like the whole ($MUSTER, else build/release/muster), year by year, in shares.

One deviation is known, from 200 runs of a tenth against 50 of the whole: headquarters are of 4 officers instead of 40,
and senior officers are 8 to 10 % more frequent among leavers (standard error 2 to 5 %). They are 0.2 % of leavers, so
that officers as a whole, departures and arrests differ by less than 1 %, which these runs cannot see.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import xarray
from scipy import stats

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
YEARS = range(1, 6)
FALSE_ALARM = 0.001  # chance that any of the comparisons fails though all means are equal


def shares_of(path):
    """[replicate, year] of each share."""
    with xarray.open_dataset(path) as results:
        runs = results.isel(point=0).load()
    served = runs.serving.isel(time=0).sum(["group", "branch", "role"]) + runs.joined.sum(["group", "role"])
    left = runs.departed.sum("destination")
    leavers = left.sum(["group", "role"])
    shares = {
        "departed": leavers / served,
        "arrested": runs.punished.sum(["group", "role", "kind"]) / served,
        "officers among leavers": left.sel(role=["senior_officer", "junior_officer"]).sum(["group", "role"]) / leavers,
        "ingroup among leavers": left.sel(group="alawite").sum("role") / leavers,
    }
    return {name: share.isel(time=list(YEARS)).values for name, share in shares.items()}


class ScaleAgreement(unittest.TestCase):
    def sweep(self, scale, replicates, seed):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        folder = pathlib.Path(held.name)
        (folder / "sweep.toml").write_text(
            f'scenario = "{ROOT}/scenarios/syria-2011.toml"\n'
            f'seed = {seed}\nreplicates = {replicates}\nscale = {scale}\n'
            '[output]\nby = ["group"]\nevery = 52\n')
        subprocess.run([MUSTER, "sweep", folder / "sweep.toml", "-o", folder / "out.h5", "--progress", "none"],
                       check=True)
        return shares_of(folder / "out.h5")

    def test_a_tenth_behaves_like_the_whole(self):
        tenth, whole = self.sweep(0.1, 24, seed=1), self.sweep(1, 8, seed=2)
        n_comparisons = len(whole) * len(YEARS)
        for name in whole:
            for year, a, b in zip(YEARS, tenth[name].T, whole[name].T):
                errors = np.array([a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)])
                freedom = errors.sum() ** 2 / (errors ** 2 / [len(a) - 1, len(b) - 1]).sum()  # Welch
                allowed = stats.t.isf(FALSE_ALARM / 2 / n_comparisons, freedom) * np.sqrt(errors.sum())
                difference = a.mean() - b.mean()
                print(f"week {52 * year:3}, {name:22}: {a.mean():.4f} at a tenth, {b.mean():.4f} whole "
                      f"({difference / b.mean():+.1%}, allowed {allowed / b.mean():.1%})")
                with self.subTest(name, week=52 * year):
                    self.assertLessEqual(abs(difference), allowed)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
