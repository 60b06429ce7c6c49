"""What keeps the regime and what wears its army out, in Syria with all produced that the model can produce ($MUSTER).

No curve prescribes violence, rebels, radicalisation, patron or militias; belief stays as the scenario gives it. A
tenth of the force, pairs of runs with the same random numbers. Where a difference of shares is asserted its standard
error is at most 0.1 with 32 runs each; 3 standard errors are allowed for.
"""
import os
import pathlib
import subprocess
import tempfile
import unittest

import numpy as np
import xarray

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
RUNS = 32
PRODUCED = ["rebels", "radicalisation", "patron support", "patron forces", "militias"]
BEHAVIOUR = {"war.recruitment": 0.00035, "war.rebel_losses": 0.012, "war.death_rate": 0.005,
             "conscription.militia_pull": 0.5, "existential_threat.attacked": 3.0, "violence.attack": 0.3,
             "violence.state_on_ingroup": 0.1, "violence.state_on_others": 0.5}
POINTS = {
    "all": {},
    "alone": {"patron.enabled": 0, "militia.enabled": 0},
    "alone and disloyal": {"patron.enabled": 0, "militia.enabled": 0, "existential_threat.bond": 0},
}
SCENARIO = """[[event]]
name = "strategy"
date = 2012-07-18
set = { "patron.commitment" = 0.8 }

[[event]]
name = "air_campaign"
date = 2015-09-30
set = { "patron.commitment" = 1.0 }

[patron]
commitment = 0.3

[sponsors]
commitment = 1.0
"""


def text(values):
    return "{ " + ", ".join(f'"{name}" = {value}' for name, value in values.items()) + " }"


def value(name, number):
    return bool(number) if name.endswith(".enabled") else number


class Survival(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        folder = pathlib.Path(held.name)
        removed = "".join(f'[[curve]]\nname = "{name}"\nremove = true\n\n' for name in PRODUCED)
        (folder / "syria.toml").write_text(
            f'extends = "{ROOT}/scenarios/syria-2011-endogenous.toml"\n\n{removed}{SCENARIO}')
        points = "".join(f'[[point]]\nlabel = "{label}"\nset = {text(cls.values(changes))}\n\n'
                         for label, changes in POINTS.items())
        (folder / "sweep.toml").write_text(f'scenario = "syria.toml"\nseed = 1\nreplicates = {RUNS}\nscale = 0.1\n'
                                           f'design = "list"\n\n{points}')
        subprocess.run([MUSTER, "sweep", folder / "sweep.toml", "-o", folder / "out.h5", "--progress", "none"],
                       check=True)
        with xarray.open_dataset(folder / "out.h5") as results:
            cls.runs = {label: results.isel(point=i).load() for i, label in enumerate(POINTS)}

    @staticmethod
    def values(changes):
        return {name: str(value(name, number)).lower() for name, number in (BEHAVIOUR | changes).items()}

    def alive(self, label, week=250):
        return self.runs[label].regime_alive.isel(time=week).values.astype(float)

    def weeks_alive(self, label):
        return self.runs[label].regime_alive.sum("time").values

    def test_patron_and_militias_save_the_regime(self):
        difference = self.alive("all") - self.alive("alone")
        self.assertGreaterEqual(self.alive("all").mean(), 0.7)
        self.assertGreaterEqual(difference.mean() + 3 * difference.std(ddof=1) / np.sqrt(RUNS), 0.3)
        self.assertGreater(difference.mean(), 3 * difference.std(ddof=1) / np.sqrt(RUNS))

    def test_the_periphery_is_worn_out_while_the_regime_lives(self):
        runs = self.runs["all"].isel(replicate=self.alive("all") > 0)
        last = runs.isel(time=250)
        self.assertLess(last.periphery_capacity.mean(), 0.5)
        self.assertLess(last.periphery_capacity.mean(), last.core_capacity.mean())

    def test_the_force_holds_its_level_from_2013_on(self):
        force = self.runs["all"].serving.sel(branch=["army", "elite"]).sum(["branch", "role"])
        change = (force.isel(time=250) / force.isel(time=146)).values
        self.assertLess(abs(np.log(change)).mean(), np.log(1.25))
        newcomers = self.runs["all"].joined.sel(role="conscript")
        for year in range(5):
            grown = newcomers.isel(time=52 * (year + 1) - 1) - newcomers.isel(time=52 * year)
            self.assertGreater(grown.min(), 0, year)

    def test_men_evade_most_where_there_is_war(self):
        evaded = self.runs["all"].evaded.isel(time=-1).sum("evasion").mean("replicate")
        people = {"homs": 1803, "idlib": 1501, "tartus": 797, "suwayda": 370}
        share = {home: float(evaded.sel(home=home)) / n for home, n in people.items()}
        self.assertGreater(min(share["homs"], share["idlib"]), 2 * max(share["tartus"], share["suwayda"]), share)

    def test_loyalty_lengthens_the_war(self):
        difference = self.weeks_alive("alone") - self.weeks_alive("alone and disloyal")
        self.assertGreater(difference.mean(), 3 * difference.std(ddof=1) / np.sqrt(RUNS))


if __name__ == "__main__":
    unittest.main()
