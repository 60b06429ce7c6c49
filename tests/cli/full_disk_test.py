"""A full disk, its effect on the program and on the files it writes."""
import functools
import resource
import subprocess
import sys
import unittest

from broken_input import MUSTER, Folder, content, muster


class FullDisk(Folder):
    """The words after 'cannot be written' are the system's; what is left is at most the log of the runs done."""

    def setUp(self):
        super().setUp()
        self.write({"w.toml": 'scenario = "base.toml"\nreplicates = 40\n'})

    def limited(self, words, size):
        limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
        before = content(self.folder).keys()
        done = muster(self.folder, words, preexec_fn=limit)
        return done.returncode, done.stderr.decode(), content(self.folder).keys() - before

    def test_at_any_byte_leaves_no_file_under_any_name(self):
        done = muster(self.folder, "sweep w.toml -o whole.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        size = (self.folder / "whole.h5").stat().st_size
        for words in ("sweep w.toml -o out.h5 --progress none", "run base.toml --events -o out.h5",
                      "export whole.h5 -o out.h5", "init -o out.h5"):
            for limit in (0, 1000, size // 2, size - 1) if words.startswith("sweep") else (1000,):
                with self.subTest(words, limit=limit):
                    code, said, new = self.limited(words, limit)
                    name = r"out\.h5(\.parts/(plan\.h5|part-1of1-\d{8}|lease-[\w-]+))?"
                    self.assertRegex(said, rf"^muster: {name}: cannot be written \(File too large\): raise the limit "
                                           r"on file sizes \(ulimit -f\) or write elsewhere\n$")
                    self.assertEqual(code, 1)
                    self.assertEqual([name for name in new if not name.startswith("out.h5.parts/")], [])
                    if words.startswith("sweep"):
                        muster(self.folder, words + " --resume")
                        self.assertEqual((self.folder / "out.h5").read_bytes(),
                                         (self.folder / "whole.h5").read_bytes())
                        for path in self.folder.glob("out.h5*"):
                            path.unlink()

    def test_that_fills_up_during_a_sweep_ends_it(self):
        inside = 'mount -t tmpfs -o size=256k none "$1" && "$2" sweep w.toml -o "$1/out.h5" --progress none ' \
                 '--set replicates=5000; code=$?; ls -A "$1"; exit $code'
        (self.folder / "small").mkdir()
        in_own_mounts = ["unshare", "--map-root-user", "--mount"]
        if subprocess.run([*in_own_mounts, "true"], stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("this system allows no small disk of one's own (unshare); the limit on file sizes stands in")
        done = subprocess.run([*in_own_mounts, "sh", "-c", inside, "sh", "small", MUSTER], cwd=self.folder,
                              capture_output=True, text=True, timeout=240)
        self.assertEqual(done.stderr, "muster: small/out.h5.parts/plan.h5: cannot be written (No space left on "
                                      "device): free some space or write elsewhere\n")
        self.assertEqual((done.returncode, done.stdout), (1, ""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
