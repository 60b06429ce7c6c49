"""Scenarios and sweeps given as dicts: written as TOML, where the program can read them."""

from __future__ import annotations

import datetime
import math
import os
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Union

Document = Union[str, "os.PathLike[str]", Mapping[str, Any]]

BARE = re.compile(r"[A-Za-z0-9_-]+")
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
INT64 = range(-2**63, 2**63)
NESTED = 40  # tables in tables; the program itself refuses more than it can need
FILE_KEYS = ("extends", "behaviour", "scenario", "file")  # name files beside the document


def to_toml(table: Mapping[str, Any]) -> str:
    """The dict as a TOML document. Takes texts, numbers (of numpy, too), booleans, dates, lists, dicts and paths."""
    return "".join(lines(table, ()))


def lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The values of a table, then its tables."""
    if len(path) > NESTED:
        raise ValueError(f"{'.'.join(path[:3])}...: is nested too deep")
    below = {name: value for name, value in table.items() if is_table(value) or is_tables(value)}
    for name, value in table.items():
        if name not in below:
            yield f"{key(name, path)} = {written(value, (*path, name))}\n"
    for name, value in below.items():
        inner = (*path, name)
        header = ".".join(key(part, path) for part in inner)
        for row in [value] if is_table(value) else value:
            yield f"\n[{header}]\n" if is_table(value) else f"\n[[{header}]]\n"
            yield from lines(row, inner)


def is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def is_tables(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) > 0 and all(is_table(row) for row in value)


def key(name: Any, path: tuple[str, ...]) -> str:
    if not isinstance(name, str):
        raise ValueError(f"{'.'.join(path) or 'the document'}: the key {name!r} is not text")
    return name if BARE.fullmatch(name) else text(name, path)


def text(value: str, path: tuple[str, ...]) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{'.'.join(path)}: {value!r} cannot be written as UTF-8") from None
    return '"' + "".join(ESCAPES.get(c, f"\\u{ord(c):04X}" if c < " " or c == "\x7f" else c) for c in value) + '"'


def written(value: Any, path: tuple[str, ...]) -> str:
    """A value on one line."""
    if len(path) > NESTED:
        raise ValueError(f"{'.'.join(path[:3])}...: is nested too deep")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key(k, path)} = {written(v, (*path, k))}" for k, v in value.items()) + "}"
    if isinstance(value, os.PathLike):
        return text(os.fspath(value), path)
    if isinstance(value, str):
        return text(value, path)
    if hasattr(value, "tolist"):  # of numpy: an array, or a number
        return written(value.tolist(), path)
    if isinstance(value, Iterable):
        return "[" + ", ".join(written(row, (*path, str(i))) for i, row in enumerate(value)) + "]"
    return scalar(value, path)


def scalar(value: Any, path: tuple[str, ...]) -> str:
    place = ".".join(map(str, path))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        if value not in INT64:
            raise ValueError(f"{place}: {value} does not fit into 64 bits")
        return str(value)
    if isinstance(value, float):
        return repr(float(value)) if math.isfinite(value) else str(float(value))
    if isinstance(value, (datetime.date, datetime.time)):  # a datetime is a date
        return value.isoformat()
    if value is None:
        raise ValueError(f"{place}: None is not a value of TOML (leave the key out)")
    raise ValueError(f"{place}: {type(value).__name__} is not a value of TOML")


def settings(values: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """NAME=VALUE of each, as --set takes it; {"danger": {"siege": 0.2}} is danger.siege=0.2."""
    for name, value in values.items():
        whole = f"{path}{name}"
        if isinstance(value, Mapping):
            yield from settings(value, f"{whole}.")
        elif isinstance(value, str):
            yield f"{whole}={value}"
        else:
            yield f"{whole}={written(value, (whole,))}"


def anchored(table: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the files it names as seen from the current folder. A missing one may be installed."""
    def place(name: Any) -> Any:
        there = isinstance(name, (str, os.PathLike)) and pathlib.Path(name).exists()
        return os.path.abspath(name) if there else name

    return {name: [place(one) for one in value] if isinstance(value, (list, tuple)) else place(value)
            if name in FILE_KEYS else value for name, value in table.items()}


def as_file(document: Document, folder: str, name: str) -> str:
    """The path of a document. A dict is written into the folder, as name.toml; a scenario in it beside it."""
    if not isinstance(document, Mapping):
        return os.fspath(document)
    whole = dict(document)
    if isinstance(whole.get("scenario"), Mapping):
        whole["scenario"] = as_file(whole["scenario"], folder, "scenario")
    path = pathlib.Path(folder, f"{name}.toml")
    path.write_text(to_toml(anchored(whole)), encoding="utf-8")
    return str(path)
