"""Failures as exceptions. The program's own words stand in each, and its problems with their places."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<rest>.*)", re.S)
FILE = re.compile(r"(?P<file>--[\w-]+|.+?\.(?:toml|csv|h5|parts)|<\w+>): (?P<rest>.*)", re.S)
KEY = re.compile(r"(?P<key>[\w.\[\]\"'-]+): (?P<rest>.*)", re.S)


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that the program refuses: where, and what is wrong. Line and column are 0 where there are none."""

    message: str
    file: str = ""  # or the option, such as --set; <scenario> and <sweep> are what was given as a dict
    line: int = 0
    column: int = 0
    key: str = ""

    @classmethod
    def read(cls, text: str) -> Problem:
        """From `file:line:column: key: message`, of which all but the message may be missing."""
        file, line, column, key = "", 0, 0, ""
        if found := PLACE.fullmatch(text):
            file, line, column, text = found["file"], int(found["line"]), int(found["column"]), found["rest"]
        elif found := FILE.fullmatch(text):
            file, text = found["file"], found["rest"]
        if file and (found := KEY.fullmatch(text)) and found["key"] != "syntax":
            key, text = found["key"], found["rest"]
        return cls(text, file, line, column, key)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return ": ".join(part for part in (place, self.key, self.message) if part)


class Note(UserWarning):
    """A note of the program about an input that it accepts."""


class MusterError(Exception):
    """The program did not do what was asked. `messages` holds all that it said, a line each."""

    def __init__(self, summary: str, messages: Iterable[str] = ()) -> None:
        self.messages = list(messages)
        super().__init__("\n".join([summary, *self.messages]))


class InputError(MusterError):
    """The program refuses the scenario, the sweep, the file or the arguments; it ran nothing. `problems` says why."""

    def __init__(self, summary: str, messages: Iterable[str] = ()) -> None:
        super().__init__(summary, messages)
        self.problems = [Problem.read(message) for message in self.messages]


class RunsFailed(MusterError):
    """A run failed; its message names it."""


class Stopped(MusterError):
    """A signal or `max_time` ended the sweep early: call it again with resume=True."""


class ProgramFailed(MusterError):
    """The program or the machine failed, or there is no program."""
