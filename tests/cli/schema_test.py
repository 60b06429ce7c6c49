"""The JSON schemas that `muster params --format schema` and `muster keys --format schema` write take every scenario and
sweep of ours and refuse what `muster check` and `muster plan` refuse, key by key. $MUSTER names the program, else
build/release/muster."""
import copy
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import tomllib
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))

# Edits of the scenario of `muster init`: where, the key, and a value that it must not have.
MISTAKES = [
    ("top", (), "wekks", 3),
    ("top", (), "weeks", 0),
    ("top", (), "step_days", 2.5),
    ("top", (), "title", 7),
    ("group", ("group", 0), "stending", "in"),
    ("group", ("group", 0), "standing", "inn"),
    ("group", ("group", 0), "share", 1.5),
    ("group", ("group", 0), "name", ""),
    ("region", ("region", 0), "boarder", 0.5),
    ("region", ("region", 0), "groups", {"core": 2.0}),
    ("organisation", ("organisation", 0), "kind", "navy"),
    ("formation", ("formation", 0), "companies", 4.5),
    ("formation", ("formation", 0), "posting", 3),
    ("formation", ("formation", 0), "roles", {"junior_oficer": 0.1}),
    ("curve", ("curve", 0), "drives", "rebel"),
    ("curve", ("curve", 0), "force", "rebels"),
    ("curve", ("curve", 0), "points", [[0, 0, 0]]),
    ("curve", ("curve", 0), "points", []),
    ("event", ("event", 0), "week", 3),  # it has a date
    ("event", ("event", 0), "duration", -1),
    ("event", ("event", 0), "set", {"reprisal.penalti": 1.0}),
    ("event", ("event", 0), "set", {"reprisal.penalty": 9.0}),
    ("event", ("event", 0), "set", {"reprisal.kin_harm": 1.0}),  # no policy
    ("snapshot", ("snapshot", 0), "weak", 3),
    ("parameter", ("surveillance",), "informer_densty", 0.1),
    ("parameter", ("surveillance",), "informer_density", 1.5),
    ("mechanism", (), "surveilance", {"agencies": 3}),
]


def as_json(value):
    """A TOML document as JSON has it: dates are texts."""
    return json.loads(json.dumps(value, default=datetime.date.isoformat))


def in_line(value):
    """A value as inline TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {in_line(entry)}" for key, entry in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_line, value)) + "]"
    return value.isoformat() if isinstance(value, datetime.date) else json.dumps(value)


def as_toml(document):
    return "".join(f"{key} = {in_line(value)}\n" for key, value in document.items())


# The same for the other models.
MISTAKES_OF = {
    "threshold": [
        ((), "stepps", 3),
        ((), "steps", 0),
        (("thresholds",), "distribution", "gauss"),
        (("thresholds",), "list", ["x"]),
        (("thresholds",), "list", []),
        (("thresholds",), "sprad", 0.1),
        (("thresholds",), "spread", -0.1),
        (("network",), "kind", "ring"),
        (("rule",), "reversible", 1),
        ((), "networks", {"kind": "complete"}),
    ],
    "falsification": [
        (("preferences",), "placement", "random"),
        (("utility",), "integrity", -1),
        ((), "thresholds", {"low": 0.0}),
    ],
}


# The same of a sweep.
MISTAKES_OF_A_SWEEP = [
    ((), "scenaro", "scenario.toml"),
    ((), "scenario", []),
    ((), "title", 3),
    ((), "replicates", 0),
    ((), "seed", -1),
    ((), "scale", 0),
    ((), "scale", 1.5),
    ((), "design", "gird"),
    ((), "maximin", 1),
    ((), "levels", 1),
    ((), "factors", 3),
    (("factors",), "surveillance.informer_density", []),
    ((), "point", {"label": "a"}),
    (("output",), "every", 0),
    (("output",), "evry", 2),
    (("output",), "at", []),
    (("output",), "by", "group"),
    (("budget",), "people", 0),
    (("budget",), "peple", 3),
]


def written(*words):
    return subprocess.run([MUSTER, *words], capture_output=True, text=True, check=True).stdout


def schema_of(model):
    return json.loads(written("params", "--format", "schema", "--model", model))


def model_of(path):
    document = tomllib.loads(path.read_text())
    return document["model"] if "model" in document else model_of(path.parent / document["extends"])


def edited(sound, place, key, value):
    document = copy.deepcopy(sound)
    table = document
    for step in place:
        table = table.setdefault(step, {}) if isinstance(step, str) else table[step]
    table[key] = value
    return document


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = schema_of("defection")
        cls.sound = tomllib.loads(written("init", "-o", "-"))

    def complaints(self, document, schema=None):
        validator = jsonschema.Draft202012Validator(schema or self.schema)
        return [error.message for error in validator.iter_errors(as_json(document))]

    def check(self, document, verb="check"):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "document.toml"
            path.write_text(as_toml(document))
            (pathlib.Path(folder) / "scenario.toml").write_text(as_toml(self.sound))
            return subprocess.run([MUSTER, verb, path], capture_output=True, text=True).returncode

    def test_it_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_it_takes_our_scenarios(self):
        for path in (ROOT / "scenarios").glob("*.toml"):
            if path.name == "behaviour.toml":
                continue
            schema = schema_of(model_of(path))
            self.assertEqual(self.complaints(tomllib.loads(path.read_text()), schema), [], path.name)
        self.assertEqual(self.complaints(self.sound), [])
        self.assertEqual(self.check(self.sound), 0)

    def check_mistake(self, sound, schema, place, key, value):
        document = edited(sound, place, key, value)
        self.assertNotEqual(self.complaints(document, schema), [])
        self.assertEqual(self.check(document), 2)

    def test_it_refuses_what_check_refuses(self):
        for what, place, key, value in MISTAKES:
            with self.subTest(what=what, key=key, value=value):
                self.check_mistake(self.sound, self.schema, place, key, value)

    def test_so_do_those_of_the_other_models(self):
        for model, mistakes in MISTAKES_OF.items():
            sound, schema = tomllib.loads(written("init", "--model", model, "-o", "-")), schema_of(model)
            self.assertEqual(self.complaints(sound, schema), [])
            self.assertEqual(self.check(sound), 0)
            for place, key, value in mistakes:
                with self.subTest(model=model, key=key, value=value):
                    self.check_mistake(sound, schema, place, key, value)

    def test_that_of_sweeps_takes_ours_and_refuses_what_plan_refuses(self):
        schema = json.loads(written("keys", "--format", "schema"))
        jsonschema.Draft202012Validator.check_schema(schema)
        sweeps = list((ROOT / "scenarios/sweeps").glob("*.toml"))
        self.assertGreater(len(sweeps), 10)
        for path in sweeps:
            self.assertEqual(self.complaints(tomllib.loads(path.read_text()), schema), [], path.name)
        sound = tomllib.loads(written("init", "--example", "sweep", "-o", "-"))
        self.assertEqual(self.complaints(sound, schema), [])
        self.assertEqual(self.check(sound, "plan"), 0)
        for place, key, value in MISTAKES_OF_A_SWEEP:
            with self.subTest(key=key, value=value):
                document = edited(sound, place, key, value)
                self.assertNotEqual(self.complaints(document, schema), [])
                self.assertEqual(self.check(document, "plan"), 2)

    def test_a_scenario_that_extends_another_may_hold_the_changes_alone(self):
        changes = {"extends": "scenario.toml", "group": [{"name": "core", "fate": 0.7}],
                   "event": [{"name": "decree", "remove": True}]}
        self.assertEqual(self.complaints(changes), [])
        changes["event"][0]["remove"] = False
        self.assertNotEqual(self.complaints(changes), [])

    def test_every_key_says_what_it_means(self):
        def keys(schema, path):
            for key, entry in schema.get("properties", {}).items():
                yield f"{path}{key}", entry
                yield from keys(entry.get("items", entry), f"{path}{key}.")
        silent = [path for path, entry in keys(self.schema, "") if not entry.get("description")]
        mechanisms = [path for path in silent if "properties" in self.schema["properties"].get(path, {})]
        self.assertEqual([path for path in silent if path not in mechanisms], [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
