"""A sweep that is killed, stopped, dealt to shards or damaged on disk ends in the bytes of one that was left alone.
$MUSTER_KILLS: how many times it is killed at a random moment (a few, unless asked for more; see scripts/survival).
$MUSTER may name several builds (with colons between): each time one of them begins or goes on."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from small_sweep import digest, write

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILDS = [os.path.abspath(path) for path in os.environ.get("MUSTER", f"{ROOT}/build/release/muster").split(":")]
DRAW_BUILD = random.Random(0)
KILLS = int(os.environ.get("MUSTER_KILLS", "12"))


class Survival(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        write(cls.folder, BUILDS[0])
        begin = time.monotonic()
        cls.sweep("whole.h5")
        cls.seconds = time.monotonic() - begin
        cls.expected = digest(cls.folder / "whole.h5")

    @classmethod
    def muster(cls, *words):
        return subprocess.run([DRAW_BUILD.choice(BUILDS), *words], cwd=cls.folder, capture_output=True, text=True,
                              timeout=250)

    @classmethod
    def sweep(cls, name, *words, code=0):
        done = cls.muster("sweep", "sweep.toml", "-o", name, "--progress", "none", *words)
        if done.returncode != code:
            raise AssertionError(f"exit {done.returncode}: {done.stderr}")
        return done.stderr

    def kill_at_random(self, draw, name, *words):
        """Starts a sweep and kills it; whether it had come to its end."""
        command = [DRAW_BUILD.choice(BUILDS), "sweep", "sweep.toml", "-o", name, "--progress", "none", "--resume",
                   *words]
        process = subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE, text=True)
        try:
            said = process.communicate(timeout=draw.uniform(0, 1.2 * self.seconds))[1]
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            return False
        self.assertEqual(process.returncode, 0, said)
        return True

    def kept(self, name):
        return sorted((self.folder / f"{name}.parts").glob("part-*"))

    def test_of_kills_at_random_moments(self):
        draw = random.Random(1)
        kills = ends = 0
        while kills < KILLS:
            name = f"killed{ends}.h5"
            while not self.kill_at_random(draw, name, "--threads", str(draw.choice([1, 2, 8]))):
                kills += 1
            self.assertEqual(digest(self.folder / name), self.expected)
            ends += 1
        print(f"killed {kills} times, {ends} sweeps came to their end")

    def test_of_killed_shards_in_any_split(self):
        draw = random.Random(2)
        for n in (2, 5):
            name = f"shards{n}.h5"
            for i in draw.sample(range(1, n + 1), n):
                for _ in range(2):
                    self.kill_at_random(draw, name, "--shard", f"{i}/{n}")
                self.sweep(name, "--resume", "--shard", f"{i}/{n}")
            self.assertFalse((self.folder / name).exists())
            self.assertEqual(self.muster("merge", f"{name}.parts", "-o", name).returncode, 0)
            self.assertEqual(digest(self.folder / name), self.expected)

    def test_of_stops(self):
        sessions, code = 0, 4
        while code == 4:
            done = self.muster("sweep", "sweep.toml", "-o", "stopped.h5", "--progress", "none", "--resume",
                               "--threads", "1", "--max-time", f"{0.03 * (1 + sessions):.2f}s")
            sessions, code = sessions + 1, done.returncode
        self.assertEqual(code, 0, done.stderr)
        self.assertGreater(sessions, 1)
        self.assertEqual(digest(self.folder / "stopped.h5"), self.expected)

    def test_of_parts_that_were_damaged(self):
        draw = random.Random(3)
        self.sweep("half.h5", "--shard", "1/2")
        part = self.kept("half.h5")[0]

        def flip(path):
            content = bytearray(path.read_bytes())
            content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
            path.write_bytes(content)

        damages = [flip] * 8 + [lambda path: os.truncate(path, draw.randrange(path.stat().st_size)),
                                lambda path: path.write_bytes(b""), pathlib.Path.unlink,
                                lambda path: path.write_bytes(path.read_bytes() + b"\0")]
        for number, damage in enumerate(damages):
            name = f"damaged{number}.h5"
            shutil.copytree(self.folder / "half.h5.parts", self.folder / f"{name}.parts")
            here = self.folder / f"{name}.parts" / part.name
            damage(here)
            said = self.sweep(name, "--resume")
            if here.exists() or damage is not pathlib.Path.unlink:
                self.assertIn(f"{name}.parts/{part.name}: ", said)
                self.assertIn("(not used; its runs are computed again)", said)
            self.assertEqual(digest(self.folder / name), self.expected)

    def test_of_a_plan_that_was_damaged(self):
        self.sweep("plan.h5", "--shard", "1/2")
        plan = self.folder / "plan.h5.parts/plan.h5"
        plan.write_bytes(plan.read_bytes()[:-7])
        self.assertIn("is damaged", self.sweep("plan.h5", "--resume"))
        self.assertEqual(digest(self.folder / "plan.h5"), self.expected)

    def test_of_a_sweep_that_grew(self):
        self.sweep("grown.h5", "--set", "replicates=5")
        self.assertIn("resuming: 30 of 72 runs are done", self.sweep("grown.h5", "--resume"))
        self.assertEqual(digest(self.folder / "grown.h5"), self.expected)
        self.assertIn("is complete, there is nothing to do", self.sweep("grown.h5", "--resume"))

    def test_of_another_sweep_is_refused(self):
        self.sweep("other.h5", "--shard", "1/2")
        before = {path: path.read_bytes() for path in self.kept("other.h5")}
        self.assertIn("the seed", self.sweep("other.h5", "--resume", "--set", "seed=2", code=2))
        self.assertIn("scale was 0.2, is 0.1", self.sweep("other.h5", "--resume", "--set", "scale=0.1", code=2))
        self.assertIn("violence.lag was ", self.sweep("other.h5", "--resume", "--set", "violence.lag=4", code=2))
        scenario = self.folder / "scenario.toml"
        text = scenario.read_text()
        scenario.write_text(text.replace("weeks = 104", "weeks = 103"))
        self.addCleanup(scenario.write_text, text)  # also if this fails
        self.assertIn("weeks was 104, is 103", self.sweep("other.h5", "--resume", code=2))
        scenario.write_text(text)
        self.assertIn("--resume to continue it", self.sweep("other.h5", code=2))
        self.assertEqual({path: path.read_bytes() for path in self.kept("other.h5")}, before)

    def test_runs_of_another_plan_in_the_folder_are_told(self):
        self.sweep("mixed.h5", "--shard", "1/2")
        self.sweep("strange.h5", "--shard", "2/2", "--set", "seed=2")
        for part in self.kept("strange.h5"):
            shutil.copy(part, self.folder / "mixed.h5.parts")
        status = self.muster("status", "mixed.h5", "--rows", "0")
        self.assertEqual(status.stdout.splitlines()[0], "48 of 72 runs done, 0 failed, 24 missing")
        self.assertIn("24 of the runs in the parts have no such place in the plan", status.stderr)
        (self.folder / "mixed.h5.parts" / "plan.h5").unlink()
        for command in (["status", "mixed.h5"], ["merge", "mixed.h5.parts", "-o", "mixed.h5"]):
            done = self.muster(*command)
            self.assertEqual(done.returncode, 2)
            self.assertIn("mixed.h5.parts: has no plan.h5", done.stderr)
        self.sweep("mixed.h5", "--resume")
        self.assertEqual(digest(self.folder / "mixed.h5"), self.expected)

    def test_merge_refuses_gaps_overlaps_and_another_sweep(self):
        for shard in ("1/3", "2/3"):
            self.sweep("gap.h5", "--shard", shard)
        done = self.muster("merge", "gap.h5.parts", "-o", "gap.h5")
        self.assertEqual(done.returncode, 2)
        self.assertIn("24 of 72 runs are missing", done.stderr)
        self.sweep("gap.h5", "--shard", "3/3")
        self.sweep("more.h5", "--shard", "1/2")
        done = self.muster("merge", "gap.h5.parts", "more.h5.parts", "-o", "gap.h5")
        self.assertEqual(done.returncode, 2)
        self.assertIn("are in the parts of two shards", done.stderr)
        self.sweep("seed.h5", "--shard", "1/2", "--set", "seed=2")
        done = self.muster("merge", "gap.h5.parts", "seed.h5.parts", "-o", "gap.h5")
        self.assertEqual(done.returncode, 2)
        self.assertIn("is not of the same sweep", done.stderr)
        self.assertFalse((self.folder / "gap.h5").exists())
        done = self.muster("merge", "gap.h5.parts", "more.h5.parts", "-o", "gap.h5", "--allow-overlap")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(digest(self.folder / "gap.h5"), self.expected)


if __name__ == "__main__":
    unittest.main()
