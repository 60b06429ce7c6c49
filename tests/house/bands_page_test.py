"""The table of the baseline in docs/syria-2011.md is what the program ($MUSTER) and analysis/plots/bands.py give today.

    bands_page_test.py --write    puts today's table into the page
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


def table_today():
    with tempfile.TemporaryDirectory() as folder:
        results = f"{folder}/bands.h5"
        subprocess.run([os.environ["MUSTER"], "sweep", ROOT / "scenarios/sweeps/baseline.toml", "-o", results,
                        "--progress", "none"], check=True, capture_output=True)
        return subprocess.run([ROOT / "scripts/python", ROOT / "analysis/plots/bands.py", results], check=True,
                              capture_output=True, text=True).stdout


def parts_of(page):
    before, rest = page.split(BEGIN)
    table, after = rest.split(END)
    return before + BEGIN, table, END + after


class BandsPage(unittest.TestCase):
    maxDiff = None

    def test_the_table_is_current(self):
        self.assertEqual(parts_of(PAGE.read_text())[1], table_today(),
                         "run: MUSTER=build/release/muster tests/house/bands_page_test.py --write, and read the text")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        before, _, after = parts_of(PAGE.read_text())
        PAGE.write_text(before + table_today() + after)
    else:
        unittest.main()
