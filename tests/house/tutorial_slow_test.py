"""The pages of scripts/tutorial hold what their commands print now. $MUSTER names the program."""
import unittest

import tutorial_test


class Current(unittest.TestCase):
    def test_the_page_is_current(self):
        tutorial_test.run(self, "--check")


if __name__ == "__main__":
    unittest.main()
