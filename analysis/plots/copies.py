"""Points with equal values of all factors share their random streams: their runs are the same, and count once."""

import numpy as np


def settings(opened):
    """A number for each point, the same for points with equal values of all factors."""
    levels = [np.unique(values, return_inverse=True)[1] for values in opened.factors.values()]
    if not levels:
        return np.zeros(len(opened.status), dtype=int)
    return np.unique(np.stack(levels, -1), axis=0, return_inverse=True)[1].ravel()


def without(opened, points):
    """These points without copies: of those with one setting, the one that has most finished runs."""
    by_done = points[np.argsort(-opened.done[points].sum(axis=1), kind="stable")]
    return np.sort(by_done[np.unique(settings(opened)[by_done], return_index=True)[1]])


def number(opened, points):
    """How many points of the file repeat the settings of these."""
    all_settings = settings(opened)
    drawn = np.unique(all_settings[points])
    return int(np.isin(all_settings, drawn).sum()) - len(drawn)
