"""The R package (analysis/r): installed as it is, its vignette runs, and its data frames hold what `muster export`
writes. $MUSTER names the program."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
MUSTER = os.environ["MUSTER"]
CHECKS = pathlib.Path(__file__).with_name("r_checks.R")


def chunks(page):
    return re.findall(r"^```\{r\}\n(.*?)^```$", page, flags=re.M | re.S)


class InR(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        (cls.folder / "library").mkdir()
        done = subprocess.run(["R", "CMD", "INSTALL", "-l", cls.folder / "library", ROOT / "analysis/r"],
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        subprocess.run([MUSTER, "init", "-o", "army.toml"], cwd=cls.folder, capture_output=True, check=True)

    def run_r(self, *words):
        done = subprocess.run(["Rscript", *words], cwd=self.folder, capture_output=True, text=True,
                              env={**os.environ, "R_LIBS": str(self.folder / "library")})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_the_vignette_runs(self):
        found = chunks((ROOT / "analysis/r/vignettes/muster.Rmd").read_text())
        self.assertGreaterEqual(len(found), 8)
        (self.folder / "vignette.R").write_text("".join(found))
        said = self.run_r("vignette.R")
        self.assertIn("did you mean 'danger.siege'?", said)
        self.assertRegex(said, r"surveillance.informer_density *: Factor w/ 3 levels")

    def test_data_frames_hold_what_export_writes(self):
        self.assertIn("all checks passed", self.run_r(CHECKS))


if __name__ == "__main__":
    unittest.main()
