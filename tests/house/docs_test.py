"""The pages that the program writes are what it writes today ($MUSTER names the program), and links lead somewhere."""
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).parents[2]
WRITTEN = {
    "docs/parameters.md": ["params", "--format", "markdown"],
    "docs/schedule.md": ["models", "--schedule", "defection", "--format", "markdown"],
    "docs/scenario.md": ["keys"],
    "docs/metrics.md": ["metrics", "--format", "markdown"],
    "docs/threshold-parameters.md": ["params", "--model", "threshold", "--format", "markdown"],
    "docs/civil-violence-parameters.md": ["params", "--model", "civil_violence", "--format", "markdown"],
    "docs/ethnic-violence-parameters.md": ["params", "--model", "ethnic_violence", "--format", "markdown"],
    "docs/falsification-parameters.md": ["params", "--model", "falsification", "--format", "markdown"],
}


class Docs(unittest.TestCase):
    maxDiff = None

    def test_generated_pages_are_current(self):
        for page, arguments in WRITTEN.items():
            with self.subTest(page=page):
                written = subprocess.run([os.environ["MUSTER"], *arguments], capture_output=True, text=True, check=True)
                self.assertGreater(len(written.stdout), 1000)
                self.assertEqual((ROOT / page).read_text(), written.stdout,
                                 f"run: muster {' '.join(arguments)} > {page}")

    def test_links_lead_to_files(self):
        pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "analysis").rglob("*.md")]
        texts = {page: re.sub(r"^    .*$", "", page.read_text(), flags=re.M) for page in pages}  # no code
        links = [(page, link) for page, text in texts.items() for link in re.findall(r"\]\(([^)#\s]+)", text)]
        self.assertGreater(len(links), 5)
        lost = [f"{page.relative_to(ROOT)}: {link}" for page, link in links
                if "://" not in link and not (page.parent / link).exists()]
        self.assertEqual(lost, [])


if __name__ == "__main__":
    unittest.main()
