"""Processes that work on the same output at once: merges, sweeps and questions about their progress.
$MUSTER_PAIRS: how many pairs of merges (a few, unless asked for more)."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from small_sweep import RUNS, digest, write

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ.get("MUSTER", f"{ROOT}/build/release/muster"))
PAIRS = int(os.environ.get("MUSTER_PAIRS", "12"))


class AtOnce(unittest.TestCase):
    others = {"seed.h5": "seed=2", "lag.h5": "violence.lag=4"}  # other sweeps: by keys, by the identity of parts

    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.base = pathlib.Path(held.name)
        write(cls.base, MUSTER)
        for words in (["whole.h5"], ["out.h5", "--shard", "1/2"], ["out.h5", "--shard", "2/2"],
                      *([name, "--shard", "1/2", "--set", change] for name, change in cls.others.items())):
            subprocess.run([MUSTER, "sweep", "sweep.toml", "-o", *words, "--progress", "none"], cwd=cls.base,
                           check=True, stderr=subprocess.DEVNULL)
        cls.expected = digest(cls.base / "whole.h5")

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        for name in ("sweep.toml", "scenario.toml"):
            shutil.copy(self.base / name, self.folder)
        self.output, self.parts = self.folder / "out.h5", self.folder / "out.h5.parts"

    def take_parts(self):
        shutil.copytree(self.base / "out.h5.parts", self.parts)

    def start(self, *words):
        process = subprocess.Popen([MUSTER, *words], cwd=self.folder, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        return process

    def muster(self, *words, code=0):
        done = subprocess.run([MUSTER, *words], cwd=self.folder, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout + done.stderr

    def sweep(self, *words, code=0):
        return self.muster("sweep", "sweep.toml", "-o", "out.h5", "--progress", "none", *words, code=code)

    def start_sweep(self, *words):
        """One that is under way."""
        process = self.start("sweep", "sweep.toml", "-o", "out.h5", "--progress", "none", "--threads", "1", *words)
        while not list(self.parts.glob("log-*")):
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        return process

    def start_long_sweep(self, *words):
        """With runs in its parts."""
        sweep = self.start_sweep("--set", "replicates=100000", *words)
        while not list(self.parts.glob("part-*")):
            time.sleep(0.01)
        return sweep

    def end(self, process, code):
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, code, said)

    def expect_whole(self):
        self.assertEqual(digest(self.output), self.expected)
        self.assertEqual((self.folder / "out.h5.sha256").read_text().split()[0], self.expected)

    def first_lines_until_the_end_of(self, process):
        lines, is_over = set(), False
        while not is_over:
            is_over = process.poll() is not None
            lines.add(self.muster("status", "out.h5", "--rows", "0").splitlines()[0])
        self.assertEqual(process.returncode, 0, process.communicate()[1])
        return lines

    def test_of_two_merges_one_writes_the_file_and_none_an_empty_one(self):
        for number in range(PAIRS):
            self.take_parts()
            words = ["merge", "out.h5.parts", "-o", "out.h5", "--force", "--allow-missing"]
            first = self.start(*words)
            time.sleep(0.002 * (number % 8))
            second = self.start(*words)
            said = [process.communicate(timeout=60)[1] for process in (first, second)]
            self.assertIn(0, (first.returncode, second.returncode), said)
            self.expect_whole()
            self.assertEqual(list(self.folder.glob("*parts*")), [])
            self.output.unlink()

    def test_status_counts_all_while_a_merge_ends(self):
        for _ in range(4):
            self.take_parts()
            lines = self.first_lines_until_the_end_of(self.start("merge", "out.h5.parts", "-o", "out.h5", "--force"))
            self.assertEqual(lines, {f"{RUNS} of {RUNS} runs done, 0 failed, 0 missing"})

    def test_status_counts_all_while_a_sweep_ends(self):
        self.take_parts()
        sweep = self.start("sweep", "sweep.toml", "-o", "out.h5", "--progress", "none", "--resume")
        self.assertEqual(self.first_lines_until_the_end_of(sweep),
                         {f"{RUNS} of {RUNS} runs done, 0 failed, 0 missing"})

    def test_a_merge_keeps_a_file_that_holds_more_runs(self):
        shutil.copy(self.base / "whole.h5", self.output)
        shutil.copy(self.base / "whole.h5.sha256", self.folder / "out.h5.sha256")
        self.take_parts()
        for part in self.parts.glob("part-2of2-*"):
            part.unlink()
        merge = ["merge", "out.h5.parts", "-o", "out.h5", "--force", "--allow-missing"]
        said = self.muster(*merge, code=2)
        lost = int(re.search(r"holds (\d+) runs of this sweep that are not in the parts, and would be lost", said)[1])
        self.assertTrue(0 < lost < RUNS)
        self.assertIn("--allow-fewer", said)
        self.expect_whole()
        self.assertIn(f"{RUNS - lost} runs done, 0 failed, {lost} missing", self.muster(*merge, "--allow-fewer"))

    def test_of_two_sweeps_that_begin_at_once_one_writes_the_file_and_the_other_is_told(self):
        for _ in range(PAIRS):
            both = [self.start("sweep", "sweep.toml", "-o", "out.h5", "--progress", "none") for _ in range(2)]
            said = [process.communicate(timeout=60)[1] for process in both]
            self.assertEqual(sorted(process.returncode for process in both), [0, 2], said)
            loser = said[0] if both[0].returncode == 2 else said[1]
            self.assertRegex(loser, "this sweep is already at work there|exists already|"
                                    "another process has written it meanwhile, with all runs of this sweep")
            self.expect_whole()
            self.assertEqual(list(self.folder.glob("*parts*")), [])
            for name in ("out.h5", "out.h5.sha256"):
                (self.folder / name).unlink()

    def test_another_sweep_at_work_is_refused(self):
        sweep = self.start_long_sweep()
        for words in ([], ["--resume"], ["--force"]):
            said = self.sweep("--set", "seed=2", *words, code=2)
            self.assertIn(f"out.h5.parts: another sweep is at work there (process {sweep.pid} on ", said)
            said = self.sweep("--set", "replicates=100000", *words, code=2)
            self.assertIn("out.h5.parts: this sweep is already at work there", said)
        self.assertIn("another sweep is at work there", self.sweep("--set", "seed=2", "--shard", "2/4", code=2))
        self.end(sweep, 4)
        self.assertGreater(len(list(self.parts.glob("part-*"))), 0)
        self.assertEqual(list(self.parts.glob("lease-*")), [])

    def test_shards_of_a_sweep_work_side_by_side_and_can_be_looked_at(self):
        sweep = self.start_long_sweep("--shard", "1/3")
        words = ["--set", "replicates=100000", "--shard"]
        self.assertIn("this sweep is already at work there", self.sweep(*words, "1/3", "--resume", code=2))
        self.sweep(*words, "2/3", "--max-time", "0.5s", code=4)
        self.muster("merge", "out.h5.parts", "-o", "look.h5", "--allow-missing")
        self.end(sweep, 4)
        self.assertGreater(len(list(self.parts.glob("part-*"))), 0)

    def test_the_lease_of_a_process_that_was_killed_counts_for_nothing(self):
        sweep = self.start_sweep()
        sweep.kill()
        sweep.communicate()
        self.assertEqual(len(list(self.parts.glob("lease-*"))), 1)
        self.sweep("--resume")
        self.expect_whole()
        self.assertFalse(self.parts.exists())

    def test_a_folder_that_was_left_half_removed_goes_with_the_next(self):
        left = self.folder / ".out.h5.parts.removed-1"
        shutil.copytree(self.base / "out.h5.parts", left)
        (left / "plan.h5").unlink()
        self.sweep()
        self.assertEqual([path.name for path in self.folder.glob(".*")], [])

    def test_the_lease_of_another_machine_counts_while_it_is_renewed(self):
        sweep = self.start_long_sweep()
        lease = json.loads(next(self.parts.glob("lease-*")).read_text())
        self.end(sweep, 4)
        lease["host"] += "x"
        there = self.parts / "lease-there"
        there.write_text(json.dumps(lease))
        said = self.sweep("--force", code=2)
        self.assertIn("another sweep is at work there", said)
        self.assertIn("wait for its end (a minute, if it was killed)", said)
        self.assertIn("already at work there", self.sweep("--force", "--set", "replicates=100000", code=2))
        self.sweep("--resume", "--set", "replicates=100000", "--max-time", "0.5s", code=4)  # of a node that is gone
        os.utime(there, (time.time() - 100, time.time() - 100))
        self.sweep("--force")
        self.expect_whole()
        self.assertFalse(self.parts.exists())

    def test_parts_of_another_sweep_stay(self):
        for number, end in enumerate((["sweep", "sweep.toml", "--resume"], ["merge", "out.h5.parts", "--force"])):
            self.take_parts()
            strange = [self.parts / f"part-9of9-{name}" for name in sorted(self.others)]
            for name, path in zip(sorted(self.others), strange):
                shutil.copy(next((self.base / f"{name}.parts").glob("part-*")), path)
            self.muster(*end, "-o", "out.h5")
            self.expect_whole()
            if number == 0:  # a merge leaves a folder with parts that it could not use
                self.assertEqual(sorted(self.parts.iterdir()), strange)
            shutil.rmtree(self.parts)

    def test_a_sweep_that_ends_leaves_a_folder_that_has_become_anothers(self):
        for name in self.others:
            sweep = self.start_sweep()
            sweep.send_signal(signal.SIGSTOP)
            others = sorted((self.base / f"{name}.parts").glob("p*"))
            for path in others:
                shutil.copy(path, self.parts)
            sweep.send_signal(signal.SIGCONT)
            said = sweep.communicate(timeout=60)[1]
            self.assertEqual(sweep.returncode, 0, said)
            self.expect_whole()
            for path in others:
                self.assertEqual(digest(self.parts / path.name), digest(path))
            shutil.rmtree(self.parts)
            self.output.unlink()


if __name__ == "__main__":
    unittest.main()
