"""The table of the baseline in docs/syria-2011.md is what the program ($MUSTER) and analysis/plots/bands.py give today.

With --write it puts the table of today into the page.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs/syria-2011.md"
BEGIN, END = "<!-- bands: begin -->\n", "<!-- bands: end -->"
STALE = """the table of docs/syria-2011.md is not what the baseline gives. If the change is meant, run
    MUSTER=build/release/muster scripts/python tests/house/bands_page_test.py --write
then correct the text under the table, make docs/pictures/bands.png anew (commands on the page), and add the change to
"Changes results" in CHANGELOG.md"""


def output_of(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def table_today():
    with tempfile.TemporaryDirectory() as folder:
        results = f"{folder}/bands.h5"
        output_of(os.environ["MUSTER"], "sweep", ROOT / "scenarios/sweeps/baseline.toml", "-o", results,
                  "--progress", "none")
        return output_of(ROOT / "scripts/python", ROOT / "analysis/plots/bands.py", results)


def parts_of(page):
    before, rest = page.split(BEGIN)
    table, after = rest.split(END)
    return before + BEGIN, table, END + after


class BandsPage(unittest.TestCase):
    maxDiff = None

    def test_the_table_is_current(self):
        self.assertEqual(parts_of(PAGE.read_text())[1], table_today(), STALE)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        before, _, after = parts_of(PAGE.read_text())
        PAGE.write_text(before + table_today() + after)
    else:
        unittest.main()
