"""Small sweeps with events, and what `muster analyze` says of them."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import netCDF4
import numpy as np

SCENARIO = pathlib.Path(__file__).parents[2] / "scenarios/syria-2011.toml"
SHORTER = f"""extends = "{SCENARIO}"
weeks = 70
"""  # few intentions: statsmodels loops over them in Python
SWEEP = """scenario = "shorter.toml"
replicates = 2
scale = 0.01
[[point]]
label = "as it was"
[[point]]
label = "no patronage"
"patronage.enabled" = false
[output]
variables = []
"""


class EventsOfRuns(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = os.path.join(cls.folder.name, "out.h5")
        sweep = pathlib.Path(cls.folder.name, "sweep.toml")
        sweep.write_text(SWEEP)
        pathlib.Path(cls.folder.name, "shorter.toml").write_text(SHORTER)
        cls.muster("sweep", sweep, "-o", cls.path, "--events", "2", "--progress", "none")

    @staticmethod
    def muster(*words):
        ended = subprocess.run([os.environ["MUSTER"], *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    @classmethod
    def rows(cls, method, *words, of="as it was"):
        told = cls.muster("analyze", method, cls.path, "--of", of, *words, "--format", "json")
        return json.loads(told)["rows"]

    @classmethod
    def table(cls, name, point=0):
        """The columns of a table, of all runs of one point; codes as their names."""
        with netCDF4.Dataset(cls.path) as file:
            columns = file[name].variables
            keep = np.asarray(columns["of_point"][:]) == point
            return {key: cls.named(column, np.ma.filled(column[:].astype(float), np.nan)[keep])
                    for key, column in columns.items()}

    @staticmethod
    def named(column, values):
        if "flag_meanings" not in column.ncattrs():
            return values
        return np.array([*column.flag_meanings.split(), ""])[np.where(np.isnan(values), -1, values).astype(int)]
