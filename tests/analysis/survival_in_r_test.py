"""`muster analyze survival` and R's package survival agree on a file whose tables ncdf4 opened."""
import collections
import pathlib
import subprocess
import unittest

import numpy as np

from events_of_runs import EventsOfRuns


class SameInR(EventsOfRuns):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        script = pathlib.Path(__file__).with_name("survival_in_r.R")
        ended = subprocess.run(["Rscript", script, cls.path, "0"], capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
        cls.told = collections.defaultdict(list)
        for line in ended.stdout.splitlines():
            what, number = line.rsplit(",", 1)
            cls.told[what].append(float(number))

    def same(self, what, numbers, tolerance=1e-8):
        self.assertIn(what, self.told)
        np.testing.assert_allclose(self.told[what], numbers, rtol=tolerance, atol=tolerance, err_msg=what)

    def test_survival_and_its_intervals(self):
        rows = self.rows("survival", "--curve")
        for what, column in (("survival", "survival"), ("survival_low", "survival_ci_low"),
                             ("survival_high", "survival_ci_high")):
            self.same(what, [row[column] for row in rows])

    def test_incidence_of_competing_ways_out(self):
        rows = self.rows("survival", "--curve")
        for way in ("departure", "death"):
            some = [row for row in rows if row[f"ended_{way}"] > 0]
            self.same(f"incidence_{way}", [row[f"incidence_{way}"] for row in some])
            self.same(f"incidence_{way}_error", [row[f"incidence_{way}_error"] for row in some], 1e-3)

    def test_hazard_ratios_of_roles(self):
        rows = {row["group"]: row for row in self.rows("survival", "--by", "role")}
        roles = [what.removeprefix("coefficient_") for what in self.told if what.startswith("coefficient_")]
        self.assertGreater(len(roles), 3)
        for role in roles:
            self.same(f"coefficient_{role}", [np.log(rows[role]["hazard_ratio"])], 1e-5)
            ends = np.log([rows[role]["hazard_ratio_ci_low"], rows[role]["hazard_ratio_ci_high"]])
            self.same(f"error_{role}", [(ends[1] - ends[0]) / 2 / 1.959963984540054], 1e-4)

    def test_log_rank(self):
        rows = self.rows("survival", "--by", "role", "--clock", "entry")
        self.same("log_rank_since_entry", [rows[0]["log_rank_chi_square"]], 1e-7)

    def test_covariates_of_risk_sets(self):
        rows = self.rows("survival", "--until", "intention", "--covariates")
        told = {row["covariate"]: row["coefficient"] for row in rows if row["coefficient"] is not None}
        begin = "covariate_"
        self.assertEqual(set(told), {what.removeprefix(begin) for what in self.told if what.startswith(begin)})
        for name, coefficient in told.items():
            self.same(f"covariate_{name}", [coefficient], 1e-4)


if __name__ == "__main__":
    unittest.main()
