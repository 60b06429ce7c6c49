"""The page of `muster report` in Chromium: what it shows is what the file holds, by mouse and keyboard, light and dark,
wide and narrow; names in the file do nothing; axe finds nothing to complain of. Needs npm, chromium and a network.
$MUSTER_PICTURES names a folder that gets pictures of the pages."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import xarray

from sweeps import HOSTILE, TITLE, write

ROOT = pathlib.Path(__file__).parents[2]
MUSTER = os.environ["MUSTER"]
LARGE = """scenario = "scenario.toml"
replicates = 10
scale = 0.2
design = "lhs"
samples = 1000
[set]
weeks = 4
[factors]
"surveillance.informer_density" = { min = 0.0, max = 0.1 }
"danger.trigger" = { min = 0.2, max = 1.0 }
[output]
variables = []
"""
LARGEST, SECONDS = 10_000_000, 1.0  # of the page of ten thousand runs


def browse(folder):
    """The findings of browser.mjs, with the packages of the lock file."""
    report = ROOT / "analysis/report"
    work = folder / "node"
    work.mkdir()
    for name in (report / "package.json", report / "package-lock.json", ROOT / "tests/report/browser.mjs"):
        shutil.copy(name, work)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"], cwd=work, check=True)
    chromium = shutil.which("chromium") or "chromium"
    done = subprocess.run(["node", "browser.mjs", chromium, folder], cwd=work, capture_output=True, text=True,
                          timeout=900)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        for kind in ("grid", "list", "sampled"):
            write(cls.folder, MUSTER, kind)
        (cls.folder / "large.toml").write_text(LARGE)
        cls.muster("sweep", "large.toml", "-o", "large.h5", "--progress", "none")
        for kind in ("grid", "list", "sampled", "large"):
            cls.muster("report", f"{kind}.h5")
        cls.said = browse(cls.folder)
        if keep := os.environ.get("MUSTER_PICTURES"):
            for picture in cls.folder.glob("*.png"):
                shutil.copy(picture, keep)

    @classmethod
    def muster(cls, *words):
        subprocess.run([MUSTER, *words], cwd=cls.folder, check=True, capture_output=True, timeout=600)

    def means(self, kind, metric, times=100):
        with xarray.open_dataset(self.folder / f"{kind}.h5") as file:
            return times * file[metric].values.mean(1)

    def check_table(self, rows, kind, metric):
        at = rows[0].index(metric)
        shown = {int(row[0]): float(row[at].replace(",", "")) for row in rows[1:]}
        means = self.means(kind, metric)
        self.assertEqual(sorted(shown), list(range(len(means))))
        for point, mean in enumerate(means):
            self.assertAlmostEqual(shown[point] / mean, 1, places=3)

    def test_values_on_the_page_are_those_of_the_file(self):
        for kind, n in (("grid", 6), ("list", 3), ("sampled", 9)):
            said = self.said[kind]
            self.assertEqual((said["points"], said["runs"]), (n, 4 * n), kind)
            self.check_table(said["table"], kind, "departure_rate")

    def test_choices_change_the_chart_by_keyboard_and_mouse(self):
        said = self.said["grid"]
        self.assertEqual(said["metricByKeyboard"], "desertion_rate")
        self.check_table(said["tableByKeyboard"], "grid", "desertion_rate")
        self.assertEqual((said["pointsAgainstTheOther"], said["pointsGrouped"]), (2, 6))
        self.assertIn("danger.trigger = ", said["tip"])

    def test_the_csv_is_what_the_chart_shows(self):
        rows = [line.split(",") for line in self.said["grid"]["csv"].strip().split("\r\n")]
        means = self.means("grid", "desertion_rate")
        at = rows[0].index("desertion_rate")
        self.assertEqual(len(rows), 7)
        for row in rows[1:]:
            np.testing.assert_allclose(float(row[at]), means[int(row[0])], rtol=1e-5)

    def test_sections_harm_and_digest_are_there(self):
        for kind in ("grid", "list"):
            self.assertEqual(self.said[kind]["headings"],
                             ["Design", "Completeness", "Key comparisons", "Explore", "Provenance"])
            self.assertIn((self.folder / f"{kind}.h5.sha256").read_text().split()[0], self.said[kind]["text"])
            self.assertIn("All ", self.said[kind]["text"])
            self.assertIn(TITLE, self.said[kind]["text"])

    def test_hostile_names_are_inert(self):
        said = self.said["list"]
        self.assertIn(HOSTILE, said["text"])
        self.assertEqual((said["body"], said["images"]), ("", 0))

    def test_nothing_complains(self):
        for name, said in self.said.items():
            self.assertEqual(said.get("complaints", []), [], name)
            self.assertEqual(said.get("faults", []), [], name)
        self.assertEqual(self.said["grid"]["faultsAfter"], [])
        for width in ("dark1100", "light400"):
            self.assertFalse(self.said[width]["isWiderThanPage"], width)

    def test_ten_thousand_runs_are_small_and_swift(self):
        size = (self.folder / "large.html").stat().st_size
        print(f"ten thousand runs: {size / 1e6:.2f} MB, {self.said['large']}", file=sys.stderr)
        self.assertLess(size, LARGEST)
        self.assertLess(self.said["large"]["open"] / 1000, SECONDS)
        self.assertLess(self.said["large"]["change"] / 1000, SECONDS)


if __name__ == "__main__":
    unittest.main()
