"""`run` and `describe` fit a screen, whatever the model and however large the scenario; --all has the rest,
and every number has one name in the summary, the file and the table. $MUSTER names the program, else
build/release/muster."""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
LINES, COLUMNS = 25, 120


class Screen(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)

    def muster(self, *words):
        done = subprocess.run([MUSTER, *map(str, words)], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, 0, f"{words}\n{done.stderr}")
        return done.stdout

    def fits(self, text):
        self.assertLessEqual(len(text.splitlines()), LINES, text)
        self.assertLessEqual(max(map(len, text.splitlines())), COLUMNS, text)

    def check_model(self, scenario):
        shown = self.muster("run", scenario, "--scale", 0.05, "--events", "-o", "run.h5", "--force") \
            if "syria" in str(scenario) else self.muster("run", scenario, "-o", "run.h5", "--force")
        self.fits(shown)
        self.fits(self.muster("describe", "run.h5"))
        return shown

    def test_of_every_model_and_of_syria(self):
        for model in [line.split()[0] for line in self.muster("models").splitlines()]:
            with self.subTest(model):
                self.muster("init", "--model", model, "--force")
                self.check_model("scenario.toml")
        with self.subTest("syria"):
            self.check_model(ROOT / "scenarios/syria-2011.toml")

    def test_every_number_has_one_name(self):
        shown = self.check_model(ROOT / "scenarios/syria-2011.toml")
        columns = next(csv.reader(self.muster("export", "run.h5").splitlines()))
        series = re.findall(r"\w+", self.muster("describe", "run.h5").split("series:")[1].split("values at")[0])
        lines = shown.split("\n\n")[-2].splitlines()
        self.assertGreater(len(lines), 3)
        for line in lines:
            for value in line[18:].split(", "):
                name = value.split()[0]
                if not name[0].isdigit():
                    self.assertIn(name, columns + series, line)

    def test_all_has_every_number_with_its_meaning(self):
        self.muster("init", "--force")
        run = json.loads(self.muster("run", "scenario.toml", "--scale", 0.1, "--format", "json"))
        text = self.muster("run", "scenario.toml", "--scale", 0.1, "--all", "-o", "run.h5")
        for name, value in run["metrics"].items():
            if not isinstance(value, list):
                self.assertTrue(name in text or name.rsplit("_", 1)[0] in text, name)
        of_group = dict(zip(run["axes"]["group"], run["metrics"]["killed_by_group"]))
        heading = next(line for line in text.splitlines() if line.split()[:3] == ["executed", "arrested", "killed"])
        for group, killed in of_group.items():
            row = next(line for line in text.splitlines() if line.startswith(f"by_group_{group} ")).split()
            self.assertEqual(float(row[1 + heading.split().index("killed")].replace(",", "")), round(killed, 2))
        meanings = self.muster("describe", "run.h5", "--all")
        stems, ends = re.search(r"\.\.\. of (.*): (.*)", meanings).groups()
        told_together = {f"{stem}_{end}" for stem in stems.split(", ") for end in ends.split(", ")}
        for metric in json.loads(self.muster("metrics", "--format", "json")):
            if metric["name"] not in told_together and "NAME" not in metric["name"]:
                self.assertIn(metric["meaning"], meanings)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
