"""Pictures of made-up results files: drawn in every format, the same each time, legible, and true to the numbers."""

import os
import sys
import unittest

import netCDF4
import numpy as np
from scipy import stats

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import grid  # noqa: E402  (found through the path above)
import heatmap  # noqa: E402
import key  # noqa: E402
import leavers  # noqa: E402
import legible  # noqa: E402
import look  # noqa: E402
import points  # noqa: E402
import series  # noqa: E402
import serving  # noqa: E402
import style  # noqa: E402
import sweep  # noqa: E402
import synthetic  # noqa: E402
from results import InputError, Results  # noqa: E402

X, Y = synthetic.INFORMERS[0], synthetic.OFFICERS[0]
LABELS = ["baseline", "no surveillance", "a label that is much longer than a reader would want to see in a picture"]
MANY = "".join(f'[[event]]\nname = "event_{i}"\nweek = {i * 0.4}\n'
               f'title = "A rather long title for event {i} of a crowd"\n' for i in range(60))


class Pictures(legible.Drawn):
    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, **how):
        path = self.path("out.h5")
        synthetic.write(path, **{"weeks": 30, "replicates": 4, **how})
        return path

    def texts(self, fig):
        return "\n".join(text for text, _ in legible.drawn_texts(fig))

    def running_text(self, fig):
        return " ".join(self.texts(fig).split())

    def check_legible(self, script, options, **how):
        self.check_widths(script, options, self.file(**how))

    def test_sweep_is_legible(self):
        self.check_legible(sweep, ["--x", X, "--metric", "defection_rate"])

    def test_sweep_with_many_lines_is_legible(self):
        many = (*synthetic.OFFICERS[:3], np.linspace(0.1, 0.9, sweep.MOST))
        self.check_legible(sweep, ["--x", X, "--metric", "peak_week"], factors=(synthetic.INFORMERS, many))

    def test_scattered_points_are_legible(self):
        drawn = np.random.default_rng(3).uniform(0, 1, (60, 2))
        self.check_legible(sweep, ["--x", X, "--metric", "defection_rate"], points=drawn)

    def test_heat_map_is_legible(self):
        self.check_legible(heatmap, ["--x", X, "--y", Y, "--metric", "defection_rate"])

    def test_fine_heat_map_is_legible(self):
        fine = [(*factor[:3], np.linspace(0.01, 0.9, n))
                for factor, n in ((synthetic.INFORMERS, 40), (synthetic.OFFICERS, 50))]
        self.check_legible(heatmap, ["--x", X, "--y", Y, "--metric", "peak_week"], factors=fine, replicates=1, weeks=3)

    def test_leavers_with_many_events_are_legible(self):
        for form in ("stacked", "lines"):
            self.check_legible(leavers, ["--form", form], weeks=260)

    def test_leavers_with_a_crowd_of_events_are_legible(self):
        self.check_legible(leavers, [], scenario=synthetic.SCENARIO + MANY)

    def test_leavers_of_a_million_are_legible(self):
        self.check_legible(leavers, [], people=4_000_000, weeks=260)

    def test_serving_and_labelled_points_are_legible(self):
        self.check_legible(serving, [])
        self.check_legible(points, ["--metric", "defection_rate"], factors=(), labels=LABELS)

    def test_maps_are_legible(self):
        for weeks, size in ((0, (9, 40)), (3, (30, 9)), (5, (20, 20)), (11, (20, 20))):
            self.check_legible(grid, [], calendar=False, weeks=weeks, sites=size)
        self.check_legible(grid, [], weeks=7, sites=(20, 20))

    def test_series_are_legible(self):
        self.check_legible(series, ["--variables", "families_harmed"], weeks=260)
        self.check_legible(series, ["--variables", *["families_harmed"] * series.MOST], calendar=False)

    def test_long_titles_are_wrapped(self):
        self.check_legible(sweep, ["--x", X, "--metric", "defection_rate"], title="A very long title " * 20)

    def test_same_file_gives_the_same_bytes(self):
        path = self.file()
        for kind in ("png", "svg", "pdf"):
            made = []
            for name in ("first", "second"):
                picture = self.path(f"{name}.{kind}")
                style.save(self.figure(sweep, ["--x", X, "--metric", "defection_rate"], path), picture)
                with open(picture, "rb") as file:
                    made.append(file.read())
            self.assertGreater(len(made[0]), 5000)
            self.assertEqual(made[0], made[1], kind)
            for clock in (b"dc:date", b"CreationDate", b"tIME"):
                self.assertNotIn(clock, made[0])

    def test_pictures_are_1600_pixels_wide(self):
        fig = self.figure(leavers, [], self.file())
        self.assertEqual(round(fig.get_figwidth() * look.now.dpi), 1600)

    def test_lines_are_means_over_replicates_in_percent(self):
        path = self.file()
        with Results(path) as opened:
            values, x, y = opened.metric("defection_rate"), opened.factors[X], opened.factors[Y]
        axes = self.figure(sweep, ["--x", X, "--metric", "defection_rate"], path).axes[0]
        lines = [line for line in axes.lines if line.get_gid() != "run"]
        self.assertEqual([line.get_label() for line in lines], ["0.2", "0.5", "0.8"])
        expected = [100 * values[(x == at) & (y == 0.5)].mean() for at in np.unique(x)]
        np.testing.assert_allclose(lines[1].get_ydata(), expected, rtol=1e-12)
        self.assertIn("[%]", axes.get_ylabel())

    def test_two_factors_at_a_fixed_third_leave_only_its_points(self):
        third = ("reprisal.family_probability", "1", "chance", [0.0, 1.0])
        path = self.file(factors=(synthetic.INFORMERS, synthetic.OFFICERS, third))
        with Results(path) as opened:
            values, table = opened.metric("peak_week"), np.stack(list(opened.factors.values()), -1)
        fig = self.figure(heatmap, ["--x", X, "--y", Y, "--metric", "peak_week", "--at", f"{third[0]}=1"], path)
        image = fig.axes[0].images[0].get_array()
        chosen = (table == [0.08, 0.2, 1.0]).all(axis=1)
        self.assertEqual(chosen.sum(), 1)
        self.assertAlmostEqual(image[0, 3], values[chosen].mean())
        self.assertIn("at reprisal.family_probability = 1", self.running_text(fig))

    def test_axes_say_what_and_unit(self):
        axes = self.figure(sweep, ["--x", X, "--metric", "peak_week"], self.file()).axes[0]
        self.assertEqual(axes.get_xlabel(), f"Informers per member of a company\n{X}")
        self.assertEqual(axes.get_ylabel(), "Week in which most people left [week]")

    def test_cells_of_a_heat_map_hold_half_the_interval_with_two_decimals_as_the_table_does(self):
        path = self.file()
        with Results(path) as opened:
            values, x, y = opened.metric("peak_week"), opened.factors[X], opened.factors[Y]
        runs = values[(x == x.min()) & (y == y.min())].ravel()
        half = stats.t.ppf(0.975, len(runs) - 1) * runs.std(ddof=1) / np.sqrt(len(runs))
        fig = self.figure(heatmap, ["--x", X, "--y", Y, "--metric", "peak_week"], path)
        first = fig.axes[0].texts[0].get_text()
        decimals = len(first.split("±")[1].partition(".")[2])
        self.assertLessEqual(decimals, 2)
        self.assertEqual(first, f"{runs.mean():.{decimals}f}\n±{half:.{decimals}f}")

    def test_a_role_has_one_colour_in_all_pictures(self):
        path = self.file()
        left = self.figure(leavers, ["--form", "lines"], path).axes[0]
        served = self.figure(serving, ["--by", "role"], path).axes[0]
        colours = {line.get_color() for line in left.lines if line.get_marker() != "None"}
        of_role = {line.get_label().split("\n")[0]: line.get_color() for line in served.lines
                   if line.get_gid() != "run"}
        expected = style.colours(len(synthetic.ROLES), beside_black=True)
        for name, colour in of_role.items():
            number = [key.role_text(role) for role in synthetic.ROLES].index(name)
            self.assertEqual(colour, expected[number], name)
        self.assertLessEqual(colours, set(of_role.values()))
        self.assertFalse(any(line.get_clip_on() for line in served.lines if line.get_gid() != "run"))

    def test_the_note_speaks_of_dashed_lines_only_where_there_are_some(self):
        path = self.file()
        for form, dashed in (("stacked", True), ("lines", False)):
            text = self.texts(self.figure(leavers, ["--form", form], path))
            self.assertEqual("dashed" in text, dashed, form)

    def test_no_role_has_the_colour_of_the_total(self):
        self.assertNotIn(style.BLACK, style.colours(len(synthetic.ROLES), beside_black=True))

    def test_rates_name_what_they_are_a_share_of(self):
        path = self.file()
        with netCDF4.Dataset(path, "a") as file:
            file["defection_rate"].long_name = "joined the opposition; a remark"
            file["defection_rate"].denominator = "all who served"
        axes = self.figure(sweep, ["--x", X, "--metric", "defection_rate"], path).axes[0]
        self.assertEqual(axes.get_ylabel().replace("\n", " "), "Joined the opposition [% of all who served]")

    def test_footer_says_where_from_and_what_is_left_out(self):
        path = self.file(failed=[(0, 1), (3, 2)], missing=[(4, 0)])
        text = self.texts(self.figure(sweep, ["--x", X, "--metric", "defection_rate"], path))
        for part in ("muster 0.1.0", "scenario: Syria 2011-2015", "replicates: 3 to 4",
                     "runs left out: 3 of 60 (1 missing, 2 failed)", "explains and compares; not a forecast",
                     "95 % t interval of the mean over replicates"):
            self.assertIn(part, text)

    def test_one_replicate_has_no_interval(self):
        text = self.texts(self.figure(leavers, [], self.file(replicates=1)))
        self.assertIn("One replicate: no interval.", text)
        self.assertNotIn("nan", text)

    def test_leavers_are_people_of_the_real_force(self):
        path = self.file(scale=0.1, weeks=260)
        with Results(path) as opened:
            raw = opened.data["departed"].isel(point=0).values[:, -1].sum(axis=(1, 2))
        fig = self.figure(leavers, [], path)
        total = next(line for line in fig.axes[0].lines if line.get_color() == style.BLACK and line.get_linewidth() > 1)
        self.assertAlmostEqual(total.get_ydata()[-1], raw.mean() / 0.1, places=6)
        self.assertIn(f"{raw.mean() / 0.1:,.0f} (", self.texts(fig))

    def test_maps_are_those_of_the_chosen_run_and_times(self):
        path = self.file(calendar=False, weeks=5, sites=(4, 6))
        with Results(path) as opened:
            codes = opened.data["site_state"].isel(point=2, replicate=1, step=[4, 1]).values
        fig = self.figure(grid, ["--point", "2", "--replicate", "1", "--at", "4", "1"], path)
        for panel, expected in zip(fig.axes, codes, strict=True):
            np.testing.assert_array_equal(np.ma.filled(panel.images[0].get_array(), np.nan), expected)
        self.assertEqual([panel.get_title(loc="left") for panel in fig.axes], ["step 4", "step 1"])

    def test_free_sites_are_white_and_only_what_is_there_is_explained(self):
        path = self.file(calendar=False, weeks=0, sites=(2, 6))
        with netCDF4.Dataset(path, "a") as file:
            file["site_state"][0, 0, 0, 0] = [0, 0, 1, 1, 3, 3]
        fig = self.figure(grid, ["--point", "0"], path)
        self.assertNotIn("cop", self.texts(fig).split())
        image = fig.axes[0].images[0]
        white = [tuple(colour) == (1, 1, 1, 1) for colour in image.cmap(image.norm([0, 1, 2, 3]))]
        self.assertEqual(white, [False, False, False, True])

    def test_series_are_means_over_replicates_or_one_run(self):
        path = self.file(scale=0.1, failed=[(1, 0)])
        with Results(path) as opened:
            people = opened.data["families_harmed"].isel(point=1).values / 0.1
        mean = self.figure(series, ["--variables", "families_harmed", "--point", "1"], path)
        np.testing.assert_allclose(mean.axes[0].lines[0].get_ydata(), people[1:].mean(0))
        one = self.figure(series, ["--variables", "families_harmed", "--point", "1", "--replicate", "2"], path)
        np.testing.assert_allclose(one.axes[0].lines[0].get_ydata(), people[2])
        self.assertIn("One run: replicate 2.", self.texts(one))
        part = self.figure(series, ["--variables", "families_harmed", "--between", "10", "20"], path)
        self.assertEqual(len(part.axes[0].lines[0].get_ydata()), 11)

    def test_series_of_several_runs_show_each(self):
        path = self.file(scale=0.1, failed=[(1, 0)])
        with Results(path) as opened:
            left = opened.data["departed"].isel(point=1, replicate=slice(1, None)).sum("destination").values / 0.1
        for name, people in (("departed", left.sum(2)), ("departed=nco", left[..., synthetic.ROLES.index("nco")])):
            fig = self.figure(series, ["--variables", name, "--point", "1"], path)
            lines = fig.axes[0].lines
            np.testing.assert_allclose(lines[0].get_ydata(), people.mean(0))
            np.testing.assert_allclose([line.get_ydata() for line in lines[1:]], people)
            self.assertGreaterEqual(fig.axes[0].get_ylim()[1], people.max())
            self.assertIn("Thin lines: 3 runs.", self.texts(fig))
        with self.assertRaisesRegex(InputError, "no such label"):
            self.figure(series, ["--variables", "departed=admiral"], path)

    def test_leavers_show_all_leavers_of_each_run(self):
        path = self.file(scale=0.1)
        with Results(path) as opened:
            left = opened.people("departed", 0).astype(float)
        for form in ("stacked", "lines"):
            fig = self.figure(leavers, ["--form", form], path)
            thin = [line.get_ydata() for line in fig.axes[0].lines if line.get_linewidth() == 0.5]
            np.testing.assert_allclose(thin, left)
            self.assertIn("Thin lines: all leavers of 4 runs.", self.texts(fig))

    def test_harm_stands_beside_the_leavers(self):
        text = self.texts(self.figure(leavers, [], self.file()))
        for harm in ("Executed: ", "Arrested: ", "Families harmed: ", "Killed: "):
            self.assertIn(harm, text)

    def test_a_model_without_calendar_shows_steps(self):
        fig = self.figure(leavers, [], self.file(calendar=False))
        self.assertEqual(fig.axes[0].get_xlabel(), "Step of the model")

    def test_cells_without_a_finished_run_say_so(self):
        path = self.file(failed=[(0, r) for r in range(4)])
        text = self.texts(self.figure(heatmap, ["--x", X, "--y", Y, "--metric", "defection_rate"], path))
        self.assertEqual(text.count("no run"), 1)


if __name__ == "__main__":
    unittest.main()
