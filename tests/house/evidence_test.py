"""Citations of parameters, scenarios and comments lead somewhere: rows in docs/evidence.md, keys in references.bib."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).parents[2]
ROW = r"(?:[AB][0-9]{1,2}(?:\.[0-9]{1,2})?|[FT][0-9]{1,3}|D[0-9])"
CITED = rf"(?<![\w.-])({ROW})(?:-({ROW}))?(?![\w%]|\.[0-9])"
NAME = r"[A-Z][a-z]+"
WORK = rf"\b({NAME})(?:(?:,\s{NAME})*,?\s(?:&|and)\s{NAME}|\set\sal\.)?,?\s\(?((?:18|19|20)[0-9]{{2}})\b"


def citing_files():
    kinds = {"models": (".hpp", ".cpp"), "sim": (".hpp",), "scenarios": (".toml",)}
    return sorted(path for part, ends in kinds.items() for path in (ROOT / part).rglob("*") if path.suffix in ends)


def citations(path):
    """(line, row) of every row that a comment or text of the file cites."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        marks = "#" if path.suffix == ".toml" else "//"
        quoted = re.findall(r'"[^"]*"', line)
        comment = line.split(marks, 1)[1:] if marks in line else []
        for text in quoted + comment:
            for match in re.finditer(CITED, text):
                yield from ((number, row) for row in match.groups() if row)


def works_in(path):
    """(line, key) of every work that a comment cites as "Gibson & Bruck 2000": gibson2000."""
    comments = "\n".join(line.split("//", 1)[1].lstrip("/ ") if "//" in line else ""
                         for line in path.read_text().splitlines())
    for match in re.finditer(WORK, comments):
        yield comments.count("\n", 0, match.start()) + 1, f"{match[1].lower()}{match[2]}"


def rows_of(page):
    return set(re.findall(rf"^(?:\| |\*\*)?({ROW})\b", page, flags=re.M))


class Evidence(unittest.TestCase):
    def setUp(self):
        self.page = (ROOT / "docs/evidence.md").read_text()
        self.keys = set(re.findall(r"^@\w+\{([^,]+),", (ROOT / "docs/references.bib").read_text(), flags=re.M))

    def test_every_cited_row_stands_on_the_page(self):
        rows = rows_of(self.page)
        lost = [f"{path.relative_to(ROOT)}:{line}: {row}" for path in citing_files() for line, row in citations(path)
                if row not in rows]
        self.assertEqual(lost, [])

    def test_citations_are_seen_at_all(self):
        found = [row for path in citing_files() for _, row in citations(path)]
        self.assertIn("F21", found)
        self.assertGreater(len(found), 50)

    def test_every_key_on_the_page_is_a_reference(self):
        cited = set(re.findall(r"\[([a-z][a-z_]+[0-9]*[a-z0-9]*)\]", self.page))
        self.assertIn("mclauchlin2010", cited)
        self.assertEqual(sorted(cited - self.keys), [])

    def test_every_key_with_a_year_on_any_page_is_a_reference(self):
        cited = {key: page.name for page in (ROOT / "docs").rglob("*.md")
                 for key in re.findall(r"\[([a-z]+[0-9]{4}[a-z0-9]*)\]", page.read_text())}
        self.assertIn("grimm2020", cited)
        self.assertEqual({key: page for key, page in cited.items() if key not in self.keys}, {})

    def test_every_work_cited_in_a_comment_is_a_reference(self):
        files = [path for part in ("sim", "models", "cli") for path in (ROOT / part).rglob("*.[hc]pp")]
        cited = {key: f"{path.relative_to(ROOT)}:{line}" for path in files for line, key in works_in(path)}
        for key in ("salmon2011", "gibson2000", "steele2014", "wichura1988"):
            self.assertIn(key, cited)
        self.assertEqual({key: place for key, place in cited.items() if key not in self.keys}, {})

    def test_rows_are_listed_once(self):
        rows = re.findall(rf"^\| ({ROW}) \|", self.page, flags=re.M)
        self.assertEqual(sorted({row for row in rows if rows.count(row) > 1}), [])


if __name__ == "__main__":
    unittest.main()
