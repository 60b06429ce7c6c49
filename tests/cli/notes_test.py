"""`check` and `run` of the built program ($MUSTER) note what is typed and read by nothing, on the standard
error, and by `check` alone what is only a mark; neither changes the exit or the results."""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUSTER = os.path.abspath(os.environ.get("MUSTER", ROOT / "build/release/muster"))
SUPPORT = """[[event]]
name = "visit"
week = 4
drives = "patron_support"
size = 0.5
[patron]
enabled = false
"""
LATE = '[[event]]\nname = "late"\nweek = 400\nset = { "reprisal.penalty" = 0.5 }\n'
MARK = '[[event]]\nname = "speech"\nweek = 4\ntitle = "Amnesty"\n'
BEHAVIOUR = "no behaviour file: "

SPEECH = "event 'speech' is a mark: with neither drives, befalls nor set it changes nothing"


class Notes(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)
        self.said("init", "-o", "army.toml")
        (self.folder / "behaviour.toml").write_bytes((ROOT / "scenarios/behaviour.toml").read_bytes())

    def said(self, *words):
        done = subprocess.run([MUSTER, *words], cwd=self.folder, capture_output=True, text=True, timeout=250)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.out = done.stdout
        return [line.removeprefix("note: ") for line in done.stderr.splitlines() if line.startswith("note: ")]

    def scenario(self, text, behaviour='behaviour = "behaviour.toml"\n'):
        (self.folder / "s.toml").write_text(f'extends = "army.toml"\n{behaviour}{text}')

    def assert_said_by(self, text, *, check, run):
        for words, expected in ((["check", "s.toml"], check), (["run", "s.toml", "--scale", "0.1"], run)):
            notes = self.said(*words)
            self.assertEqual(any(text in note for note in notes), expected, (words, notes))

    def test_a_sound_scenario_is_run_without_a_word(self):
        self.scenario("")
        self.assertEqual(self.said("run", "s.toml", "--scale", "0.1"), [])

    def test_an_event_that_nothing_reads_is_noted_and_changes_nothing(self):
        self.scenario("")
        self.said("run", "s.toml", "--scale", "0.1", "-o", "-")
        given = self.out
        for text, note in ((SUPPORT, "event 'visit' changes nothing: patron is off"),
                           (LATE, "event 'late' lies after the run, which is 104 weeks long: nothing comes of it")):
            self.scenario(text)
            self.assert_said_by(note, check=True, run=True)
            self.said("run", "s.toml", "--scale", "0.1", "-o", "-")
            self.assertEqual(self.out, given)

    def test_days_before_and_after_the_run_are_noted_apart(self):
        self.scenario(LATE)
        (self.folder / "w.toml").write_text('scenario = "s.toml"\n[factors]\n"event.late.week" = [-900, 3, 900]\n')
        notes = [note.split(" (")[0] for note in self.said("check", "w.toml") if "event.late.week" in note]
        self.assertEqual(notes, [f"w.toml: event.late.week = {week} lies {where} the run, which is 104 weeks long"
                                 for week, where in ((-900, "before"), (900, "after"))])

    def test_a_mark_is_noted_by_check_alone(self):
        self.scenario(MARK)
        self.assert_said_by(SPEECH, check=True, run=False)

    def test_a_scenario_without_behaviour_is_noted_and_init_names_the_file(self):
        self.scenario("", behaviour="")
        self.assert_said_by(BEHAVIOUR, check=True, run=True)
        self.scenario("")
        self.assert_said_by(BEHAVIOUR, check=False, run=False)
        self.assertIn('behaviour = "behaviour.toml"', (self.folder / "army.toml").read_text())

    def test_a_start_long_before_history_does_not_pass_without_a_word(self):
        syria = ROOT / "scenarios/syria-2011.toml"
        (self.folder / "s.toml").write_text(f'extends = "{syria}"\nstart = 2001-03-15\n')
        self.assert_said_by("lie after the run, which is 260 weeks long: nothing comes of them", check=True, run=True)

    def test_the_marks_of_syria_are_named(self):
        notes = self.said("check", ROOT / "scenarios/syria-2011.toml")
        self.assertEqual([note.split(": ", 1)[1] for note in notes if " mark" in note],
                         ["events 'deraa', 'jisr_al_shughur', 'fsa_announced' and 8 more are marks: with neither "
                          "drives, befalls nor set they change nothing"])

    def test_a_day_that_is_set_is_noted_once(self):
        self.scenario(LATE)
        notes = self.said("run", "s.toml", "--scale", "0.1", "--set", "event.late.week=500")
        self.assertEqual(len(notes), 1, notes)


if __name__ == "__main__":
    unittest.main()
