"""For the tests of broken input: a good scenario to break, rows of their tables, and how a row is tried. The
built program is $MUSTER, else build/release/muster."""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ.get("MUSTER", ROOT / "build/release/muster"))
BEHAVIOUR = "[fear]\nrelief = 0.1\n"
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


class Refusals(Folder):
    def refused(self, words, said):
        before = content(self.folder)
        done = muster(self.folder, words)
        self.assertEqual(done.stderr.decode(), said + "\n")
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertEqual(content(self.folder), before)

    def refuses_all(self, table):
        self.assertEqual(len({name for name, *_ in table}), len(table))
        self.assertEqual(muster(self.folder, "check base.toml").returncode, 0)
        for name, files, words, said in table:
            with self.subTest(name):
                self.write(files)
                self.refused(words, said)
                if words.startswith(("run s.toml", "sweep w.toml -o out.h5")):
                    self.refused("check " + words.split()[1], said)
                for file in files:
                    (self.folder / file).unlink()
