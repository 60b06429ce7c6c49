"""Packages of the build that $MUSTER lies in, tried in a fresh Debian 12 that has neither our libraries nor our
tools: the tarball runs where it is unpacked, the package brings what it needs, the manual, the completion, the Python
package, and scenarios that `muster init` finds."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
MUSTER = pathlib.Path(os.environ["MUSTER"]).resolve()
FRESH = r"""
set -eux
unset MUSTER PYTHONPATH
cd /tmp
mkdir tarball && tar -xzf muster-*.tar.gz -C tarball --strip-components 1
tarball/bin/muster init -o /tmp/army.toml
tarball/bin/muster run army.toml --scale 0.1 -o of_tarball.h5
apt-get install -y --no-install-recommends ./muster_*.deb
test "$(command -v muster)" = /usr/bin/muster
sed -i 's/^# behaviour = /behaviour = /' army.toml
muster check army.toml 2>&1 | tee said
if grep 'no behaviour file' said; then exit 1; fi
muster run army.toml --scale 0.1 -o of_package.h5
tarball/bin/muster run army.toml --scale 0.1 -o of_tarball_again.h5
cmp of_package.h5 of_tarball_again.h5
test -s /usr/share/man/man1/muster-sweep.1.gz
bash -c '. /usr/share/bash-completion/completions/muster
    COMP_WORDS=(muster swe) COMP_CWORD=1; _muster; test "${COMPREPLY[*]}" = sweep
    COMP_WORDS=(muster sweep --on-error c) COMP_CWORD=3; _muster; test "${COMPREPLY[*]}" = continue
    COMP_WORDS=(muster sweep --res) COMP_CWORD=2; _muster; test "${COMPREPLY[*]}" = --resume' 2>&1
apt-get install -y --no-install-recommends python3-xarray python3-netcdf4
python3 -c 'import muster; print(muster.program(), float(muster.run("army.toml", scale=0.1).departure_rate))'
muster init --example sweep -o sweep.toml && sed -i 's/"scenario.toml"/"army.toml"/' sweep.toml
muster plan sweep.toml
"""


def made(folder):
    """The packages, of a build in which the program alone need be built."""
    subprocess.run([ROOT / "scripts/manual", MUSTER, MUSTER.parent / "manual"], check=True, capture_output=True)
    done = subprocess.run(["cpack", "--config", MUSTER.parent / "CPackConfig.cmake", "-B", folder], capture_output=True,
                          text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return [*folder.glob("*.deb"), *folder.glob("*.tar.gz")]


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.folder = pathlib.Path(held.name)
        cls.folder.chmod(0o755)
        cls.packages = made(cls.folder)

    def test_it_depends_on_libraries_and_on_no_tools(self):
        (deb,) = self.folder.glob("*.deb")
        field = subprocess.run(["dpkg-deb", "--field", deb, "Depends"], capture_output=True, text=True,
                               check=True).stdout
        names = set(re.findall(r"(?:^|, )([a-z0-9.+-]+)", field))
        self.assertLessEqual({"libc6", "libfmt9", "libhdf5-103-1", "libtbb12", "zlib1g"}, names)
        self.assertEqual([name for name in names if name.endswith("-dev") or name.startswith("python")], [])

    def test_both_work_on_a_fresh_system(self):
        (self.folder / "try.sh").write_text(FRESH)
        copies = [f"--customize-hook=copy-in {path} /tmp" for path in (*self.packages, self.folder / "try.sh")]
        done = subprocess.run(["mmdebstrap", "--variant=apt", "--format=null", *copies,
                               '--customize-hook=chroot "$1" bash /tmp/try.sh', "bookworm", "-",
                               "deb http://deb.debian.org/debian bookworm main"],
                              capture_output=True, text=True, timeout=900)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-6000:])
        self.assertRegex(done.stdout + done.stderr, r"(?m)^/usr/bin/muster 0\.\d+")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(MUSTER.parent / "manual")


if __name__ == "__main__":
    unittest.main()
