"""The digest of the sources that compute a model's runs (cmake/write_sources.cmake), on a small tree of its own."""
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = {"sim/core.cpp": "core", "models/a/a.cpp": "a", "models/b/b.cpp": "b", "sim/sweep/sweep.cpp": "sweep",
         "README.md": "read"}
LISTS = """set(core sim/core.cpp)
set(folders a b)
set(files_a models/a/a.cpp)
set(models_a first second)
set(files_b models/b/b.cpp)
set(models_b third)
"""


class Sources(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name) / "tree"
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e@x", *words], cwd=self.root, check=True,
                       capture_output=True)

    def commit(self):
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "all")

    def written(self):
        above = pathlib.Path(self.folder.name)
        (above / "lists.cmake").write_text(LISTS)
        subprocess.run(["cmake", f"-DROOT={self.root}", f"-DLISTS={above}/lists.cmake", "-DGIT=git",
                        f"-DOUTPUT={above}/sources.cpp", "-P", ROOT / "cmake/write_sources.cmake"], check=True)
        return above / "sources.cpp"

    def digests(self):
        return dict(re.findall(r'\{"(\w+)", "([0-9a-f]{16})"\}', self.written().read_text()))

    def is_modified(self):
        return re.search(r"is_modified = (\w+);", self.written().read_text())[1] == "true"

    def test_a_change_in_a_model_is_that_models(self):
        before = self.digests()
        self.assertEqual(set(before), {"first", "second", "third"})
        self.assertEqual(before["first"], before["second"])
        self.write("models/a/a.cpp", "a changed")
        after = self.digests()
        self.assertNotEqual(after["first"], before["first"])
        self.assertEqual(after["third"], before["third"])
        self.write("models/a/a.cpp", "a")
        self.assertEqual(self.digests(), before)

    def test_a_change_in_the_core_is_in_all_digests_and_one_elsewhere_in_none(self):
        before = self.digests()
        self.write("sim/sweep/sweep.cpp", "changed")
        self.assertEqual(self.digests(), before)
        self.write("sim/core.cpp", "changed")
        self.assertFalse(set(self.digests().values()) & set(before.values()))

    def test_the_place_of_the_tree_does_not_matter(self):
        before = self.digests()
        self.root = self.root.rename(self.root.parent / "elsewhere")
        self.assertEqual(self.digests(), before)

    def test_a_commit_is_named_and_a_tree_that_differs_from_it_is_modified(self):
        self.assertIn('commit = "unknown"', self.written().read_text())
        self.commit()
        self.assertFalse(self.is_modified())
        self.write("README.md", "of no program")
        self.assertFalse(self.is_modified())
        before = self.digests()
        self.write("sim/sweep/sweep.cpp", "changed")
        self.assertTrue(self.is_modified())
        self.assertEqual(self.digests(), before)
        self.git("commit", "-q", "-a", "-m", "changed")
        self.assertFalse(self.is_modified())

    def test_what_is_computed_beside_the_runs_counts_as_modified_too(self):
        self.commit()
        self.write("analysis/means.cpp", "not in the commit")
        self.assertTrue(self.is_modified())

    def test_a_tree_inside_another_repository_has_no_commit(self):
        outer = self.root
        self.commit()
        self.root = outer / "inner"
        for name, text in FILES.items():
            self.write(name, text)
        self.assertIn('commit = "unknown"', self.written().read_text())

    def test_a_file_that_says_the_same_is_left_alone(self):
        path = self.written()
        before = path.stat().st_mtime_ns
        self.assertEqual(self.written().stat().st_mtime_ns, before)


if __name__ == "__main__":
    unittest.main()
