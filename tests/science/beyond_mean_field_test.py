"""Persons and ties add what docs/beyond-mean-field.md says ($MUSTER), in the sweep that the page names."""
import csv
import io
import os
import pathlib
import subprocess
import tempfile
import unittest

import numpy as np
import xarray

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
SURE = 4.0  # standard errors


class BeyondMeanField(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.out = pathlib.Path(held.name) / "out.h5"
        sweep = ROOT / "scenarios/sweeps/beyond-mean-field.toml"
        subprocess.run([MUSTER, "sweep", sweep, "-o", cls.out, "--events", "4", "--progress", "none"], check=True,
                       capture_output=True)
        with xarray.open_dataset(cls.out) as results:
            cls.results = results.load()
        cls.labels = [str(label) for label in cls.results["label"].values]

    def at(self, metric, label):
        return self.results[metric].isel(point=self.labels.index(label)).values.astype(float)

    def sizes(self, label):
        """People who left in a group of each size."""
        text = subprocess.run([MUSTER, "analyze", "sizes", self.out, "--of", label, "--format", "csv"], check=True,
                              capture_output=True, text=True).stdout
        return {int(row["size"]): int(row["people"]) for row in csv.DictReader(io.StringIO(text))}

    def check_greater(self, more, less):
        """Paired over replicates."""
        difference = more - less
        error = difference.std(ddof=1) / np.sqrt(len(difference))
        print(f"{more.mean():.4g} over {less.mean():.4g}, {difference.mean() / error:.1f} standard errors")
        self.assertGreater(difference.mean(), SURE * error)

    def test_ties_make_people_leave_together(self):
        tied, alone = self.sizes("as it is"), self.sizes("each alone")

        def share(sizes, least):
            return sum(n for size, n in sizes.items() if size >= least) / sum(sizes.values())

        print(f"together {share(tied, 2):.3f}, in fives or more {share(tied, 5):.4f}; alone {share(alone, 2):.3f}")
        self.assertGreater(share(tied, 2), 5 * share(alone, 2))
        self.assertGreater(max(tied), max(alone) + 1)

    def test_ties_make_more_leave(self):
        self.check_greater(self.at("departure_rate", "as it is"), self.at("departure_rate", "each alone"))

    def test_ties_gather_losses_in_units(self):
        self.check_greater(self.at("largest_brigade_loss", "as it is"), self.at("largest_brigade_loss", "each alone"))

    def test_one_set_of_inputs_has_more_than_one_outcome(self):
        meanings = self.results["ruler"].attrs["flag_meanings"].split()
        rulers = [meanings[int(code)] for code in self.at("ruler", "no militias")]
        print(f"without militias: {rulers.count('falls')} of {len(rulers)} fall")
        self.assertIn("falls", rulers)
        self.assertIn("stays", rulers)

    def test_signs_find_more_planners_than_chance(self):
        def found(label):
            planners, innocent = self.at("purged_planners", label), self.at("purged_innocent", label)
            return planners / (planners + innocent)

        self.check_greater(found("purge by signs"), found("purge by chance"))


if __name__ == "__main__":
    unittest.main(argv=["beyond_mean_field_test.py"])
