"""Logs of the shape that muster run --events writes, from a cohort simulated here with known coefficients.

Persons sit in companies; every week the hazard of a person is factor * h0 * exp(sum of beta * x), with x shared by the
company and redrawn in time. The log personal factor is normal. Nothing of muster takes part.
"""

from dataclasses import dataclass

import netCDF4
import numpy as np

BETAS = {"grievance.effect": 0.8, "fear.effect": -0.5, "cohesion.bond": 0.3}


@dataclass
class Log:
    set: list
    is_case: list
    factor: list
    x: list
    person: list
    intentions: list  # (person, time)
    spells: list  # (person, entry, exit, ended)
    factors: np.ndarray  # [person]
    company: np.ndarray  # [person]


def simulate(seed, betas=BETAS, persons=6000, weeks=60, frailty=1.0, baseline=0.004, controls=5, officers=0.0):
    random = np.random.default_rng(seed)
    beta = np.array(list(betas.values()))
    company = np.arange(persons) // 60
    factors = random.normal(0, frailty, persons)
    x = random.normal(0, 1, (company[-1] + 1, len(beta)))
    at_risk = np.ones(persons, dtype=bool)
    shift = officers * officer(np.arange(persons))
    log = Log([], [], [], [], [], [], [], factors, company)
    for week in range(weeks):
        x = 0.9 * x + random.normal(0, 0.4, x.shape)
        hazard = baseline * np.exp(factors + shift + (x @ beta)[company])
        waits = np.where(at_risk, random.exponential(1, persons) / hazard, np.inf)
        for person in np.argsort(waits)[:int((waits < 1).sum())]:
            at_risk[person] = False
            others = random.choice(np.flatnonzero(at_risk), controls, replace=False)
            log.intentions.append((person, week + waits[person]))
            log.spells.append((person, 0.0, week + waits[person], 1))
            for row in (person, *others):
                log.set.append(len(log.intentions) - 1)
                log.is_case.append(row == person)
                log.factor.append(factors[row])
                log.x.append(x[company[row]])
                log.person.append(row)
    log.spells += [(person, 0.0, float(weeks), 0) for person in np.flatnonzero(at_risk)]
    return log


def officer(person):
    """Every fifth person, whose log-hazard is shifted by `officers`."""
    return np.asarray(person) % 5 == 0


def write(path, log, planted=None, extra=(), betas=BETAS, roles=None):
    """`planted` overrides coefficients, `extra` are further columns (parameter, planted value, values per row), `roles`
    is a code per row of the risk sets."""
    x = np.array(log.x)
    columns = [*((name, value, x[:, i]) for i, (name, value) in enumerate(betas.items())), *extra]
    with netCDF4.Dataset(path, "w") as file:
        rows = _table(file, "risk_sets", "risk_row", len(log.set))
        _put(rows, "set", "i4", log.set)
        _put(rows, "is_case", "i4", np.array(log.is_case, dtype="i4"), "control case")
        _put(rows, "log_personal_factor", "f4", log.factor)
        if roles is not None:
            _put(rows, "person_role", "i4", np.array(roles, dtype="i4"), "conscript officer")
        for name, _, values in columns:
            _put(rows, f"x_{name}", "f4", values)
        coefficients = _table(file, "planted", "coefficient", len(columns))
        _put(coefficients, "parameter", "i4", np.arange(len(columns)), " ".join(name for name, *_ in columns))
        _put(coefficients, "value", "f8", [(planted or {}).get(name, value) for name, value, _ in columns])
        events = _table(file, "events", "event", len(log.intentions))
        _put(events, "at", "f8", [time for _, time in log.intentions])
        _put(events, "what", "i4", np.zeros(len(log.intentions), dtype="i4"), "intention departure")
        spells = _table(file, "spells", "spell", len(log.spells))
        for i, (name, kind) in enumerate((("person", "i4"), ("entry", "f8"), ("exit", "f8"))):
            _put(spells, name, kind, [spell[i] for spell in log.spells])
        people = [spell[0] for spell in log.spells]
        _put(spells, "company", "i4", log.company[people])
        _put(spells, "log_personal_factor", "f4", log.factors[people])
        _put(spells, "ended", "i4", np.array([spell[3] for spell in log.spells], dtype="i4"), "censored intention")


def _table(file, name, row, size):
    group = file.createGroup(name)
    group.createDimension(row, size)
    return group


def _put(group, name, kind, values, flags=None):
    row, = group.dimensions
    variable = group.createVariable(name, kind, (row,), fill_value=-1 if flags else None)
    if flags:
        variable.setncatts({"flag_values": np.arange(len(flags.split()), dtype="i4"), "flag_meanings": flags})
    if len(values):
        variable[:] = values
