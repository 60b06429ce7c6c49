"""docs/causal-links.csv says what the schedule says; the loops of docs/causal-loops.md exist and reinforce or balance
as their page tells; both pictures show the present links and schedule."""
import collections
import importlib.machinery
import importlib.util
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).parents[2]
LOADER = importlib.machinery.SourceFileLoader("model_pictures", str(ROOT / "scripts/model-pictures"))
PICTURES = importlib.util.module_from_spec(importlib.util.spec_from_loader("model_pictures", LOADER))
LOADER.exec_module(PICTURES)
LOOP = re.compile(r"^\| [^|]+ \| (?P<kind>[RB]) \| (?P<path>[^|]+ > [^|]+) \|$", flags=re.M)
TAKEN, GIVEN = ("reads", "reads last step's", "adds to", "moves"), ("writes", "adds to", "moves")


class Links(unittest.TestCase):
    def setUp(self):
        self.links = PICTURES.links()
        self.signs = {(link["from"], link["to"]): link["sign"] for link in self.links}

    def test_each_link_is_what_its_mechanism_reads_and_writes(self):
        touched = {kind: collections.defaultdict(set) for kind in ("taken", "given")}
        for row in PICTURES.schedule_rows():
            for kind, columns in (("taken", TAKEN), ("given", GIVEN)):
                for column in columns:
                    touched[kind][row["part"]].update(row[column].split(", "))
        for link in self.links:
            self.assertIn(link["reads"], touched["taken"][link["mechanism"]], link)
            self.assertIn(link["writes"], touched["given"][link["mechanism"]], link)

    def test_no_pair_stands_twice(self):
        self.assertEqual(len(self.signs), len(self.links))
        self.assertEqual(set(self.signs.values()), {"+", "-"})

    def test_loops_close_and_are_of_the_kind_told(self):
        loops = LOOP.findall((ROOT / "docs/causal-loops.md").read_text("utf-8"))
        self.assertGreater(len(loops), 10)
        for kind, path in loops:
            nodes = [node.strip() for node in path.split(">")]
            self.assertEqual(nodes[0], nodes[-1], path)
            minus = [self.signs[pair] for pair in zip(nodes, nodes[1:])].count("-")
            self.assertEqual(kind, "B" if minus % 2 else "R", path)

    def test_pictures_are_current(self):
        for picture, source in (("causal-loops", PICTURES.LINKS), ("schedule", PICTURES.SCHEDULE)):
            drawn = (ROOT / f"docs/pictures/{picture}.svg").read_text("utf-8")
            self.assertIn(f"<!-- source {PICTURES.digest(source)} -->", drawn, "run scripts/model-pictures")


if __name__ == "__main__":
    unittest.main()
