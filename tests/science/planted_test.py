"""A run of the Syrian army ($MUSTER, else build/release/muster) must give back the coefficients of its hazard."""
import dataclasses
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np

import recovery
from risk_sets import read_risk_sets

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
MOST_SETS = 20000  # more than the run has: all of them


class Planted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.path = str(pathlib.Path(held.name) / "run.h5")
        subprocess.run([MUSTER, "run", ROOT / "scenarios/syria-2011.toml", "--scale", "0.1", "--events", "-o",
                        cls.path], check=True, stdout=subprocess.DEVNULL)

    def test_coefficients_are_recovered(self):
        self.assertTrue(recovery.check(self.path, MOST_SETS))

    def test_and_wrong_ones_would_not_be(self):
        """Errors this large are seen: a tenth of the personal factor, a quarter of the bond of those under threat, half
        of deterrence, two thirds of what danger triggers."""
        sets = read_risk_sets(self.path)
        made = recovery.fit(sets, recovery.identified(sets))
        self.assertTrue(made.recovered())
        for name, share in ((recovery.FACTOR, 0.9), ("existential_threat.bond", 0.75), ("deterrence.weight", 0.5),
                            ("danger.trigger", 0.3)):
            planted = np.where(np.array(made.names) == name, share * made.planted, made.planted)
            self.assertFalse(dataclasses.replace(made, planted=planted).recovered(), name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
