"""Text for people alone (comments, names of files, titles, sources) changes no run, no digest and, but for
titles and sources, no byte of a results file ($MUSTER names the program)."""
import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import h5py

MUSTER = os.environ["MUSTER"]
BASE = '[rumour]\npeople = 150\ndegree = 5.0\n'
SCENARIO = ('model = "rumour"\nextends = "base.toml"\ntitle = "A rumour"\nsource = "nobody"\nsteps = 10\n'
            '[rumour]\ntelling = 0.3\n')
SWEEP = 'scenario = "s.toml"\nreplicates = 2\n[set]\n"rumour.start" = 0.1\n[factors]\n"rumour.tiring" = [0.2, 0.4]\n'


class SameContent(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.write(base=BASE, s=SCENARIO, w=SWEEP)

    def write(self, **texts):
        for name, text in texts.items():
            (self.folder / f"{name}.toml").write_text(text)

    def muster(self, *words, code=0):
        done = subprocess.run([MUSTER, *map(str, words)], cwd=self.folder, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def sweep(self, output, *words, sweep="w.toml", code=0):
        return self.muster("sweep", sweep, "-o", output, "--progress", "none", *words, code=code)

    def sha256(self, name):
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()

    def test_comments_and_names_of_files_change_no_byte(self):
        self.sweep("before.h5")
        self.write(base="# one\n\n" + BASE, renamed="# a\n# comment\n" + SWEEP, s="\n# three\n" + SCENARIO)
        self.sweep("after.h5", sweep="renamed.toml")
        digests = {self.muster("describe", name, "--digest").stdout for name in ("before.h5", "after.h5")}
        self.assertEqual(len(digests), 1)
        self.assertEqual(self.sha256("before.h5"), self.sha256("after.h5"))

    def test_a_setting_is_the_same_in_the_sweep_and_beside_it(self):
        self.sweep("in.h5")
        self.write(w=SWEEP.replace('[set]\n"rumour.start" = 0.1\n', ""))
        self.sweep("beside.h5", "--set", "rumour.start=0.1")
        self.assertIn("nothing to do", self.sweep("in.h5", "--resume", "--set", "rumour.start=0.1").stderr)
        origins = []
        for name in ("in.h5", "beside.h5"):
            with h5py.File(self.folder / name) as file:
                rows = file["provenance/parameters"]
                origins.append(dict(zip(rows["name"].asstr()[:], rows["origin"].asstr()[:])))
        self.assertEqual(origins[0], origins[1])
        self.assertEqual(origins[0], {"rumour.people": "scenario", "rumour.degree": "scenario", "rumour.start": "set",
                                      "rumour.telling": "scenario", "rumour.tiring": "swept"})

    def test_a_run_with_settings_does_not_depend_on_the_name_of_its_scenario(self):
        self.write(other="# the same\n" + SCENARIO)
        for name in ("s", "other"):
            self.muster("run", f"{name}.toml", "--set", "rumour.degree=6", "-o", f"{name}.h5")
            self.muster("verify", f"{name}.h5")
        self.assertEqual(self.sha256("s.h5"), self.sha256("other.h5"))

    def test_the_log_says_where_each_value_was_given(self):
        self.sweep("out.h5", "--set", "rumour.degree=6")
        first = json.loads((self.folder / "out.h5.log.jsonl").read_text().splitlines()[0])
        self.assertEqual(first["places"], {"rumour.people": "base.toml:2", "rumour.degree": "--set",
                                           "rumour.telling": "s.toml:7", "rumour.start": "w.toml:4"})

    def test_another_title_or_source_is_the_same_sweep(self):
        self.sweep("out.h5")
        before = self.sha256("out.h5")
        self.write(s=SCENARIO.replace("A rumour", "Another title").replace("nobody", "somebody"))
        self.assertIn("nothing to do", self.sweep("out.h5", "--resume").stderr)
        self.assertEqual(self.sha256("out.h5"), before)
        self.sweep("out.h5", "--resume", "--set", "replicates=3", "--set", "title=Mine")
        self.assertIn("Mine\n", self.muster("describe", "out.h5").stdout)
        self.muster("verify", "out.h5", "--sample", "6")
        self.sweep("afresh.h5", "--set", "replicates=3", "--set", "title=Mine")
        self.assertEqual(self.sha256("out.h5"), self.sha256("afresh.h5"))

    def test_shards_may_have_other_titles(self):
        self.sweep("out.h5", "--shard", "1/2")
        self.write(s=SCENARIO.replace("A rumour", "Another title"))
        self.sweep("out.h5", "--shard", "2/2")
        self.muster("merge", "out.h5.parts", "-o", "out.h5")


if __name__ == "__main__":
    unittest.main()
