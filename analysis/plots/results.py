"""Reading a results file of muster for a picture: what was swept, which runs finished, what the scenario was.

Units are those of the file. A run that did not finish (run_status other than 1) is never part of a number.
"""

import difflib
import hashlib
import importlib.util
import os
import tomllib

import numpy as np
import xarray

from lettering import harmless

DONE = 1
STATUS_NAMES = {0: "missing", 1: "done", 2: "failed", 3: "stopped"}
BLOCK = 1 << 16  # points that are read at once
NOT_FACTORS = {"scale", "label", "start_date"}


class InputError(Exception):
    """The file or the command line asks for something that is not there; reported with exit 2."""


def unknown_name(kind, name, known):
    """The error for a name the file does not hold, with the nearest one that it does."""
    near = difflib.get_close_matches(name, known, 1, 0.4)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    held = ", ".join(known) if known else "none"
    return InputError(f"{name}: no such {kind} in the file (it has: {held}{hint})")


def texts(variable):
    """Names as they may be shown."""
    return np.array([harmless(str(text)) for text in variable.values])


def cleaned(table):
    """A table of TOML with its texts as they may be shown."""
    if isinstance(table, dict):
        return {harmless(name): cleaned(value) for name, value in table.items()}
    return [cleaned(value) for value in table] if isinstance(table, list) else \
        harmless(table) if isinstance(table, str) else table


def engine():
    """The netCDF reader of xarray that this Python has."""
    for name, module in (("h5netcdf", "h5netcdf"), ("netcdf4", "netCDF4")):
        if importlib.util.find_spec(module):
            return name
    raise InputError("xarray can't read netCDF here (neither h5netcdf nor netCDF4): install python3-h5netcdf")


class Results:
    """One results file, open for reading. Use it in a with statement."""

    def __init__(self, path, reader=None):
        self.path = path
        self._engine = reader or engine()
        check_digest(path)
        self.data = self._open()
        try:
            self._check_kind()
            self.status = self.data["run_status"].values  # [point, replicate]
            self.scenario = self._provenance("scenario_toml")
            self._sweep = self._provenance("sweep_toml")
            self._check_some_run_done()
        except BaseException:
            self.data.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.data.close()

    @property
    def done(self):
        return self.status == DONE  # [point, replicate]

    @property
    def title(self):
        return harmless(str(self.data.attrs.get("title") or os.path.basename(self.path)))

    @property
    def version(self):
        return harmless(str(self.data.attrs.get("muster_version", "(version unknown)")))

    @property
    def factors(self):
        """Swept parameters in the order of the file: name -> values over points, numbers or names."""
        return {
            str(name): variable.values.astype(float) if variable.dtype.kind in "iuf" else texts(variable)
            for name, variable in self.data.variables.items()
            if variable.dims == ("point",) and variable.dtype.kind in "iufOUT"
            and name not in NOT_FACTORS and name not in self.data.dims
        }

    @property
    def metrics(self):
        """End-of-run numbers: one value per point and replicate."""
        return [
            str(name) for name, variable in self.data.data_vars.items()
            if variable.dims == ("point", "replicate") and variable.dtype.kind in "iuf"
            and "flag_meanings" not in variable.attrs
        ]

    def factor(self, name):
        if name not in self.factors:
            raise unknown_name("factor", name, list(self.factors))
        return self.factors[name]

    @property
    def harm(self):
        """Metrics that count harm done to people, as the file declares them."""
        return [name for name in self.metrics if self.data[name].attrs.get("harm")]

    def metric(self, name, points=None):
        """Values [point, replicate] of these points (all); NaN where the run did not finish or has no value. Read in
        blocks, of which only what was asked for stays."""
        if name not in self.metrics:
            raise unknown_name("metric", name, self.metrics)
        points = np.arange(len(self.status)) if points is None else np.asarray(points)
        values = np.full((len(points), self.status.shape[1]), np.nan)
        for first in range(0, len(self.status), BLOCK):
            inside = np.flatnonzero((points >= first) & (points < first + BLOCK))
            if len(inside):
                block = self.data[name].isel(point=slice(first, first + BLOCK)).values
                values[inside] = block[points[inside] - first]
        values[~self.done[points]] = np.nan
        return values

    def variable(self, name):
        if name not in self.data.variables:
            raise unknown_name("variable", name, sorted(map(str, self.data.data_vars)))
        return self.data[name]

    @property
    def clock(self):
        """Name of the time axis: models without a calendar count steps."""
        for name in ("time", "step", "week"):
            if name in self.data.dims:
                return name
        raise InputError(f"{self.path}: holds no series over time (none were asked for in the sweep's output)")

    @property
    def start(self):
        """Day on which a run begins, which need not be recorded; None without a calendar."""
        since = str(self.data[self.clock].attrs.get("units", "")).partition(" since ")[2]
        return np.datetime64(since.split()[0], "D") if since else None

    @property
    def times(self):
        """The recorded times: days, of any century, or numbers of steps."""
        values = self.data[self.clock].values
        return values if self.start is None else self.start + values.astype("timedelta64[D]")

    def end(self, point):
        """The last time of a run, recorded or not, as in `times`; None if the file does not tell."""
        length = self._length(point)
        if length is None:
            return None
        step = self.scenario.get("step_days", 7)
        return length if self.start is None else self.start + np.timedelta64(-(-7 * length // step) * step, "D")

    def _length(self, point):
        """Of a run, in weeks where there is a calendar, else in steps."""
        name = "steps" if self.start is None else "weeks"
        length = self.scenario.get(name)
        if name in self.factors:
            length = int(self.factors[name][point])
        elif isinstance(self._sweep.get("set"), dict):
            length = self._sweep["set"].get(name, length)
        return length

    def narrow(self, point):
        """Of a sweep over several scenarios: leaves that of this point alone, with its calendar, end and events."""
        if "cases" not in self.scenario:
            return
        self.scenario = self.scenario["cases"].get(str(self.factors["scenario"][point]), {})
        if "start_date" in self.data:
            start = str(self.data["start_date"].values[point])
            self.data = self.data.rename(week="time").assign_coords(time=7 * self.data["week"].values)
            self.data["time"].attrs["units"] = f"days since {start}"
        clock = self.clock
        series = next(v for v in self.data.data_vars.values() if clock in v.dims and "point" in v.dims)
        held = series.isel(point=point).notnull().any([dim for dim in series.dims if dim not in ("point", clock)])
        self.data = self.data.isel({clock: np.flatnonzero(held.values)})

    def label(self, point):
        return harmless(str(self.data["label"].values[point])) if "label" in self.data else ""

    def point(self, wanted):
        """The number of a point given as a number or as its label."""
        labels = [self.label(p) for p in range(self.status.shape[0])] if "label" in self.data else []
        if wanted in labels:
            return labels.index(wanted)
        if wanted.isascii() and wanted.isdigit():
            if int(wanted) < self.status.shape[0]:
                return int(wanted)
            raise InputError(f"--point {wanted}: no such point (the file has points 0 to {self.status.shape[0] - 1})")
        raise unknown_name("point", wanted, labels)

    def run(self, wanted, replicate=None):
        """The number of a point, given as by point() (None: the first), of which this run finished (None: any)."""
        point = 0 if wanted is None else self.point(wanted)
        if not self.done[point].any():
            raise InputError(f"--point {point}: none of its runs finished, so there is nothing to draw")
        if replicate is not None and not 0 <= replicate < self.status.shape[1]:
            raise InputError(f"--replicate {replicate}: no such replicate (the file has 0 to "
                             f"{self.status.shape[1] - 1})")
        if replicate is not None and not self.done[point, replicate]:
            raise InputError(f"--replicate {replicate}: this run did not finish, so there is nothing to draw")
        return point

    def people(self, name, point, by=(), where=None):
        """Counts of one point as people of the real force, finished runs only: [replicate, time, *by]."""
        series, clock = self.variable(name), self.clock
        for axis in (*by, *(where or {}), clock):
            if axis not in series.dims:
                held = ", ".join(map(str, series.dims))
                raise InputError(f"{name}: has no dimension {axis} (its dimensions: {held})")
        for axis, value in (where or {}).items():
            if value not in series[axis].values:
                raise unknown_name(axis, value, [str(known) for known in series[axis].values])
        chosen = series.isel(point=point).sel(where or {}).load()
        rest = [axis for axis in chosen.dims if axis not in ("replicate", clock, *by)]
        total = chosen.sum(rest, skipna=False).transpose("replicate", clock, *by)
        return total.values[self.done[point]].astype(float) / self.scale(point)

    def scale(self, point):
        """The simulated share of the real force."""
        return float(self.data["scale"].values[point]) if "scale" in self.data else 1.0

    def left_out(self, points=None):
        """How many runs of these points are left out, by status: {"failed": 2}."""
        status = self.status if points is None else self.status[points]
        return {name: int((status == code).sum()) for code, name in STATUS_NAMES.items()
                if code != DONE and (status == code).any()}

    def _open(self, group=None):
        try:
            return xarray.open_dataset(self.path, engine=self._engine, group=group, decode_times=False)
        except FileNotFoundError:
            raise InputError(f"{self.path}: no such file") from None
        except Exception as problem:  # the readers raise a wide choice of types on damaged files
            raise InputError(f"{self.path}: can't be read as a results file ({problem})") from None

    def _check_kind(self):
        if "run_status" not in self.data or self.data["run_status"].dims != ("point", "replicate"):
            raise InputError(f"{self.path}: is not a results file of muster (no run_status(point, replicate))")

    def _provenance(self, name):
        """The resolved scenario or sweep, or an empty table if the file holds none that can be read."""
        try:
            with self._open("provenance") as group:
                return cleaned(tomllib.loads(str(group[name].values.item())))
        except (InputError, KeyError, ValueError, AttributeError):
            return {}

    def _check_some_run_done(self):
        if self.done.any():
            return
        counts = ", ".join(f"{n} {name}" for name, n in self.left_out().items())
        raise InputError(f"{self.path}: holds no finished run ({counts or 'it has no runs'}), so there is nothing to "
                         f"draw{self._first_failure()}")

    def _first_failure(self):
        try:
            with self._open("failures") as group:
                return f"; the first failure was: {group['message'].values[0]}"
        except (InputError, KeyError, IndexError):
            return ""


def check_digest(path):
    """Refuses a file that differs from the digest beside it: HDF5 itself would read wrong values without a word."""
    beside = f"{os.path.realpath(path)}.sha256"
    if not (os.path.isfile(path) and os.path.isfile(beside)):
        return
    with open(beside, encoding="ascii", errors="replace") as text:
        stated = (text.read().split() or [""])[0].lower()
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    if digest.hexdigest() != stated:
        raise InputError(f"{path}: is damaged or was changed (it differs from {os.path.basename(beside)}); "
                         "make it again, or remove the digest if the change was meant")
