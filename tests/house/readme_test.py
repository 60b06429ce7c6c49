"""Every `sh` and `python` block of the README runs as it stands, in order, in a folder that looks like a fresh build.
Blocks marked `bash` are the ones that install and build. The commands of its table are there, with the options that
they name. $MUSTER names the program."""
import itertools
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]


def blocks(page):
    return re.findall(r"^```(sh|python)\n(.*?)^```$", page, flags=re.M | re.S)


def commands(page):
    """Those of the table, in words: ["muster", "plan", "sweep.toml"]."""
    for row in re.findall(r"^\| .* \| (`.*`) \|$", page, flags=re.M):
        for text in re.findall(r"`([^`]+)`", row):
            words = text.split()
            yield words[1:] if words[0] == "scripts/python" else words


def help_of(words):
    verbs = itertools.takewhile(re.compile("[a-z]+").fullmatch, words[1:])
    program = {"muster": [os.environ["MUSTER"], *verbs]}.get(
        words[0], [ROOT / "scripts/python", ROOT / "analysis" / words[0]] if words[0].startswith("plots/") else
        [ROOT / words[0]])
    done = subprocess.run([*program, "--help"], capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def make_place(folder):
    """A folder with what a reader has after the build: links, so that nothing written lands in the tree."""
    for name in ("analysis", "scripts", "docs"):
        (folder / name).symlink_to(ROOT / name)
    subprocess.run(["cp", "-r", ROOT / "scenarios", folder / "scenarios"], check=True)
    (folder / "results").mkdir()
    (folder / "build/release").mkdir(parents=True)
    (folder / "build/release/muster").symlink_to(os.environ["MUSTER"])


class Readme(unittest.TestCase):
    def test_every_block_runs(self):
        found = blocks((ROOT / "README.md").read_text())
        self.assertGreaterEqual(len(found), 4)
        with tempfile.TemporaryDirectory() as name:
            make_place(pathlib.Path(name))
            for language, text in found:
                command = ["bash", "-euo", "pipefail", "-c", text]
                if language == "python":
                    command = [ROOT / "scripts/python", "-c", text]
                done = subprocess.run(command, cwd=name, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, f"{text}\n{done.stdout}{done.stderr}")

    def test_every_command_of_its_table_is_there(self):
        found = list(commands((ROOT / "README.md").read_text()))
        self.assertGreaterEqual(len(found), 20)
        for words in found:
            told = help_of(words)
            self.assertIn("usage", told.lower(), words)
            for option in filter(re.compile("--?[a-z]").match, words):
                self.assertRegex(told, rf"(?m)[ ,]{option}\b", words)


if __name__ == "__main__":
    unittest.main()
