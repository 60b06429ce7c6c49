"""The messages and files of scripts/muster-slurm on a machine without Slurm ($MUSTER names the program)."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ.get("MUSTER", ROOT / "build/release/muster"))
SWEEP = """scenario   = "scenario.toml"
replicates = 2
scale      = 0.1
[factors]
"danger.trigger" = [0.5, 1.0]
"""


class Submit(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        (self.folder / "sweep.toml").write_text(SWEEP)
        subprocess.run([MUSTER, "init", "-o", "scenario.toml"], cwd=self.folder, check=True, stderr=subprocess.DEVNULL)
        tools = self.folder / "tools"  # what every machine has; no sbatch
        tools.mkdir()
        for tool in ("bash", "cat", "dirname", "ls", "realpath"):
            (tools / tool).symlink_to(shutil.which(tool))
        self.tools = str(tools)

    def submit(self, *words, muster=MUSTER):
        return subprocess.run([ROOT / "scripts/muster-slurm", *words], cwd=self.folder, capture_output=True, text=True,
                              env={"PATH": self.tools, "MUSTER": muster}, timeout=60)

    def expect_refusal(self, what, *words, code=2, **more):
        before = sorted(self.folder.iterdir())
        done = self.submit(*words, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(what, done.stderr)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def test_mistakes_are_said_and_nothing_is_written(self):
        (self.folder / "bad.toml").write_text(SWEEP.replace("replicates", "replicats"))
        self.expect_refusal("which sweep?")
        self.expect_refusal("nix.toml: there is no such file", "nix.toml", "--shards", "2")
        self.expect_refusal("--shards: '' is not a number of jobs", "sweep.toml")
        self.expect_refusal("--shards: '0' is not a number of jobs", "sweep.toml", "--shards=0")
        self.expect_refusal("--cpus: 'all' is not a number", "sweep.toml", "--shards", "2", "--cpus", "all")
        self.expect_refusal("--memory: '4 gigs' is no size", "sweep.toml", "--shards", "2", "--memory", "4 gigs")
        self.expect_refusal("--time needs a value", "sweep.toml", "--shards", "2", "--time")
        for option in ("--time", "--partition", "--account"):
            for value in ("a\ntouch ran", "a b", "a\rb", "'a'", 'a"', "a\\"):
                self.expect_refusal(f"{option}: ", "sweep.toml", "--shards", "2", option, value)
        self.expect_refusal("there is no option --qos", "sweep.toml", "--shards", "2", "--qos=long")
        self.expect_refusal("did you mean 'replicates'?", "bad.toml", "--shards", "2")
        self.expect_refusal("there is no folder", "sweep.toml", "--shards", "2", "-o", "nowhere/out.h5")
        self.expect_refusal("/nix: there is no such program", "sweep.toml", "--shards", "2", code=1, muster="/nix")
        self.expect_refusal("there is no sbatch here", "sweep.toml", "--shards", "2", code=1)

    def test_help_tells_the_options(self):
        done = self.submit("--help")
        self.assertEqual(done.returncode, 0)
        for option in ("--shards", "--time", "--cpus", "--memory", "--partition", "--account", "--print", "--resume"):
            self.assertIn(option, done.stdout)

    def printed(self, *words):
        """The two scripts."""
        done = self.submit("sweep.toml", "--shards", "2", "--print", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(list(self.folder.glob("*.h5*")), [])
        shards, merge = done.stdout.split("# sbatch ")[1:]
        for script in (shards, merge):
            subprocess.run(["bash", "-n"], input="# " + script, text=True, check=True)
        return shards, merge

    def test_a_name_may_begin_with_a_dash(self):
        for script in self.printed("-o", "-x.h5"):
            self.assertIn(f"output={self.folder}/-x.h5" if "merge" in script else f"-o {self.folder}/-x.h5",
                          script.replace("'", ""))
        self.expect_refusal("there is no folder -nowhere", "sweep.toml", "--shards", "2", "-o", "-nowhere/x.h5")

    def test_print_refuses_what_a_submission_would(self):
        (self.folder / "out.h5.parts").mkdir()
        done = self.submit("sweep.toml", "--shards", "2", "--print")
        self.assertEqual(done.returncode, 2)
        self.assertIn("give --resume to continue or extend it, --force to discard them", done.stderr)
        self.assertEqual(self.submit("sweep.toml", "--shards", "2", "--print", "--resume").returncode, 0)

    def test_print_shows_both_scripts(self):
        for script in self.printed("--time=1:00:00", "--memory", "3G", "--partition", "long", "--account", "me",
                                   "--", "--qos=a b"):
            self.assertIn("'--qos=a b'", script.splitlines()[0])
            for line in ("--time=1:00:00", "--mem=3G", "--partition=long", "--account=me", "--requeue"):
                self.assertIn(f"#SBATCH {line}\n", script)
        shards, merge = self.printed("--cpus", "7", "--set", "replicates=3")
        self.assertIn("#SBATCH --array=1-2\n", shards)
        self.assertIn("#SBATCH --cpus-per-task=7\n", shards)
        self.assertIn("'--set' 'replicates=3'", shards)
        self.assertIn("#SBATCH --cpus-per-task=1\n", merge)
        self.assertIn("--dependency=afterany:", merge)

    def merge(self, script, starts):
        return subprocess.run(["bash", "-c", "# " + script], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "PATH": f"{self.folder}/slurm:{os.environ['PATH']}",
                                   "SLURM_JOB_ID": "8", "SLURM_RESTART_COUNT": str(starts - 1)})

    def compute_both_shards(self):
        for shard in ("1/2", "2/2"):
            subprocess.run([MUSTER, "sweep", "sweep.toml", "--shard", shard, "--progress", "none"], cwd=self.folder,
                           check=True, capture_output=True)

    def test_a_merge_that_finds_shards_in_the_queue_waits_for_them(self):
        script = self.printed()[1]
        self.compute_both_shards()
        for name, says in (("slurm/squeue", '[ "$*" = "--noheader --jobs 7" ] && cat queue'),
                           ("slurm/scontrol", 'echo "$@"')):
            stub = self.folder / name
            stub.parent.mkdir(exist_ok=True)
            stub.write_text(f'#!/bin/sh\ncd "{self.folder}" && {says}\n')
            stub.chmod(0o755)
        (self.folder / "out.h5.slurm").mkdir()
        (self.folder / "out.h5.slurm/jobs").write_text("7,8\n")
        (self.folder / "queue").write_text("7_2\n")
        done = self.merge(script, starts=1)
        self.assertIn("requeue 8\n", done.stdout)
        self.assertFalse((self.folder / "out.h5").exists())
        (self.folder / "queue").write_text("")
        self.assertEqual(self.merge(script, starts=2).returncode, 0, done.stderr)
        self.assertTrue((self.folder / "out.h5").exists())

    def test_a_merge_that_was_killed_can_be_started_again(self):
        script = self.printed()[1]
        output, parts = self.folder / "out.h5", self.folder / "out.h5.parts"
        self.compute_both_shards()
        shutil.copytree(parts, self.folder / "copy")
        self.assertEqual(self.merge(script, starts=1).returncode, 0)
        whole = output.read_bytes()
        with self.subTest("between the file and the end of its parts"):
            shutil.copytree(self.folder / "copy", parts)
            self.assertEqual(self.merge(script, starts=1).returncode, 2)
            done = self.merge(script, starts=2)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(output.read_bytes(), whole)
        with self.subTest("while it removed the parts"):
            shutil.copytree(self.folder / "copy", parts)
            (parts / "plan.h5").unlink()
            done = self.merge(script, starts=2)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("4 of 4 runs done, 0 failed, 0 missing", done.stdout)
            self.assertEqual(output.read_bytes(), whole)


if __name__ == "__main__":
    unittest.main()
