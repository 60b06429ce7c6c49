"""Results files as xarray datasets."""

from __future__ import annotations

import importlib.util
import json
import os
import pathlib
import warnings
from typing import Any, Optional, Union

import xarray

from . import problems
from .program import call, ensure

Results = Union[str, "os.PathLike[str]", xarray.Dataset]
READERS = (("netcdf4", "netCDF4"), ("h5netcdf", "h5netcdf"))  # the first is five times as fast with many variables


def engine() -> str:
    """The netCDF reader of xarray that this Python has."""
    for name, module in READERS:
        if importlib.util.find_spec(module):
            return name
    raise problems.ProgramFailed("xarray cannot read netCDF here: install python3-netcdf4 or python3-h5netcdf")


def open_results(path: Union[str, "os.PathLike[str]"], table: Optional[str] = None) -> xarray.Dataset:
    """Opens a results file, or a table in it such as "events". The program checks the file against its digest first.

    Runs that are missing or failed are NaN, and a warning counts them.
    """
    name = os.fspath(path)
    if not pathlib.Path(name).is_file():
        raise problems.InputError(f"{name}: there is no such file (`muster status {name}` shows a sweep under way)")
    state = json.loads(ensure(call(["status", "--json", "--rows", "0", "--", name]), f"open {name}").output)
    if state["missing"] or state["failed"]:
        warnings.warn(f"{name}: {state['failed']} of {state['runs']} runs failed, {state['missing']} are missing",
                      problems.Note, stacklevel=2)
    return dataset(name, table)


def dataset(path: str, table: Optional[str] = None) -> xarray.Dataset:
    """Without a check, of a file that was written just now."""
    try:
        return xarray.open_dataset(path, engine=engine(), group=table)
    except OSError as error:
        if table is None:
            raise
        raise problems.InputError(f"{path}: holds no table {table} ({error})") from None


def loaded(path: str) -> xarray.Dataset:
    """In memory, so that the file may go."""
    with dataset(path) as opened:
        held = opened.load()
    held.encoding.pop("source", None)
    return held


def path_of(results: Results) -> str:
    """The file behind what a caller holds."""
    if not isinstance(results, xarray.Dataset):
        return os.fspath(results)
    source: Any = results.encoding.get("source")
    if source is None:
        raise ValueError("this dataset has no file: give the sweep an output, and pass its path")
    return str(source)


def table_of(found: dict[str, Any], names: tuple[str, ...]) -> xarray.Dataset:
    """The output of a command as JSON: a variable for each column, with a dimension for each of these names."""
    import pandas  # type: ignore[import]  # which ships no types

    frame = pandas.DataFrame(found["rows"])
    names = tuple(name for name in names if name in frame)
    if "time" in names and not pandas.api.types.is_numeric_dtype(frame["time"]):
        frame["time"] = pandas.to_datetime(frame["time"])
    made = xarray.Dataset.from_dataframe(frame.set_index(list(names)))
    for name in names:  # pandas sorts; the order asked for is that of the rows
        made = made.sel({name: frame[name].drop_duplicates().to_numpy()})
    return made.assign_attrs(about="\n".join(found["about"]), notes="\n".join(found["notes"]))
