"""A sample of the claims that docs/catalogue.md calls shown: the tests that it names run, and pass. Which claims are
drawn changes with the page and with nothing else. $MUSTER names the program, beside which the tests were built."""
import os
import pathlib
import random
import subprocess
import unittest

from catalogue_test import ROOT, quoted, table

TESTS = pathlib.Path(os.environ["MUSTER"]).parent / "tests/models/defection/tests.models.defection"
SAMPLE = 8


class Claims(unittest.TestCase):
    def test_a_sample_is_shown(self):
        page = (ROOT / "docs/catalogue.md").read_text()
        there = set(named_by(TESTS))
        shown = {row[0]: [name for name in quoted(row[5]) if name in there]
                 for row in table(page, "Claims") if row[6] == "shown"}
        drawn = random.Random(page).sample(sorted(claim for claim, tests in shown.items() if tests), SAMPLE)
        for claim in drawn:
            with self.subTest(claim=claim):
                done = subprocess.run([TESTS, f"--gtest_filter={':'.join(shown[claim])}"], capture_output=True,
                                      text=True, timeout=240)
                print(f"{claim}: {', '.join(shown[claim])}")
                self.assertEqual(done.returncode, 0, done.stdout[-3000:])
                self.assertIn(f"[  PASSED  ] {len(shown[claim])} test", done.stdout)


def named_by(program):
    """Suite.Name of each test of a program."""
    suite = ""
    for line in subprocess.run([program, "--gtest_list_tests"], capture_output=True, text=True,
                               check=True).stdout.splitlines():
        if line.startswith("  "):
            yield suite + line.split()[0]
        else:
            suite = line.split()[0]


if __name__ == "__main__":
    unittest.main()
