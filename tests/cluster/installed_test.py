"""`cmake --install` makes of the build that $MUSTER lies in a folder that runs where it is copied, may be
read-only, and with the libraries added needs no more than glibc."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

MUSTER = pathlib.Path(os.environ["MUSTER"]).resolve()
GLIBC = ("ld-linux", "libc.so", "libm.so", "libmvec.so", "libdl.so", "librt.so", "libpthread.so", "libresolv.so")
SWEEP = "scenarios/sweeps/quickstart.toml"
SMALL = ["--set", "replicates=2", "--set", "scale=0.02", "--set", "output.every=1", "--progress", "none"]


def install(folder, *words):
    subprocess.run(["cmake", "--install", MUSTER.parent, "--prefix", folder, *words], check=True,
                   stdout=subprocess.DEVNULL)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Installed, then moved and made read-only."""
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        install(cls.folder / "first")
        cls.place = cls.folder / "copied here"
        shutil.move(cls.folder / "first", cls.place)
        subprocess.run(["chmod", "-R", "a-w", cls.place], check=True)
        cls.addClassCleanup(subprocess.run, ["chmod", "-R", "u+w", cls.place], check=True)

    def run_in(self, folder, *words):
        """With nothing of this user's environment."""
        done = subprocess.run([str(word) for word in words], cwd=folder, capture_output=True, text=True, timeout=120,
                              env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder)})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def libraries(self, program):
        """The folders in which the loader finds them."""
        lines = self.run_in("/", "ldd", program).splitlines()
        self.assertNotIn("not found", "".join(lines))
        found = [line.split("=>")[1].rsplit(" (", 1)[0].strip() for line in lines if "=>" in line]
        return [pathlib.Path(path) for path in found if not pathlib.Path(path).name.startswith(GLIBC)]

    def test_it_sweeps_and_draws_where_it_was_copied(self):
        data = self.place / "share/muster"
        self.run_in(self.folder, self.place / "bin/muster", "sweep", data / SWEEP, "-o", "out.h5", *SMALL)
        self.run_in(self.folder, MUSTER, "sweep", data / SWEEP, "-o", "of_build.h5", *SMALL)
        self.assertEqual((self.folder / "out.h5").read_bytes(), (self.folder / "of_build.h5").read_bytes())
        self.run_in(data, "scripts/python", "analysis/plots/sweep.py", self.folder / "out.h5",
                    "--x", "surveillance.informer_density", "--metric", "departure_rate", "-o", self.folder / "out.png")
        self.assertTrue((self.folder / "out.png").exists())
        self.run_in(data, "scripts/python", "analysis/plots/bands.py", self.folder / "out.h5",
                    "-o", self.folder / "bands.png")

    def test_its_python_package_runs_its_own_program(self):
        script = ("import muster; print(muster.program()); "
                  f"muster.sweep({str(self.place / 'share/muster' / SWEEP)!r}, set={{'replicates': 1, 'scale': 0.02}})")
        said = self.run_in(self.folder, "env", f"PYTHONPATH={self.place}/lib/python3/dist-packages",
                           "/usr/bin/python3", "-c", script)
        self.assertEqual(said, f"{self.place}/bin/muster\n")

    def test_its_library_is_its_own(self):
        own = [path for path in self.libraries(self.place / "bin/muster") if path.name == "libmuster.so"]
        self.assertEqual([path.is_relative_to(self.place) for path in own], [True])

    def test_it_submits_its_own_program(self):
        script = self.run_in(self.folder, self.place / "bin/muster-slurm", self.place / "share/muster" / SWEEP,
                             "--shards", "3", "--print")
        self.assertIn(f"'{self.place}/bin/muster' sweep", script)

    def test_with_libraries_it_needs_no_more_than_glibc(self):
        alone = self.folder / "alone"
        install(alone)
        install(alone, "--component", "libraries")
        found = self.libraries(alone / "bin/muster")
        self.assertGreater(len(found), 5)
        self.assertEqual([path for path in found if not path.is_relative_to(alone)], [])
        self.assertEqual([path.name for path in alone.rglob("*.so*") if path.name.startswith(GLIBC)], [])
        self.run_in(self.folder, alone / "bin/muster", "--version")


if __name__ == "__main__":
    unittest.main()
