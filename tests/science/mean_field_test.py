"""The defection model with persuasion alone, on a complete graph, follows its mean field. $MUSTER names the program,
else build/release/muster.

All mechanisms are off but persuasion, and of it only the news that reaches all: a person's hazard is their frailty z
times h0 exp(b r), r the share of all who ever served that has left. No recruits come, so that clocks and leavers obey
    dC/dt = h0 exp(b r),   r = 1 - L(C),   L(C) = E exp(-C z),   z lognormal with mean 1
which scipy solves. The runs take steps of a day, in which r stands still. The mean field of that, Euler's method, is
followed here too: it tells what is due to the length of a step. Sees 1 % in the effect of news or in frailty.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import xarray
from scipy import integrate

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
WEEKS, REPLICATES = 400, 24
LOG_RATE, NEWS, FRAILTY = -6.0, 3.0, 0.8
CONSCRIPTS = f"""
model = "defection"
start = 2030-01-01
weeks = {WEEKS}
step_days = 1
[[group]]
name = "rulers"
standing = "in"
share = 0.2
[[group]]
name = "others"
share = 0.8
[[region]]
name = "country"
population = 1e6
[[organisation]]
name = "army"
[[formation]]
name = "Army"
organisation = "army"
posting = "country"
companies = 250
company_size = 200
headquarters = 1
roles = {{ junior_officer = 0.0, nco = 0.0, professional = 0.0 }}
"""


def settings():
    """Every mechanism off but persuasion, and of that the news alone."""
    listed = json.loads(subprocess.run([MUSTER, "params", "--format", "json"], capture_output=True, check=True).stdout)
    off = {row["name"]: False for row in listed if row["name"].endswith(".enabled")}
    return off | {
        "departure.null_opportunity": 1e9,  # who means to leave is gone
        "persuasion.enabled": True, "persuasion.circle": 0,
        "persuasion.whispering": 0, "persuasion.exemplar": 0,
        "persuasion.news": NEWS, "intention.log_base_rate": LOG_RATE, "intention.senior_officer": 0,
        "intention.frailty": FRAILTY, "war.death_rate": 0}


def runs():
    """[replicate, week] share of all who ever served that has left."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "army.toml").write_text(CONSCRIPTS)
        (folder / "sweep.toml").write_text(
            f'scenario = "army.toml"\nreplicates = {REPLICATES}\nseed = 5\n[set]\n'
            + "".join(f'"{key}" = {json.dumps(value)}\n' for key, value in settings().items()))
        subprocess.run([MUSTER, "sweep", folder / "sweep.toml", "-o", folder / "out.h5", "--progress", "none"],
                       check=True, capture_output=True)
        with xarray.open_dataset(folder / "out.h5") as results:
            found = results.isel(point=0).load()
    served = found.serving.isel(time=0).sum(["branch", "role"])
    if int(found.joined.sum()):
        raise AssertionError("people joined")
    return (found.departed.sum(["role", "destination"]) / served).values


NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(120)
Z = np.exp(FRAILTY * NODES - FRAILTY ** 2 / 2)


def gone(clock):
    """r = 1 - L(C)."""
    return 1 - WEIGHTS @ np.exp(-clock * Z) / WEIGHTS.sum()


def mean_field():
    """r at the end of each week."""
    solution = integrate.solve_ivp(lambda _, c: [np.exp(LOG_RATE + NEWS * gone(c[0]))], (0, WEEKS), [0.0],
                                   t_eval=np.arange(WEEKS + 1), rtol=1e-10, atol=1e-12)
    return np.array([gone(clock) for clock in solution.y[0]])


def mean_field_in_days():
    """The same where r stands still for a day."""
    clock, curve = 0.0, [0.0]
    for day in range(7 * WEEKS):
        clock += np.exp(LOG_RATE + NEWS * gone(clock)) / 7
        if day % 7 == 6:
            curve.append(gone(clock))
    return np.array(curve)


class MeanField(unittest.TestCase):
    def test_the_whole_curve_is_that_of_the_mean_field(self):
        share = runs()
        error = share.std(axis=0, ddof=1) / np.sqrt(REPLICATES)
        for name, expected in (("dC/dt", mean_field()), ("steps of a day", mean_field_in_days())):
            off = share.mean(axis=0) - expected
            z = off[1:] / error[1:]
            worst = int(np.argmax(np.abs(z))) + 1
            print(f"{name}: {share.mean(axis=0)[-1]:.4f} left in {WEEKS} weeks, mean field {expected[-1]:.4f}; worst "
                  f"in week {worst}: {off[worst]:+.5f} = {z[worst - 1]:+.2f} standard errors of {error[worst]:.5f}")
            self.assertGreater(expected[-1], 0.9)  # the curve is seen beyond its steep part
            self.assertLess(np.abs(z).max(), 5)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
