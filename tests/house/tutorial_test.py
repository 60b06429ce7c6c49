"""The commands of the pages of scripts/tutorial run, in order. $MUSTER names the program."""
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).parents[2]


def run(test, way):
    done = subprocess.run([ROOT / "scripts/tutorial", way], capture_output=True, text=True)
    test.assertEqual(done.returncode, 0, done.stderr)


class Tutorial(unittest.TestCase):
    def test_every_command_runs(self):
        run(self, "--try")


if __name__ == "__main__":
    unittest.main()
