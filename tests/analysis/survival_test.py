"""`muster analyze survival` and `sizes` agree with statsmodels on the tables of the same file."""
import collections
import unittest

import numpy as np
from statsmodels.discrete.conditional_models import ConditionalLogit
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

from events_of_runs import EventsOfRuns

WAYS = ["departure", "arrest", "execution", "death", "discharge"]


class SameTables(EventsOfRuns):
    def setUp(self):
        people = self.table("people")
        seen = people["left"] > people["entered"]  # not who came when the run ended
        people = {name: values[seen] for name, values in people.items()}
        self.entered, self.left, self.how = people["entered"], people["left"], people["how"]
        self.intended, self.role = people["intended"], people["person_role"]

    def test_survival_of_all_exits(self):
        curve = SurvfuncRight(self.left, self.how != "serves", entry=self.entered)
        rows = self.rows("survival", "--curve")
        self.assertEqual([row["at"] for row in rows], list(curve.surv_times))
        for column, expected in (("at_risk", curve.n_risk), ("survival", curve.surv_prob),
                                 ("survival_error", curve.surv_prob_se)):
            np.testing.assert_allclose([row[column] for row in rows], expected, rtol=1e-9)

    def test_incidence_of_each_way_out_since_entry(self):
        """statsmodels knows no late entry, so time is each person's own."""
        time = self.left - self.entered
        cause = np.array([WAYS.index(how) + 1 if how in WAYS else 0 for how in self.how])
        rows = self.rows("survival", "--curve", "--clock", "entry", "--by", "role")
        by_role = [row for row in rows if row["group"] == "conscript"]
        conscript = self.role == "conscript"
        expected = CumIncidenceRight(time[conscript], cause[conscript])
        at = np.searchsorted(expected.times, [row["at"] for row in by_role])
        np.testing.assert_array_equal(expected.times[at], [row["at"] for row in by_role])
        for k, way in enumerate(WAYS):
            if not (cause == k + 1).any():
                continue
            np.testing.assert_allclose([row[f"incidence_{way}"] for row in by_role], expected.cinc[k][at], atol=1e-9)
            np.testing.assert_allclose([row[f"incidence_{way}_error"] for row in by_role], expected.cinc_se[k][at],
                                       atol=1e-9)

    def test_log_rank_and_hazard_ratios_by_role(self):
        rows = self.rows("survival", "--by", "role")
        names = [row["group"] for row in rows]
        self.assertLessEqual(set(self.role), set(names))
        departed = (self.how == "departure").astype(int)
        chi_square, p = survdiff(self.left, departed, self.role, entry=self.entered)
        self.assertAlmostEqual(rows[0]["log_rank_chi_square"] / chi_square, 1, 7)
        np.testing.assert_allclose(rows[0]["log_rank_p"], p, rtol=1e-5, atol=1e-12)
        self.assertEqual([row["ended"] for row in rows], [departed[self.role == name].sum() for name in names])
        some = [row["group"] for row in rows if row["ended"] > 0]
        base = max(some, key=lambda name: departed[self.role == name].sum())
        others = [name for name in some if name != base]
        there = np.isin(self.role, some)
        x = np.stack([self.role[there] == name for name in others], -1).astype(float)
        # statsmodels takes who enters at a moment for at risk at it, R and we do not: a little later they are not.
        after = self.entered[there] + 1e-6
        fit = PHReg(self.left[there], x, status=departed[there], entry=after, ties="efron").fit()
        told = {row["group"]: row for row in rows}
        for i, name in enumerate(others):
            np.testing.assert_allclose(np.log(told[name]["hazard_ratio"]), fit.params[i], atol=1e-5)
            np.testing.assert_allclose(np.log([told[name]["hazard_ratio_ci_low"], told[name]["hazard_ratio_ci_high"]]),
                                       fit.conf_int()[i], atol=1e-4)
        self.assertEqual(told[base]["hazard_ratio"], 1)

    def test_until_intention(self):
        time = np.where(np.isnan(self.intended), self.left, self.intended)
        ended = ~np.isnan(self.intended) | (self.how != "serves")
        curve = SurvfuncRight(time, ended, entry=self.entered)
        rows = self.rows("survival", "--curve", "--until", "intention")
        np.testing.assert_allclose([row["survival"] for row in rows], curve.surv_prob, rtol=1e-8)
        self.assertEqual(sum(row["ended_intention"] for row in rows), (~np.isnan(self.intended)).sum())
        self.assertEqual(sum(row["ended_departure"] for row in rows), 0)

    def test_until_any_exit_by_a_horizon(self):
        row, = self.rows("survival", "--until", "any-exit", "--horizon", "52")
        curve = SurvfuncRight(self.left, self.how != "serves", entry=self.entered)
        self.assertAlmostEqual(row["incidence"], 1 - curve.surv_prob[curve.surv_times <= 52][-1], 9)
        self.assertEqual(row["ended"], ((self.how != "serves") & (self.left <= 52)).sum())

    def test_covariates_from_the_risk_sets(self):
        sets = self.table("risk_sets")
        told = {row["covariate"]: row for row in self.rows("survival", "--until", "intention", "--covariates")}
        names = [name for name, row in told.items() if row["coefficient"] is not None]
        self.assertIn("log_personal_factor", names)
        sets = self.as_far_as_a_coefficient_can_tell(sets, sorted(set(told) - set(names)))
        x = np.stack([sets.get(name, sets.get("x_" + name)) for name in names], -1)
        groups = sets["of_replicate"] * 1e7 + sets["set"]
        beta, error = (np.array([told[name][of] for name in names]) for of in ("coefficient", "error"))
        # At the greatest likelihood the slope is zero; to climb there, statsmodels would take minutes.
        slope = ConditionalLogit((sets["is_case"] == "case").astype(int), x, groups=groups).score(beta)
        np.testing.assert_allclose(slope * error, 0, atol=1e-3)
        np.testing.assert_allclose(error, np.sqrt(np.diag(np.linalg.inv(self.information(x, groups, beta)))), rtol=1e-5)

    @staticmethod
    def as_far_as_a_coefficient_can_tell(sets, left_out):
        """Those who have the case's value of each covariate without a coefficient: it has none because no case ever had
        another value than the least of its set, or the greatest, and then the others of the set are at no risk."""
        groups = sets["of_replicate"] * 1e7 + sets["set"]
        is_case = sets["is_case"] == "case"
        keep = np.ones(len(groups), bool)
        for name in left_out:
            values = np.nan_to_num(sets.get(name, sets.get("x_" + name)))
            of_case = dict(zip(groups[is_case], values[is_case]))
            keep &= values == np.array([of_case[group] for group in groups])
        return {name: values[keep] for name, values in sets.items()}

    @staticmethod
    def information(x, groups, beta):
        """Of one case in each set: the covariance of covariates over the set, each person weighted by their risk."""
        total = np.zeros((x.shape[1], x.shape[1]))
        ends = np.cumsum(np.unique(groups, return_counts=True)[1])[:-1]
        for rows in np.split(np.argsort(groups, kind="stable"), ends):
            risk = np.exp((x[rows] - x[rows[0]]) @ beta)
            total += np.cov(x[rows].T, aweights=risk, ddof=0)
        return total

    def test_covariates_of_a_mechanism_that_is_off_are_left_out(self):
        told = {row["covariate"]: row
                for row in self.rows("survival", "--until", "intention", "--covariates", of="no patronage")}
        self.assertIsNone(told["patronage.incentive"]["coefficient"])

    def test_sizes_of_departures(self):
        events = self.table("events")
        gone = events["what"] == "departure"
        first = np.where(np.isnan(events["leader"]), events["person"], events["leader"])[gone]
        together = collections.Counter(zip(events["of_replicate"][gone], events["at"][gone], first))
        expected = collections.Counter(together.values())
        self.assertGreater(len(expected), 1)
        rows = self.rows("sizes")
        self.assertEqual({row["size"]: row["departures"] for row in rows}, dict(expected))
        self.assertEqual(sum(row["people"] for row in rows), gone.sum())
        self.assertAlmostEqual(sum(row["share_of_people"] for row in rows), 1, 12)


if __name__ == "__main__":
    unittest.main()
