"""A bundle made anew, of the locked packages, has the bytes that are committed. Needs npm and a network."""
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]


class Bundle(unittest.TestCase):
    def test_is_what_its_script_makes(self):
        with tempfile.TemporaryDirectory() as folder:
            made = pathlib.Path(folder) / "bundle.js"
            subprocess.run([ROOT / "scripts/report-bundle", made], check=True, capture_output=True, timeout=600)
            self.assertEqual(made.read_bytes(), (ROOT / "analysis/report/bundle.js").read_bytes())


if __name__ == "__main__":
    unittest.main()
