"""Every `sh` and `python` block of the README runs as it stands, in order, in a folder that looks like a fresh build.
Blocks marked `bash` are the ones that install and build. $MUSTER names the program."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]


def blocks(page):
    return re.findall(r"^```(sh|python)\n(.*?)^```$", page, flags=re.M | re.S)


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


if __name__ == "__main__":
    unittest.main()
