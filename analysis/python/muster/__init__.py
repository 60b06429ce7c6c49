"""Muster from Python: run a scenario, sweep it, compare settings, and read what was written, as xarray datasets.

    import muster
    army = muster.run("army.toml", {"surveillance.informer_density": 0.08})
    runs = muster.sweep({"scenario": "army.toml", "replicates": 4,
                         "factors": {"surveillance.informer_density": [0.0, 0.08]}}, "out.h5")
    muster.compare("out.h5", {"surveillance.informer_density": 0}, {"surveillance.informer_density": 0.08})

Every call runs the program `muster`: $MUSTER, else the one installed or built with this package, else that of $PATH.
"""

from .calls import check, compare, run, sweep
from .documents import to_toml
from .problems import InputError, MusterError, Note, Problem, ProgramFailed, RunsFailed, Stopped
from .progress import Progress
from .program import program
from .results import open_results as open

__all__ = ["InputError", "MusterError", "Note", "Problem", "ProgramFailed", "Progress", "RunsFailed", "Stopped",
           "check", "compare", "open", "program", "run", "sweep", "to_toml"]
