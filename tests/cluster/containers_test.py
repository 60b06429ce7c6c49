"""The recipes for containers install what scripts/setup names: no package is forgotten in one of them, and those that
only run the program have what the pictures and the Python package need."""
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).parents[2]
RECIPES = ("Dockerfile", "packaging/muster.def")
OF_TESTS = {"python3-jsonschema", "python3-statsmodels"}


def listed(*tiers):
    return set(subprocess.run([ROOT / "scripts/setup", "--list", *tiers], capture_output=True, text=True,
                              check=True).stdout.split())


def installed(recipe):
    """The packages of each `apt-get install`."""
    text = (ROOT / recipe).read_text().replace("\\\n", " ")
    return [{word for word in line.split() if re.fullmatch(r"[a-z0-9][a-z0-9.+-]*", word)}
            for line in re.findall(r"apt-get install -y --no-install-recommends (.*?)(?:&&.*)?$", text, flags=re.M)]


class Containers(unittest.TestCase):
    def test_each_builds_with_what_setup_installs(self):
        for recipe in RECIPES:
            build, _ = installed(recipe)
            self.assertEqual(build, listed("--package") | {"git"}, recipe)

    def test_each_runs_with_what_pictures_need(self):
        needed = {name for name in listed() if name.startswith("python3-")} - OF_TESTS
        for recipe in RECIPES:
            _, run = installed(recipe)
            self.assertEqual(run, needed, recipe)


if __name__ == "__main__":
    unittest.main()
