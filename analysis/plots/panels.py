"""Panels and what stands in several pictures' panels: legends, few numbers on an axis."""

import matplotlib.ticker

import look
import style

BESIDE_NAME = 7  # letters as wide as the line and the gaps beside a name in a legend


def legend(fig, axes, area, title=""):
    """Beside the panel, or on a narrow page at the top of the area, in columns. Returns the rest of the area."""
    handles, names = axes.get_legend_handles_labels()
    how = {"title": title, "alignment": "left", "handlelength": 1.6}
    if not look.now.is_narrow:
        axes.legend(handles, names, loc="upper left", bbox_to_anchor=(1.01, 1.0), **how)
        return area
    left, low, width, height = area
    fig.legend(handles, names, loc="upper left", bbox_to_anchor=(left, low + height), ncols=n_columns(names),
               columnspacing=1.0, borderaxespad=0.1, **how)
    return (left, low, width, height - legend_height(names, title) / fig.get_figheight())


def n_columns(names):
    """Columns of a legend at the top: as many as have room, two at least."""
    letters = max(len(line) for name in names for line in name.split("\n")) + BESIDE_NAME
    return max(2, min(len(names), look.now.columns(look.now.width) // letters))


def legend_height(names, title=""):
    """The height of a legend at the top [inch]."""
    if not look.now.is_narrow or not names:
        return 0.0
    lines = -(-len(names) // n_columns(names)) * max(1 + name.count("\n") for name in names)
    return (lines * 1.45 + (title.count("\n") + 1 if title else 0) * 1.3 + 1.0) * look.now.text / 72


def count_axis(axis, most=5):
    """Few numbers, written as counts of people are."""
    axis.set_major_locator(matplotlib.ticker.MaxNLocator(most))
    axis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: style.count_text(value)))


def of_metrics(fig, n_main, n_harm):
    """Panels of the metrics asked for, and under them smaller ones of harm: two lists."""
    in_row, across = in_a_row(n_main)
    heights = [2.2 * -(-n_main // in_row), -(-n_harm // across)]
    outer = fig.add_gridspec(2 if n_harm else 1, 1, height_ratios=heights[:2 if n_harm else 1])
    main = outer[0].subgridspec(-(-n_main // in_row), in_row)
    harm = outer[1].subgridspec(-(-n_harm // across), across) if n_harm else None
    return ([fig.add_subplot(main[i // in_row, i % in_row]) for i in range(n_main)],
            [fig.add_subplot(harm[i // across, i % across]) for i in range(n_harm)])


def in_a_row(n_main):
    """Panels beside each other: of metrics, and of harm."""
    return (1, 2) if look.now.is_narrow else (min(n_main, 3), 4)


def body_of_metrics(n_main, n_harm):
    """Height that these panels need [inch]."""
    now = look.now
    in_row, across = in_a_row(n_main)
    mains, harms = -(-n_main // in_row), -(-n_harm // across)
    if now.is_narrow:
        return mains * 3.0 + harms * 1.15
    return mains * now.height(5.4 if mains == 1 else 4.6) + harms * now.height(2.5)
