"""Bands: what counts as in, at the edge and out; values read as asked; bad files named; the picture legible."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

import netCDF4
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import bands  # noqa: E402  (found through the path above)
import legible  # noqa: E402
import synthetic  # noqa: E402
from results import InputError, Results  # noqa: E402

RATES = [0.10, 0.12, 0.14, 0.16, 0.18]  # of the runs of point 0; the middle 90 % are 0.104 to 0.176


def band(**keys):
    given = {"row": "T2", "what": "departures", "value": "departure_rate", "low": 0.05, "high": 0.2, **keys}
    return "[[band]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in given.items() if value is not None)


def toml(value):
    return f'"{value}"' if isinstance(value, str) and not value[:4].isdigit() else str(value)


class Bands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(self.folder, "out.h5")
        synthetic.write(self.path, replicates=6, weeks=20, failed=[(0, 5)])
        with netCDF4.Dataset(self.path, "a") as file:
            file["departure_rate"][0, :5] = RATES
            file["defection_rate"][0, :5] = np.array(RATES) / 4
            alive = file.createVariable("alive", "u1", ("point", "replicate", "time"))
            alive[:] = 1
            alive[0, 0, 10:] = 0

    def bands_file(self, text):
        path = os.path.join(self.folder, "bands.toml")
        with open(path, "w") as file:
            file.write(text)
        return path

    def run_on(self, text, *more):
        """Exit code, lines and complaint of bands.py on a file of bands."""
        given = bands.arguments_of([self.path, "--bands", self.bands_file(text), *more])
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as complaint:
            code = bands.main(given)
        return code, out.getvalue().splitlines(), complaint.getvalue()

    def held(self, **keys):
        with Results(self.path) as opened:
            return bands.hold(opened, bands.read_bands(self.bands_file(band(**keys)))[0], 0)

    def test_a_band_is_in_at_the_edge_or_out(self):
        for low, high, verdict in ((0.10, 0.18, "in"), (0.104, 0.176, "in"), (0.11, 0.2, "edge"), (0.05, 0.15, "edge"),
                                   (0.141, 0.2, "out"), (0.05, 0.139, "out")):
            with self.subTest(low=low, high=high):
                self.assertEqual(self.held(low=low, high=high).verdict, verdict)

    def test_the_middle_of_the_finished_runs_is_shown_in_the_unit_asked_for(self):
        held = self.held(times=100, low=0, high=100, unit="%")
        np.testing.assert_allclose([held.low, held.median, held.high], [10.4, 14, 17.6])
        self.assertEqual(held.values.size, 5)

    def test_a_metric_can_be_divided_by_another(self):
        np.testing.assert_allclose(self.held(value="defection_rate", over="departure_rate").values, [0.25] * 5)

    def test_a_series_is_read_at_its_date_and_counted_over_runs(self):
        before = self.held(value="alive", date="2011-05-20", of="runs")  # the run that falls does so on 24 May
        after = self.held(value="alive", date="2011-05-24", of="runs", low=0.7, high=0.9)
        self.assertEqual((before.median, after.median, after.verdict), (1.0, 0.8, "in"))

    def test_a_series_that_was_not_recorded_in_that_week_is_not_read(self):
        with netCDF4.Dataset(self.path, "a") as file:
            file["time"][:] = np.arange(21) * 700  # as with every = 100
        code, lines, complaint = self.run_on(band(value="alive", date="2013-02-11"))
        self.assertEqual((code, lines), (2, []))
        self.assertIn("alive: is not recorded in the week up to 2013-02-11, only on 2011-03-15 and 2013-02-12 (set "
                      "[output] every = 1", complaint)
        self.assertEqual(self.held(value="alive", date="2013-02-18", low=0, high=2).median, 1)

    def test_the_table_has_a_row_for_each_band(self):
        code, lines, _ = self.run_on(band(times=100, low=3, high=10, unit="%") + band(what="again"))
        self.assertEqual(code, 0)
        self.assertEqual(lines[2:], ["| T2 | departures | % | 3 to 10 | 14 (10.4-17.6) | **out** |",
                                     "| T2 | again | 1 | 0.05 to 0.2 | 0.14 (0.104-0.176) | in |"])

    def test_faults_of_the_file_are_named(self):
        for text, part in ((band(low=0.3), "band[1]: low must be under high"), (band(low=None), "low is missing"),
                           (band(hgih=1), "unknown key 'hgih'"), (band(low="a"), "low must be a finite number"),
                           (band(low="nan"), "low must be a finite number"), (band(of="all"), 'of must be "run"'),
                           (band(date=3), "date must be a date"), ("band = 3", "holds no [[band]]"),
                           ("", "holds no [[band]]"), ("band = [3]", "band[1]: is not a table"),
                           ("[[band]", "can't be read as bands"),
                           (band(value="departure_rat"), "did you mean 'departure_rate'"),
                           (band(value="departed", date="2011-05-20"), "is not a series over time alone"),
                           (band(value="alive", date="2010-05-20"),
                            "not recorded in the week up to 2010-05-20, only on 2011-03-15")):
            with self.subTest(text=text):
                code, lines, complaint = self.run_on(text)
                self.assertEqual((code, lines), (2, []))
                self.assertIn(part, complaint)

    def test_a_missing_file_of_bands_is_named(self):
        with self.assertRaisesRegex(InputError, "none.toml"):
            bands.read_bands(os.path.join(self.folder, "none.toml"))

    def test_the_picture_is_legible_and_shows_every_run(self):
        text = "".join(band(what=f"departures {i}", low=low, high=high)
                       for i, (low, high) in enumerate([(0, 1), (0.11, 0.2), (0.5, 0.6)]))
        with Results(self.path) as opened:
            held = [bands.hold(opened, one, 0) for one in bands.read_bands(self.bands_file(text))]
            fig = bands.draw(opened, held, 0)
        self.assertEqual(legible.overlaps(fig), [])
        runs = [line for line in fig.axes[0].lines if line.get_linestyle() == "None"]
        self.assertEqual([len(line.get_xdata()) for line in runs], [5, 5, 5])
        self.assertEqual(len({line.get_marker() for line in runs}), 3)

    def test_the_picture_is_written(self):
        figure = os.path.join(self.folder, "bands.png")
        self.assertEqual(self.run_on(band(), "-o", figure)[0], 0)
        self.assertGreater(os.path.getsize(figure), 5000)

    def test_the_bands_of_syria_are_sound(self):
        self.assertGreaterEqual(len(bands.read_bands(bands.SYRIA)), 15)


if __name__ == "__main__":
    unittest.main()
