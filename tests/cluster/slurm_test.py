"""scripts/muster-slurm on a real Slurm: whatever happens to its jobs, the file is the one that a single machine writes.
$MUSTER names the program with the toy model (toy_muster.cpp), whose runs last as long as decay.pause says."""
import hashlib
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from one_machine import Cluster, wait_for

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ["MUSTER"])
SWEEP = """scenario   = "toy.toml"
replicates = {replicates}
[factors]
"decay.rate"    = [0.1, 0.2, 0.3]
"decay.pause"   = [{pause}]
"decay.failing" = [{failing}]
"""


class Slurm(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory(prefix="muster-slurm-", ignore_cleanup_errors=True)
        cls.addClassCleanup(held.cleanup)
        cls.cluster = Cluster(held.name)
        cls.addClassCleanup(cls.cluster.stop)
        cls.cluster.start()

    def setUp(self):
        """A name with a space, as users have them."""
        self.folder = pathlib.Path(self.cluster.folder) / f"results of {self._testMethodName}"
        self.folder.mkdir()
        (self.folder / "toy.toml").write_text('model = "toy"\nweeks = 9\n')

    def write_sweep(self, replicates, seconds, failing="0"):
        """A sweep whose runs last so long each, and its file as one machine writes it."""
        text = SWEEP.format(replicates=replicates, pause=seconds / 10, failing=failing)
        (self.folder / "sweep.toml").write_text(text)
        done = subprocess.run([MUSTER, "sweep", "sweep.toml", "-o", "whole.h5", "--threads", "64"], cwd=self.folder,
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0 if failing == "0" else 3, done.stderr)

    def submit(self, *words):
        done = self.cluster.command(ROOT / "scripts/muster-slurm", "sweep.toml", "-o", "out.h5", "--cpus", "1", *words,
                                    cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        return re.match(r"submitted (\d+): \d+ shards, and (\d+): the merge after them", done.stdout).groups()

    def wait_for_part(self, shard):
        wait_for(f"a part of shard {shard}", lambda: list(self.folder.glob(f"out.h5.parts/part-{shard}-*")))

    def log(self, name):
        return (self.folder / f"out.h5.slurm/{name}.log").read_text()

    def end_of(self, merge):
        """The exit of the merge, when all is over."""
        code, by_signal = self.cluster.wait_for_end(merge)["ExitCode"].split(":")
        self.assertEqual(by_signal, "0", self.log("merge"))
        return int(code)

    def expect_whole(self, merge, code=0):
        self.assertEqual(self.end_of(merge), code, self.log("merge"))
        self.assertEqual(*(hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
                           for name in ("out.h5", "whole.h5")))
        self.assertFalse((self.folder / "out.h5.parts").exists())

    def test_an_array_writes_what_one_machine_writes(self):
        self.write_sweep(replicates=8, seconds=0.4)
        merge = self.submit("--shards", "3")[1]
        self.wait_for_part("2of3")
        done = subprocess.run([MUSTER, "status", "out.h5"], cwd=self.folder, capture_output=True, text=True)
        self.assertRegex(done.stdout, r"^\d+ of 24 runs done, 0 failed, \d+ missing\n")
        again = self.cluster.command(ROOT / "scripts/muster-slurm", "sweep.toml", "-o", "out.h5", "--shards", "3",
                                     "--resume", cwd=self.folder)
        self.assertEqual(again.returncode, 2)
        self.assertIn("jobs of this sweep are in the queue: ", again.stderr)
        self.expect_whole(merge)

    def test_a_task_that_is_requeued_goes_on_where_it_was(self):
        self.write_sweep(replicates=20, seconds=0.4)
        array, merge = self.submit("--shards", "2")
        self.wait_for_part("1of2")
        self.assertEqual(self.cluster.command("scontrol", "requeue", f"{array}_1").returncode, 0)
        self.expect_whole(merge)
        self.assertRegex(self.log("shard-1"), r"start 2: .*\nresuming: [1-9]\d* of \d+ runs are done")

    def test_a_task_whose_node_died_goes_on_where_it_was(self):
        self.write_sweep(replicates=20, seconds=0.4)
        merge = self.submit("--shards", "2")[1]
        for shard in ("1of2", "2of2"):
            self.wait_for_part(shard)
        self.cluster.kill_node()
        wait_for("the controller to miss the node",
                 lambda: "down" in self.cluster.command("sinfo", "--noheader", "--format=%T").stdout)
        self.cluster.start_daemon("slurmd")
        self.expect_whole(merge)
        for shard in ("shard-1", "shard-2"):
            self.assertRegex(self.log(shard), r"start 2: .*\nresuming: [1-9]\d* of \d+ runs are done")

    def test_a_time_limit_queues_a_task_again(self):
        self.write_sweep(replicates=30, seconds=2)
        array, merge = self.submit("--shards", "2", "--time", "1", "--", "--signal=B:USR1@5")
        self.expect_whole(merge)
        for shard in ("shard-1", "shard-2"):
            self.assertRegex(self.log(shard), r"start 1: ended with 4\n(.*\n)*.*to be queued again\n"
                                              r"(.*\n)*.*resuming: [1-9]\d* of 45 runs are done")

    def test_a_time_limit_in_which_no_run_is_finished_queues_nothing_again(self):
        self.write_sweep(replicates=2, seconds=6)
        array, merge = self.submit("--shards", "2")
        log = self.folder / "out.h5.parts/log-1of2.jsonl"  # opened first by muster-slurm, then by the shard
        wait_for("the sweep", lambda: log.read_text().count('"started"') == 2)
        self.cluster.command("scancel", "--batch", "--signal=USR1", f"{array}_1")
        self.assertEqual(self.cluster.wait_for_end(f"{array}_1")["ExitCode"], "4:0")
        self.assertIn("no run was finished within the time limit", self.log("shard-1"))
        self.assertEqual(self.end_of(merge), 2)
        self.assertIn("of 6 runs are missing", self.log("merge"))

    def test_runs_that_fail_are_in_the_file_and_said(self):
        self.write_sweep(replicates=8, seconds=0.1, failing="0, 0.5")
        self.expect_whole(self.submit("--shards", "3")[1], code=3)
        self.assertRegex(self.log("merge"), r"wrote .*: \d+ runs done, [1-9]\d* failed, 0 missing")

    def test_a_cancelled_task_is_missed_by_the_merge_and_made_up_for_later(self):
        self.write_sweep(replicates=20, seconds=0.4)
        array, merge = self.submit("--shards", "2")
        self.wait_for_part("1of2")
        self.cluster.command("scancel", f"{array}_1")
        self.assertEqual(self.end_of(merge), 2)
        self.assertIn("of 60 runs are missing", self.log("merge"))
        self.expect_whole(self.submit("--shards", "2", "--resume")[1])


if __name__ == "__main__":
    unittest.main()
