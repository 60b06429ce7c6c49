"""Broken sweeps: what the program says, word for word, with which exit, and that it leaves the folder as it was."""
import sys
import unittest

from broken_input import DENSITY, OFFICERS, Refusals, sweep

TABLE = [
    sweep("sweep of a missing file", "", "w.toml:1:12: scenario: there is no file 'none.toml'",
          'scenario = "none.toml"\n'),
    sweep("sweep of a broken scenario", "", "s.toml:2:9: weeks: 0 is out of range (allowed 1 to 5200; default 260)",
          'scenario = "s.toml"\n', **{"s.toml": 'extends = "base.toml"\nweeks = 0\n'}),
    sweep("sweep of itself", "", "w.toml: is a sweep, not a scenario (see `muster sweep`)", 'scenario = "w.toml"\n'),
    sweep("unknown key of a sweep", "replicats = 2",
          "w.toml:2:13: replicats: unknown key (did you mean 'replicates'?)"),
    sweep("no replicate", "replicates = 0", "w.toml:2:14: replicates: must be a whole number from 1 to 1000000"),
    sweep("seed below zero", "seed = -1", "w.toml:2:8: seed: must be a whole number, 0 or more"),
    sweep("scale no number", "scale = nan",
          "w.toml:2:9: scale: must be a number above 0 and up to 1 (the share of all agents that is simulated)"),
    sweep("scale too small", "scale = 0.08",
          "w.toml:2:9: scale: 0.08 is too small for this scenario (allowed 1/12 to 1, so that no part of it is "
          "empty)", 'scenario = "few.toml"\n',
          **{"few.toml": 'extends = "base.toml"\n[[formation]]\nname = "1st"\nheadquarters = 5\n'}),
    sweep("unknown design", 'design = "gridd"', "w.toml:2:10: design: 'gridd' is not known (did you mean 'grid'?)"),
    sweep("unknown design says no more", 'design = "lsh"\nsamples = 4\nlevels = 4',
          "w.toml:2:10: design: 'lsh' is not known (did you mean 'lhs'?)"),
    sweep("no factors", "[factors]",
          "w.toml:2:1: factors: is empty (name a parameter, or remove the table to repeat the scenario alone)"),
    sweep("empty factor", f"[factors]\n{DENSITY} = []",
          "w.toml:3:35: surveillance.informer_density: is empty (a factor needs at least one value)"),
    sweep("unknown factor", '[factors]\n"surveillance.informers" = [0.1]',
          "w.toml:3:28: surveillance.informers: unknown parameter (did you mean 'surveillance.informer_density'?)"),
    sweep("values of a factor", f'[factors]\n{DENSITY} = [nan, inf, 1e300, "a"]',
          "w.toml:3:36: surveillance.informer_density: is not a number (allowed 0 to 1; default 0.04)\n"
          "w.toml:3:41: surveillance.informer_density: inf is out of range (allowed 0 to 1; default 0.04)\n"
          "w.toml:3:46: surveillance.informer_density: 1e+300 is out of range (allowed 0 to 1; default 0.04)\n"
          "w.toml:3:53: surveillance.informer_density: must be a number, not 'a' (allowed 0 to 1; default 0.04)"),
    sweep("range upside down", f"[factors]\n{DENSITY} = {{ min = 0.5, max = 0.1, n = 3 }}",
          "w.toml:3:43: surveillance.informer_density.min: 0.5 must be less than max, 0.1"),
    sweep("range without steps", f"[factors]\n{DENSITY} = {{ min = 0.1, max = 0.5 }}",
          "w.toml:3:35: surveillance.informer_density.n: is required (the number of values; only sampled designs take "
          "a range without it)"),
    sweep("range to infinity", f"[factors]\n{DENSITY} = {{ min = 0, max = inf, n = 3 }}",
          "w.toml:3:52: surveillance.informer_density.max: inf is out of range (allowed any number)"),
    sweep("design over 64 bits", f"[factors]\n{DENSITY} = {{ min = 0, max = 0.5, n = 4294967296 }}\n"
          f"{OFFICERS} = {{ min = 0.2, max = 0.5, n = 4294967296 }}",
          'w.toml:2:1: factors: the grid has 2^64 points or more (shorten the factors, or use design = "random")'),
    sweep("runs over 64 bits", f"replicates = 1000\n[factors]\n{DENSITY} = {{ min = 0, max = 0.5, n = 4294967296 }}\n"
          f"{OFFICERS} = {{ min = 0.2, max = 0.5, n = 2147483648 }}",
          "w.toml:3:1: replicates: points x replicates are more than 2^64 runs (lower one of them)"),
    sweep("more points than a file holds", f"[factors]\n{DENSITY} = {{ min = 0, max = 0.5, n = 1000000000000 }}",
          "w.toml:2:1: the design has 1000000000000 points (a results file holds 20000000; split the sweep)"),
    sweep("zip of unequal lengths", f'design = "zip"\n[factors]\n{DENSITY} = [0, 0.1]\n{OFFICERS} = [0.2, 0.3, 0.4]',
          "w.toml:3:1: factors: a zip needs factors of the same length (surveillance.informer_density has 2, "
          "organisation.army.officer_share has 3)"),
    sweep("samples missing", f'design = "random"\n[factors]\n{DENSITY} = [0, 0.1]',
          "w.toml:1:1: samples: is required (the number of points of a random design)"),
    sweep("samples no power of two", f'design = "saltelli"\nsamples = 100\n[factors]\n{DENSITY} = [0, 0.1]',
          "w.toml:3:11: samples: 100 is not a power of two, at which alone these points are even (write 64 or 128)"),
    sweep("option of another design", f'design = "lhs"\nsamples = 9\nlevels = 4\n[factors]\n{DENSITY} = [0, 0.1]',
          'w.toml:4:10: levels: is for design = "morris" alone (remove it, or name that design)'),
    sweep("distribution beyond the range", f'design = "lhs"\nsamples = 9\n[factors]\n'
          f'{DENSITY} = {{ distribution = "normal", mean = 0.1, sd = 0.1 }}',
          "w.toml:5:35: surveillance.informer_density: a draw can be -0.721 (allowed 0 to 1; default 0.04; give "
          "it min and max)"),
    sweep("design file missing", 'design = "file"\nfile = "none.csv"', "w.toml:3:8: file: there is no file 'none.csv'"),
    sweep("design file of wrong names and values", 'design = "file"\nfile = "d.csv"',
          "d.csv:1:1: surveillance.informer_densty: unknown parameter (did you mean 'surveillance.informer_density'?)\n"
          "d.csv:3:5: organisation.army.officer_share: is not a number (allowed 0 to 1; default 0.2)",
          **{"d.csv": "surveillance.informer_densty,organisation.army.officer_share\r\n0.1,0.2\r\n0.1,NaN\r\n"}),
    sweep("points of one label", '[[point]]\nlabel = "a"\n[[point]]\nlabel = "a"',
          "w.toml:4:1: point[2].label: 'a' names another point already"),
    sweep("unknown variable", '[output]\nvariables = ["srving"]',
          "w.toml:2:1: output.variables: unknown name 'srving' (allowed serving, planning, joined, departed, defected, "
          "punished, lost, evaded, families_harmed, regime_alive, army_capacity, core_capacity, periphery_capacity, "
          "deployed_share, skill, core_danger, control, rebels, patron_support, radicalisation, violence_by_state, "
          "violence, belief, disengaged, group_belief, generals_left, specialists_left, leadership, generals_refusing, "
          "declining, led_out; did you mean 'serving'?)"),
    sweep("long title of a sweep", f'title = "{1001 * "t"}"',
          "w.toml:2:9: title: is 1001 bytes long (allowed 1000; shorten it, and say the rest in a comment)"),
    sweep("percent of the scale", "scale = 10",
          "w.toml:2:9: scale: must be a number above 0 and up to 1 (the share of all agents that is simulated; 10 % is "
          "0.1)"),
    sweep("seed as a factor", "[factors]\nseed = [1, 2]",
          "w.toml:3:8: seed: is not a parameter (write seed = N at the top of the sweep, where replicates = N gives "
          "every point N seeds; `muster run --seed N`)"),
    sweep("scale as a factor", "[factors]\nscale = [0.1, 1]",
          "w.toml:3:9: scale: is not a parameter (write scale = 0.1 at the top of the sweep, the same for all of its "
          "points; `muster run --scale 0.1`)"),
    sweep("scale that is set", "[set]\nscale = 0.1",
          "w.toml:3:9: scale: is not a parameter (write scale = 0.1 at the top of the sweep, the same for all of its "
          "points; `muster run --scale 0.1`)"),
    sweep("days as a factor", "[factors]\ndays = [100, 200]",
          "w.toml:3:8: days: is not a parameter (the length of a run is weeks)"),
    sweep("events of a sweep", "[output]\nevents = true",
          "w.toml:3:10: output.events: must be a whole number from 0 to 1000000"),
]


class BrokenSweeps(Refusals):
    def test_are_refused_in_these_words_and_nothing_is_written(self):
        self.refuses_all(TABLE)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
