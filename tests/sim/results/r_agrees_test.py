"""R must read what xarray reads: every variable of a run with events and of a sweep, written by $MUSTER (else
build/release/muster), has the same axes, units and values in ncdf4, and rhdf5 agrees with ncdf4."""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import xarray

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
SWEEP = f"""scenario = "{ROOT}/scenarios/syria-2011.toml"
replicates = 3
scale = 0.1
[[point]]
label = "été"
"surveillance.informer_density" = 0.02
[[point]]
label = "few informers, no reprisal"
"reprisal.enabled" = false
[output]
events = 1
every = 13
by = ["group"]
"""


def run(*words):
    done = subprocess.run([*map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=250)
    assert done.returncode == 0, done.stderr


class RAgrees(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.path = self.folder / "out.h5"

    def check(self):
        run("Rscript", HERE / "open_with_r.R", self.path)
        run("Rscript", HERE / "values_in_r.R", self.path, self.folder)
        with open(self.folder / "names.csv", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        seen = self.in_xarray()
        self.assertEqual({row["name"] for row in rows}, set(seen))
        for n, row in enumerate(rows, 1):
            with self.subTest(row["name"]):
                self.check_variable(seen[row["name"]], row, n)

    def in_xarray(self):
        seen = {}
        for group in ("", "events", "people", "spells", "risk_sets", "planted", "failures"):
            try:
                opened = xarray.open_dataset(self.path, group=group or None, decode_times=False).load()
            except (OSError, KeyError):
                continue
            seen.update({f"{group}/{name}".lstrip("/"): variable for name, variable in opened.variables.items()})
        return seen

    def check_variable(self, variable, row, n):
        self.assertEqual([axis.split("/")[-1] for axis in row["axes"].split()], list(variable.dims))
        self.assertEqual(row["units"], variable.attrs.get("units", ""))
        if variable.dtype.kind in "OSU":
            texts = (self.folder / f"{n}.txt").read_text(encoding="utf-8").split("\n")[:-1]
            self.assertEqual(texts, list(map(str, variable.values.ravel())))
        else:
            values = np.fromfile(self.folder / f"{n}.f64")
            np.testing.assert_array_equal(values, variable.values.ravel().astype(float))

    def test_on_a_run_with_events(self):
        run(MUSTER, "run", ROOT / "scenarios/syria-2011.toml", "--scale", "0.1", "--events", "-o", self.path)
        self.check()

    def test_on_a_sweep(self):
        (self.folder / "sweep.toml").write_text(SWEEP, encoding="utf-8")
        run(MUSTER, "sweep", self.folder / "sweep.toml", "-o", self.path)
        self.check()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
