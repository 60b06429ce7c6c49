"""Every `python` block of docs/python.md runs as it stands, one after another. $MUSTER names the program."""
import os
import pathlib
import subprocess
import tempfile
import unittest

from readme_test import blocks

ROOT = pathlib.Path(__file__).parents[2]


class PythonPage(unittest.TestCase):
    def test_every_block_runs(self):
        found = [text for language, text in blocks((ROOT / "docs/python.md").read_text()) if language == "python"]
        self.assertGreaterEqual(len(found), 6)
        with tempfile.TemporaryDirectory() as name:
            subprocess.run([os.environ["MUSTER"], "init", "-o", "army.toml"], cwd=name, capture_output=True, check=True)
            done = subprocess.run([ROOT / "scripts/python", "-W", "error::DeprecationWarning:__main__", "-c",
                                   "".join(found)], cwd=name, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("danger.sigge unknown parameter (did you mean 'danger.siege'?)", done.stdout)


if __name__ == "__main__":
    unittest.main()
