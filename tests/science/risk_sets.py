"""The risk sets of a run's log: each intention with others who might have formed it at the same moment.

Columns are the log personal factor (coefficient 1), the terms of the hazard with their planted coefficients, and, if
the base rates of roles are not among them, a column per role that is estimated and not judged.
"""

from dataclasses import dataclass, field

import numpy as np
import xarray
from scipy import linalg

FACTOR = "log_personal_factor"
COLLINEAR = 1e-4  # a column whose part that others don't explain is smaller than this share of it is dropped


class LogError(Exception):
    """The file's log can't be used."""


@dataclass
class RiskSets:
    set: np.ndarray  # number of the intention, per row
    is_case: np.ndarray
    x: np.ndarray  # [row, column]
    names: list  # of the columns; FACTOR among them
    planted: np.ndarray  # coefficients of the columns
    notes: list = field(default_factory=list)

    @property
    def judged(self):
        """A column without a planted value is estimated and not judged."""
        return ~np.isnan(self.planted)


def read_group(path, group):
    try:
        with xarray.open_dataset(path, group=group) as table:
            return table.load()
    except (OSError, ValueError, KeyError) as problem:
        raise LogError(f"{path}: has no /{group} that can be read ({problem}); write one with muster run --events") \
            from None


def read_risk_sets(path):
    rows, table = read_group(path, "risk_sets"), read_group(path, "planted")
    for name in ("set", "is_case", FACTOR):
        if name not in rows:
            raise LogError(f"{path}: /risk_sets has no column {name}")
    names_of = table["parameter"].attrs["flag_meanings"].split()
    planted = {names_of[int(code)]: float(value)
               for code, value in zip(table["parameter"].values, table["value"].values)}
    terms = [str(name) for name in rows.data_vars
             if str(name).startswith("x_") and not np.isnan(rows[name].values).all()]  # else the mechanism is off
    unknown = [name for name in terms if name[2:] not in planted]
    if unknown:
        raise LogError(f"{path}: no planted value for {', '.join(unknown)}")
    names = [FACTOR, *(name[2:] for name in terms)]
    x = np.stack([rows[name].values.astype(float) for name in (FACTOR, *terms)], -1)
    if not np.isfinite(x).all():
        bad = [name for name, finite in zip(names, np.isfinite(x).all(axis=0)) if not finite]
        raise LogError(f"{path}: /risk_sets holds values that are not finite in {', '.join(bad)}")
    sets = RiskSets(rows["set"].values.astype(int), rows["is_case"].values == 1, x, names,
                    np.array([1.0, *(planted[name] for name in names[1:])]))
    if "person_role" in rows and not any(name.startswith("intention.") for name in names):
        add_roles(sets, rows["person_role"])
    absent = sorted(set(planted) - set(names))
    if absent:
        sets.notes.append(f"planted without a column, so not checked: {', '.join(absent)}")
    return whole_sets(sets)


def add_roles(sets, role):
    """A column for each role but the most frequent one, to be estimated and not judged."""
    meanings = str(role.attrs.get("flag_meanings", "")).split()
    codes, counts = np.unique(role.values.astype(int), return_counts=True)
    others = np.delete(codes, np.argmax(counts))
    sets.x = np.column_stack([sets.x, *((role.values == code).astype(float) for code in others)])
    sets.names = sets.names + [f"(role {meanings[code] if code < len(meanings) else code})" for code in others]
    sets.planted = np.append(sets.planted, np.full(len(others), np.nan))


def whole_sets(sets):
    """Only sets with people to compare with; each must hold exactly one case."""
    _, index, sizes = np.unique(sets.set, return_inverse=True, return_counts=True)
    cases = np.bincount(index, weights=sets.is_case)
    if len(sizes) == 0 or np.any(cases != 1):
        raise LogError(f"{int((cases != 1).sum())} of {len(sizes)} risk sets do not hold exactly one case")
    if np.any(sizes < 2):
        sets.notes.append(f"risk sets of one person alone, left out: {int((sizes < 2).sum())}")
    return rows_of(sets, sizes[index] >= 2)


def sample(sets, most, seed=1):
    """At most `most` risk sets, chosen at random: statsmodels loops over them in Python."""
    numbers = np.unique(sets.set)
    if len(numbers) <= most:
        return sets
    chosen = np.random.default_rng(seed).choice(numbers, most, replace=False)
    sets.notes.append(f"risk sets: a random {most} of {len(numbers)}")
    return rows_of(sets, np.isin(sets.set, chosen))


def rows_of(sets, keep):
    return RiskSets(sets.set[keep], sets.is_case[keep], sets.x[keep], sets.names, sets.planted, sets.notes)


def within(sets):
    """Columns less their mean in the set: what the regression sees of them."""
    _, index, sizes = np.unique(sets.set, return_inverse=True, return_counts=True)
    means = np.stack([np.bincount(index, weights=column) for column in sets.x.T], -1) / sizes[:, None]
    return sets.x - means[index]


def identified(sets):
    """Numbers of the columns to estimate; notes which ones do not vary or follow from the others.

    Columns that are not judged come first: what they explain can't be judged.
    """
    seen = within(sets)
    spread = np.sqrt((seen ** 2).mean(axis=0))
    flat = spread <= 1e-6 * np.maximum(1.0, np.abs(sets.x).max(axis=0))
    if np.any(flat & sets.judged):
        sets.notes.append(f"no variation within risk sets: {named(sets, np.flatnonzero(flat & sets.judged))}")
    first = independent(seen, np.flatnonzero(~flat & ~sets.judged))
    rest = independent(seen, np.flatnonzero(~flat & sets.judged), first)
    dependent = np.setdiff1d(np.flatnonzero(~flat & sets.judged), rest)
    if len(dependent):
        sets.notes.append(f"follow from the other columns: {named(sets, dependent)}")
    if len(rest) == 0:
        raise LogError("no column can be told apart within the risk sets, so nothing can be estimated")
    return np.sort(np.concatenate([first, rest]))


def independent(seen, columns, given=()):
    """The columns that neither follow from the given ones nor from each other, by QR with pivoting."""
    if len(columns) == 0:
        return np.array([], dtype=int)
    part = seen[:, columns] / np.sqrt((seen[:, columns] ** 2).mean(axis=0))
    if len(given):
        part = part - seen[:, given] @ np.linalg.lstsq(seen[:, given], part, rcond=None)[0]
    _, triangle, order = linalg.qr(part, mode="economic", pivoting=True)
    size = np.abs(np.diag(triangle)) / np.sqrt(len(seen))
    return columns[np.sort(order[size > COLLINEAR])]


def named(sets, columns):
    return ", ".join(sets.names[i] for i in columns)
