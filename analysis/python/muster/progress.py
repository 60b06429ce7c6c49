"""How far the program is: a line that is drawn anew in a notebook or a terminal."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable
from typing import Any, Optional, Union

WIDTH = 24  # of the bar [characters]


@dataclasses.dataclass(frozen=True)
class Progress:
    """Done so far of all; `unit` is "runs" of a sweep or "steps" of a run."""

    done: int
    total: int
    unit: str
    failed: int = 0
    seconds_left: Optional[float] = None

    @classmethod
    def read(cls, line: str) -> Optional[Progress]:
        """From what --progress json prints; None for other lines."""
        try:
            found = json.loads(line) if line.startswith("{") else None
        except ValueError:
            return None
        if isinstance(found, dict) and {"done", "runs"} <= found.keys():
            return cls(found["done"], found["runs"], "runs", found.get("failed", 0), found.get("seconds_left"))
        if isinstance(found, dict) and {"step", "steps"} <= found.keys():
            return cls(found["step"], found["steps"], "steps")
        return None

    def __str__(self) -> str:
        full = WIDTH * self.done // self.total if self.total else WIDTH
        words = f"[{'#' * full}{'.' * (WIDTH - full)}] {self.done} of {self.total} {self.unit}"
        if self.seconds_left is not None and self.done < self.total:
            words += f", {self.seconds_left:.0f} s left"
        return words + (f", {self.failed} failed" if self.failed else "")


Show = Callable[[Progress], None]
Wish = Union[bool, Show, None]


def shower(wish: Wish) -> tuple[Show, Callable[[], None]]:
    """The function that shows a progress, and the one that ends the line. None: in notebooks and terminals only."""
    if callable(wish):
        return wish, nothing
    if wish is not False and in_notebook():
        return in_place(), nothing
    if wish or (wish is None and sys.stderr is not None and sys.stderr.isatty()):
        return on_terminal, end_line
    return nothing, nothing


def nothing(_: Optional[Progress] = None) -> None:
    pass


def on_terminal(progress: Progress) -> None:
    print(f"\r{str(progress):<70}", end="", file=sys.stderr, flush=True)


def end_line() -> None:
    print(f"\r{'':<70}\r", end="", file=sys.stderr, flush=True)


def in_notebook() -> bool:
    """Whether IPython runs here with a kernel behind it; it is never imported for that."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "kernel", None) is not None


def in_place() -> Show:
    """Shows in one output of the notebook cell, again and again."""
    ipython: Any = sys.modules["IPython"]
    handle: list[Any] = []

    def show(progress: Progress) -> None:
        data = {"text/plain": str(progress)}
        if handle:
            handle[0].update(data, raw=True)
        else:
            handle.append(ipython.display.display(data, raw=True, display_id=True))

    return show
