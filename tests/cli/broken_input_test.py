"""The built programme ($MUSTER, else build/release/muster) given broken input: what it says, word for word, with which
exit, and that it leaves the folder as it was. One table; below it what a full disk does."""
import functools
import pathlib
import os
import resource
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ.get("MUSTER", ROOT / "build/release/muster"))
BEHAVIOUR = "[fear]\nscale = 0.3\n"
BASE = """model = "defection"
behaviour = "behaviour.toml"
start = 2030-01-01
weeks = 8
[[group]]
name = "core"
standing = "in"
share = 0.2
[[group]]
name = "rest"
standing = "out"
share = 0.8
[[region]]
name = "capital"
population = 1e6
[[organisation]]
name = "army"
[[formation]]
name = "1st"
organisation = "army"
posting = "capital"
brigades = 2
companies = 6
company_size = 60
"""
MODELS = ", ".join(line.split()[0] for line in subprocess.run(
    [MUSTER, "models"], capture_output=True, text=True, check=True).stdout.splitlines())
DENSITY = '"surveillance.informer_density"'
OFFICERS = '"organisation.army.officer_share"'


def scenario(name, text, said, over='extends = "base.toml"\n', **files):
    """`text` begins on line 2 of s.toml, which rests on the good base.toml."""
    whole = over.encode() + (text if isinstance(text, bytes) else text.encode())
    return name, {"s.toml": whole, **files}, "run s.toml -o out.h5", said


def sweep(name, text, said, over='scenario = "base.toml"\n', **files):
    """`text` begins on line 2 of w.toml."""
    return name, {"w.toml": over + text, **files}, "sweep w.toml -o out.h5 --progress none", said


def command(name, words, said, **files):
    return name, {"w.toml": 'scenario = "base.toml"\n', **files}, words, said


TABLE = [
    # names
    scenario("unknown key", "weks = 8",
             "s.toml:2:8: weks: unknown key (did you mean 'weeks'?)"),
    scenario("unknown table", "[surveilance]\ninformer_density = 0.1",
             "s.toml:2:1: surveilance: unknown table (did you mean 'surveillance'?)"),
    scenario("unknown parameter", "[surveillance]\ninformer_densty = 0.1",
             "s.toml:3:19: surveillance.informer_densty: unknown parameter (did you mean 'informer_density'?)"),
    scenario("unknown model", 'model = "mutiny"',
             f"s.toml:2:9: model: 'mutiny' is not known (allowed {MODELS})"),
    scenario("unknown place", '[[formation]]\nname = "2nd"\norganisation = "army"\nposting = "capitol"',
             "s.toml:5:11: formation[2].posting: 'capitol' is not known (did you mean 'capital'?)"),
    scenario("several at once", "weeks = 0\nstep_days = 9\n[fear]\ncourage = 1",
             "s.toml:2:9: weeks: 0 is out of range (allowed 1 to 5200; default 260)\n"
             "s.toml:3:13: step_days: 9 is out of range (allowed 1 to 7; default 7)\n"
             "s.toml:5:11: fear.courage: unknown parameter (allowed enabled, scale, around, most_fear, "
             "most_grievance, lag, trigger, home_in_unrest, home_shelled, unrest, shelling, relief)"),
    # types
    scenario("text for a number", '[surveillance]\ninformer_density = "high"',
             "s.toml:3:20: surveillance.informer_density: must be a number, not 'high' (allowed 0 to 1; default 0.04)"),
    scenario("number for a text", "title = 3",
             "s.toml:2:9: title: must be text, not a number"),
    scenario("number for a flag", "[surveillance]\nenabled = 1",
             "s.toml:3:11: surveillance.enabled: must be true or false, not a number"),
    scenario("number for a table", "surveillance = 3",
             "s.toml:2:16: surveillance: must be a table that begins with [surveillance], not a number"),
    scenario("half a week", "weeks = 2.5",
             "s.toml:2:9: weeks: 2.5 is not a whole number (allowed 1 to 5200; default 260)"),
    scenario("date in quotes", 'start = "2011-03-15"',
             "s.toml:2:9: start: must be a date, not '2011-03-15' (remove the quotes)"),
    scenario("date with a time", "start = 2011-03-15T10:00:00",
             "s.toml:2:9: start: is a day with a time of day (write the day alone: 2011-03-15)"),
    # ranges and sums
    scenario("out of range", "[surveillance]\ninformer_density = 1.5",
             "s.toml:3:20: surveillance.informer_density: 1.5 is out of range (allowed 0 to 1; default 0.04)"),
    scenario("no number", "[surveillance]\ninformer_density = nan",
             "s.toml:3:20: surveillance.informer_density: is not a number (allowed 0 to 1; default 0.04)"),
    scenario("infinite", "[surveillance]\ninformer_density = -inf",
             "s.toml:3:20: surveillance.informer_density: -inf is out of range (allowed 0 to 1; default 0.04)"),
    scenario("large", "weeks = 9223372036854775807",
             "s.toml:2:9: weeks: 9.223372036854776e+18 is out of range (allowed 1 to 5200; default 260)"),
    scenario("larger than 64 bits", "weeks = 99999999999999999999",
             "s.toml:2:29: syntax: '99999999999999999999' is not representable in 64 bits"),
    scenario("year far off", "start = 9999-01-01",
             "s.toml:2:9: start: is a day in the year 9999 (allowed 1800 to 2200)"),
    scenario("day that never was", "start = 2011-02-30",
             "s.toml:2:19: syntax: expected day between 1 and 28 (inclusive), saw 30"),
    scenario("groups over one", '[[group]]\nname = "core"\nshare = 0.5',
             "s.toml:2:1: group: shares add up to 1.3 (must be 1)"),
    scenario("region over one", '[[region]]\nname = "capital"\ngroups = { core = 0.5, rest = 0.6 }',
             "s.toml:4:10: region[1].groups: add up to 1.1 (must be 1)"),
    scenario("roles over one", '[[formation]]\nname = "1st"\nroles = { junior_officer = 0.6, nco = 0.6 }',
             "s.toml:4:9: formation[1].roles: add up to more than 1 (conscripts take what is left)"),
    scenario("two ruling groups", '[[group]]\nname = "rest"\nstanding = "in"',
             's.toml:2:1: group: 2 groups have standing "in" (exactly one must)'),
    scenario("history out of order", '[[curve]]\nname = "c"\ndrives = "orders"\npoints = [[3, 0.1], [2, 0.1]]',
             "s.toml:5:21: curve[1].points: must be in order of time (each later than the one before)"),
    scenario("old name of a driver", '[[curve]]\nname = "c"\nforce = "orders"\npoints = [[2, 0.1]]',
             's.toml:4:9: curve[1].force: is called drives now (drives = "protest")'),
    scenario("key of a sweep", "seed = 3", "s.toml:2:8: seed: is a key of sweeps, and of runs an option (`muster run "
             "SCENARIO.toml --seed 3`)"),
    scenario("parameter that has moved", "[stacking]\nofficer_share = 0.8",
             "s.toml:3:17: stacking.officer_share: is said of organisations now (officer_share in [[organisation]])"),
    scenario("policy that is called something else", '[[event]]\nname = "e"\nweek = 3\nset = { "war.lag" = 3.0 }',
             "s.toml:5:21: event[1].set.war.lag: is called violence.lag now"),
    scenario("nobody serves", '[[formation]]\nname = "1st"\nremove = true',
             "s.toml:2:1: formation: is missing (a scenario needs at least one [[formation]])"),
    scenario("no policy", '[[event]]\nname = "e"\nweek = 3\nset = { "grievance.enabled" = false }',
             "s.toml:5:31: event[1].set.grievance.enabled: is no policy (only policies change at a date; see "
             "`muster params`)"),
    # files that use others
    scenario("extends nothing", "", "s.toml:1:11: extends: there is no file 'none.toml'", 'extends = "none.toml"\n'),
    scenario("extends itself", "", "s.toml:1:11: extends: goes round in a circle (back to 's.toml')",
             'extends = "s.toml"\n'),
    scenario("extends in a circle", "", "t.toml:1:11: extends: goes round in a circle (back to 's.toml')",
             'extends = "t.toml"\n', **{"t.toml": 'extends = "s.toml"\n'}),
    scenario("no behaviour file", 'behaviour = "none.toml"',
             "s.toml:2:13: behaviour: there is no file 'none.toml'"),
    scenario("policy in a behaviour file", 'behaviour = "b.toml"',
             "b.toml:2:20: surveillance.informer_density: is a policy parameter and does not belong in a behaviour "
             "file (set it in the scenario)", **{"b.toml": "[surveillance]\ninformer_density = 0.1\n"}),
    # what is hardly TOML
    scenario("empty file", "", f"s.toml: model: is required (allowed {MODELS}; a file that others extend, such as a "
             "behaviour file, has none and is checked through them)", ""),
    scenario("no value", "weeks =", "s.toml:2:8: syntax: the file ends in the middle of a key-value pair"),
    scenario("key given twice", "weeks = 3\nweeks = 4", "s.toml:3:9: syntax: 'weeks' is given twice"),
    scenario("open quote", 'title = "x\n',
             "s.toml:2:11: syntax: text without its closing quote, or with a control character in it"),
    scenario("latin 1", 'title = "café"'.encode("latin-1"),
             "s.toml:2:13: is not UTF-8 here (byte 0xE9; save the file as UTF-8)"),
    scenario("utf 16", 'model = "defection"'.encode("utf-16"),
             "s.toml:1:1: is not UTF-8 here (byte 0xFF; save the file as UTF-8)", ""),
    scenario("nested deeply", "a = " + 100000 * "[" + 100000 * "]",
             "s.toml:2:37: is nested too deeply (allowed 32 levels)"),
    scenario("dotted deeply", ".".join(300 * "a") + " = 1",
             "s.toml:2:64: is nested too deeply (allowed 32 levels)"),
    scenario("too many values", "a = [" + 300000 * "1," + "]",
             "s.toml:2:500001: holds too many values (allowed 250000)"),
    scenario("too long", "#" + (17 << 20) * "x", "s.toml:1:1: is over 16 MiB long"),
    scenario("invisible letters", "we\u202eeks = 1",
             "s.toml:2:3: syntax: unexpected '\\u202E' (text and names with such letters need quotes)"),
    # sweeps
    command("sweep of nothing", "sweep n.toml -o out.h5", "n.toml:1:1: scenario: is required",
            **{"n.toml": "replicates = 2\n"}),
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
    sweep("scale of nobody", "scale = 0.08",
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
          "w.toml:3:11: samples: 100 is no power of two, at which alone these points are even (write 64 or 128)"),
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
          "w.toml:2:1: output.variables: unknown name 'srving' (allowed serving, planning, joined, departed, punished, "
          "lost, evaded, families_harmed, regime_alive, army_capacity, core_capacity, periphery_capacity, core_danger, "
          "control, rebels, patron_support, radicalisation, violence_by_state, violence; did you mean 'serving'?)"),
    # what belongs elsewhere, is said otherwise, or lacks its value
    scenario("days", "days = 280", "s.toml:2:8: days: unknown key (write weeks = 40)"),
    scenario("months", "months = 12", "s.toml:2:10: months: unknown key (write weeks = 52)"),
    scenario("percent", '[[organisation]]\nname = "army"\nofficer_share = 60',
             "s.toml:4:17: organisation[1].officer_share: 60 is out of range (allowed 0 to 1; 60 % is 0.6)"),
    scenario("long title", f'title = "{1001 * "t"}"',
             "s.toml:2:9: title: is 1001 bytes long (allowed 1000; shorten it, and say the rest in a comment)"),
    sweep("long title of a sweep", f'title = "{1001 * "t"}"',
          "w.toml:2:9: title: is 1001 bytes long (allowed 1000; shorten it, and say the rest in a comment)"),
    sweep("percent of the scale", "scale = 10",
          "w.toml:2:9: scale: must be a number above 0 and up to 1 (the share of all agents that is simulated; 10 % is "
          "0.1)"),
    sweep("seed as a factor", "[factors]\nseed = [1, 2]",
          "w.toml:3:8: seed: is no parameter (write seed = N at the top of the sweep, where replicates = N gives every "
          "point N seeds; `muster run --seed N`)"),
    sweep("scale as a factor", "[factors]\nscale = [0.1, 1]",
          "w.toml:3:9: scale: is no parameter (write scale = 0.1 at the top of the sweep, the same for all of its "
          "points; `muster run --scale 0.1`)"),
    sweep("scale that is set", "[set]\nscale = 0.1",
          "w.toml:3:9: scale: is no parameter (write scale = 0.1 at the top of the sweep, the same for all of its "
          "points; `muster run --scale 0.1`)"),
    sweep("days as a factor", "[factors]\ndays = [100, 200]",
          "w.toml:3:8: days: is no parameter (the length of a run is weeks)"),
    sweep("events of a sweep", "[output]\nevents = true",
          "w.toml:3:10: output.events: must be a whole number from 0 to 1000000"),
    *(command(f"table for the results of {verb}", f"{verb} {words} -o x.csv",
              "muster: --output: 'x.csv' is no name for a results file, which is HDF5 (write -o x.h5, and then: muster "
              "export x.h5 -o x.csv)\nmuster: see `muster --help` or `muster COMMAND --help`")
      for verb, words in (("run", "base.toml"), ("sweep", "w.toml"), ("merge", "out.h5.parts"),
                          ("replay", "out.h5 --point 0"))),
    command("picture for the results", "run base.toml -o x.PNG",
            "muster: --output: 'x.PNG' is no name for a results file, which is HDF5 (write -o x.h5, and then: muster "
            "export x.h5 -o x.csv)\nmuster: see `muster --help` or `muster COMMAND --help`"),
    command("setting of a parameter that has moved", "run base.toml --set stacking.career_share=0.3",
            "--set: stacking.career_share: is said of organisations now (career_share in [[organisation]])"),
    command("setting of no such name without its value", "run base.toml --set surveillance.informers=",
            "--set: surveillance.informers: unknown parameter (did you mean 'surveillance.informer_density'?)"),
    command("setting without its value", "run base.toml --set surveillance.informer_density=",
            "--set: surveillance.informer_density: has no value (write surveillance.informer_density=0.04)"),
    # what is no file to read
    command("missing file", "run none.toml -o out.h5", "none.toml: cannot be read (no such file)"),
    command("folder to read", "run . -o out.h5", ".: is a folder (expected a TOML file)"),
    command("device to read", "run /dev/zero -o out.h5", "/dev/zero: is not a regular file (expected a TOML file)"),
    command("sweep for a scenario", "run ./w.toml -o out.h5",
            "./w.toml: is a sweep, not a scenario (see `muster sweep`)"),
    command("scenario for a sweep", "sweep base.toml -o out.h5",
            'base.toml: is a scenario, not a sweep (see `muster run`; a sweep names it: scenario = "base.toml")'),
    command("text for results", "describe base.toml", "base.toml: is not a results file of muster (it is not HDF5)"),
    command("value on the command line", "run base.toml --set surveillance.informer_density=inf",
            "--set: surveillance.informer_density: inf is out of range (allowed 0 to 1; default 0.04)"),
    command("company to follow that is not there", "run base.toml --follow company:99999 -o out.h5",
            "--follow: there is no company 99999 (this run has 14, numbered from 0)"),
    command("no departure to follow", "run base.toml --follow departures:0 -o out.h5",
            "--follow: 'departures:0' follows nobody (give 1 or more)"),
    command("what cannot be followed", "run base.toml --follow brigade:1 -o out.h5",
            "--follow: 'brigade:1' cannot be followed (allowed company:N, departures:N)"),
    # what is no file to write
    command("folder missing", "sweep w.toml -o none/out.h5", "none/out.h5: there is no folder none (make it first)"),
    command("file there", "run base.toml -o there.h5", "there.h5: is there already (use --force to replace it)",
            **{"there.h5": "precious"}),
    command("file there that a sweep may extend", "sweep w.toml -o there.h5",
            "there.h5: is there already (use --resume to extend it: its runs are kept and those that are missing "
            "computed; --force destroys it)", **{"there.h5": "precious"}),
    command("folder is a file", "run base.toml -o w.toml/out.h5",
            "w.toml/out.h5: there is no folder w.toml (make it first)"),
    command("output is a folder", "run base.toml -o .", ".: is a folder (name a file)"),
    command("output is a device", "sweep w.toml -o /dev/full --force",
            "/dev/full: is not a regular file: write elsewhere"),
    command("output is the input", "sweep w.toml -o w.toml --force",
            "w.toml: is the file that is read (name another to write to)"),
    command("name too long", f"sweep w.toml -o {300 * 'o'}",
            f"{300 * 'o'}: cannot be written (File name too long): choose a shorter name"),
    command("sweep to the standard output", "sweep w.toml -o -",
            "-: a sweep cannot be written to the standard output (name a file)"),
]


def muster(folder, words, **more):
    return subprocess.run([MUSTER, *words.split()], cwd=folder, capture_output=True, timeout=240, **more)


def content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Folder(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.write({"base.toml": BASE, "behaviour.toml": BEHAVIOUR})

    def write(self, files):
        for name, text in files.items():
            (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


class BrokenInput(Folder):
    def refused(self, words, said):
        before = content(self.folder)
        done = muster(self.folder, words)
        self.assertEqual(done.stderr.decode(), said + "\n")
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertEqual(content(self.folder), before)

    def test_is_refused_in_these_words_and_nothing_is_written(self):
        for name, files, words, said in TABLE:
            with self.subTest(name):
                self.write(files)
                self.refused(words, said)
                if words.startswith(("run s.toml", "sweep w.toml -o out.h5")):
                    self.refused("check " + words.split()[1], said)
                for file in files:
                    (self.folder / file).unlink()

    def test_the_names_of_the_table_differ_and_its_base_is_good(self):
        self.assertEqual(len({name for name, *_ in TABLE}), len(TABLE))
        self.assertEqual(muster(self.folder, "check base.toml").returncode, 0)


class FullDisk(Folder):
    """The words after 'cannot be written' are the system's; what is left is at most the log of the runs done."""

    def setUp(self):
        super().setUp()
        self.write({"w.toml": 'scenario = "base.toml"\nreplicates = 40\n'})

    def limited(self, words, size):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        before = content(self.folder).keys()
        done = muster(self.folder, words, preexec_fn=limit)
        return done.returncode, done.stderr.decode(), content(self.folder).keys() - before

    def test_at_any_byte_leaves_no_file_under_any_name(self):
        done = muster(self.folder, "sweep w.toml -o whole.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        size = (self.folder / "whole.h5").stat().st_size
        for words in ("sweep w.toml -o out.h5 --progress none", "run base.toml --events -o out.h5",
                      "export whole.h5 -o out.h5", "init -o out.h5"):
            for limit in (0, 1000, size // 2, size - 1) if words.startswith("sweep") else (1000,):
                with self.subTest(words, limit=limit):
                    code, said, new = self.limited(words, limit)
                    name = r"out\.h5(\.parts/(plan\.h5|part-1of1-\d{8}|lease-[\w-]+))?"
                    self.assertRegex(said, rf"^muster: {name}: cannot be written \(File too large\): raise the limit "
                                           r"on file sizes \(ulimit -f\) or write elsewhere\n$")
                    self.assertEqual(code, 1)
                    self.assertEqual([name for name in new if not name.startswith("out.h5.parts/")], [])
                    if words.startswith("sweep"):
                        muster(self.folder, words + " --resume")
                        self.assertEqual((self.folder / "out.h5").read_bytes(),
                                         (self.folder / "whole.h5").read_bytes())
                        for path in self.folder.glob("out.h5*"):
                            path.unlink()

    def test_that_fills_up_during_a_sweep_ends_it(self):
        inside = 'mount -t tmpfs -o size=256k none "$1" && "$2" sweep w.toml -o "$1/out.h5" --progress none ' \
                 '--set replicates=5000; code=$?; ls -A "$1"; exit $code'
        (self.folder / "small").mkdir()
        in_own_mounts = ["unshare", "--map-root-user", "--mount"]
        if subprocess.run([*in_own_mounts, "true"], stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("this system allows no small disk of one's own (unshare); the limit on file sizes stands in")
        done = subprocess.run([*in_own_mounts, "sh", "-c", inside, "sh", "small", MUSTER], cwd=self.folder,
                              capture_output=True, text=True, timeout=240)
        self.assertEqual(done.stderr, "muster: small/out.h5.parts/plan.h5: cannot be written (No space left on "
                                      "device): free some space or write elsewhere\n")
        self.assertEqual((done.returncode, done.stdout), (1, ""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
