"""docs/catalogue.md has every claim and every row, and what a row names exists."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).parents[2]
CLAIMS_OF = {"000": 28, "001": 75, "002": 13, "003": 27, "004": 13}
PARTED = "000.4"  # one sentence of the article, two claims
ROWS = 132
STANDINGS = {"shown", "part", "fact", "missing", "outside"}
WITH_A_WHY = STANDINGS - {"shown"}


def table(page, heading):
    """Rows of the table under a heading, each a list of cells."""
    part = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


def parameters():
    """Parameters and keys of scenarios, as `mechanism.name` and `table.key`."""
    names = set()
    for page in ("parameters", "scenario"):
        prefix = ""
        for line in (ROOT / f"docs/{page}.md").read_text().splitlines():
            if heading := re.match(r"#+ `?\[{0,2}([a-z_]+)\]{0,2}`?", line):
                prefix = heading[1]
            elif row := re.match(r"\| `([a-z_.]+)` \|", line):
                names.add(f"{prefix}.{row[1]}")
    return names


def tests():
    """Tests in C++ as Suite.Name, those in Python by the name of their file."""
    files = list((ROOT / "tests").rglob("*_test.*"))
    named = {".".join(match) for path in files if path.suffix == ".cpp"
             for match in re.findall(r"\bTEST(?:_[FP])?\((\w+),\s*(\w+)\)", path.read_text())}
    return named | {path.stem for path in files if path.suffix == ".py"}


class Catalogue(unittest.TestCase):
    def setUp(self):
        page = (ROOT / "docs/catalogue.md").read_text()
        self.claims, self.rows = table(page, "Claims"), table(page, "Rows")
        self.entries = [[row[0], *row[3:]] for row in self.claims] + self.rows
        self.summary = re.search(r"Of the 157 claims: (.*)\. Of the 132 rows: (.*)\.", page)

    def test_every_claim_is_there_once_and_in_order(self):
        due = [f"{article}.{number}" for article, last in CLAIMS_OF.items() for number in range(1, last + 1)]
        where = due.index(PARTED)
        due[where:where + 1] = [f"{PARTED}a", f"{PARTED}b"]
        self.assertEqual([row[0] for row in self.claims], due)

    def test_every_row_is_there_once_and_in_order(self):
        self.assertEqual([row[0] for row in self.rows], [f"F{number}" for number in range(1, ROWS + 1)])

    def test_claims_cite_rows(self):
        known = {row[0] for row in self.rows}
        self.assertEqual({row[0]: row[2] for row in self.claims if set(row[2].split()) - known}, {})

    def test_mechanisms_exist(self):
        known = {path.stem for path in (ROOT / "models/defection/mechanisms").glob("*.hpp")}
        self.assertEqual({row[0]: row[1] for row in self.entries if set(quoted(row[1])) - known}, {})

    def test_parameters_and_keys_exist(self):
        known = parameters()
        self.assertEqual({row[0]: row[2] for row in self.entries if set(quoted(row[2])) - known}, {})

    def test_tests_exist(self):
        known = tests()
        self.assertEqual({row[0]: row[3] for row in self.entries if set(quoted(row[3])) - known}, {})

    def test_a_standing_is_one_of_five_and_says_why(self):
        for name, *_, standing in self.entries:
            with self.subTest(row=name):
                word, _, why = standing.partition(": ")
                self.assertIn(word, STANDINGS)
                self.assertEqual(bool(why), word in WITH_A_WHY)

    def test_what_is_shown_names_who_acts_and_what_shows_it(self):
        for name, mechanism, _, shown_by, standing in self.entries:
            with self.subTest(row=name):
                acts = standing.startswith(("shown", "part"))
                self.assertEqual(acts, acts and bool(quoted(mechanism) and quoted(shown_by)))

    def test_the_sums_are_those_of_the_tables(self):
        for rows, words in ((self.claims, self.summary[1]), (self.rows, self.summary[2])):
            counted = {}
            for *_, standing in rows:
                word = standing.partition(":")[0]
                counted[word] = counted.get(word, 0) + 1
            said = {word: int(count) for count, word in (item.split() for item in words.split(", "))}
            self.assertEqual(said, counted)


if __name__ == "__main__":
    unittest.main()
