"""Numbers as they are written: none reads as zero that is not, and none like another one."""

import math
import os
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../analysis/plots"))

import digits  # noqa: E402  (found through the path above)
import heatmap  # noqa: E402
import interval  # noqa: E402
import selection  # noqa: E402
import style  # noqa: E402
from results import InputError  # noqa: E402


class Digits(unittest.TestCase):
    def test_a_mean_has_the_digits_of_its_interval(self):
        for mean, half, expected in ((25.1645, 0.3312, ("25.16", "0.33")), (0.0051, 0.0012, ("0.0051", "0.0012")),
                                     (25123.4, 812.3, ("25,123", "812")), (0.003, 1.2, ("0.003", "1.200")),
                                     (5.25, 0, ("5.25", "0")), (0, 0, ("0", "0"))):
            self.assertEqual(digits.with_half(mean, half), expected)

    def test_a_mean_without_an_interval_is_no_zero_either(self):
        for mean, expected in ((25.1645, "25.16"), (0.0051, "0.0051"), (123456.7, "123,457"), (0, "0"), (25, "25")):
            self.assertEqual(digits.with_half(mean, math.nan), (expected, ""))

    def test_nothing_but_zero_reads_as_zero(self):
        for exponent in range(-12, 7):
            for value in (1.0, -4.9999, 9.9999):
                value *= 10.0 ** exponent
                texts = [*digits.with_half(value, math.nan)[:1], *digits.with_half(value, abs(value) / 3),
                         *digits.with_half(value, 100 * abs(value)), style.count_text(value), digits.general(value, 3),
                         *heatmap.cell_text(value, abs(value), True).split("\n±")]
                for text in texts:
                    self.assertNotEqual(float(text.replace(",", "")), 0, f"{value}: {text}")
                    self.assertNotIn("-0", text.replace("-0.", "").replace("e-0", ""))

    def test_levels_that_differ_read_differently(self):
        for write in (style.level_texts, style.value_texts):
            for levels in ([123456.7, 123456.8], [0.1, 0.1 + 1e-12, 3e9 + 0.5], [1.0, 1000.4], [1 / 3, 0.333333]):
                self.assertEqual(len(set(write(np.array(levels)))), len(levels), write(levels))
        self.assertEqual(style.value_texts([0.1, 0.30000000000000004, 0.1]), ["0.1", "0.3", "0.1"])
        self.assertEqual(style.level_texts([123456.7, 0.5]), ["123457", "0.5"])

    def test_few_people_are_shown(self):
        for people, text in ((0, "0"), (0.25, "0.25"), (1.5, "1.5"), (3, "3"), (1234.5, "1,234")):
            self.assertEqual(style.count_text(people), text)

    def test_runs_that_are_alike_have_an_interval_of_no_width(self):
        for value in (0.1, 12.3, 1 / 3):
            alike = interval.over_replicates(np.full((1, 7), value), 1)
            self.assertEqual((alike.mean[0], alike.error[0], alike.high[0] - alike.mean[0]), (value, 0, 0))

    def test_a_value_asked_for_is_the_one_that_is_meant(self):
        levels = np.array([123456.7, 123456.8, 123456.7])
        self.assertEqual(selection.nearest("a", "123456.8", levels), 123456.8)
        self.assertEqual(selection.nearest("a", "0.333333", np.array([1 / 3, 0.5])), 1 / 3)
        with self.assertRaisesRegex(InputError, r"it has 123456.7, 123456.8; the nearest is 123456.8"):
            selection.nearest("a", "123457", levels)
        with self.assertRaisesRegex(InputError, "fits several values"):
            selection.nearest("a", "123456.74", levels)


if __name__ == "__main__":
    unittest.main()
