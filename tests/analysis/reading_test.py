"""Reading results files, choosing points and placing events; every wrong input ends in a message and exit 2."""

import contextlib
import datetime
import hashlib
import io
import os
import sys
import tempfile
import types
import unittest

import matplotlib.dates
import netCDF4
import numpy as np
from scipy import stats

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import command  # noqa: E402  (found through the path above)
import events  # noqa: E402
import grid  # noqa: E402
import heatmap  # noqa: E402
import interval  # noqa: E402
import leavers  # noqa: E402
import points  # noqa: E402
import series  # noqa: E402
import sweep  # noqa: E402
import synthetic  # noqa: E402
import timeline  # noqa: E402
from results import InputError, Results  # noqa: E402

X, Y = synthetic.INFORMERS[0], synthetic.OFFICERS[0]


class Intervals(unittest.TestCase):
    def test_agree_with_scipy(self):
        values = np.random.default_rng(5).normal(3, 2, 9)
        made = interval.over_replicates(values, 0)
        expected = stats.t.interval(0.95, 8, loc=values.mean(), scale=stats.sem(values))
        np.testing.assert_allclose([made.low, made.high], expected, rtol=1e-12)

    def test_left_out_runs_do_not_count(self):
        values = np.array([[1.0, np.nan, 4.0, 7.0], [np.nan] * 4, [2.0, np.nan, np.nan, np.nan]])
        made = interval.over_replicates(values, 1)
        whole = interval.over_replicates(values[0, [0, 2, 3]], 0)
        self.assertEqual(list(made.n), [3, 0, 1])
        self.assertAlmostEqual(made.low[0], float(whole.low))
        np.testing.assert_array_equal(made.mean, [4.0, np.nan, 2.0])
        self.assertTrue(np.isnan(made.high[1:]).all())


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "out.h5")
        self.picture = os.path.join(folder.name, "fig.png")

    def write(self, **how):
        synthetic.write(self.path, **{"weeks": 20, "replicates": 3, **how})


class Reading(InFolder):
    def test_both_engines_read_the_same(self):
        self.write(failed=[(1, 2)])
        found = []
        for engine in ("h5netcdf", "netcdf4"):
            with Results(self.path, engine) as opened:
                found.append((list(opened.factors), opened.metrics, opened.title, opened.scenario["title"],
                              opened.left_out(), opened.people("departed", 1, by=("role",)).tolist()))
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0][0], [X, Y])
        self.assertEqual(found[0][1], ["departure_rate", "desertion_rate", "defection_rate", "peak_week"])
        self.assertEqual(found[0][4], {"failed": 1})

    def test_a_failed_run_is_no_number(self):
        self.write(failed=[(1, 2)])
        with Results(self.path) as opened:
            self.assertTrue(np.isnan(opened.metric("defection_rate")[1, 2]))
            self.assertEqual(np.isnan(opened.metric("defection_rate")).sum(), 1)
            self.assertEqual(opened.people("departed", 1).shape, (2, 21))
            self.assertGreaterEqual(opened.people("departed", 1).min(), 0)

    def test_counts_are_summed_over_the_rest_and_divided_by_scale(self):
        self.write(scale=0.25)
        with Results(self.path) as opened:
            raw = opened.data["punished"].values  # [point, replicate, time, role, kind]
            np.testing.assert_allclose(opened.people("punished", 4, where={"kind": "executed"}),
                                       raw[4, :, :, :, 1].sum(axis=-1) / 0.25)
            np.testing.assert_allclose(opened.people("families_harmed", 4),
                                       opened.data["families_harmed"].values[4] / 0.25)

    def test_a_changed_file_is_refused(self):
        self.write()
        with open(self.path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        with open(f"{self.path}.sha256", "w") as file:
            file.write(f"{digest}  out.h5\n")
        Results(self.path).data.close()
        with open(self.path, "r+b") as file:
            file.seek(os.path.getsize(self.path) // 2)
            file.write(b"\0muster\0")
        with self.assertRaisesRegex(InputError, "is damaged or was changed"):
            Results(self.path)

    def test_points_go_by_number_or_label(self):
        self.write(factors=(), labels=["baseline", "2", "none"])
        with Results(self.path) as opened:
            self.assertEqual([opened.point(p) for p in ("baseline", "0", "2", "none")], [0, 0, 1, 2])
            for wrong, message in (("3", "points 0 to 2"), ("baselines", "did you mean 'baseline'"), ("-1", "no such")):
                with self.assertRaisesRegex(InputError, message):
                    opened.point(wrong)


class Events(InFolder):
    def of(self, text, values=None, **how):
        self.write(scenario=synthetic.SCENARIO + text, **how)
        with Results(self.path) as opened:
            return events.of_scenario(opened.scenario, timeline.Timeline(opened), values or {})

    def test_stand_at_date_or_week_in_time_order(self):
        text = ('[[event]]\nname = "late_one"\nweek = 10.5\n'
                '[[event]]\nname = "a"\ntitle = "Early"\ndate = 2011-03-29\n')
        found = self.of(text)
        days = [event.at - matplotlib.dates.date2num(datetime.date(2011, 3, 15)) for event in found]
        self.assertEqual(days, [14, 73.5])
        self.assertEqual([(e.number, e.title) for e in found], [(1, "Early"), (2, "Late one")])
        self.assertEqual(found[0].when, "29 Mar 2011")

    def test_a_sweep_may_have_moved_one(self):
        text = '[[event]]\nname = "decree"\ndate = 2011-03-29\n'
        self.assertEqual(self.of(text)[0].when, "29 Mar 2011")
        self.assertEqual(self.of(text, {"event.decree.week": 3.0})[0].when, "5 Apr 2011")

    def test_outside_the_axis_or_unreadable_ones_are_not_drawn(self):
        text = ('[[event]]\nname = "before"\nweek = -3\n[[event]]\nname = "after"\ndate = 2031-01-01\n'
                '[[event]]\nname = "when"\n[[event]]\nname = "odd"\ndate = "soon"\n[[event]]\nweek = nan\n')
        self.assertEqual(self.of(text), [])
        self.assertEqual(self.of("event = 3\n"), [])

    def test_without_calendar_they_stand_at_steps(self):
        found = self.of('step_days = 1\n[[event]]\nname = "x"\nweek = 2\n[[event]]\nname = "y"\ndate = 2011-03-29\n',
                        calendar=False)
        self.assertEqual([(event.at, event.when) for event in found], [(14, "step 14")])

    def test_one_on_the_same_day_with_the_same_title_is_one_mark(self):
        one = '[[event]]\nname = "{}"\ntitle = "Unrest"\nweek = 2\n'
        self.assertEqual(len(self.of(one.format("a") + one.format("b"))), 1)

    def test_a_crowd_is_thinned_to_those_with_a_title(self):
        text = "".join(f'[[event]]\nname = "e{i}"\nweek = {i / 10}\n' for i in range(50))
        found = self.of(text + '[[event]]\nname = "last"\ntitle = "Kept"\nweek = 19\n')
        self.assertEqual((len(found), found[-1].title), (events.MOST, "Kept"))

    def test_marks_in_a_row_keep_their_distance(self):
        random = np.random.default_rng(8)
        for _ in range(200):
            places = np.sort(random.uniform(0, 5, random.integers(0, 40)))
            rows = events.rows(places, 0.3)
            for row in set(rows):
                self.assertGreaterEqual(np.diff(places[np.array(rows) == row]).min(initial=9), 0.3)
        self.assertEqual(events.rows([0.0, 0.1, 0.35, 0.5], 0.3), [0, 1, 0, 1])


class Wrong(InFolder):
    """Each ends with exit 2, one line that starts with "error:", and no picture."""

    def fails(self, script, options, message, output=None):
        arguments = script.arguments_of([self.path, "-o", output or self.picture, *options])
        with contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(command.run(arguments, script.draw), 2)
        self.assertTrue(said.getvalue().startswith("error: "), said.getvalue())
        self.assertEqual(said.getvalue().count("\n"), 1, said.getvalue())
        self.assertIn(message, said.getvalue())
        self.assertFalse(os.path.exists(self.picture))

    def sweep_fails(self, options, message):
        self.fails(sweep, ["--x", X, "--metric", "defection_rate", *options], message)

    def test_names(self):
        self.write()
        self.fails(sweep, ["--x", "surveillance.informers", "--metric", "defection_rate"],
                   f"surveillance.informers: no such factor in the file (it has: {X}, {Y}; did you mean '{X}'?)")
        self.fails(sweep, ["--x", X, "--metric", "defections_rate"],
                   "no such metric in the file (it has: departure_rate, desertion_rate, defection_rate, "
                   "peak_week; did you mean 'defection_rate'?)")
        self.fails(sweep, ["--x", X, "--metric", "outcome"], "outcome: no such metric")
        self.sweep_fails(["--by", "stacking.share"], f"did you mean '{Y}'?")
        self.fails(heatmap, ["--x", X, "--y", X, "--metric", "peak_week"], f"--x and --y are both {X}")
        self.fails(leavers, ["--point", "99"], "the file has points 0 to 14")

    def test_conditions(self):
        self.write()
        self.sweep_fails(["--at", f"{Y}=0.3"],
                         f"--at {Y}=0.3: no such value in the sweep (it has 0.2, 0.5, 0.8; the nearest is 0.2)")
        self.sweep_fails(["--at", Y], f"write --at {Y}=VALUE")
        self.sweep_fails(["--at", f"{Y}=much"], "is not a number")
        self.sweep_fails(["--at", f"{Y}=nan"], "no such value")
        self.sweep_fails(["--at", f"{X}=0"], f"{X} is drawn, so it can't be fixed")
        self.sweep_fails(["--at", f"{Y}=0.2", "--at", f"{Y}=0.5"], "no point of the file meets all --at conditions")

    def test_further_factors_must_be_fixed(self):
        third = ("reprisal.family_probability", "1", "chance", [0.0, 1.0])
        self.write(factors=(synthetic.INFORMERS, synthetic.OFFICERS, third))
        self.sweep_fails([], f"the points also differ in {Y} = 0.2, 0.5, 0.8; reprisal.family_probability = 0, 1: "
                         "fix each with --at \"FACTOR=VALUE\"")
        self.fails(heatmap, ["--x", X, "--y", Y, "--metric", "peak_week"], "reprisal.family_probability = 0, 1: fix")

    def test_designs(self):
        self.write(points=np.random.default_rng(1).uniform(0, 1, (30, 2)))
        self.fails(heatmap, ["--x", X, "--y", Y, "--metric", "peak_week"], "do not form a grid in this sweep")
        self.fails(points, ["--metric", "peak_week"], "the points of the file have no labels")
        self.write(factors=(synthetic.INFORMERS, (*synthetic.OFFICERS[:3], np.linspace(0, 1, 30))))
        self.sweep_fails([], f"{Y} has 30 values (at most 20 lines can be drawn)")

    def test_files(self):
        self.fails(leavers, [], "no such file")
        for content in (b"", b"not a results file", b"\x89HDF\r\n\x1a\n" + bytes(200)):
            with open(self.path, "wb") as file:
                file.write(content)
            self.fails(leavers, [], "can't be read as a results file")
        with netCDF4.Dataset(self.path, "w") as file:
            file.title = "something else"
        self.fails(leavers, [], "is not a results file of muster")

    def test_no_finished_run(self):
        every = [(p, r) for p in range(15) for r in range(3)]
        self.write(failed=every[1:], missing=every[:1])
        self.fails(leavers, [], "holds no finished run (1 missing, 44 failed), so there is nothing to draw; the first "
                   "failure was: departures exceed those serving")
        self.write(failed=every[:3])
        self.fails(leavers, [], "--point 0: none of its runs finished")
        self.write(failed=[run for run in every if run[0] % 3 == 0])
        self.sweep_fails(["--at", f"{Y}=0.2"], "no run of the chosen points finished")

    def test_outputs(self):
        self.write()
        self.fails(leavers, [], "unknown kind of picture (allowed endings: .png, .svg, .pdf)", "fig.bmp")
        self.fails(leavers, [], "does not exist", os.path.join(os.path.dirname(self.path), "none", "fig.png"))

    def test_a_series_the_sweep_did_not_keep(self):
        self.write()
        with netCDF4.Dataset(self.path, "a") as file:
            file.renameVariable("departed", "kept_otherwise")
        self.fails(leavers, [], "departed: no such variable in the file")

    def test_maps(self):
        self.write()
        self.fails(grid, [], "holds no map of sites (a sweep keeps one if its [output] names it")
        self.write(calendar=False, sites=(4, 4), failed=[(1, 2)])
        self.fails(grid, ["--variable", "serving"], "serving: is not a map of sites (its dimensions: point, ")
        self.fails(grid, ["--variable", "site_stat"], "did you mean 'site_state'?")
        self.fails(grid, [], "a picture has 12 maps at most, not 21 (choose times with --at)")
        self.fails(grid, ["--at", "3", "99"], "--at 99: was not recorded (the file has step 0, step 1, step 2, ")
        self.fails(grid, ["--at", "3", "--replicate", "3"], "no such replicate (the file has 0 to 2)")
        self.fails(grid, ["--at", "3", "--point", "1", "--replicate", "2"], "--replicate 2: this run did not finish")

    def test_series(self):
        self.write()
        self.fails(series, ["--variables", "departure_rate"],
                   "departure_rate: is not one number over time (its dimensions: point, replicate)")
        self.fails(series, ["--variables", "families"], "did you mean 'families_harmed'?")
        self.fails(series, ["--variables", *["families_harmed"] * 7], "names 7 series (a picture holds 6)")
        self.fails(series, ["--variables", "families_harmed", "--between", "30", "40"],
                   "--between 30 40: fewer than two recorded times (the file has 0 to 20)")

    def test_a_machine_failure_is_exit_1(self):
        self.write()
        os.mkdir(self.picture)
        arguments = types.SimpleNamespace(**vars(leavers.arguments_of([self.path, "-o", self.picture])))
        with contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(command.run(arguments, leavers.draw), 1)
        self.assertIn("can't be written", said.getvalue())


if __name__ == "__main__":
    unittest.main()
