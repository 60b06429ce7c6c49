"""`muster describe SCENARIO.toml` counts the people with whom a run starts and says who reads its history; the examples
that init writes are described, too. $MUSTER names the program."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

MUSTER = os.environ["MUSTER"]


class Portrait(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.muster("init", "-o", "army.toml")
        self.muster("init", "--example", "detailed", "-o", "country.toml")

    def muster(self, *words, code=0):
        done = subprocess.run([MUSTER, *words], cwd=self.folder, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout + done.stderr

    def rows(self, title, *words):
        """Of a table: cells by column."""
        text = self.muster("describe", *words).split(f"\n{title}\n\n")[1].split("\n\n")[0]
        return [re.split(r"  +", line.strip()) for line in text.splitlines()]

    def test_it_counts_the_people_of_a_run_at_its_start(self):
        heading, *rows = self.rows("People at the start, by organisation, role and group", "army.toml")
        self.assertEqual(heading, ["organisation", "role", "people", "core", "majority", "informers"])
        counts = [(row[0], row[1], *map(int, row[2:])) for row in rows]
        for organisation, role, people, core, majority, informers in counts:
            self.assertEqual(people, core + majority, (organisation, role))
            self.assertLessEqual(informers, people)
        wholes = [row for row in counts if row[1] == "all"]
        self.assertEqual(sum(row[2] for row in wholes), sum(row[2] for row in counts) - sum(row[2] for row in wholes))
        of_run = re.search(r"^all +([\d,]+)", self.muster("run", "army.toml", "--set", "weeks=1"), flags=re.M)[1]
        self.assertEqual(sum(row[2] for row in wholes), int(of_run.replace(",", "")))
        officers = next(row for row in counts if row[:2] == ("army (army)", "junior_officer"))
        self.assertAlmostEqual(officers[3] / officers[2], 0.8, delta=4 * (0.16 / officers[2]) ** 0.5)

    def test_it_says_who_reads_what(self):
        curves = {row[0]: row for row in self.rows("Curves", "country.toml")}
        self.assertIn("war", curves["rebels"][-1])
        self.assertIn("protest_orders", curves["orders to repress"][-1])
        events = {row[0]: row for row in self.rows("Events", "country.toml")}
        self.assertEqual(events["decree"][1], "2030-06-01")
        self.assertIn("reprisal.penalty = 1.3", events["decree"])
        self.assertEqual(events["decree"][-1], "reprisal")
        off = {row[0]: row for row in self.rows("Events", "country.toml", "--set", "reprisal.enabled=false")}
        self.assertEqual(off["decree"][-1], "nothing: reprisal is off")

    def test_posts_lie_in_regions(self):
        heading, *rows = self.rows("Posts by region", "country.toml")
        self.assertEqual([row[0] for row in rows], ["capital", "highlands", "province"])
        for row in rows:
            self.assertEqual(int(row[2]), sum(map(int, row[3:])))
        self.assertEqual(rows[1][heading.index("militia")], "2412")  # forty companies of sixty, and a headquarters

    def test_the_detailed_example_is_complete(self):
        said = self.muster("check", "country.toml")
        self.assertNotIn("note", said)
        self.assertIn("ok (scenario, defection, 104 weeks", said)
        for kind in ("army", "elite", "intelligence", "militia"):
            self.assertIn(f"({kind})", self.muster("describe", "country.toml"))

    def test_what_it_cannot_describe_is_refused(self):
        self.assertIn("is of a results file", self.muster("describe", "army.toml", "--digest", code=2))
        self.muster("run", "army.toml", "--scale", "0.1", "-o", "run.h5")
        self.assertIn("is of a scenario", self.muster("describe", "run.h5", "--set", "weeks=3", code=2))

    def test_a_behaviour_file_comes_with_the_program_or_lies_beside_the_scenario(self):
        path = self.folder / "army.toml"
        path.write_text(path.read_text().replace("# behaviour =", "behaviour ="))
        self.assertNotIn("no behaviour file", self.muster("check", "army.toml"))
        with_program = self.muster("params", "--scenario", "army.toml")
        (self.folder / "behaviour.toml").write_text("[fear]\nrelief = 0.123\n")
        beside = self.muster("params", "--scenario", "army.toml")
        self.assertIn(" 0.123 ", beside)
        self.assertRegex(with_program, "log_base_rate +-[0-9.]+ +behaviour.toml:")
        self.assertRegex(beside, "log_base_rate +-[0-9.]+ +default")
        path.write_text(path.read_text().replace('"behaviour.toml"', '"sub/behaviour.toml"'))
        self.assertIn("there is no file", self.muster("check", "army.toml", code=2))


if __name__ == "__main__":
    unittest.main()
