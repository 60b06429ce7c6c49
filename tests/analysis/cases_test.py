"""A file of several scenarios, written by the program: each is drawn with its own calendar, length and events.
$MUSTER names the program, else build/release/muster."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import matplotlib.dates
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
sys.path.insert(0, str(ROOT / "analysis/plots"))

import series  # noqa: E402  (found through the path above)
import timeline  # noqa: E402
from results import Results  # noqa: E402


class Cases(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.muster("init", "-o", "calm.toml")
        calm = (self.folder / "calm.toml").read_text()
        storm = calm.replace("start = 2030-01-01", "start = 2030-01-15").replace("weeks = 104", "weeks = 60")
        self.assertEqual(len(set(calm.splitlines()) - set(storm.splitlines())), 2)
        (self.folder / "storm.toml").write_text(storm + '[[event]]\nname = "only_here"\nweek = 3\n')
        (self.folder / "sweep.toml").write_text('scenario = ["calm.toml", "storm.toml"]\nscale = 0.1\n')
        self.muster("sweep", "sweep.toml", "-o", "out.h5", "--progress", "none")

    def muster(self, *words):
        done = subprocess.run([MUSTER, *words], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_are_drawn_as_if_each_stood_alone(self):
        for point, name, first, weeks in ((0, "calm", "2030-01-01", 104), (1, "storm", "2030-01-15", 60)):
            with self.subTest(name), Results(str(self.folder / "out.h5")) as results:
                results.narrow(point)
                days = results.times
                self.assertEqual(days[0], np.datetime64(first))
                self.assertEqual(len(days), weeks + 1)
                serving = results.data["serving"].isel(point=point, replicate=0).sum(["branch", "role"]).values
                self.assertTrue((serving > 0).all())
                names = [event["name"] for event in results.scenario["event"]]
                self.assertEqual("only_here" in names, name == "storm")

    def test_weeks_count_from_the_start_whatever_is_recorded(self):
        (self.folder / "late.toml").write_text('scenario = "calm.toml"\nscale = 0.1\n[output]\nat = [40, 60, 80]\n')
        self.muster("sweep", "late.toml", "-o", "late.h5", "--progress", "none")
        with Results(str(self.folder / "late.h5")) as results:
            place = timeline.Timeline(results).of_week(45, results.scenario)
            self.assertEqual(place, matplotlib.dates.date2num(np.datetime64("2030-01-01")) + 7 * 45)
            series.cut(results, 50, 90)
            self.assertEqual(len(results.data["time"]), 2)


if __name__ == "__main__":
    unittest.main()
