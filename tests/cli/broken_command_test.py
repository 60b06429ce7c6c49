"""Command lines and files that cannot be: what the program says, word for word, with which exit, and that it leaves
the folder as it was."""
import sys
import unittest

from broken_input import Refusals, command

TABLE = [
    # sweeps
    command("sweep of nothing", "sweep n.toml -o out.h5", "n.toml:1:1: scenario: is required",
            **{"n.toml": "replicates = 2\n"}),
    *(command(f"table for the results of {verb}", f"{verb} {words} -o x.csv",
              "muster: --output: 'x.csv' is not a name for a results file, which is HDF5 (write -o x.h5, and then: "
              "muster export x.h5 -o x.csv)\nmuster: see `muster --help` or `muster COMMAND --help`")
      for verb, words in (("run", "base.toml"), ("sweep", "w.toml"), ("merge", "out.h5.parts"),
                          ("replay", "out.h5 --point 0"))),
    command("picture for the results", "run base.toml -o x.PNG",
            "muster: --output: 'x.PNG' is not a name for a results file, which is HDF5 (write -o x.h5, and then: "
            "muster export x.h5 -o x.csv)\nmuster: see `muster --help` or `muster COMMAND --help`"),
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
    command("text for results", "verify base.toml", "base.toml: is not a results file of muster (it is not HDF5)"),
    command("value on the command line", "run base.toml --set surveillance.informer_density=inf",
            "--set: surveillance.informer_density: inf is out of range (allowed 0 to 1; default 0.04)"),
    command("company to follow that is not there", "run base.toml --follow company:99999 -o out.h5",
            "--follow: there is no company 99999 (this run has 14, numbered from 0)"),
    command("no departure to follow", "run base.toml --follow departures:0 -o out.h5",
            "--follow: 'departures:0' follows no person (give 1 or more)"),
    command("brigade to follow that is not there", "run base.toml --follow brigade:99 -o out.h5",
            "--follow: there is no brigade 99 (this run has 2, numbered from 0)"),
    command("person to follow that is not there", "run base.toml --follow person:99999999 -o out.h5",
            "--follow: there is no person 99999999 (this run had 769, numbered from 0)"),
    command("what cannot be followed", "run base.toml --follow army:1 -o out.h5",
            "--follow: 'army:1' cannot be followed (allowed company:N, brigade:N, person:N, departures:N, "
            "companies:N)"),
    # what is no file to write
    command("folder missing", "sweep w.toml -o none/out.h5", "none/out.h5: there is no folder none (make it first)"),
    command("file there", "run base.toml -o there.h5", "there.h5: exists already (use --force to replace it)",
            **{"there.h5": "precious"}),
    command("file there that a sweep may extend", "sweep w.toml -o there.h5",
            "there.h5: exists already (use --resume to extend it: its runs are kept and those that are missing "
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


class BrokenCommands(Refusals):
    def test_are_refused_in_these_words_and_nothing_is_written(self):
        self.refuses_all(TABLE)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
