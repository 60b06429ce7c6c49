"""Sweeps that go on where there is little to do, and what they share with runs ($MUSTER names the program)."""
import os
import pathlib
import stat
import subprocess
import tempfile
import unittest

import h5py

MUSTER = os.path.abspath(os.environ["MUSTER"])
SWEEP = 'scenario = "scenario.toml"\nreplicates = 2\n[factors]\n"rumour.telling" = [0.1, 0.2]\n'
# Root writes everywhere, unless told to keep to the rules.
ORDINARY = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []


class Resume(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.muster("init", "--model", "rumour")
        (self.folder / "w.toml").write_text(SWEEP)

    def muster(self, *words, code=0, by=()):
        done = subprocess.run([*by, MUSTER, *map(str, words)], cwd=self.folder, capture_output=True, text=True,
                              timeout=120)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def sweep(self, output, *words, **more):
        return self.muster("sweep", "w.toml", "-o", output, "--progress", "none", *words, **more)

    def test_a_whole_file_in_a_read_only_folder_needs_nothing(self):
        self.sweep("out.h5")
        self.folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        self.addCleanup(self.folder.chmod, stat.S_IRWXU)
        self.assertIn("is complete, there is nothing to do", self.sweep("out.h5", "--resume", by=ORDINARY).stderr)
        refused = self.sweep("out.h5", "--resume", "--set", "replicates=3", code=2, by=ORDINARY)
        self.assertIn("cannot write into", refused.stderr)

    def test_an_empty_list_of_variables_keeps_no_series(self):
        (self.folder / "w.toml").write_text(SWEEP + "[output]\nvariables = []\n")
        self.sweep("out.h5")
        with h5py.File(self.folder / "out.h5") as file:
            self.assertIn("knowing_share", file)
            self.assertNotIn("knowing", file)
        self.muster("verify", "out.h5")
        self.muster("replay", "out.h5", "--point", 1)
        self.muster("describe", "out.h5")
        self.muster("export", "out.h5", "-o", "out.csv")
        self.assertIn("nothing to do", self.sweep("out.h5", "--resume").stderr)

    def test_runs_and_sweeps_take_the_same_seeds(self):
        largest = 2**63 - 1
        (self.folder / "w.toml").write_text(f'scenario = "scenario.toml"\nseed = {largest}\n')
        self.sweep("sweep.h5")
        self.muster("run", "scenario.toml", "--seed", largest, "-o", "run.h5")
        with h5py.File(self.folder / "sweep.h5") as sweep, h5py.File(self.folder / "run.h5") as run:
            self.assertEqual(sweep["seed"][0], run["seed"][0])
            self.assertTrue((sweep["knowing"][:] == run["knowing"][:]).all())
        self.muster("run", "scenario.toml", "--seed", largest + 1, code=2)
        self.sweep("other.h5", "--set", f"seed={largest + 1}", code=2)

    def test_check_takes_the_settings_of_run_and_sweep(self):
        self.assertIn("2 points x 5 replicates", self.muster("check", "w.toml", "--set", "replicates=5").stdout)
        self.assertIn("7 steps", self.muster("check", "scenario.toml", "--set", "steps=7").stdout)


if __name__ == "__main__":
    unittest.main()
