"""The built program ($MUSTER, else build/release/muster) from outside: exits, pipes that close, a full device,
signals, and sweeps of the real model that must give the same bytes."""
import csv
import hashlib
import io
import itertools
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
SWEEP = "\n".join(['scenario = "scenario.toml"', "replicates = 2", "scale = 0.2", "[factors]",
                   '"surveillance.informer_density" = [0.0, 0.08]', ""])


def muster(*words, **more):
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    return subprocess.run([MUSTER, *map(str, words)], text=True, timeout=300, **more)


def closed_pipe():
    """The writing end of a pipe without a reader."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


class Program(unittest.TestCase):
    def setUp(self):
        self.held = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.held.name)
        done = muster("init", "--example", "scenario", "-o", self.folder / "scenario.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        (self.folder / "sweep.toml").write_text(SWEEP)

    def tearDown(self):
        self.held.cleanup()

    def sweep(self, name, *words, **more):
        return muster("sweep", self.folder / "sweep.toml", "-o", self.folder / name, *words, **more)

    def digest(self, name):
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()

    def test_the_examples_that_init_writes_are_good(self):
        done = muster("init", "--example", "sweep", "-o", self.folder / "example.toml")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = muster("check", self.folder / "example.toml", self.folder / "scenario.toml")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_pictures_tell_scenarios_apart(self):
        text = (self.folder / "scenario.toml").read_text()
        short = text.replace("start = 2030-01-01", "start = 2031-02-01").replace("weeks = 104", "weeks = 30")
        self.assertNotEqual(short, text)
        (self.folder / "short.toml").write_text(short)
        (self.folder / "sweep.toml").write_text(SWEEP.replace('"scenario.toml"', '["scenario.toml", "short.toml"]'))
        done = self.sweep("two.h5", "--progress", "none")
        self.assertEqual(done.returncode, 0, done.stderr)

        def plot(script, *words):
            return subprocess.run([sys.executable, ROOT / "analysis/plots" / script, self.folder / "two.h5", *words],
                                  capture_output=True, text=True, timeout=120)

        table = plot("table.py", "departure_rate").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in table], ["scenario", "scenario", "scenario", "short", "short"])
        picture = ["-o", self.folder / "picture.png"]
        for words in (["sweep.py", "--x", "surveillance.informer_density", "--metric", "departure_rate"],
                      ["sweep.py", "--x", "surveillance.informer_density", "--metric", "departure_rate",
                       "--at", "scenario=short"],
                      ["sweep.py", "--x", "scenario", "--metric", "departure_rate"], ["leavers.py", "--point", "3"]):
            done = plot(*words, *picture)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_example_is_of_one_size_its_regime_survives_the_first_year(self):
        done = muster("run", self.folder / "scenario.toml", "-o", "-")
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        self.assertEqual([row["regime_alive"] for row in rows[:53]], 53 * ["alive"])
        self.assertGreater(sum(float(count) for name, count in rows[-1].items() if name.startswith("departed_")), 0)

    def test_one_two_and_eight_threads_give_the_same_bytes(self):
        for threads in (1, 2, 8):
            done = self.sweep(f"{threads}.h5", "--threads", threads)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len({self.digest(f"{threads}.h5") for threads in (1, 2, 8)}), 1)

    def test_where_one_works_gives_the_same_bytes(self):
        (self.folder / "below").mkdir()
        for path, name in ((self.folder / "scenario.toml", "above.h5"), ("../scenario.toml", "below.h5")):
            done = muster("run", path, "-o", self.folder / name, "--scale", 0.1, cwd=self.folder / "below")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.digest("above.h5"), self.digest("below.h5"))

    def test_another_seed_gives_other_bytes(self):
        self.sweep("a.h5", "--set", "seed=1")
        self.sweep("b.h5", "--set", "seed=2")
        self.assertNotEqual(self.digest("a.h5"), self.digest("b.h5"))

    def test_the_digest_beside_the_file_is_right(self):
        self.sweep("a.h5")
        self.assertEqual((self.folder / "a.h5.sha256").read_text().split()[0], self.digest("a.h5"))

    def test_a_reader_of_data_that_closes_is_no_failure(self):
        self.assertEqual(muster("params", stdout=closed_pipe()).returncode, 0)

    def test_a_reader_of_messages_that_closes_is_no_failure(self):
        self.assertEqual(muster("swep", stderr=closed_pipe()).returncode, 2)
        done = self.sweep("a.h5", "--progress", "json", stderr=closed_pipe())
        self.assertEqual(done.returncode, 0)
        self.assertTrue((self.folder / "a.h5").exists())

    def test_a_reader_that_has_seen_enough_ends_an_export(self):
        self.sweep("a.h5", "--set", "replicates=200")

        def seconds_of_export(**more):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            self.assertEqual(muster("export", self.folder / "a.h5", "--series", "departed", **more).returncode, 0)
            return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

        self.assertLess(seconds_of_export(stdout=closed_pipe()), 0.5 * seconds_of_export())

    def test_a_reader_that_has_seen_enough_is_no_failure_of_a_table(self):
        self.sweep("a.h5")
        table = [sys.executable, ROOT / "analysis/plots/table.py", self.folder / "a.h5", "departure_rate"]
        done = subprocess.run(table, stdout=closed_pipe(), stderr=subprocess.PIPE, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run(table, stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "error: standard output: can't be written (No space left on device)\n")

    def test_a_table_can_be_written_in_any_encoding(self):
        self.sweep("a.h5")
        table = [sys.executable, ROOT / "analysis/plots/table.py", self.folder / "a.h5", "departure_rate"]
        for encoding, sign in (("ascii", b"+-"), ("latin-1", b"\xb1"), ("utf-8", "±".encode())):
            done = subprocess.run(table, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding})
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertIn(sign, done.stdout)

    def test_a_full_device_is_named(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            done = muster("models", stdout=full)
        self.assertEqual(done.returncode, 1)
        self.assertIn("No space left on device", done.stderr)

    def test_a_limit_on_file_sizes_is_named_and_nothing_is_left(self):
        self.assertEqual(self.sweep("whole.h5").returncode, 0)
        limited = ["bash", "-c", 'ulimit -f 8; exec "$@"', "bash", MUSTER]
        for words in (["sweep", self.folder / "sweep.toml"], ["run", self.folder / "scenario.toml"],
                      ["export", self.folder / "whole.h5", "--series", "departed"]):
            done = subprocess.run([*limited, *words, "-o", self.folder / "part"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("File too large", done.stderr)
            self.assertEqual([path.name for path in self.folder.iterdir() if path.name == "part"], [])

    def test_a_sweep_that_nohup_started_outlives_its_terminal(self):
        with subprocess.Popen(["nohup", MUSTER, "sweep", self.folder / "sweep.toml", "-o", self.folder / "a.h5",
                               "--progress", "json", "--set", "replicates=30"],
                              stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            process.stderr.readline()
            process.send_signal(signal.SIGHUP)
            process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)

    def test_signals_end_run_and_sweep_with_four_and_no_file(self):
        for (verb, source), stop in itertools.product((("run", "scenario.toml"), ("sweep", "sweep.toml")),
                                                      (signal.SIGTERM, signal.SIGHUP)):
            output = self.folder / f"{verb}.h5"
            extra = ["--set", "replicates=100000", "--force"] if verb == "sweep" else []
            text = (self.folder / "scenario.toml").read_text().replace("weeks = 104", "weeks = 4000")
            (self.folder / "scenario.toml").write_text(text)
            with subprocess.Popen([MUSTER, verb, self.folder / source, "-o", output, "--progress", "json", *extra],
                                  stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
                while not process.stderr.readline().startswith(b"{"):  # then it is under way
                    self.assertIsNone(process.poll())
                process.send_signal(stop)
                process.communicate(timeout=60)
            self.assertEqual(process.returncode, 4, (verb, stop))
            self.assertEqual([path.name for path in self.folder.iterdir() if path.suffix == ".h5"], [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
