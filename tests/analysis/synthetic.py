"""Writes results files of the shape that muster writes, with made-up numbers, for the tests of the pictures.

    synthetic.py OUT.h5     a grid of two factors, to look at
"""

import datetime
import sys

import netCDF4
import numpy as np

START = datetime.date(2011, 3, 15)
ROLES = ["senior_officer", "junior_officer", "nco", "professional", "conscript", "militia", "monitor"]
BRANCHES = ["army", "elite", "intelligence", "police", "militia", "foreign"]
FATES = ["fled", "hiding", "joined_opposition"]
KINDS = ["arrested", "executed", "purged"]
CAUSES = ["killed", "discharged", "retired"]
ROLE_SHARE = np.array([0.01, 0.08, 0.10, 0.12, 0.67, 0.015, 0.005])
BRANCH_SHARE = np.array([0.72, 0.14, 0.05, 0.05, 0.03, 0.01])

INFORMERS = ("surveillance.informer_density", "1", "informers per member of a company", [0.0, 0.02, 0.04, 0.08, 0.16])
OFFICERS = ("stacking.officer_share", "1", "share of officers from the in-group", [0.2, 0.5, 0.8])
METRICS = {
    "departure_rate": ("1", "left by any way, over all who ever served"),
    "desertion_rate": ("1", "left without joining the opposition, over all who ever served"),
    "defection_rate": ("1", "left and joined the opposition, over all who ever served"),
    "peak_week": ("week", "week in which most people left"),
}
SCENARIO = """
model = "defection"
title = "Syria 2011-2015"
start = 2011-03-15
weeks = 260
"""
EVENTS = """
[[event]]
name = "deraa_protests"
date = 2011-03-18
title = "Shootings of protesters at Deraa"
[[event]]
name = "deraa_assault"
date = 2011-04-25
title = "Army enters Deraa with orders to fire"
[[event]]
name = "jisr"
date = 2011-06-04
title = "Clashes with leaving soldiers at Jisr al-Shughur"
[[event]]
name = "free_army"
date = 2011-07-29
title = "Free Syrian Army announced"
[[event]]
name = "baba_amr"
week = 47
title = "Assault on Baba Amr, Homs"
[[event]]
name = "penalty_decree"
week = 50
[[event]]
name = "bureau_bombing"
date = 2012-07-18
title = "Bombing of the National Security Bureau; offensives in Damascus and Aleppo begin in the same week"
[[event]]
name = "militia_formed"
date = 2012-11-01
title = "National Defence Forces formed"
[[event]]
name = "qusayr"
date = 2013-05-19
title = "Qusayr: open role of Hezbollah"
[[event]]
name = "ghouta"
date = 2013-08-21
title = "Chemical attack on Ghouta"
[[event]]
name = "mosul"
date = 2014-06-10
title = "Mosul falls; Iraqi militias go home"
[[event]]
name = "idlib"
date = 2015-03-28
title = "Idlib city falls"
[[event]]
name = "amnesty"
date = 2015-07-26
title = "Manpower shortage admitted; amnesty"
[[event]]
name = "air_campaign"
date = 2015-09-30
title = "Russian air campaign"
"""


def write(path, factors=(INFORMERS, OFFICERS), replicates=8, weeks=260, scale=0.1, failed=(), missing=(), title=None,
          scenario=SCENARIO + EVENTS, labels=None, points=None, calendar=True, people=295000, seed=1, sites=None,
          harm=()):
    """Writes a file. `points` are rows of factor values (default: the full grid); `failed`, `missing` are
    (point, replicate) pairs; `sites` is (height, width) of a map of sites; `harm` names metrics of harm."""
    if points is None:
        grids = np.meshgrid(*(values for *_, values in factors), indexing="ij")
        points = np.stack([grid.ravel() for grid in grids], -1) if factors else np.zeros((len(labels or [0]), 0))
    points = np.asarray(points, dtype=float)
    with netCDF4.Dataset(path, "w", format="NETCDF4") as file:
        _dimensions(file, len(points), replicates, weeks, calendar)
        file.setncatts({"Conventions": "CF-1.8", "title": title or "Surveillance and stacking, Syria 2011-2015",
                        "filetype": "muster-results", "format_version": 1, "muster_version": "0.1.0"})
        for i, (name, unit, meaning, _) in enumerate(factors):
            _variable(file, name, "f8", ("point",), points[:, i], unit, meaning)
        if labels is not None:
            file.createVariable("label", str, ("point",))[:] = np.array(labels, dtype=object)
        _variable(file, "scale", "f8", ("point",), np.full(len(points), scale), "1", "simulated share of the force")
        status = _status(file, len(points), replicates, failed, missing)
        _series(file, points, factors, replicates, weeks, people * scale, status, np.random.default_rng(seed))
        for name in harm:
            _harm(file, name, status, np.random.default_rng(seed + len(name)))
        if sites:
            _sites(file, sites, status, np.random.default_rng(seed))
        file.createGroup("provenance").createVariable("scenario_toml", str, ())[...] = np.array(scenario, dtype=object)
        _failures(file, failed)


def _dimensions(file, n_points, replicates, weeks, calendar):
    clock = "time" if calendar else "step"
    for name, labels in (("role", ROLES), ("branch", BRANCHES), ("destination", FATES), ("kind", KINDS),
                         ("cause", CAUSES)):
        file.createDimension(name, len(labels))
        file.createVariable(name, str, (name,))[:] = np.array(labels, dtype=object)
    for name, size in (("point", n_points), ("replicate", replicates), (clock, weeks + 1)):
        file.createDimension(name, size)
    file.createVariable("point", "i4", ("point",))[:] = np.arange(n_points)
    file.createVariable("replicate", "i4", ("replicate",))[:] = np.arange(replicates)
    time = file.createVariable(clock, "i4", (clock,))
    time[:] = np.arange(weeks + 1) * (7 if calendar else 1)
    time.setncatts({"units": f"days since {START}", "calendar": "proleptic_gregorian"} if calendar
                   else {"units": "1", "long_name": "step of the model"})


def _variable(file, name, kind, dims, values, unit, meaning, fill=None, coordinates=""):
    made = file.createVariable(name, kind, dims, fill_value=fill, zlib=True)
    made.setncatts({"units": unit, "long_name": meaning})
    if "replicate" in dims and coordinates:
        made.coordinates = coordinates
    made[:] = values


def _status(file, n_points, replicates, failed, missing):
    status = np.ones((n_points, replicates), dtype="u1")
    for code, runs in ((2, failed), (0, missing)):
        for run in runs:
            status[run] = code
    made = file.createVariable("run_status", "u1", ("point", "replicate"), fill_value=False)
    made.setncatts({"flag_values": np.arange(4, dtype="u1"), "flag_meanings": "missing done failed stopped"})
    made[:] = status
    return status


def _sites(file, size, status, random):
    """Codes 0 to 3 where there are sites; the last row has none."""
    clock = "time" if "time" in file.dimensions else "step"
    for name, length in zip(("y", "x"), size):
        file.createDimension(name, length)
        file.createVariable(name, "i4", (name,))[:] = np.arange(length)
    made = file.createVariable("site_state", "u1", ("point", "replicate", clock, "y", "x"), fill_value=255, zlib=True)
    made.setncatts({"flag_values": np.arange(4, dtype="u1"), "flag_meanings": "quiet active cop free",
                    "long_name": "who is on a site"})
    codes = random.integers(0, 4, made.shape)
    codes[..., -1, :] = 255
    codes[status != 1] = 255
    made[:] = codes


def _harm(file, name, status, random):
    values = np.where(status == 1, np.rint(random.lognormal(9, 0.3, status.shape)), np.nan)
    _variable(file, name, "f8", ("point", "replicate"), values, "person", f"people of the real force {name}", np.nan)
    file[name].harm = name


def _failures(file, failed):
    group = file.createGroup("failures")
    group.createDimension("failure", len(failed))
    message = group.createVariable("message", str, ("failure",))
    for i, _ in enumerate(failed):
        message[i] = "departures exceed those serving"


def _series(file, points, factors, replicates, weeks, n, status, random):
    """Leavers rise along a logistic curve around week 70; more informers, fewer leavers, more executions."""
    names = [name for name, *_ in factors]
    informers = points[:, names.index(INFORMERS[0])] if INFORMERS[0] in names else np.full(len(points), 0.02)
    officers = points[:, names.index(OFFICERS[0])] if OFFICERS[0] in names else np.full(len(points), 0.5)
    level = 0.26 * np.exp(-9 * informers) * (1 - 0.5 * officers) + 0.02
    level = level[:, None] * random.lognormal(0, 0.10, (len(points), replicates))
    course = 1 / (1 + np.exp(-(np.arange(weeks + 1) - 72) / 16))
    course = (course - course[0]) / (1 - course[0])
    departed = n * level[..., None] * course
    bad = status != 1

    clock = "time" if "time" in file.dimensions else "step"

    def put(name, values, axes, meaning):
        values = np.rint(np.maximum.accumulate(values, 2)) if axes else values
        values[bad] = -1
        _variable(file, name, "i4", ("point", "replicate", clock, *axes), values, "people", meaning, fill=-1,
                  coordinates=" ".join(names))

    role = ROLE_SHARE * np.array([0.1, 0.6, 0.8, 0.5, 1.2, 0.3, 0])
    fate = np.array([0.45, 0.25, 0.3])
    put("departed", departed[..., None, None] * role[:, None] * fate, ("role", "destination"),
        "left service, cumulative")
    harm = np.stack([departed * (0.15 + informers[:, None, None]), departed * (0.008 + 0.1 * informers[:, None, None]),
                     departed * 0.01], -1)
    put("punished", harm[..., None, :] * role[:, None], ("role", "kind"), "punished, cumulative")
    killed = n * 0.15 * random.lognormal(0, 0.03, level.shape)[..., None] * np.linspace(0, 1, weeks + 1) ** 1.3
    lost = np.stack([killed, 0.2 * killed, 0.05 * killed], -1)
    put("lost", lost[..., None, :] * ROLE_SHARE[:, None], ("role", "cause"), "lost otherwise, cumulative")
    put("families_harmed", np.rint(0.03 * departed), (), "families harmed, cumulative")
    left = (n - departed - lost.sum(-1))[..., None, None] * BRANCH_SHARE[:, None] * ROLE_SHARE
    left = np.rint(left)
    left[bad] = -1
    _variable(file, "serving", "i4", ("point", "replicate", clock, "branch", "role"), left, "people", "serving", -1)
    for name, share in (("departure_rate", 1.0), ("desertion_rate", 0.7), ("defection_rate", 0.3), ("peak_week", 0)):
        values = level * share if share else np.rint(72 + random.normal(0, 3, level.shape))
        _variable(file, name, "f8", ("point", "replicate"), np.where(bad, np.nan, values), *METRICS[name], fill=np.nan,
                  coordinates=" ".join(names))
    outcome = file.createVariable("outcome", "u1", ("point", "replicate"), fill_value=255)
    outcome.setncatts({"flag_values": np.arange(6, dtype="u1"),
                       "flag_meanings": "loyal leak split refusal coup collapse", "long_name": "outcome of the run"})
    outcome[:] = np.where(bad, 255, 1)


if __name__ == "__main__":
    write(sys.argv[1])
