"""The scenarios of Granovetter 1978 and Kuran 1991 end as printed, and a sweep finds the critical spread, which scipy
finds by itself. $MUSTER names the program, else build/release/muster."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import xarray
from scipy import optimize, stats

ROOT = pathlib.Path(__file__).resolve().parents[3]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
MEAN = 0.25


def computed(verb, path, *words):
    """The results of `muster run` or `sweep`."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out.h5"
        subprocess.run([MUSTER, verb, ROOT / "scenarios" / path, "-o", out, *words], check=True, capture_output=True)
        with xarray.open_dataset(out) as results:
            return results.load()


def critical_spread():
    """(spread, equilibrium): where the curve Phi((r - mean) / spread) touches the diagonal from above, and where."""
    def apart(unknown):
        r, spread = unknown
        z = (r - MEAN) / spread
        return stats.norm.cdf(z) - r, stats.norm.pdf(z) / spread - 1
    r, spread = optimize.fsolve(apart, (0.06, 0.12), xtol=1e-13)
    return spread, r


class Published(unittest.TestCase):
    def test_granovetters_hundred_people(self):
        for name, end in (("granovetter-1978.toml", 100), ("granovetter-1978-altered.toml", 1)):
            acting = computed("run", name).acting.squeeze().values
            self.assertEqual(acting[-1], end)
            self.assertTrue(np.all(np.diff(acting) <= 1))  # one after the other

    def test_kurans_ten_people(self):
        for name, public, hidden in (("kuran-1991.toml", 1, 4), ("kuran-1991-altered.toml", 9, 0)):
            end = computed("run", name).isel(step=-1).squeeze()
            self.assertEqual([end.public_opposition, end.private_opposition, end.hidden_opposition],
                             [public, 5, hidden])

    def test_a_sweep_finds_the_critical_spread(self):
        results = computed("sweep", "sweeps/granovetter-critical.toml", "--progress", "none").squeeze()
        spread, share = results["thresholds.spread"].values, results.acting_share.values
        below, above = spread[share < 0.5], spread[share > 0.5]
        expected, at_rest = critical_spread()
        self.assertAlmostEqual(expected, 0.1222209, places=7)
        self.assertLess(below.max(), above.min())
        # A crowd of a million is held by a gap of less than half a person: 0.5e-6 / (dF / dspread = 1.53).
        self.assertLess(below.max() - 1e-6, expected)
        self.assertGreater(above.min(), expected - 1e-6)
        self.assertLess(above.min() - below.max(), 1.1e-6)
        # Before the jump: the equilibrium falls short of the last one by a square root of what the spread does.
        self.assertLess(share[share < 0.5].max(), at_rest)
        self.assertAlmostEqual(share[share < 0.5].max(), at_rest, delta=0.001)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
