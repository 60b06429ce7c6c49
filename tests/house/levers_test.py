"""docs/levers.md names keys, policies and tests that are there, and every policy is a lever."""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import catalogue_test  # noqa: E402  (found through the path above)


def policies():
    """Parameters that an event may change."""
    page = (ROOT / "docs/parameters.md").read_text()
    found, prefix = set(), ""
    for line in page.splitlines():
        if heading := re.match(r"#+ `?([a-z_]+)`?", line):
            prefix = heading[1]
        elif (row := re.match(r"\| `([a-z_]+)` \|", line)) and re.search(r"\| policy \|", line):
            found.add(f"{prefix}.{row[1]}")
    return found


class Levers(unittest.TestCase):
    def setUp(self):
        page = (ROOT / "docs/levers.md").read_text()
        lines = [line for line in page.splitlines() if line.startswith("| ")][1:]
        self.rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
        self.named = [[catalogue_test.quoted(cell) for cell in row] for row in self.rows]

    def test_rows_have_four_cells(self):
        self.assertGreater(len(self.rows), 25)
        self.assertEqual([row[0] for row in self.rows if len(row) != 4], [])

    def test_keys_exist(self):
        known = catalogue_test.parameters()
        self.assertEqual({key for row in self.named for key in row[1] + row[2]} - known, set())

    def test_what_is_dated_is_a_policy_or_an_event_and_what_is_not_is_none(self):
        dated = policies()
        self.assertGreater(len(dated), 40)
        for row in self.named:
            self.assertEqual({key for key in row[1] if not key.startswith("event.")} - dated, set())
            self.assertEqual(set(row[2]) & dated, set())

    def test_every_policy_is_a_lever(self):
        self.assertEqual(policies() - {key for row in self.named for key in row[1]}, set())

    def test_tests_exist_and_every_lever_has_one(self):
        known = catalogue_test.tests()
        self.assertEqual({test for row in self.named for test in row[3]} - known, set())
        self.assertEqual([row for row in self.rows if not catalogue_test.quoted(row[3])], [])


if __name__ == "__main__":
    unittest.main()
