"""The recovery check itself: it must accept logs whose coefficients are as planted and refuse those that are not."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

import netCDF4
import numpy as np
from statsmodels.discrete.conditional_models import ConditionalLogit

sys.path.insert(0, os.path.dirname(__file__))

import recovery  # noqa: E402  (found through the path above)
import simulated_log  # noqa: E402


class Recovery(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.log = simulated_log.simulate(seed=7)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "run.h5")

    def sets(self, **how):
        simulated_log.write(self.path, self.log, **how)
        return recovery.read_risk_sets(self.path)

    def run_on(self, *options):
        with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said):
            code = recovery.main([self.path, *options])
        return code, said.getvalue()

    def fit(self, sets):
        return recovery.fit(sets, recovery.identified(sets))

    def test_accepts_what_was_planted(self):
        self.sets()
        code, said = self.run_on("--sets", "1500")
        self.assertEqual(code, 0, said)
        self.assertIn("risk sets: a random 1500 of", said)

    def test_refuses_each_wrong_coefficient(self):
        for name, value in simulated_log.BETAS.items():
            self.sets(planted={name: value + 0.3})
            code, said = self.run_on("--sets", "1500")
            self.assertEqual(code, 1, said)
            self.assertIn("NOT recovered", said)

    def test_refuses_a_misreported_personal_factor(self):
        self.log.factor = [0.7 * factor for factor in self.log.factor]
        self.addCleanup(setattr, self.log, "factor", [factor / 0.7 for factor in self.log.factor])
        self.sets()
        self.assertEqual(self.run_on("--sets", "1500")[0], 1)

    def test_agrees_with_conditional_logit(self):
        sets = recovery.sample(self.sets(), 400)
        made = self.fit(sets)
        other = ConditionalLogit(sets.is_case.astype(float), sets.x, groups=sets.set).fit(disp=0)
        np.testing.assert_allclose(made.estimate, other.params, atol=1e-4)
        np.testing.assert_allclose(made.error, other.bse, rtol=1e-3)

    def test_without_the_personal_factor_coefficients_shrink(self):
        strong = simulated_log.simulate(seed=11, frailty=2.0, baseline=0.01, persons=3000)
        simulated_log.write(self.path, strong)
        sets = recovery.sample(recovery.read_risk_sets(self.path), 1500)
        columns = recovery.identified(sets)
        kept = recovery.attenuation(recovery.fit(sets, columns), recovery.without_factor(sets, columns))
        self.assertLess(kept, 0.8)
        self.assertGreater(kept, 0.2)

    def test_flat_and_dependent_columns_are_named_and_left_out(self):
        x = np.array(self.log.x)
        extra = [("war.flat", 0.4, np.full(len(x), 3.0)), ("war.by_set", 0.2, np.array(self.log.set) % 7),
                 ("war.sum", 0.0, x[:, 0] + x[:, 1])]
        sets = self.sets(extra=extra)
        columns = recovery.identified(sets)
        self.assertEqual(len(columns), 4)
        self.assertIn("no variation within risk sets: war.flat, war.by_set", sets.notes)
        self.assertEqual(sum("follow from the other columns" in note for note in sets.notes), 1)
        self.assertTrue(self.fit(recovery.sample(sets, 1500)).recovered())

    def test_a_wrong_value_of_a_dependent_column_still_shows(self):
        x = np.array(self.log.x)
        sets = recovery.sample(self.sets(extra=[("war.sum", 0.4, x[:, 0] + x[:, 1])]), 1500)
        self.assertFalse(self.fit(sets).recovered())

    def test_base_rates_of_roles_are_judged_if_planted_and_else_estimated(self):
        log = simulated_log.simulate(seed=13, persons=4000, officers=-1.2)
        role = simulated_log.officer(log.person)
        for how, accepted in (({"roles": role}, True), ({"extra": [("intention.officer", -1.2, role)]}, True),
                              ({"extra": [("intention.officer", -0.2, role)]}, False)):
            simulated_log.write(self.path, log, **how)
            made = self.fit(recovery.sample(recovery.read_risk_sets(self.path), 900))
            self.assertEqual((len(made.names), made.recovered()), (5, accepted))
            self.assertAlmostEqual(made.estimate[4], -1.2, delta=4 * made.error[4])

    def test_a_column_that_roles_explain_is_not_judged(self):
        role = simulated_log.officer(self.log.person)
        sets = recovery.sample(self.sets(roles=role, extra=[("posting.effect", 9.0, 2.0 * role)]), 300)
        columns = recovery.identified(sets)
        self.assertNotIn("posting.effect", [sets.names[i] for i in columns])
        self.assertIn("follow from the other columns: posting.effect", sets.notes)

    def test_whole_spells_give_the_personal_factor_back(self):
        self.sets()
        made = recovery.fit_spells(self.path, 700)
        self.assertTrue(made.recovered(), made)
        self.log.factors = 0.7 * self.log.factors
        self.addCleanup(setattr, self.log, "factors", self.log.factors / 0.7)
        self.sets()
        self.assertFalse(recovery.fit_spells(self.path, 700).recovered())

    def test_half_of_the_tables_forgotten_is_a_fault(self):
        self.log.intentions.append((0, 3.5))
        self.addCleanup(self.log.intentions.pop)
        self.sets()
        code, said = self.run_on("--sets", "300")
        self.assertEqual(code, 1)
        self.assertIn("fault: ", said)

    def test_estimates_are_centred_and_errors_honest(self):
        """Over 12 cohorts, z has mean 0 and variance 1 (48 values; both bounds are 4 standard errors)."""
        z = []
        for seed in range(12):
            simulated_log.write(self.path, simulated_log.simulate(100 + seed, persons=1800, weeks=40))
            z.append(self.fit(recovery.sample(recovery.read_risk_sets(self.path), 250)).z)
        z = np.concatenate(z)
        self.assertLess(abs(z.mean()), 4 / np.sqrt(len(z)))
        self.assertLess(abs(z.var() - 1), 4 * np.sqrt(2 / len(z)))

    def test_files_without_a_log_are_named(self):
        for make in (lambda: open(self.path, "w").close(), lambda: netCDF4.Dataset(self.path, "w").close()):
            make()
            code, said = self.run_on()
            self.assertEqual(code, 2)
            self.assertIn("write one with muster run --events", said)

    def test_a_set_without_a_case_is_refused(self):
        self.log.is_case[0] = False
        self.addCleanup(self.log.is_case.__setitem__, 0, True)
        with self.assertRaisesRegex(recovery.LogError, "1 of .* risk sets do not hold exactly one case"):
            self.sets()


if __name__ == "__main__":
    unittest.main()
