"""Mean over replicates with its t interval: mean +- t(0.975, n - 1) * sd / sqrt(n).

NaN values (runs left out) do not count. One value has a mean and no interval.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

COVERAGE = 0.95
MEANING = "95 % t interval of the mean over replicates"


@dataclass
class Interval:
    mean: np.ndarray
    low: np.ndarray  # NaN where there are fewer than two values
    high: np.ndarray
    error: np.ndarray  # standard error of the mean
    n: np.ndarray


def over_replicates(values, axis):
    """The interval along `axis` of an array whose left-out runs are NaN."""
    values = np.asarray(values, dtype=float)
    there = ~np.isnan(values)
    n = there.sum(axis)
    filled = np.where(there, values, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(n > 0, filled.sum(axis) / n, np.nan)
        mean = np.clip(mean, np.where(there, values, np.inf).min(axis, initial=np.inf),
                       np.where(there, values, -np.inf).max(axis, initial=-np.inf))  # rounding went beyond, of equals
        squares = (np.where(there, values - np.expand_dims(mean, axis), 0.0) ** 2).sum(axis)
        error = np.where(n > 1, np.sqrt(squares / (n - 1) / n), np.nan)
    half = np.where(n > 1, stats.t.ppf(0.5 + COVERAGE / 2, np.maximum(n - 1, 1)), np.nan) * error
    return Interval(mean, mean - half, mean + half, error, n)
