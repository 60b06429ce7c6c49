"""The commands of muster as functions."""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from typing import Any, Optional, Union

import xarray

from . import problems
from .documents import Document, as_file, settings
from .program import Done, call, ensure
from .progress import Wish
from .results import Results, dataset, loaded, path_of, table_of

Selection = Union[str, Mapping[str, Any]]
Path = Union[str, "os.PathLike[str]"]


def run(scenario: Document, set: Optional[Mapping[str, Any]] = None, *, seed: Optional[int] = None,
        replicate: Optional[int] = None, scale: Optional[float] = None, series: Optional[Iterable[str]] = None,
        every: Optional[int] = None, by: Iterable[str] = (), events: bool = False, output: Optional[Path] = None,
        force: bool = False, progress: Wish = None) -> xarray.Dataset:
    """One run of a scenario, a path or a dict: its series over time and its end-of-run values.

    `set` changes parameters by name; `series` keeps these alone ([]: none). With `output` the results file stays, and
    `events` writes its tables, which muster.open(output, "events") reads. `progress` is True, False or a function.
    """
    if events and output is None:
        raise ValueError("events go to a file: give output, and read them with muster.open(output, 'events')")
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        path = os.fspath(output) if output is not None else os.path.join(folder, "run.h5")
        words = ["run", f"--output={path}", *options(seed=seed, replicate=replicate, scale=scale, every=every),
                 *flags(force=force, events=events), *listed("--by", by)]
        if series is not None:
            words += listed("--series", list(series) or ["none"])
        ensure(start(words, scenario, folder, "scenario", set, progress), "run")
        found = loaded(path) if output is None else dataset(path)
    return found.squeeze(("point", "replicate"))


def sweep(sweep: Document, output: Optional[Path] = None, *, set: Optional[Mapping[str, Any]] = None,
          threads: Optional[int] = None, resume: bool = False, force: bool = False,
          max_time: Union[str, float, None] = None, on_error: str = "continue",
          progress: Wish = None) -> xarray.Dataset:
    """Every point of a design, times every replicate. A sweep is a path or a dict, and so is the scenario in a dict.

    Without `output` the results are held in memory alone. Runs that fail are NaN, and a warning names them; with
    on_error="stop" the first one raises RunsFailed. Stopped means: call again with resume=True.
    """
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        path = os.fspath(output) if output is not None else os.path.join(folder, "out.h5")
        words = ["sweep", f"--output={path}", f"--on-error={on_error}", *options(threads=threads, max_time=max_time),
                 *flags(force=force, resume=resume)]
        done = ensure(start(words, sweep, folder, "sweep", set, progress), "sweep",
                      (0, 3) if on_error == "continue" else (0,))
        if done.code != 0:
            warnings.warn("\n".join(done.messages), problems.Note, stacklevel=2)
        return loaded(path) if output is None else dataset(path)


def check(document: Document, set: Optional[Mapping[str, Any]] = None) -> str:
    """Raises InputError with all problems of a scenario or a sweep; what it holds in a line if there are none."""
    name = "sweep" if isinstance(document, Mapping) and "scenario" in document else "scenario"
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        return ensure(start(["check"], document, folder, name, set, False, ()), "check").output.strip()


def compare(results: Results, base: Selection, to: Union[Selection, Iterable[Selection], None] = None, *,
            interaction: Optional[tuple[Selection, Selection]] = None, metrics: Iterable[str] = (),
            over_time: bool = False, level: Optional[float] = None) -> xarray.Dataset:
    """Settings of a sweep against a base: differences paired over replicates, with intervals, and harm always.

    A selection is a label, {"parameter": value} or "parameter=value". Dimensions are `to` and `metric`, and `time`
    with over_time; with `interaction`, of two changes, `metric` alone. Notes stand in the attribute `notes`.
    """
    words = ["compare", "--format=json", f"--base={selected(base)}", *options(level=level),
             *listed("--metric", metrics)]
    if to is not None:
        several = [to] if isinstance(to, (str, Mapping)) else list(to)
        words += listed("--to", [selected(one) for one in several])
    if interaction is not None:
        words += listed("--interaction", [selected(one) for one in interaction])
    if over_time:
        words.append("--over=time")
    done = ensure(call([*words, "--", path_of(results)]), "compare")
    return table_of(json.loads(done.output), ("time", "to", "metric"))


def start(words: list[str], document: Document, folder: str, name: str, set: Optional[Mapping[str, Any]],
          progress: Wish, shown: Iterable[str] = ("--progress=json",)) -> Done:
    """Runs a command on a document; one that was a dict is named <scenario> or <sweep> in messages."""
    path = as_file(document, folder, name)
    names = {os.path.join(folder, f"{one}.toml"): f"<{one}>" for one in ("sweep", "scenario")}
    return call([*words, *shown, *(f"--set={one}" for one in settings(set or {})), "--", path], progress, names)


def options(**values: Any) -> list[str]:
    """--name=value of those that were given."""
    return [f"--{name.replace('_', '-')}={value}" for name, value in values.items() if value is not None]


def flags(**values: bool) -> list[str]:
    return [f"--{name}" for name, value in values.items() if value]


def listed(option: str, values: Iterable[str]) -> list[str]:
    given = [values] if isinstance(values, str) else list(values)
    return [option, *given] if given else []


def selected(selection: Selection) -> str:
    return ",".join(settings(selection)) if isinstance(selection, Mapping) else selection
