"""The promise that the bytes of a results file depend on scenario, sweep, seed and versions alone: not on threads, on
the processor's way to compute exp and sin, on compiler or optimisation. Other builds are those named in $MUSTER_OTHERS
(with colons between), or those that lie in build/ and are not older than the sources: see scripts/same-bytes."""
import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import xarray

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ.get("MUSTER", ROOT / "build/release/muster"))
SWEEP = f"""scenario   = "{ROOT}/scenarios/syria-2011-nucleus.toml"
replicates = 2
scale      = 0.1
[factors]
"surveillance.informer_density" = [0.02, 0.08]
"amnesty.open"                  = [1.0]
"amnesty.guarantee"             = [0.5]
"command.enabled"               = [true]
"quiet_exit.enabled"            = [true]
"""
NO_FMA = {**os.environ, "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"}
LAST_BITS = "import math; print(math.fsum(math.exp(i / 1e3) * math.sin(i / 7) for i in range(20000)))"


class SameBytes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        (cls.folder / "sweep.toml").write_text(SWEEP)
        cls.expected = cls.digest("first.h5", "--threads", "1")

    @classmethod
    def digest(cls, name, *words, **more):
        done = subprocess.run([MUSTER, "sweep", "sweep.toml", "-o", name, "--progress", "none", *words],
                              cwd=cls.folder, stderr=subprocess.PIPE, text=True, timeout=250, **more)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return hashlib.sha256((cls.folder / name).read_bytes()).hexdigest()

    def test_of_two_sweeps_in_a_row(self):
        self.assertEqual(self.digest("again.h5", "--threads", "1"), self.expected)

    def test_of_two_and_eight_threads(self):
        for threads in ("2", "8"):
            self.assertEqual(self.digest(f"{threads}.h5", "--threads", threads), self.expected, threads)

    def test_but_not_of_another_seed(self):
        self.assertNotEqual(self.digest("seed.h5", "--set", "seed=2"), self.expected)

    def test_without_the_fused_instructions_of_glibc(self):
        if "fma" in pathlib.Path("/proc/cpuinfo").read_text().split():
            self.assertNotEqual(*(subprocess.check_output([sys.executable, "-c", LAST_BITS], env=env)
                                  for env in (os.environ, NO_FMA)), "the tunables hide nothing")
        self.assertEqual(self.digest("plain.h5", env=NO_FMA), self.expected)

    def test_of_every_build(self):
        others = os.environ.get("MUSTER_OTHERS", "")
        done = subprocess.run([ROOT / "scripts/same-bytes", *([MUSTER, *others.split(":")] if others else [])],
                              env={**os.environ, "MUSTER": MUSTER}, capture_output=True, text=True, timeout=250)
        print(done.stdout + done.stderr, end="")
        self.assertEqual(done.returncode, 0, "see above; a build that is not fresh must be built again")
        digests = {line.split()[0] for line in done.stdout.splitlines() if len(line.split()[0]) == 64}
        self.assertEqual(digests, {self.expected})

    def test_every_part_of_the_model_had_its_say(self):
        with xarray.open_dataset(self.folder / "first.h5") as results:
            last = results.isel(time=-1).sum(["point", "replicate", "role"]).drop_sel(
                cause=["planted", "dismissed"])  # none here
            for name in ("joined", "departed", "punished", "lost", "families_harmed"):
                self.assertTrue(bool((last[name] > 0).all()), f"{name}: {last[name].values}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
