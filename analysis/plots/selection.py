"""Which points of a sweep a picture shows, and how a factor or a metric is labelled."""

import numpy as np

import copies
import style
from results import InputError

SHARE_ENDINGS = ("_rate", "_share", "_ratio")


def fixed(opened, conditions, free):
    """Numbers of the points that meet the --at conditions ("factor=value"), copies left out; `free` names the factors
    drawn."""
    keep = np.ones(opened.status.shape[0], dtype=bool)
    for condition in conditions:
        name, equals, text = condition.partition("=")
        values = opened.factor(name.strip())
        if not equals:
            raise InputError(f"--at {condition}: has no value (write --at {name.strip()}=VALUE)")
        if name.strip() in free:
            raise InputError(f"--at {condition}: {name.strip()} is drawn, so it can't be fixed")
        keep &= values == nearest(name.strip(), text, values)
    if not keep.any():
        raise InputError("no point of the file meets all --at conditions together")
    if not opened.done[keep].any():
        raise InputError("no run of the chosen points finished, so there is nothing to draw")
    return copies.without(opened, np.flatnonzero(keep))


def refuse_undefined(values, name):
    """An error if the metric has no value anywhere, though runs finished."""
    if np.isnan(values).all():
        raise InputError(f"{name}: has no value in any finished run that is to be drawn, so there is nothing to draw")


def undefined_note(opened, values, points):
    """How many finished runs of these points have no value [point, replicate]; empty if all have one."""
    without = int(np.isnan(values[opened.done[points]]).sum())
    return f" {without} finished runs have no value of this metric." if without else ""


def nearest(name, text, values):
    """The value of the sweep that `text` states; an error that lists the values if there is none."""
    if values.dtype.kind == "U":
        if text.strip() not in values:
            raise InputError(f"--at {name}={text}: no such value in the sweep (it has {', '.join(np.unique(values))})")
        return text.strip()
    try:
        wanted = float(text)
    except ValueError:
        raise InputError(f"--at {name}={text}: is not a number") from None
    levels = np.unique(values)
    closest = levels[np.argmin(np.abs(levels - wanted))]
    n_meant = np.isclose(levels, wanted, rtol=1e-6, atol=1e-12).sum()
    if n_meant == 1 or np.isclose(closest, wanted, rtol=1e-9, atol=0):
        return closest
    texts = style.value_texts(levels)
    listed = ", ".join(texts[:20]) + (", ..." if len(levels) > 20 else "")
    raise InputError(f"--at {name}={text}: {'no such value' if n_meant == 0 else 'fits several values'} in the sweep "
                     f"(it has {listed}; the nearest is {texts[np.searchsorted(levels, closest)]})")


def varying(opened, points, drawn):
    """Factors that are not drawn and still take several values among the points."""
    return [name for name, values in opened.factors.items()
            if name not in drawn and len(np.unique(values[points])) > 1]


def must_be_fixed(opened, points, names):
    """The error that asks for --at, with the values there are to choose from."""
    listed = "; ".join(
        f"{name} = {', '.join(style.value_texts(np.unique(opened.factors[name][points])[:8]))}" for name in names)
    return InputError(f"the points also differ in {listed}: fix each with --at \"FACTOR=VALUE\"")


def setting_text(opened, points, drawn):
    """Values that are the same at all points and not drawn, for the subtitle; empty if there are none."""
    same = []
    for name, values in opened.factors.items():
        levels = np.unique(values)
        if name not in drawn and len(levels) > 1 and len(np.unique(values[points])) == 1:
            same.append(f"{name} = {style.value_texts(levels)[np.searchsorted(levels, values[points][0])]}")
    return ", ".join(same)


def factor_label(opened, name, width=64):
    return style.axis_label(name, words(opened, name), opened.data[name].attrs.get("units", ""), width)


def is_share(opened, name):
    """Rates and shares are drawn in percent."""
    attributes = opened.data[name].attrs
    named = bool(attributes.get("denominator")) or name.endswith(SHARE_ENDINGS)
    return named and attributes.get("units", "1") in ("1", "-", "")


def metric_in_units(opened, name, points=None, width=46):
    """Values [point, replicate] of a metric as drawn, and the axis label that goes with them. Harm has short names."""
    values = opened.metric(name, points)
    factor, unit = times_and_unit(opened, name)
    said = style.readable(name) if name in opened.harm else words(opened, name)
    return values * factor, style.axis_label(name, said, unit, width)


def harm_beside(opened, asked, points, is_left_out):
    """Harm to draw beside the metrics asked for, and a note that names the kinds that no run of these points did."""
    beside = [] if is_left_out else [name for name in opened.harm if name not in asked]
    absent = [name for name in beside if is_zero(opened.metric(name, points))]
    note = f" 0 in every run: {', '.join(style.readable(name).lower() for name in absent)}." if absent else ""
    return [name for name in beside if name not in absent], note


def is_zero(values):
    known = values[~np.isnan(values)]
    return known.size > 0 and not known.any()


def times_and_unit(opened, name):
    """The factor of values where they are drawn, and their unit then: of whom a percentage is, too."""
    attributes = opened.data[name].attrs
    factor, unit = (100.0, "%") if is_share(opened, name) else (1.0, attributes.get("units", ""))
    return factor, f"% of {attributes['denominator']}" if unit == "%" and attributes.get("denominator") else unit


def words(opened, name):
    """A metric or a factor in words, without remarks."""
    said = str(opened.data[name].attrs.get("long_name", "")).split(";")[0].strip()
    return style.sentence(said or style.readable(name))


def in_sentence(text):
    """Words that go on a sentence: no capital, unless a name or an abbreviation begins with it."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def unit_of(opened, name):
    """The unit a metric is drawn in."""
    return "%" if is_share(opened, name) else opened.data[name].attrs.get("units", "")
