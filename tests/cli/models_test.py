"""Every command takes every model of this program, from the files of `muster init` on. $MUSTER names the program,
else build/release/muster."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import netCDF4
import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))


class Models(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)

    def muster(self, *words, exit=0):
        done = subprocess.run([MUSTER, *map(str, words)], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, exit, f"{words}\n{done.stderr}")
        return done.stdout

    def models(self):
        names = [line.split()[0] for line in self.muster("models").splitlines()]
        self.assertGreaterEqual(set(names), {"defection", "threshold", "falsification"})
        return names

    def test_every_command_takes_every_model(self):
        for model in self.models():
            with self.subTest(model=model):
                self.muster("init", "--model", model, "--force")
                self.muster("init", "--model", model, "--example", "sweep", "--force")
                self.muster("check", "scenario.toml", "sweep.toml")
                self.muster("plan", "sweep.toml", "--no-time")
                self.assertIn("scale 1, seed 1", self.muster("run", "scenario.toml", "-o", "run.h5", "--force"))
                rows = list(csv.reader(self.muster("run", "scenario.toml", "-o", "-").splitlines()))
                self.assertEqual({len(row) for row in rows}, {len(rows[0])})
                self.muster("sweep", "sweep.toml", "-o", "out.h5", "--force", "--set", "replicates=1")
                done, _, of = self.muster("status", "out.h5").split()[:3]
                self.assertEqual(done, of)
                self.assertGreater(int(of), 1)
                self.assertIn(f"model: {model}", self.muster("describe", "out.h5"))
                self.assertIn("2 the same, 0 not", self.muster("verify", "out.h5", "--sample", 2))
                self.muster("replay", "out.h5", "--point", 1, "--replicate", 0)
                rows = list(csv.reader(self.muster("export", "out.h5").splitlines()))
                self.assertEqual((len(rows) - 1, {len(row) for row in rows}), (int(of), {len(rows[0])}))
                run = json.loads(self.muster("run", "scenario.toml", "--format", "json"))
                self.assertEqual(run["model"], model)
                self.assertTrue(run["metrics"])

    def test_lists_speak_of_the_model_asked_for(self):
        for model in self.models():
            with self.subTest(model=model):
                parameters = json.loads(self.muster("params", "--model", model, "--format", "json"))
                self.muster("init", "--model", model, "--force")
                here = json.loads(self.muster("params", "--scenario", "scenario.toml", "--format", "json"))
                names = [row["name"] for row in parameters]  # a scenario may add its own, such as events
                self.assertEqual([row["name"] for row in here][:len(names)], names)
                self.assertTrue(any(row["origin"].startswith("scenario.toml:") for row in here))
                self.assertIn("## ", self.muster("params", "--model", model, "--format", "markdown"))
                self.assertTrue(json.loads(self.muster("metrics", "--model", model, "--format", "json")))

    def test_a_map_of_sites_is_as_large_as_the_largest_town_of_a_sweep(self):
        self.muster("init", "--model", "civil_violence", "--force")
        sweep = self.folder / "maps.toml"
        sweep.write_text('scenario = "scenario.toml"\n[set]\n"people.vision" = 3\n"cops.vision" = 3\n[factors]\n'
                         '"grid.width" = [10, 30, 20]\n[output]\nvariables = ["site_state"]\nat = [0, 60]\n')
        self.muster("sweep", sweep, "-o", "maps.h5")
        self.assertIn("3 the same, 0 not", self.muster("verify", "maps.h5", "--sample", 3))
        with netCDF4.Dataset(self.folder / "maps.h5") as file:
            state = file["site_state"]
            self.assertEqual(state.dimensions, ("point", "replicate", "step", "y", "x"))
            self.assertEqual(list(file["step"][:]), [0, 60])
            self.assertEqual(list(file["x"][:]), list(range(30)))
            self.assertEqual(state.flag_meanings.split(), ["quiet", "active", "jailed", "cop", "free"])
            self.assertEqual(list(state.flag_values), [0, 1, 2, 3, 4])
            for point, width in enumerate((10, 30, 20)):
                there = ~numpy.ma.getmaskarray(state[point, 0])
                self.assertTrue(there[..., :width].all() and not there[..., width:].any(), width)

    def test_a_map_too_large_for_the_memory_is_refused_in_words(self):
        self.muster("init", "--model", "civil_violence", "--force")
        sweep = self.folder / "maps.toml"
        sweep.write_text('scenario = "scenario.toml"\n[set]\n"grid.width" = 10000\n"grid.height" = 10000\n'
                         '[output]\nvariables = ["site_state"]\nevery = 40\n')
        done = subprocess.run([MUSTER, "sweep", sweep, "-o", "maps.h5"], capture_output=True, text=True,
                              cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("variable 'site_state' is larger than 1 GiB per run: record fewer times or fewer dimensions",
                      done.stderr)

    def test_a_model_without_events_says_so(self):
        for words in (("--follow", "company:1"), ("--events", "-o", "run.h5")):
            self.muster("init", "--model", "threshold", "--force")
            self.muster("run", "scenario.toml", *words, exit=2)
            self.assertFalse((self.folder / "run.h5").exists())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
