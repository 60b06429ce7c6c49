"""How numbers are written: with as many digits as they need, so that none reads as zero that is not."""

import math


def decimals(value, figures):
    """Decimals that show so many figures of a number."""
    return max(0, figures - 1 - math.floor(math.log10(abs(value)))) if value and math.isfinite(value) else 0


def general(value, figures):
    """A number with so many figures or, of a large one, all before the point."""
    whole = len(f"{abs(value):.0f}") if 1 <= abs(value) < 1e16 else 0
    return f"{value:.{max(figures, whole)}g}"


def with_half(mean, half):
    """A mean and the half-width of its interval (NaN: there is none), with two figures of the half-width."""
    places = max(decimals(half, 2), decimals(mean, 1)) if half > 0 else \
        max(decimals(mean, 2), min(2, decimals(mean, 5))) if mean % 1 else 0
    return f"{mean:,.{places}f}", "" if math.isnan(half) else f"{half:,.{places if half else 0}f}"


def distinct(values, figures):
    """Texts of numbers with so many figures, or as many as it takes that none reads like another number."""
    for more in range(figures, 18):
        texts = [general(value, more) for value in values]
        if len(set(texts)) == len(set(values)):
            break
    return texts
