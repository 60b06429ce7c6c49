"""The runs behind a mean, as thin lines: a mean with its interval does not show how far they part."""

import look

MOST = 30  # lines


def draw(panel, axis, values, colour):
    """values: [run, time]. One run alone is its own mean, which is drawn already."""
    for course in values[:MOST] if len(values) > 1 else ():
        panel.plot(axis.at, course, color=colour, linewidth=0.25 * look.now.line, alpha=0.35, zorder=2,
                   gid="run")


def note(n_runs, of=""):
    """Explains the thin lines, as a part of the notes under a picture."""
    if n_runs < 2:
        return ""
    return f" Thin lines: {of}{f'{n_runs} runs' if n_runs <= MOST else f'the first {MOST} of {n_runs} runs'}."


def highest(values):
    """Of the lines drawn, where all of them end within the picture."""
    return values[:MOST].max(initial=0)
