"""The package muster writes dicts as TOML that says the same, reads problems with their places, and shows progress."""
import datetime
import math
import pathlib
import random
import sys
import tomllib
import types
import unittest
from unittest import mock

import numpy as np

from muster import Problem, Progress, to_toml
from muster.documents import settings
from muster.progress import shower

TEXTS = ["", "plain", "a.b", 'quote " and \\ back', "line\nbreak\r\n\ttab", "\x00\x1f\x7f", "ünï — 軍", "[x]\n[y]",
         '"""', "'", "#", "a = 1", "=1+1", "\u2028"]


def random_value(rng, depth):
    kinds = [lambda: rng.choice(TEXTS), lambda: rng.randint(-2**63, 2**63 - 1), lambda: rng.random() < 0.5,
             lambda: rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300), lambda: rng.choice([math.inf, -0.0, 1e16]),
             lambda: datetime.date(rng.randint(1, 9999), 2, 28), lambda: datetime.time(1, 2, 3),
             lambda: datetime.datetime(2011, 3, 15, 1, 2, 3, 40, tzinfo=rng.choice([None, datetime.timezone.utc]))]
    if depth > 0:
        kinds += 2 * [lambda: random_table(rng, depth - 1),
                      lambda: [random_value(rng, depth - 1) for _ in range(rng.randint(0, 3))],
                      lambda: [random_table(rng, depth - 1) for _ in range(rng.randint(0, 3))]]
    return rng.choice(kinds)()


def random_table(rng, depth):
    names = TEXTS + ["x", "y-z", "1", "true", "inf"]
    return {rng.choice(names): random_value(rng, depth) for _ in range(rng.randint(0, 5))}


class Documents(unittest.TestCase):
    def test_any_table_is_read_back_as_it_was(self):
        for seed in range(2000):
            table = random_table(random.Random(seed), 3)
            self.assertEqual(tomllib.loads(to_toml(table)), table, f"seed {seed}")

    def test_what_researchers_hold_is_written_as_its_plain_value(self):
        written = to_toml({"a": np.linspace(0, 1, 3), "b": np.float64(0.1), "c": np.int32(7), "d": range(2),
                           "e": pathlib.Path("x/y"), "f": (1, 2), "g": np.bool_(True), "h": np.array([[1, 2]])})
        self.assertEqual(tomllib.loads(written), {"a": [0, 0.5, 1], "b": 0.1, "c": 7, "d": [0, 1], "e": "x/y",
                                                  "f": [1, 2], "g": True, "h": [[1, 2]]})

    def test_a_number_that_is_none_is_nan(self):
        self.assertTrue(math.isnan(tomllib.loads(to_toml({"x": math.nan}))["x"]))

    def test_tables_and_rows_stand_under_headers(self):
        self.assertEqual(to_toml({"group": [{"name": "a"}, {"name": "b"}], "weeks": 5, "fear": {"scale": 0.2}}),
                         'weeks = 5\n\n[[group]]\nname = "a"\n\n[[group]]\nname = "b"\n\n[fear]\nscale = 0.2\n')

    def test_what_toml_cannot_say_is_refused_with_its_place(self):
        circle = {}
        circle["again"] = circle
        rows = []
        rows.append(rows)
        for table, words in (({"a": {"b": None}}, "a.b: None is not a value"), ({"a": [1, object()]}, "a.1: object"),
                             ({"a": 2**63}, "a: 9223372036854775808 does not fit"), ({"a": {1: 2}}, "a: the key 1"),
                             ({"a": "\ud800"}, "a: "), (circle, "nested too deep"), ({"a": rows}, "nested too deep")):
            with self.assertRaisesRegex(ValueError, words):
                to_toml(table)

    def test_settings_are_named_in_full(self):
        self.assertEqual(list(settings({"fear": {"scale": 0.2, "enabled": False}, "war.x": 3, "y": "south"})),
                         ["fear.scale=0.2", "fear.enabled=false", "war.x=3", "y=south"])


class Problems(unittest.TestCase):
    def test_are_read_with_their_places(self):
        for text, problem in {
            "a b.toml:12:3: group[1].standing: 'inn' is not known":
                Problem("'inn' is not known", "a b.toml", 12, 3, "group[1].standing"),
            "c.toml:1:5: syntax: expected value": Problem("syntax: expected value", "c.toml", 1, 5),
            "--set: fear.scale: 9 is out of range": Problem("9 is out of range", "--set", key="fear.scale"),
            "no.toml: cannot be read (no such file)": Problem("cannot be read (no such file)", "no.toml"),
            "muster: run has no option --bogus": Problem("muster: run has no option --bogus"),
        }.items():
            self.assertEqual(Problem.read(text), problem)
            self.assertEqual(str(problem), text)


class ProgressShown(unittest.TestCase):
    def test_is_read_from_what_the_program_prints(self):
        read = Progress.read('{"done":3,"runs":12,"failed":1,"runs_per_second":2.0,"seconds_left":4.4}')
        self.assertEqual(str(read), "[######..................] 3 of 12 runs, 4 s left, 1 failed")
        self.assertEqual(Progress.read('{"step":8,"steps":104}'), Progress(8, 104, "steps"))
        for line in ("wrote x.h5", "{", '{"other":1}', "[1]", "{}"):
            self.assertIsNone(Progress.read(line))

    def test_a_sweep_without_runs_is_full(self):
        self.assertIn("[########################] 0 of 0", str(Progress(0, 0, "runs")))

    def test_a_notebook_gets_one_output_that_changes(self):
        handle = mock.Mock()
        ipython = types.ModuleType("IPython")
        ipython.get_ipython = lambda: mock.Mock(kernel=object())
        ipython.display = mock.Mock(display=mock.Mock(return_value=handle))
        with mock.patch.dict(sys.modules, {"IPython": ipython}):
            show, end = shower(None)
        with mock.patch.dict(sys.modules, {"IPython": ipython}):
            show(Progress(1, 4, "runs"))
            show(Progress(4, 4, "runs"))
            end()
        ipython.display.display.assert_called_once()
        (data,), _ = handle.update.call_args
        self.assertEqual(data["text/plain"], "[########################] 4 of 4 runs")

    def test_elsewhere_nothing_is_shown_unless_asked_for(self):
        with mock.patch("sys.stderr") as stderr:
            stderr.isatty.return_value = False
            shower(None)[0](Progress(1, 4, "runs"))
            stderr.write.assert_not_called()
            shower(True)[0](Progress(1, 4, "runs"))
            self.assertTrue(stderr.write.called)


if __name__ == "__main__":
    unittest.main()
