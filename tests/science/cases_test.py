"""Four armies in four countries ($MUSTER): whether what comes of a run follows from structure, with one behaviour.

Each draft of tests/science/cases/ is an army (army-*.toml) put over a country and its history (country-*.toml). The
most frequent form and fate of the ruler is the reported one; an army put into another country keeps its form; and one
input of Syria's army put into Libya's ends the split.
"""
import collections
import os
import pathlib
import subprocess
import tempfile
import unittest

import xarray

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
CASES = ROOT / "tests/science/cases"
NAMES = ["syria", "tunisia", "egypt", "libya"]
SCALE = {"syria": 0.05, "tunisia": 0.1, "egypt": 0.025, "libya": 0.1}  # by army
RUNS = 24
EXPECTED = {"syria": ("leak", "stays"), "tunisia": ("body", "steps_down"), "egypt": ("body", "removed"),
            "libya": ("block", "falls")}


def run(army, country, settings="", runs=RUNS):
    """How often each pair of form and ruler came out of an army in a country."""
    with tempfile.TemporaryDirectory() as held:
        folder = pathlib.Path(held)
        base = f'extends = "{CASES}/country-{country}.toml"\n' + (CASES / f"army-{army}.toml").read_text()
        (folder / "base.toml").write_text(base)
        (folder / "case.toml").write_text('extends = "base.toml"\n' + settings)
        (folder / "sweep.toml").write_text(f'scenario = "case.toml"\nscale = {SCALE[army]}\nreplicates = {runs}\n'
                                           'seed = 7\ndesign = "list"\n[[point]]\nlabel = "draft"\n')
        subprocess.run([MUSTER, "sweep", folder / "sweep.toml", "-o", folder / "out.h5", "--progress", "none"],
                       check=True, capture_output=True)
        with xarray.open_dataset(folder / "out.h5") as results:
            one = results.isel(point=0).load()
    form, ruler = (results_of(one[name]) for name in ("form", "ruler"))
    return collections.Counter(zip(form, ruler))


def results_of(variable):
    meanings = variable.attrs["flag_meanings"].split()
    return [meanings[int(value)] for value in variable.values]


def shown(counts):
    return ", ".join(f"{form} x {ruler} {n}" for (form, ruler), n in counts.most_common())


class Cases(unittest.TestCase):
    def test_the_most_frequent_pair_is_the_reported_one(self):
        for name, expected in EXPECTED.items():
            counts = run(name, name)
            print(f"{name}: {shown(counts)}")
            with self.subTest(name):
                self.assertEqual(counts.most_common(1)[0][0], expected, shown(counts))

    def test_one_input_of_syrias_army_ends_the_split_of_libyas(self):
        def splits(settings):
            return sum(n for (form, _), n in run("libya", "libya", settings).items() if form in ("block", "units"))
        recruited = ('[[organisation]]\nname = "army"\nrecruitment = "national"\n'
                     'commander_recruitment = "national"\n')
        before, after = splits(""), splits(recruited)
        print(f"splits of {RUNS}: {before} with its own recruitment, {after} with Syria's")
        self.assertGreaterEqual(before, RUNS - 2)
        self.assertLessEqual(after, RUNS // 4)


if __name__ == "__main__":
    unittest.main()
