"""`muster report`: one page that holds what the file holds, with names that stay text, and refuses what it cannot do.
$MUSTER names the program."""
import base64
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import numpy as np
import xarray

from sweeps import HOSTILE, write

MUSTER = os.environ["MUSTER"]


def numbers(text):
    return np.frombuffer(base64.b64decode(text), dtype="<f4")


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1))


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        for kind in ("grid", "list"):
            write(cls.folder, MUSTER, kind)
            cls.report(f"{kind}.h5")
        cls.grid, cls.list = ((cls.folder / f"{kind}.html").read_text("utf-8") for kind in ("grid", "list"))

    @classmethod
    def muster(cls, *words):
        return subprocess.run([MUSTER, *words], cwd=cls.folder, capture_output=True, text=True, timeout=120)

    @classmethod
    def report(cls, *words, code=0):
        done = cls.muster("report", *words)
        if done.returncode != code:
            raise AssertionError(f"exit {done.returncode}: {done.stderr}")
        return done.stderr

    def test_values_are_those_of_the_file(self):
        data = data_of(self.grid)
        with xarray.open_dataset(self.folder / "grid.h5") as file:
            for metric in data["metrics"]:
                values = file[metric["name"]].values.astype(float)
                np.testing.assert_allclose(numbers(metric["runs"]), values.ravel(), rtol=1e-6)
                np.testing.assert_allclose(numbers(metric["mean"]), values.mean(1), rtol=1e-6)
            for factor in data["factors"]:
                np.testing.assert_array_equal(factor["values"], file[factor["name"]].values)
        self.assertEqual(data["status"], [1] * len(data["status"]))

    def test_comparisons_are_those_of_the_command(self):
        found = data_of(self.list)["comparisons"]
        self.assertEqual(len(found), 1)
        words = ["compare", "list.h5", "--base", found[0]["base"], "--format", "json"]
        for row in found[0]["rows"]:
            if row["to"] not in words:
                words += ["--to", row["to"]]
        self.assertEqual(json.loads(self.muster(*words).stdout)["rows"], found[0]["rows"])
        self.assertEqual([one["base"] for one in data_of(self.grid)["comparisons"]],
                         ["surveillance.informer_density=0", "danger.trigger=0.5"])

    def test_the_digest_is_that_of_the_file(self):
        held = (self.folder / "grid.h5.sha256").read_text().split()[0]
        self.assertEqual(data_of(self.grid)["provenance"]["sha256"], held)

    def test_it_needs_no_network(self):
        self.assertNotRegex(self.grid, r"<(script|link|img|iframe)[^>]* (src|href)=")
        self.assertIn("default-src 'none'", self.grid)

    def test_hostile_names_stay_text(self):
        self.assertEqual(data_of(self.list)["labels"][1], HOSTILE)
        self.assertEqual(len(re.findall("<script", self.list)), 2)
        self.assertEqual(len(re.findall("</script", self.list)), 2)
        self.assertNotIn("<img", self.list)
        self.assertNotIn("<!--", self.list)
        self.assertIn("<title>A &lt;b&gt;title&lt;/b&gt; {{data}} &amp; more</title>", self.list)

    def test_the_same_file_gives_the_same_page(self):
        self.report("grid.h5", "-o", "again.html")
        self.assertEqual((self.folder / "again.html").read_text("utf-8"), self.grid)

    def test_metrics_and_comparisons_can_be_chosen(self):
        self.report("list.h5", "-o", "one.html", "--metric", "departure_rate", "--base", HOSTILE, "--to", "as it was")
        data = data_of((self.folder / "one.html").read_text("utf-8"))
        self.assertEqual(data["metrics"][0]["name"], "departure_rate")
        self.assertEqual(data["comparisons"][0]["base"], HOSTILE)

    def test_what_cannot_be_is_refused(self):
        before = sorted(self.folder.iterdir())
        for words, said in ((["grid.h5"], "use --force"), (["none.h5"], "none.h5"),
                            (["grid.h5", "-o", "no/x.html"], "no"),
                            (["grid.h5", "-o", "x.html", "--base", "danger.trigger=0.5"],
                             "--base and --to go together"),
                            (["grid.h5", "-o", "x.html", "--metric", "departure_rat"], "departure_rat"),
                            (["grid.h5", "-o", "x.html", "--base", "nothing", "--to", "danger.trigger=1"], "nothing")):
            self.assertIn(said, self.report(*words, code=2), words)
        self.assertEqual(sorted(self.folder.iterdir()), before)
        self.report("grid.h5", "--force")


if __name__ == "__main__":
    unittest.main()
