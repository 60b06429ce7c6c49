"""One version everywhere; the files beside the code say what is true of the tree."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).parents[2]


def found(pattern, path):
    match = re.search(pattern, (ROOT / path).read_text(), flags=re.M)
    assert match, f"{path}: no {pattern}"
    return match[1]


class Surroundings(unittest.TestCase):
    def test_the_version_is_one(self):
        version = found(r"^project\(muster VERSION ([0-9.]+)", "CMakeLists.txt")
        self.assertEqual(found(r"^version: (\S+)$", "CITATION.cff"), version)
        self.assertEqual(found(r"^Version: (\S+)$", "analysis/r/DESCRIPTION"), version)

    def test_the_licence_is_one(self):
        self.assertIn("MIT", (ROOT / "LICENSE").read_text())
        self.assertEqual(found(r"^license: (\S+)$", "CITATION.cff"), "MIT")
        self.assertEqual(found(r"^License: (\S+)", "analysis/r/DESCRIPTION"), "MIT")

    def test_lines_are_as_long_as_the_linters_allow(self):
        longest = found(r"^max_line_length = (\d+)$", ".editorconfig")
        self.assertEqual(found(r"^ColumnLimit: (\d+)$", ".clang-format"), longest)
        self.assertEqual(found(r"--max-line-length (\d+)", "scripts/lint"), longest)

    def test_no_address_is_given_that_does_not_exist(self):
        for path in ("SECURITY.md", "CITATION.cff", "CONTRIBUTING.md", "analysis/r/DESCRIPTION", "cmake/package.cmake"):
            self.assertNotRegex((ROOT / path).read_text(), r"\S@\S+\.\S", path)


if __name__ == "__main__":
    unittest.main()
