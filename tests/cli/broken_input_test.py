"""Broken scenarios: what the program says, word for word, with which exit, and that it leaves the folder
as it was."""
import sys
import unittest

from broken_input import MODELS, Refusals, scenario

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
             "s.toml:5:11: fear.courage: unknown parameter (allowed enabled, home_in_unrest, home_shelled, "
             "unrest, shelling, relief)"),
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
    scenario("empty army", '[[formation]]\nname = "1st"\nremove = true',
             "s.toml:2:1: formation: is missing (a scenario needs at least one [[formation]])"),
    scenario("no policy", '[[event]]\nname = "e"\nweek = 3\nset = { "grievance.enabled" = false }',
             "s.toml:5:31: event[1].set.grievance.enabled: is not a policy (only policies change at a date; see "
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
    # what belongs elsewhere, is said otherwise, or lacks its value
    scenario("days", "days = 280", "s.toml:2:8: days: unknown key (write weeks = 40)"),
    scenario("months", "months = 12", "s.toml:2:10: months: unknown key (write weeks = 52)"),
    scenario("percent", '[[organisation]]\nname = "army"\nofficer_share = 60',
             "s.toml:4:17: organisation[1].officer_share: 60 is out of range (allowed 0 to 1; 60 % is 0.6)"),
    scenario("long title", f'title = "{1001 * "t"}"',
             "s.toml:2:9: title: is 1001 bytes long (allowed 1000; shorten it, and say the rest in a comment)"),
]


class BrokenScenarios(Refusals):
    def test_are_refused_in_these_words_and_nothing_is_written(self):
        self.refuses_all(TABLE)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
