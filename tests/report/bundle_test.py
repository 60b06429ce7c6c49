"""The bundle of the report's page is made of the sources that lie beside it, and is no larger than it may be."""
import hashlib
import pathlib
import re
import unittest

FOLDER = pathlib.Path(__file__).parents[2] / "analysis/report"
LARGEST = 400_000  # [byte]


def digest(folder):
    """As build.mjs forms it."""
    names = [f"src/{path.name}" for path in sorted((folder / "src").iterdir(), key=lambda path: path.name)]
    made = hashlib.sha256()
    for name in [*names, "build.mjs", "package.json", "package-lock.json"]:
        made.update(f"{name}\n".encode() + (folder / name).read_bytes())
    return made.hexdigest()


class Bundle(unittest.TestCase):
    def test_is_made_of_these_sources(self):
        held = re.match(r"/\* sources ([0-9a-f]{64})\n", (FOLDER / "bundle.js").read_text("utf-8"))
        self.assertEqual(held.group(1), digest(FOLDER), "run scripts/report-bundle, and commit bundle.js")

    def test_is_small_ends_no_script_and_names_its_licences(self):
        text = (FOLDER / "bundle.js").read_text("utf-8")
        self.assertLess(len(text.encode()), LARGEST)
        self.assertFalse("</script" in text.lower())
        for owner in ("@observablehq/plot: Copyright", "d3-array: Copyright", "Permission to use, copy"):
            self.assertTrue(owner in text, owner)

    def test_packages_have_one_version(self):
        for name, version in re.findall(r'"([^"]+)": "([^"]+)"', (FOLDER / "package.json").read_text("utf-8"))[4:]:
            self.assertRegex(version, r"^\d+\.\d+\.\d+$", name)


if __name__ == "__main__":
    unittest.main()
