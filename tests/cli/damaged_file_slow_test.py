"""damaged_file_test.py in two thousand ways."""
import sys
import unittest

import damaged_file_test


class Damaged(damaged_file_test.Damaged):
    n = 2000


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
