"""Pictures of who went where, of regions, and of the spread of runs: true to the file, and legible."""

import datetime
import os
import sys
import unittest

import netCDF4
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import flow  # noqa: E402  (found through the path above)
import legible  # noqa: E402
import predictive  # noqa: E402
import regions  # noqa: E402
import results  # noqa: E402
import synthetic  # noqa: E402

TOWNS = ["aleppo", "homs", "deir_ez_zor", "tartus"]


class Spread(legible.Drawn):
    def file(self, **how):
        path = os.path.join(self.folder, "out.h5")
        synthetic.write(path, **{"weeks": 30, "replicates": 3, "scale": 0.1, **how})
        with netCDF4.Dataset(path, "a") as file:
            file.createDimension("home", len(TOWNS))
            file.createVariable("home", str, ("home",))[:] = np.array(TOWNS, dtype=object)
            evaded = file.createVariable("evaded", "i4", (*file["families_harmed"].dimensions, "home"), fill_value=-1)
            evaded.setncatts({"units": "person", "long_name": "people who did not come, cumulative"})
            evaded[:] = file["families_harmed"][:][..., None] * np.array([2, 4, 1, 3])
        return path

    def test_bands_of_the_flow_are_the_people_of_the_file(self):
        path = self.file()
        with results.Results(path) as opened:
            table = np.array([people for _, people in flow.ends_of(opened, 0, True)])
            last = opened.data.isel(point=0, time=-1).mean("replicate")
            whole = sum(float(last[name].sum()) for name in ("serving", "departed", "punished", "lost")) / 0.1
            self.assertAlmostEqual(table.sum() / whole, 1, places=9)
        texts = [text for text, _ in legible.drawn_texts(self.figure(flow, [], path))]
        self.assertTrue(any(text.startswith("left: joined opposition\n") for text in texts), texts)
        of_leavers = [text for text, _ in legible.drawn_texts(self.figure(flow, ["--leavers"], path))]
        self.assertFalse(any(text.startswith("still serving") for text in of_leavers))
        for words in ([], ["--leavers"]):
            self.check_widths(flow, words, path, widths=("screen", "double", "single"))

    def test_labels_of_thin_blocks_part(self):
        placed = flow.parted(np.array([0.99, 0.5, 0.49, 0.485, 0.01, 0.005]), 0.08)
        self.assertTrue((np.diff(placed) <= -0.08 + 1e-12).all(), placed)
        self.assertGreater(placed.min(), 0)

    def test_regions_are_rows_the_most_first(self):
        path = self.file()
        fig = self.figure(regions, ["--point", "2"], path)
        names = [label.get_text() for label in fig.axes[0].get_yticklabels()]
        self.assertEqual(names, ["homs", "tartus", "aleppo", "deir ez zor"])
        with results.Results(path) as opened:
            people = opened.data["evaded"].isel(point=2).mean("replicate").values.T / 0.1
        drawn = fig.axes[0].collections[0].get_array().reshape(4, -1)
        np.testing.assert_allclose(drawn, people[[1, 3, 0, 2]])
        new = self.figure(regions, ["--point", "2", "--flow"], path).axes[0].collections[0].get_array().reshape(4, -1)
        np.testing.assert_allclose(new.sum(axis=1), (people[:, -1] - people[:, 0])[[1, 3, 0, 2]])
        self.check_widths(regions, [], path, widths=("screen", "double", "single"))

    def test_predictive_bands_are_quantiles_of_all_finished_runs(self):
        path = self.file(failed=[(0, 1)])
        block = predictive.BLOCK
        self.addCleanup(setattr, predictive, "BLOCK", block)
        with results.Results(path) as opened:
            runs = opened.data["families_harmed"].values[opened.done] / 0.1
        for predictive.BLOCK in (block, 2):
            fig = self.figure(predictive, ["--variables", "families_harmed"], path)
            np.testing.assert_allclose(fig.axes[0].lines[0].get_ydata(), np.quantile(runs, 0.5, axis=0), rtol=1e-6)
            outer = fig.axes[0].collections[0].get_paths()[0].vertices[:, 1]
            self.assertAlmostEqual(outer.max() / np.quantile(runs, 0.95, axis=0).max(), 1, places=5)
        self.check_widths(predictive, ["--variables", "families_harmed", "families_harmed"], path)

    def test_known_bands_stand_at_their_date_in_the_unit_of_the_series(self):
        path, known = self.file(), os.path.join(self.folder, "bands.toml")
        with open(known, "w", encoding="utf-8") as file:
            file.write('[[band]]\nrow = "R1"\nwhat = "families"\nvalue = "families_harmed"\ntimes = 0.001\nlow = 1.0\n'
                       'high = 3.0\ndate = 2011-06-01\n')
        fig = self.figure(predictive, ["--variables", "families_harmed", "--bands", known], path)
        bar = fig.axes[0].containers[0].lines[2][0].get_segments()[0]
        days = (datetime.date(2011, 6, 1) - datetime.date(1970, 1, 1)).days
        np.testing.assert_allclose(bar, [[days, 1000], [days, 3000]])


if __name__ == "__main__":
    unittest.main()
