"""Shared parts of the picture scripts on the command line: arguments, notes under a picture, messages and exits.

Exit 0: drawn. 1: the machine failed. 2: bad command line or input file, nothing written.
"""

import argparse
import codecs
import os
import sys

import copies
import interval
import lettering
import look
import results
import style

PLAIN = {"±": "+-", "·": "|", "…": "...", "−": "-"}


def parser(description, example, file_help="results file written by muster run or muster sweep", file="OUT.h5"):
    made = argparse.ArgumentParser(description=description, epilog=f"example: {example}",
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("file", metavar=file, help=file_help)
    made.add_argument("-o", "--output", required=True, metavar="FIG",
                      help="picture to write: .png, .svg or .pdf by its ending")
    look.add_options(made)
    return made


def run(arguments, draw, reader=results.Results):
    """Opens the file, draws, saves; the exit code."""
    def drawing():
        style.check_output(arguments.output)
        if fault := look.use(arguments):
            raise results.InputError(fault)
        with reader(arguments.file) as opened:
            style.save(look.finish(draw(opened, arguments), arguments), arguments.output)
        say(f"wrote {arguments.output}")
    return ending(drawing, arguments.output)


def ending(work, output):
    """Does the work, and turns what can go wrong into a message and an exit code. A reader that goes is no failure."""
    try:
        work()
        if sys.stdout:
            sys.stdout.flush()
    except results.InputError as problem:
        say(f"error: {problem}")
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what Python still holds
    except OSError as problem:
        say(f"error: {output or 'standard output'}: can't be written ({problem.strerror or problem})")
        return 1
    return 0


def say(message):
    """A message for the user, of which a terminal obeys nothing."""
    print(lettering.harmless_lines(message), file=sys.stderr)


def plain(error):
    """Replacements for characters that the encoding of the terminal or file has not."""
    cut = error.object[error.start:error.end]
    return "".join(PLAIN.get(c) or c.encode("ascii", "backslashreplace").decode() for c in cut), error.end


codecs.register_error("plain", plain)
for stream in (sys.stdout, sys.stderr):
    if stream:
        stream.reconfigure(errors="plain")


def notes(opened, points, first):
    """The lines under a picture: what is drawn, then where it comes from and which runs are left out."""
    used = opened.done[points].sum(axis=1)
    runs = str(used.max()) if used.min() == used.max() else f"{used.min()} to {used.max()}"
    source = [f"muster {opened.version}"]
    if opened.scenario.get("title"):
        source.append(f"scenario: {opened.scenario['title']}")
    source.append(f"replicates: {runs}")
    if n_copies := copies.number(opened, points):
        source.append(f"copies of these points, with the same runs: {n_copies}")
    source.extend(left_out_note(opened, points))
    source.append(style.CAPTION)
    return [*first, "  ·  ".join(source)]


def left_out_note(opened, points):
    """Says how many runs of these points are left out, if any are."""
    if left_out := opened.left_out(points):
        counts = ", ".join(f"{n} {name}" for name, n in left_out.items())
        yield f"runs left out: {sum(left_out.values())} of {opened.status[points].size} ({counts})"


def interval_note(what, n):
    """How an interval is to be read, or why there is none. `n` counts the runs behind each mean."""
    if n.max() < 2:
        return "One replicate: no interval."
    return f"{what}: {interval.MEANING}."


def scale_note(opened, point):
    """How counts of simulated people were turned into people of the real force; empty if they are the same."""
    scale = opened.scale(point)
    return "" if scale == 1 else f" People of the real force: simulated people divided by the scale, {scale:g}."
