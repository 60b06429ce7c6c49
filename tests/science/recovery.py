#!/usr/bin/env python3
"""Checks with statsmodels that a run's log gives back the coefficients that the scenario planted in its hazard.

Each intention is compared with others at risk at that moment (/risk_sets, a nested case-control sample), so that what
is common to all cancels, and a Cox regression stratified by intention estimates the coefficients. With the log personal
factor in the model, whose coefficient is 1, the estimates must agree with /planted: joint chi-square p > 1e-4, and none
off by more than 4 standard errors. Columns that can't be told apart keep their planted value as an offset, so that a
wrong one still shows. If the base rates of the roles are not among the columns (intention.ROLE), they are estimated and
not judged. A second fit leaves the personal factor out and reports how far the estimates shrink. A third one takes
whole spells (/spells), stratified by cell, and must find the coefficient 1 of the personal factor again.

Exit 0: recovered. 1: not recovered. 2: the file holds no usable log.
"""

import argparse
import sys
from dataclasses import dataclass

import numpy as np
from scipy import stats
from statsmodels.duration.hazard_regression import PHReg

from risk_sets import FACTOR, LogError, RiskSets, identified, read_group, read_risk_sets, sample, within

LEAST_P = 1e-4
MOST_ERRORS = 4.0


@dataclass
class Fit:
    names: list
    planted: np.ndarray
    estimate: np.ndarray
    error: np.ndarray  # standard errors
    covariance: np.ndarray

    @property
    def z(self):
        return (self.estimate - self.planted) / self.error

    @property
    def judged(self):
        return np.flatnonzero(~np.isnan(self.planted))

    def p_joint(self):
        off = (self.estimate - self.planted)[self.judged]
        covariance = self.covariance[np.ix_(self.judged, self.judged)]
        return float(stats.chi2.sf(off @ np.linalg.solve(covariance, off), len(off)))

    def recovered(self):
        return self.p_joint() > LEAST_P and bool(np.all(np.abs(self.z[self.judged]) <= MOST_ERRORS))


def fit(sets, columns):
    """Cox regression stratified by set; columns left out enter with their planted coefficient as an offset."""
    rest = np.setdiff1d(np.flatnonzero(sets.judged), columns)
    scale = np.sqrt((within(sets)[:, columns] ** 2).mean(axis=0))  # Newton's method likes columns of one size
    model = PHReg(np.ones(len(sets.set)), sets.x[:, columns] / scale, status=sets.is_case.astype(int),
                  strata=sets.set, offset=sets.x[:, rest] @ sets.planted[rest])
    found = model.fit()
    covariance = found.cov_params() / np.outer(scale, scale)
    return Fit([sets.names[i] for i in columns], sets.planted[columns], found.params / scale,
               np.sqrt(np.diag(covariance)), covariance)


def without_factor(sets, columns):
    """The fit that does not know the personal factor; None if nothing else is left to estimate."""
    kept = [i for i in range(len(sets.names)) if sets.names[i] != FACTOR]
    rest = [kept.index(i) for i in columns if i in kept]
    if not rest:
        return None
    return fit(RiskSets(sets.set, sets.is_case, sets.x[:, kept], [sets.names[i] for i in kept], sets.planted[kept]),
               np.array(rest))


def attenuation(full, blind):
    """How much of the coefficients is left without the personal factor: weighted slope of one set on the other."""
    ours = blind.judged
    there = [full.names.index(blind.names[i]) for i in ours]
    weight = full.estimate[there] / blind.error[ours] ** 2
    return float(weight @ blind.estimate[ours] / (weight @ full.estimate[there]))


def check_counts(path):
    """The tables of the log must tell the same story; returns what does not agree."""
    events, spells = read_group(path, "events"), read_group(path, "spells")
    kinds = str(events["what"].attrs.get("flag_meanings", "")).split()
    ends = str(spells["ended"].attrs.get("flag_meanings", "")).split()
    if "intention" not in kinds or "intention" not in ends:
        raise LogError(f"{path}: /events or /spells has no kind 'intention'")
    intended = events["at"].values[events["what"].values == kinds.index("intention")]
    ended = spells["exit"].values[spells["ended"].values == ends.index("intention")]
    faults = []
    if np.any(spells["exit"].values < spells["entry"].values):
        faults.append("some spells end before they begin")
    if len(intended) != len(ended) or not np.allclose(np.sort(intended), np.sort(ended), atol=1e-6):
        faults.append(f"{len(intended)} intentions in /events, {len(ended)} in /spells, or at other times")
    return faults


def fit_spells(path, most, seed=2):
    """Cox regression on whole spells, entry included, stratified by cell; about `most` intentions are used.

    Members of a cell share everything but the personal factor, so its coefficient is 1.
    """
    spells = read_group(path, "spells")
    shared = ("company", "person_role", "person_group")
    keys = ["cell"] if "cell" in spells else [name for name in shared if name in spells]
    if FACTOR not in spells or not keys:
        return None
    _, cell = np.unique(np.stack([spells[name].values for name in keys], -1), axis=0, return_inverse=True)
    ends = str(spells["ended"].attrs.get("flag_meanings", "")).split()
    ended = (spells["ended"].values == ends.index("intention")).astype(int)
    events = np.bincount(cell, weights=ended)
    order = np.random.default_rng(seed).permutation(len(events))
    keep = np.isin(cell, order[np.cumsum(events[order]) <= most]) & (events[cell] > 0)
    keep &= spells["exit"].values > spells["entry"].values
    x = spells[FACTOR].values[keep].astype(float)[:, None]
    if ended[keep].sum() == 0 or np.ptp(x) == 0:
        return None
    found = PHReg(spells["exit"].values[keep], x, status=ended[keep], entry=spells["entry"].values[keep],
                  strata=cell[keep]).fit()
    return Fit([FACTOR], np.ones(1), found.params, found.bse, found.cov_params())


def table(full, blind):
    lines = [f"{'coefficient':<42}{'planted':>10}{'estimate':>10}{'s.e.':>9}{'z':>7}   without the personal factor"]
    blind_estimates = dict(zip(blind.names, blind.estimate)) if blind else {}
    for i, name in enumerate(full.names):
        other = f"{blind_estimates[name]:10.4f}" if name in blind_estimates else ""
        mark = " *" if abs(full.z[i]) > MOST_ERRORS else ""
        judged = not np.isnan(full.planted[i])
        planted, z = (f"{full.planted[i]:10.4f}", f"{full.z[i]:7.2f}") if judged else (f"{'-':>10}", f"{'-':>7}")
        lines.append(f"{name:<42}{planted}{full.estimate[i]:10.4f}{full.error[i]:9.4f}{z}   {other}{mark}")
    return "\n".join(lines)


def check(path, most):
    """Prints the table; True if everything agrees."""
    faults = check_counts(path)
    sets = sample(read_risk_sets(path), most)
    columns = identified(sets)
    full = fit(sets, columns)
    blind = without_factor(sets, columns)
    print(table(full, blind))
    for note in sets.notes:
        print(f"note: {note}")
    if FACTOR in full.names and blind:
        print(f"without the personal factor the coefficients keep {attenuation(full, blind):.1%} of their size")
    print(f"{len(np.unique(sets.set))} risk sets, {len(sets.set)} rows; joint chi-square of {len(full.judged)} "
          f"coefficients: p = {full.p_joint():.3g} (must be over {LEAST_P:g})")
    spells = fit_spells(path, most)
    if spells:
        print(f"whole spells: personal factor {spells.estimate[0]:.4f}, s.e. {spells.error[0]:.4f}, "
              f"z {spells.z[0]:.2f}")
    for fault in faults:
        print(f"fault: {fault}")
    good = full.recovered() and (spells is None or spells.recovered()) and not faults
    print("recovered" if good else "NOT recovered")
    return good


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="RUN.h5", help="file of muster run --events")
    parser.add_argument("--sets", type=int, default=4000, metavar="N", help="use at most N risk sets (default: 4000)")
    arguments = parser.parse_args(argv)
    try:
        return 0 if check(arguments.file, arguments.sets) else 1
    except LogError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
