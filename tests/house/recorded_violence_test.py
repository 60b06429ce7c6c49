"""The curves of recorded violence are what the record gives by the rule of scenarios/data/README.md."""
import pathlib
import sys
import tomllib
import unittest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "analysis"))

import recorded_violence  # noqa: E402


class RecordedViolence(unittest.TestCase):
    def test_the_curves_are_those_of_the_record(self):
        self.assertEqual((ROOT / "scenarios/data/syria-violence.toml").read_text(), recorded_violence.curves(),
                         "run: scripts/python analysis/recorded_violence.py > scenarios/data/syria-violence.toml")

    def test_the_rule_by_hand(self):
        low, middle, high = recorded_violence.violence([0, 20, 40], 100_000)
        self.assertAlmostEqual(low, (20 / 3) / (20 / 3 + 10))
        self.assertAlmostEqual(middle, 20 / 30)
        self.assertAlmostEqual(high, (100 / 3) / (100 / 3 + 10))

    def test_homs_in_february_2012(self):  # 534, 643 and 319 dead of 1,803,000 people
        curves = tomllib.loads((ROOT / "scenarios/data/syria-violence.toml").read_text())["curve"]
        homs, = [one for one in curves if one["name"].endswith(" homs")]
        value, = [v for day, v in homs["points"] if f"{day:%Y-%m}" == "2012-02"]
        dead = (319 + 2 * 643 + 534) / 4 / 18.03
        self.assertAlmostEqual(value, dead / (dead + 10), places=3)


if __name__ == "__main__":
    unittest.main()
