"""The built program ($MUSTER, else build/release/muster) on a terminal: how wide it writes, and that no text of a
user reaches it raw."""
import fcntl
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.environ.get("MUSTER", str(ROOT / "build/release/muster"))
EVIL = "red\\u001b[31m\\r\\u009b2J and a line\\nmore"  # as TOML writes it
SHOWN = "red\\u001B[31m\\r\\u009B2J and a line\\nmore"  # as muster does
SWEEP = f"""scenario = "scenario.toml"
title = "{EVIL}"
replicates = 1
scale = 0.2
design = "list"
[[point]]
label = "{EVIL}"
[[point]]
label = "calm"
"surveillance.informer_density" = 0.08
"""


def on_terminal(words, columns=80, **environment):
    """The output of the program on a terminal of so many columns, and its exit."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([str(word) for word in words], stdout=its, stderr=its, stdin=subprocess.DEVNULL,
                          env={**os.environ, "TERM": "xterm", **environment}) as process:
        os.close(its)
        written = b""
        try:
            while block := os.read(ours, 65536):
                written += block
        except OSError:  # the terminal is gone with the program
            pass
        finally:
            os.close(ours)
    return written.decode().replace("\r\n", "\n"), process.returncode


class Terminal(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        subprocess.run([MUSTER, "init", "-o", self.folder / "scenario.toml"], check=True, stderr=subprocess.DEVNULL)
        (self.folder / "sweep.toml").write_text(SWEEP)

    def sweep(self, *words, **terminal):
        text, code = on_terminal([MUSTER, "sweep", self.folder / "sweep.toml", "-o", self.folder / "out.h5", "--force",
                                  *words], **terminal)
        self.assertEqual(code, 0, text)
        return text

    def test_a_bar_is_never_wider_than_the_terminal(self):
        for columns in (12, 45, 80, 200):
            bars = re.findall("\r\x1b\\[K([^\r\n]*)", self.sweep("--set", "replicates=20", columns=columns))
            self.assertTrue(bars)
            self.assertLess(max(map(len, bars)), columns, bars)
            if columns >= 45:
                self.assertIn("40 of 40 runs", bars[-1])
            self.assertEqual("[" in bars[-1], columns >= 80, bars[-1])
            self.assertEqual("agent-weeks/s" in bars[-1], columns == 200, bars[-1])

    def test_a_terminal_that_cannot_go_back_gets_lines(self):
        for kind in ("dumb", ""):
            text = self.sweep(TERM=kind)
            self.assertNotRegex(text, "[\r\x1b]")
            self.assertIn("2 of 2 runs, ", text)
            text, code = on_terminal([MUSTER, "run", self.folder / "scenario.toml"], TERM=kind)
            self.assertEqual(code, 0, text)
            self.assertNotRegex(text, "[\r\x1b]")

    def test_titles_and_labels_are_shown_and_not_obeyed(self):
        self.sweep("--progress", "none")
        scenario = (self.folder / "scenario.toml").read_text()
        (self.folder / "evil.toml").write_text(re.sub("(?m)^title .*", lambda _: f'title = "{EVIL}"', scenario))
        file = self.folder / "out.h5"
        for words, lines in ((["describe", file], True), (["status", file], True), (["export", file], False),
                             (["plan", self.folder / "sweep.toml", "--no-time"], True),
                             (["run", self.folder / "evil.toml", "--progress", "none"], True)):
            text, code = on_terminal([MUSTER, *words])
            self.assertEqual(code, 0, text)
            self.assertNotRegex(text, "[\r\x1b\x9b]", words)
            self.assertIn(SHOWN if lines else SHOWN.partition("\\n")[0], text, words)

    def test_pictures_and_tables_show_them_too(self):
        self.sweep("--progress", "none")
        plots, picture = ROOT / "analysis/plots", self.folder / "picture.svg"
        for script, words, exit_code in (("table.py", ["departure_rate"], 0), ("leavers.py", ["-o", picture], 0),
                                         ("points.py", ["--metric", "departure_rate", "-o", picture], 0),
                                         ("points.py", ["--metric", "rate\x1b[31m", "-o", picture], 2)):
            text, code = on_terminal([sys.executable, plots / script, self.folder / "out.h5", *words])
            self.assertEqual(code, exit_code, text)
            self.assertNotRegex(text, "[\r\x1b\x9b]", script)
            if picture.exists():
                self.assertNotRegex(picture.read_text(), "[\x00-\x08\x0b-\x1f\x7f-\x9f]")


if __name__ == "__main__":
    unittest.main()
