"""Reading what `muster analyze` or `muster compare` found, written with --format json: rows, and words on them."""

import json
import re
import sys

import numpy as np

import style
from lettering import harmless
from results import InputError, unknown_name

LARGEST = 1 << 28  # bytes of a report


class Report:
    """Rows of a report. Use it in a with statement, as a results file."""

    def __init__(self, path, needs=(), made_by="muster analyze"):
        whole = self._read(path)
        if not isinstance(whole, dict) or not isinstance(whole.get("rows"), list):
            raise InputError(f"{path}: is not a report of {made_by} (write one with --format json)")
        self.rows = [row for row in whole["rows"] if isinstance(row, dict)]
        self.about, self.notes = (self._words(whole, key) for key in ("about", "notes"))
        if not self.rows:
            raise InputError(f"{path}: has no rows, so there is nothing to draw")
        for name in needs:
            if any(name not in row for row in self.rows):
                raise InputError(f"{path}: has rows without '{name}', so it is not a report of {made_by} --format json")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    @staticmethod
    def _read(path):
        try:
            with sys.stdin.buffer if path == "-" else open(path, "rb") as file:
                text = file.read(LARGEST + 1)
            if len(text) > LARGEST:
                raise InputError(f"{path}: is larger than {LARGEST >> 20} MiB")
            return json.loads(text)
        except FileNotFoundError:
            raise InputError(f"{path}: no such file") from None
        except OSError as problem:
            raise InputError(f"{path}: can't be read ({problem.strerror})") from None
        except (ValueError, RecursionError):
            raise InputError(f"{path}: is no JSON (write it with --format json)") from None

    @staticmethod
    def _words(whole, key):
        held = whole.get(key)
        return [harmless(line) for line in held if isinstance(line, str)] if isinstance(held, list) else []

    def levels(self, key):
        """Different texts of a column, in their order."""
        return list(dict.fromkeys(text(row.get(key, "")) for row in self.rows))

    def chosen(self, key, wanted):
        """The levels asked for, or all."""
        held = self.levels(key)
        for name in wanted or []:
            if name not in held:
                raise unknown_name(key, name, held)
        return list(wanted or held)

    def of(self, **where):
        return [row for row in self.rows if all(text(row.get(key, "")) == value for key, value in where.items())]


def reader(needs, made_by):
    """Opens such a file, for command.run."""
    return lambda path: Report(path, needs, made_by)


def text(value):
    return harmless(value) if isinstance(value, str) else "" if value is None else harmless(str(value))


def numbers(rows, key):
    """A column of numbers; what is none is NaN."""
    return np.array([number(row.get(key)) for row in rows])


def number(value):
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else float("nan")


def in_units(metric, unit):
    """The factor of values, and the title of their panel; rates and shares are shown in percent."""
    if unit in style.PLAIN_UNITS and re.search(r"_(rate|share|ratio)(_|$)", metric):
        return 100.0, f"{style.readable(metric)} [%]"
    return 1.0, style.readable(metric) + ("" if unit in style.PLAIN_UNITS else f" [{unit}]")


def without_absent_harm(report, metrics, wanted):
    """Metrics but for harm that is 0 at the base and in every row, unless it is asked for; and a note that names it."""
    absent = [metric for metric in metrics if metric not in (wanted or []) and is_absent_harm(report.of(metric=metric))]
    note = f" 0 in every run: {', '.join(style.readable(metric).lower() for metric in absent)}." if absent else ""
    return [metric for metric in metrics if metric not in absent], note


def is_absent_harm(rows):
    return all(row["harm"] and number(row["base"]) == 0 and number(row["difference"]) == 0 for row in rows)


def caption(report, first, most=2):
    """Lines under a picture: how to read it, then what the analysis itself says."""
    return [first, *report.notes[:most], style.CAPTION]
