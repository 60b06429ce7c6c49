#!/usr/bin/env python3
"""Writes the record of deaths in scenarios/data/ as curves of violence, by the rule of the README there."""

import csv
import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]
RECORD = ROOT / "scenarios/data/syria-deaths-monthly.csv"
SCENARIO = ROOT / "scenarios/syria-2011.toml"
HALF = 10.0  # [dead per 100,000 people and month] at which violence is a half
PER = 100_000
HEAD = """# Violence in Syria as recorded: the dead who were not on the government's side, by month and governorate, as
# violence from 0 to 1. Written by analysis/recorded_violence.py by the rule of README.md, from the figures beside this
# file. Measured.
"""


def smoothed(x):
    """Each value with half of its neighbours' weight; an end has one neighbour."""
    out = []
    for i, value in enumerate(x):
        near = x[max(0, i - 1):i] + x[i + 1:i + 2]
        out.append((2 * value + sum(near)) / (2 + len(near)))
    return out


def violence(deaths, people):
    return [s / (s + HALF) for s in smoothed([PER * d / people for d in deaths])]


def curve(region, months, values, width=6):
    points = [f"[{month}-15, {value:.3f}]" for month, value in zip(months, values)]
    lines = [", ".join(points[i:i + width]) for i in range(0, len(points), width)]
    return (f'[[curve]]\nname = "recorded violence in {region}"\n'
            f'drives = "violence"\nregions = {{ {region} = 1.0 }}\n'
            "points = [\n" + "".join(f"    {line},\n" for line in lines) + "]\n"
            'source = "reported: Violations Documentation Center in Syria, deaths by month, counted 2018; '
            'scale assumed"\n')


def curves():
    people = {region["name"]: region["population"] for region in tomllib.loads(SCENARIO.read_text())["region"]}
    with RECORD.open(newline="") as record:
        (_, *months), *rows = csv.reader(record)
    return HEAD + "".join("\n" + curve(region, months, violence([float(n) for n in deaths], people[region]))
                          for region, *deaths in rows)


if __name__ == "__main__":
    print(curves(), end="")
