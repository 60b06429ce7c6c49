"""The examples of docs/scenario.md hold every key that the page lists, and run. $MUSTER names the program, else
build/release/muster."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
FENCE = re.compile(r"In `([^`]+)`:\n\n```\w*\n(.*?)```\n", re.S)
MADE_FOR = ("defection", "A sweep")  # whose examples hold every key; those of the other models are what init writes


def sections(page):
    """(heading, text) of each heading and what stands below it."""
    parts = re.split(r"^#+ (.*)\n", page, flags=re.M)
    return list(zip(parts[1::2], parts[2::2]))


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.page = subprocess.run([MUSTER, "keys"], capture_output=True, text=True, check=True).stdout
        cls.files = {}
        for name, text in FENCE.findall(cls.page):
            cls.files[name] = cls.files[name] + "\n" + text if name in cls.files else text

    def muster(self, *words):
        return subprocess.run([MUSTER, *words], cwd=self.folder, capture_output=True, text=True)

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        for name, text in self.files.items():
            (self.folder / name).write_text(text)

    def test_each_key_stands_in_an_example_of_its_section(self):
        checked, within = 0, ""
        for heading, text in sections(self.page):
            within = heading if not heading.startswith("`[") else within
            if not any(name in within for name in MADE_FOR):
                continue
            examples = "\n".join(example for _, example in FENCE.findall(text))
            for key in re.findall(r"^\| `([\w.]+)` \|", text, flags=re.M):
                # "remove" is shown once, for one of the tables that may have it
                where = self.page if key == "remove" else examples
                self.assertRegex(where, rf"(?m)(^|[{{ ,]){key.split('.')[-1]} *=", f"{heading}: {key}")
                checked += 1
        self.assertGreater(checked, 80)

    def test_each_scenario_is_sound_and_the_army_runs(self):
        scenarios = [name for name, text in self.files.items() if re.search("^(model|extends) ", text, flags=re.M)]
        self.assertGreater(len(scenarios), 6)
        for name in scenarios:
            answer = self.muster("check", name)
            self.assertEqual((answer.returncode, name), (0, name), answer.stderr)
        answer = self.muster("run", "army.toml", "--scale", "0.1", "-o", "out.h5")
        self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_each_sweep_runs(self):
        sweeps = [name for name, text in self.files.items() if re.search("^scenario ", text, flags=re.M)]
        self.assertGreater(len(sweeps), 5)
        for name in sweeps:
            answer = self.muster("sweep", name, "-o", f"{name}.h5", "--progress", "none")
            self.assertEqual((answer.returncode, name), (0, name), answer.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
