"""The program in surroundings that are not what one thinks of: closed descriptors, few processors, threads that
cannot be had, links, empty shell variables, a disk that cannot be read."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from small_sweep import digest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ.get("MUSTER", f"{ROOT}/build/release/muster"))
SWEEP = """scenario   = "scenario.toml"
replicates = 12
scale      = 0.1
[factors]
"danger.trigger" = [0.5, 1.0]
"""
NOBODY = 65534


def threads_of(user):
    """How many there are, of all processes."""
    n = 0
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == user:
                n += len(list((process / "task").iterdir()))
        except FileNotFoundError:
            pass  # it has ended
    return n


class Surroundings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        cls.folder.chmod(0o777)
        (cls.folder / "sweep.toml").write_text(SWEEP)
        subprocess.run([MUSTER, "init", "-o", "scenario.toml"], cwd=cls.folder, check=True, stderr=subprocess.DEVNULL)
        cls.sweep("whole.h5")
        cls.expected = digest(cls.folder / "whole.h5")

    @classmethod
    def shell(cls, script, *words, code=0, folder=None, **more):
        """A command line, of which "$@" is the program and these words."""
        done = subprocess.run(["bash", "-c", script, "bash", MUSTER, *words], cwd=folder or cls.folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, **more)
        if done.returncode != code:
            raise AssertionError(f"exit {done.returncode}: {done.stderr}")
        return done.stdout + done.stderr

    @classmethod
    def sweep(cls, name, *words, script='"$@"', **more):
        return cls.shell(script, "sweep", "sweep.toml", "-o", name, *words, **more)

    def threads(self, name):
        return json.loads((self.folder / f"{name}.log.jsonl").read_text().splitlines()[0])["threads"]

    def test_closed_descriptors_are_given_to_no_file(self):
        for number, closed in enumerate(("2>&-", ">&- 2>&-", "<&- >&- 2>&-", "<&-")):
            name = f"closed{number}.h5"
            self.sweep(name, "--progress", "json", script=f'"$@" {closed}')
            self.assertEqual(digest(self.folder / name), self.expected)
            for line in (self.folder / f"{name}.log.jsonl").read_text().splitlines():
                self.assertTrue({"muster", "point"} & set(json.loads(line)), line)
            if ">&- " not in closed:
                self.shell(f'"$@" {closed}', "verify", name, "--sample", "1")
        (self.folder / "whole.h5").rename(self.folder / "alone.h5")  # read in a child, without its digest
        self.addCleanup((self.folder / "alone.h5").rename, self.folder / "whole.h5")
        self.assertIn("24 of 24 done", self.shell('"$@" 2>&-', "describe", "alone.h5"))

    def test_data_for_a_closed_output_are_missed(self):
        self.assertIn("Bad file descriptor", self.shell('"$@" >&-', "params", code=1))
        for words in (["params"], ["--version"], ["sweep", "--help"]):
            self.assertIn("No space left on device", self.shell('"$@" >/dev/full', *words, code=1))

    def test_the_default_of_threads_is_what_the_process_may_use(self):
        one = min(os.sched_getaffinity(0))
        self.sweep("mask.h5", preexec_fn=lambda: os.sched_setaffinity(0, {one}))
        self.assertEqual(self.threads("mask.h5"), 1)
        self.sweep("slurm.h5", env={**os.environ, "SLURM_CPUS_PER_TASK": "1"})
        self.assertEqual(self.threads("slurm.h5"), 1)
        plan = self.shell('"$@"', "plan", "sweep.toml", env={**os.environ, "SLURM_CPUS_PER_TASK": "1"})
        self.assertIn(" on 1 thread\n", plan)

    def limited(self, name, n, **more):
        """A sweep on 64 threads where there can be so many: as an ordinary user, whom the limit binds."""
        user = os.getuid() or NOBODY
        limit = f'ulimit -u {threads_of(user) + n}; exec "$@"'
        if os.getuid() == 0:
            limit = (f"exec setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups --inh-caps=+dac_override "
                     f"--ambient-caps=+dac_override bash -c '{limit}' bash \"$@\"")
        said = self.sweep(name, "--threads", "64", script=limit, **more)
        output = self.folder / name
        self.assertEqual(digest(output) if output.exists() else None, None if more else self.expected)
        return said

    def test_a_sweep_goes_on_with_the_threads_that_there_can_be(self):
        self.assertIn(", not 64: limits on processes (ulimit -u)", self.limited("few.h5", 8))

    def test_a_sweep_for_which_there_are_too_few_threads_says_so(self):
        self.assertIn("(ulimit -u)", self.limited("none.h5", 2, code=1))

    def test_what_is_written_through_a_link_stands_with_its_target(self):
        there = self.folder / "there"
        there.mkdir()
        (there / "real.h5").write_text("old")
        (self.folder / "link.h5").symlink_to("there/real.h5")
        self.assertIn("link.h5: exists already (", self.sweep("link.h5", code=2))
        self.sweep("link.h5", "--force", "--shard", "1/2")
        self.sweep("link.h5", "--force", "--shard", "2/2")
        self.assertTrue((there / "real.h5.parts/plan.h5").exists())
        self.assertIn("24 of 24 runs done", self.shell('"$@"', "status", "link.h5"))
        self.shell('"$@"', "merge", "there/real.h5.parts", "-o", "link.h5", "--force")
        self.assertTrue((self.folder / "link.h5").is_symlink())
        self.assertEqual(digest(there / "real.h5"), self.expected)
        self.assertEqual((there / "real.h5.sha256").read_text(), f"{self.expected}  real.h5\n")
        self.assertEqual(sorted(path.name for path in there.iterdir()),
                         ["real.h5", "real.h5.log.jsonl", "real.h5.sha256"])
        self.assertEqual([path.name for path in self.folder.glob("link.h5*")], ["link.h5"])
        self.shell('"$@"', "verify", "link.h5", "--sample", "1")
        (there / "real.h5").write_bytes((there / "real.h5").read_bytes()[:-1])
        self.assertIn("link.h5: is damaged (it does not match real.h5.sha256)",
                      self.shell('"$@"', "describe", "link.h5", code=2))

    def test_a_link_to_what_is_not_there_yet_is_followed_with_force(self):
        (self.folder / "new").mkdir()
        (self.folder / "early.h5").symlink_to("new/late.h5")
        self.shell('"$@"', "run", "scenario.toml", "-o", "early.h5", "--scale", "0.1", "--force")
        self.assertTrue((self.folder / "early.h5").is_symlink())
        self.assertEqual(sorted(path.name for path in (self.folder / "new").iterdir()),
                         ["late.h5", "late.h5.sha256"])

    def test_an_empty_shell_variable_is_no_value(self):
        for option in ("--shard", "--max-time", "--threads"):
            self.assertIn(f"muster: {option}", self.sweep("empty.h5", option, "", code=2))
            self.assertIn(f"muster: {option}", self.sweep("empty.h5", f"{option}=", code=2))
        self.assertIn("muster: --mechanism is empty", self.shell('"$@"', "params", "--mechanism", "", code=2))
        self.assertIn("muster: --table: is empty", self.shell('"$@"', "export", "whole.h5", "--table", "", code=2))
        self.assertEqual(list(self.folder.glob("empty.h5*")), [])

    def test_a_disk_that_cannot_be_read_is_not_the_files_fault(self):
        self.assertIn("/proc/self/mem: cannot be read (Input/output error)",
                      self.shell('"$@"', "run", "/proc/self/mem", code=1))


if __name__ == "__main__":
    unittest.main()
