"""--follow tells the truth about the run: who left, when, with whom and how many stayed, as the tables of events say.
$MUSTER names the program."""
import csv
import io
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

MUSTER = os.environ["MUSTER"]
ROOT = pathlib.Path(__file__).parents[2]


class Stories(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        cls.muster("init", "-o", "army.toml")
        cls.muster("run", "army.toml", "--events", "-o", "run.h5")
        cls.events = list(csv.DictReader(io.StringIO(cls.muster("export", "run.h5", "--table", "events"))))

    @classmethod
    def muster(cls, *words, code=0):
        done = subprocess.run([MUSTER, *words], cwd=cls.folder, capture_output=True, text=True, timeout=120)
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    def follow(self, what):
        return self.muster("run", "army.toml", "--follow", what).split("\n\n")[-1]

    def of(self, kind, **where):
        return [event for event in self.events if event["what"] == kind
                and all(event[name] == value for name, value in where.items())]

    def busiest(self):
        told = self.follow("companies:3")
        return re.search(r"company:(\d+) +(\d+) left", told)

    def test_the_list_names_the_companies_that_most_people_left(self):
        first = self.busiest()
        counts = {}
        for event in self.of("departure"):
            counts[event["company"]] = counts.get(event["company"], 0) + 1
        self.assertEqual(int(first[2]), max(counts.values()))
        self.assertEqual(int(first[2]), counts[first[1]])

    def test_a_company_has_a_line_for_each_event_and_adds_up(self):
        company = self.busiest()[1]
        told = self.follow(f"company:{company}")
        for kind, words in (("departure", " left "), ("arrest", " was arrested"), ("death", " was killed"),
                            ("intention", " means to leave"), ("execution", " was executed")):
            lines = [line for line in told.splitlines()
                     if words in line and line.startswith("  20") and " had left " not in line]
            self.assertEqual(len(lines), len(self.of(kind, company=company)), kind)
        self.assertRegex(told, r"(?m)^  At the start: \d+ conscript")
        self.assertRegex(told, r"(?m)^  Commander: [A-Z]+\d+, ")
        self.assertIn("== Penalties announced", told)
        start = sum(map(int, re.findall(r"(\d+) [a-z_]+", re.search(r"At the start: (.*);", told)[1])))
        calls = [int(n) for n in re.findall(r"-- (\d+) serve", told)]
        self.assertEqual((start, len(calls)), (calls[0], 9))
        ends = re.search(r"who came later: (.*)\. At the end (\d+) serve", told)
        last = {event["person"]: event["status"] for event in self.events
                if event["company"] == company and event["what"] != "family_harmed"}
        lost = [status for status in last.values() if status not in ("serving", "planning")]
        self.assertEqual(sum(int(n) for n in re.findall(r"(\d+) ", ends[1])), len(lost))
        self.assertEqual(int(ends[2]), calls[-1])  # the run ends with a quarter

    def test_a_company_that_is_raised_later_is_told_of_from_then_on(self):
        syria = [str(ROOT / "scenarios/syria-2011.toml"), "--scale", "0.05"]
        self.muster("run", *syria, "--events", "-o", "syria.h5", "--force")
        units = csv.DictReader(io.StringIO(self.muster("export", "syria.h5", "--table", "units")))
        raised = next(unit["company"] for unit in units
                      if unit["person_organisation"] == "militias" and int(unit["posts"]) > 0)
        told = self.muster("run", *syria, "--follow", f"company:{raised}").split("\n\n")[-1]
        calls = [int(n) for n in re.findall(r"-- (\d+) serve", told)]
        self.assertGreater(calls[0], 0)
        self.assertLess(len(calls), 21)  # quarters of five years

    def test_the_days_are_in_order_and_within_the_run(self):
        days = re.findall(r"(?m)^  (\d{4}-\d\d-\d\d)  ", self.follow(f"company:{self.busiest()[1]}"))
        self.assertEqual(days, sorted(days))
        self.assertGreaterEqual(days[0], "2030-01-01")
        self.assertLessEqual(days[-1], "2031-12-31")

    def test_who_went_with_whom(self):
        followers = {}
        for event in self.of("departure"):
            if event["leader"]:
                followers.setdefault(event["leader"], []).append(event)
        leader, group = max(followers.items(), key=lambda item: len(item[1]))
        told = self.follow(f"person:{leader}")
        name = re.match(r"Person \d+: (\S+),", told)[1]
        self.assertEqual(len(re.findall(rf", with {re.escape(name)}$", told, flags=re.M)), len(group))
        self.assertRegex(told, rf"{re.escape(name)}, .* left .*, and took along ")
        largest = self.follow("departures:1")
        self.assertTrue(largest.startswith(f"{len(group) + 1} left together from company:"), largest)

    def test_people_have_reasons(self):
        lines = [line for line in self.follow(f"company:{self.busiest()[1]}").splitlines() if "means to leave" in line]
        self.assertGreater(sum("above all" in line for line in lines), len(lines) / 2)
        self.assertTrue(any("ties gone" in line for line in lines))

    def test_a_brigade_holds_the_departures_of_its_companies(self):
        total = 0
        for brigade in range(6):
            told = self.follow(f"brigade:{brigade}")
            total += told.count(" left ") - told.count(" had left ")
        self.assertEqual(total, len(self.of("departure")))

    def test_a_run_of_a_sweep_tells_the_same_story(self):
        (self.folder / "sweep.toml").write_text('scenario = "army.toml"\nreplicates = 2\n[factors]\n'
                                                '"surveillance.informer_density" = [0.04, 0.08]\n')
        self.muster("sweep", "sweep.toml", "-o", "out.h5", "--set", "seed=1")
        told = self.muster("replay", "out.h5", "--point", "0", "--replicate", "1", "--follow", "departures:2")
        run = self.muster("run", "army.toml", "--replicate", "1", "--set", "surveillance.informer_density=0.04",
                          "--follow", "departures:2")
        self.assertEqual(told.split("\n\n")[-1], run.split("\n\n")[-1])
        self.assertIn("left together", told)

    def test_who_is_not_there_cannot_be_followed(self):
        self.assertIn("there is no person 9999999 (this run had ",
                      self.muster("run", "army.toml", "--follow", "person:9999999", code=2))


if __name__ == "__main__":
    unittest.main()
