"""Points with equal values have the same runs: whatever forms an interval counts them once, and says so."""

import os
import sys
import unittest

import netCDF4
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import copies  # noqa: E402  (found through the path above)
import heatmap  # noqa: E402
import legible  # noqa: E402
import points  # noqa: E402
import sweep  # noqa: E402
import synthetic  # noqa: E402
from results import Results  # noqa: E402

X, Y = synthetic.INFORMERS[0], synthetic.OFFICERS[0]
GRID = [(x, y) for x in (0.0, 0.04, 0.16) for y in (0.2, 0.8)]
SAMPLED = [GRID[k] for k in np.random.default_rng(2).integers(0, 6, 60)]  # holds all six


class Copies(legible.Drawn):
    def setUp(self):
        super().setUp()
        self.runs = np.random.default_rng(7).uniform(0.1, 0.3, (6, 4))

    def file(self, name, rows, **how):
        """A sweep over these points in which points with equal values have the same runs."""
        path = os.path.join(self.folder, name)
        synthetic.write(path, **{"factors": (synthetic.INFORMERS, synthetic.OFFICERS), "points": rows, "weeks": 2,
                                 "replicates": 4, **how})
        with netCDF4.Dataset(path, "a") as file:
            done = file["run_status"][:] == 1
            file["defection_rate"][:] = np.where(done, self.runs[[GRID.index(tuple(row)) for row in rows]], np.nan)
        return path

    def texts(self, fig):
        return [text for text, _ in legible.drawn_texts(fig)]

    def test_a_band_is_as_wide_as_that_of_the_same_grid(self):
        for options in ([], ["--by", Y], ["--at", f"{Y}=0.2"]):
            drawn = [self.figure(sweep, ["--x", X, "--metric", "defection_rate", *options], self.file(name, rows))
                     for name, rows in (("grid.h5", GRID), ("sampled.h5", SAMPLED))]
            bands = [[band.get_paths()[0].vertices for band in fig.axes[0].collections] for fig in drawn]
            self.assertEqual(len(bands[0]), 1 if "--at" in options else 2)
            np.testing.assert_allclose(bands[1], bands[0], rtol=1e-12)

    def test_cells_of_a_heat_map_are_those_of_the_same_grid(self):
        options = ["--x", X, "--y", Y, "--metric", "defection_rate"]
        grid, sampled = (self.texts(self.figure(heatmap, options, self.file(name, rows)))
                         for name, rows in (("grid.h5", GRID), ("sampled.h5", SAMPLED)))
        self.assertEqual([text for text in sampled if "±" in text and "%" not in text],
                         [text for text in grid if "±" in text and "%" not in text])

    def test_the_picture_says_how_many_copies_there_are(self):
        fig = self.figure(sweep, ["--x", X, "--metric", "defection_rate"], self.file("sampled.h5", SAMPLED))
        self.assertIn("copies of these points, with the same runs: 54", "\n".join(self.texts(fig)))
        labelled = self.file("list.h5", [GRID[0], GRID[1], GRID[0]], labels=["as it was", "more", "unchanged"])
        fig = self.figure(points, ["--metric", "defection_rate"], labelled)
        self.assertIn("copies of these points, with the same runs: 1", "\n".join(self.texts(fig)))

    def test_of_copies_that_with_most_finished_runs_is_kept(self):
        path = self.file("some.h5", [GRID[0], GRID[1], GRID[0], GRID[0]], missing=[(0, 3), (2, 3), (2, 2)])
        with Results(path) as opened:
            self.assertEqual(copies.without(opened, np.arange(4)).tolist(), [1, 3])
            self.assertEqual(copies.without(opened, np.array([0, 2])).tolist(), [0])
            self.assertEqual(copies.number(opened, np.array([3])), 2)

    def test_points_that_differ_in_one_factor_are_none(self):
        with Results(self.file("grid.h5", GRID)) as opened:
            self.assertEqual(copies.without(opened, np.arange(6)).tolist(), list(range(6)))
            self.assertEqual(copies.number(opened, np.arange(6)), 0)


if __name__ == "__main__":
    unittest.main()
