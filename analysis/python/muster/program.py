"""Finding the program, running it, and turning how it ends into results, warnings and exceptions."""

from __future__ import annotations

import dataclasses
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterable, Sequence

from . import problems
from .progress import Progress, Wish, shower

HERE = pathlib.Path(__file__).resolve()
NEAR = ("../../../../../bin/muster", "../../../build/release/muster")  # of what is installed, of the repository
PATIENCE = 1.0  # for a program that got the same Ctrl-C as we [s]
OTHERS = {3: (problems.RunsFailed, "runs failed"), 4: (problems.Stopped, "stopped early")}


@dataclasses.dataclass(frozen=True)
class Done:
    """The output and exit of a program that ended."""

    code: int
    output: str
    messages: list[str]


def program() -> str:
    """The path of the program that calls run."""
    if given := os.environ.get("MUSTER"):
        return given
    for near in NEAR:
        path = (HERE.parent / near).resolve()
        if path.is_file():
            return str(path)
    if found := shutil.which("muster"):
        return found
    raise problems.ProgramFailed("there is no program muster: build or install it, or name it in $MUSTER")


def call(words: Sequence[str], wish: Wish = False, names: dict[str, str] | None = None) -> Done:
    """Runs the program. `names` says what is written for paths of our own in its messages."""
    show, end_line = shower(wish)
    messages: list[str] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = start(words, output.fileno())
        try:
            assert process.stderr is not None
            for line in process.stderr:
                if progress := Progress.read(line):
                    show(progress)
                elif line.strip():
                    messages.append(renamed(line.rstrip("\n"), names or {}))
            code = process.wait()
        except BaseException:
            end(process)
            raise
        finally:
            end_line()
            if process.stderr:
                process.stderr.close()
        output.seek(0)
        return Done(code, renamed(output.read(), names or {}), messages)


def start(words: Sequence[str], output: int) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen([program(), *words], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE,
                                text=True, encoding="utf-8", errors="replace")
    except OSError as error:
        raise problems.ProgramFailed(f"{program()}: cannot be run ({error.strerror})") from None


def end(process: subprocess.Popen[str]) -> None:
    """Lets a program that we leave come to its own, resumable end."""
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        process.wait()


def renamed(text: str, names: dict[str, str]) -> str:
    for path, name in names.items():
        text = text.replace(path, name)
    return text


def ensure(done: Done, doing: str, allowed: Iterable[int] = (0,)) -> Done:
    """Passes on what went well, with the program's notes as warnings; raises what did not."""
    notes = [message for message in done.messages if message.startswith("note: ")]
    others = [message for message in done.messages if message not in notes]
    for note in notes:
        warnings.warn(note[len("note: "):], problems.Note, stacklevel=3)
    if done.code in allowed:
        return done
    if done.code == 2:
        raise problems.InputError(f"{doing}: muster refuses the input", others)
    if done.code in OTHERS:
        kind, what = OTHERS[done.code]
        raise kind(f"{doing}: {what}", others)
    raise problems.ProgramFailed(f"{doing}: muster ended with exit {done.code}", others)
