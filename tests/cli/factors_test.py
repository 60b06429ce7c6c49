"""Knobs, numbers of rows, and lengths of runs and steps as factors, through every command. $MUSTER names the
program, else build/release/muster."""
import csv
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import netCDF4

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))

KNOB = """scenario = "scenario.toml"
scale = 0.1
seed = 3
replicates = 2
set = { weeks = 30 }
[factors]
effort = [0.0, 0.5, 1.0]
"event.decree.enabled" = [true, false]
[[link]]
name = "effort"
unit = "h"
meaning = "how hard the regime watches"
[link.drives]
"surveillance.informer_density" = { points = [[0, 0.01], [1, 0.16]], scale = "log" }
"group.core.fate" = { slope = 0.5, intercept = 0.25 }
"""
LENGTHS = """scenario = "scenario.toml"
scale = 0.1
[factors]
step_days = [7, 5]
weeks = [4, 6]
"""


class Factors(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.muster("init")
        self.write("knob.toml", KNOB)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def muster(self, *words, code=0):
        done = subprocess.run([MUSTER, *map(str, words)], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, code, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def bytes_of(self, name):
        return (self.folder / name).read_bytes()

    def test_a_knob_goes_through_every_command(self):
        self.assertIn("knob.toml: ok (sweep, 6 points x 2 replicates)", self.muster("check", "knob.toml"))
        self.assertRegex(self.muster("plan", "knob.toml", "--no-time"), r"point +effort +event\.decree\.enabled")
        self.muster("sweep", "knob.toml", "-o", "whole.h5")
        self.assertIn("factor effort [h]: 0 to 1: how hard the regime watches", self.muster("describe", "whole.h5"))
        self.assertIn("the same as in the file", self.muster("replay", "whole.h5", "--point", 4, "--replicate", 1))
        self.assertIn("12 the same, 0 not", self.muster("verify", "whole.h5", "--sample", 12))
        rows = list(csv.DictReader(self.muster("export", "whole.h5").splitlines()))
        self.assertEqual(sorted({row["effort"] for row in rows}), ["0", "0.5", "1"])
        difference = json.loads(self.muster("compare", "whole.h5", "--base", "effort=0", "--to", "effort=1", "--metric",
                                            "departure_rate", "--format", "json"))
        self.assertNotEqual(difference["rows"][0]["difference"], 0)

    def test_a_run_is_that_of_the_parameters_that_the_knob_drives(self):
        self.muster("sweep", "knob.toml", "-o", "whole.h5")
        alone = json.loads(self.muster("run", "scenario.toml", "--scale", 0.1, "--seed", 3, "--replicate", 1,
                                       "--set", "weeks=30", "--set", "surveillance.informer_density=0.04",
                                       "--set", "group.core.fate=0.5", "--set", "event.decree.enabled=false",
                                       "--format", "json").splitlines()[0])
        rows = list(csv.DictReader(self.muster("export", "whole.h5").splitlines()))
        swept = rows[3 * 2 + 1]
        self.assertEqual((swept["effort"], swept["event.decree.enabled"], swept["replicate"]), ("0.5", "0", "1"))
        self.assertEqual(float(swept["departure_rate"]), alone["metrics"]["departure_rate"])
        self.assertEqual(swept["outcome"], alone["metrics"]["outcome"])

    def test_shards_and_resumed_sweeps_are_the_whole(self):
        self.muster("sweep", "knob.toml", "-o", "whole.h5")
        for shard in ("1/2", "2/2"):
            self.muster("sweep", "knob.toml", "-o", "joined.h5", "--shard", shard)
        self.muster("merge", "joined.h5.parts", "-o", "joined.h5")
        self.assertEqual(self.bytes_of("joined.h5"), self.bytes_of("whole.h5"))
        self.muster("sweep", "knob.toml", "-o", "grown.h5", "--replicates", 1)
        self.muster("sweep", "knob.toml", "-o", "grown.h5", "--resume")
        self.assertEqual(self.bytes_of("grown.h5"), self.bytes_of("whole.h5"))
        self.write("other.toml", KNOB.replace("0.16", "0.12"))
        self.assertIn("link", self.muster("sweep", "other.toml", "-o", "whole.h5", "--resume", code=2))

    def test_a_knob_that_leaves_a_range_is_refused_with_its_place(self):
        self.write("wide.toml", KNOB.replace("effort = [0.0, 0.5, 1.0]", "effort = [0.0, 2.0]"))
        self.assertIn("wide.toml:7:16: effort: 2 gives group.core.fate a value that it cannot have: 1.25 is out of "
                      "range (allowed 0 to 1; ", self.muster("check", "wide.toml", code=2))

    def test_steps_of_every_length_are_recorded_at_the_times_asked_for(self):
        self.write("lengths.toml", LENGTHS)
        self.muster("sweep", "lengths.toml", "-o", "lengths.h5")
        with netCDF4.Dataset(self.folder / "lengths.h5") as file:
            file.set_auto_mask(False)
            days = list(file["time"][:])
            serving = file["serving"][:, 0]
        self.assertEqual(days, [7 * week for week in range(7)])
        for point, (step, weeks) in enumerate([(7, 4), (7, 6), (5, 4), (5, 6)]):
            for day, people in zip(days, serving[point].sum(axis=(1, 2))):
                self.assertEqual(people > 0, day <= 7 * weeks, f"point {point}, day {day}")
            self.muster("run", "scenario.toml", "--scale", 0.1, "--set", f"step_days={step}", "--set",
                        f"weeks={weeks}", "-o", "alone.h5", "--force")
            with netCDF4.Dataset(self.folder / "alone.h5") as file:
                self.assertEqual(list(file["time"][:]), [-(-7 * week // step) * step for week in range(weeks + 1)])
                self.assertTrue((file["serving"][0, 0] == serving[point, :weeks + 1]).all(), f"point {point}")
        self.assertIn("4 the same, 0 not", self.muster("verify", "lengths.h5", "--sample", 4))

    def test_scenarios_with_steps_of_other_lengths_are_recorded_at_the_times_asked_for(self):
        self.write("fine.toml", 'extends = "scenario.toml"\nstep_days = 5\nweeks = 6\n')
        self.write("both.toml", """scenario = ["scenario.toml", "fine.toml"]
scale = 0.1
set = { weeks = 6 }
[output]
every = 4
""")
        self.muster("sweep", "both.toml", "-o", "both.h5")
        rows = list(csv.DictReader(self.muster("export", "both.h5", "--series", "planning").splitlines()))
        self.assertEqual(len({row["time"] for row in rows}), 3)
        for point in "01":
            self.assertEqual(len({row["time"] for row in rows if row["point"] == point}), 3)
        self.assertIn("2 the same, 0 not", self.muster("verify", "both.h5", "--sample", 2))

    def test_flags_say_what_the_sweep_file_says(self):
        self.muster("sweep", "knob.toml", "-o", "flags.h5", "--replicates", 1, "--seed", 9, "--scale", 0.2)
        self.write("said.toml", KNOB.replace("replicates = 2", "replicates = 1").replace("seed = 3", "seed = 9")
                   .replace("scale = 0.1", "scale = 0.2"))
        self.muster("sweep", "said.toml", "-o", "said.h5")
        self.assertEqual(self.bytes_of("flags.h5"), self.bytes_of("said.h5"))
        self.assertIn("= 18 runs", self.muster("plan", "knob.toml", "--no-time", "--replicates", 3))
        self.assertIn("replicates: is given twice",
                      self.muster("sweep", "knob.toml", "--replicates", 3, "--set", "replicates=4", code=2))
        self.assertIn("'0' is not a whole number from 1", self.muster("sweep", "knob.toml", "--replicates", 0, code=2))
        self.assertIn("scale: 1e-05 is too small", self.muster("sweep", "knob.toml", "--scale", "0.00001", code=2))

    def test_a_run_by_group_is_repeated_from_its_file(self):
        self.muster("run", "scenario.toml", "--scale", 0.1, "--by", "group", "--every", 26, "-o", "run.h5")
        self.assertIn("the same as in the file", self.muster("replay", "run.h5", "--point", 0))
        header = self.muster("export", "run.h5", "--series", "departed").splitlines()[0]
        self.assertTrue(header.endswith("time,group,role,destination,departed"), header)
        self.assertIn("'clan'", self.muster("run", "scenario.toml", "--by", "clan", code=2))

    def test_params_list_the_numbers_of_a_scenario(self):
        rows = {row["name"]: row for row in json.loads(self.muster("params", "--scenario", "scenario.toml", "--format",
                                                                   "json"))}
        self.assertEqual(rows["group.core.fate"]["value"], 0.8)
        self.assertEqual(rows["formation.1st Division.companies"]["unit"], "unit")
        self.assertTrue(rows["region.province.border"]["origin"].startswith("scenario.toml:"))
        self.assertIn("curve.protest.height", rows)
        self.assertIn("weeks", rows)


if __name__ == "__main__":
    unittest.main()
