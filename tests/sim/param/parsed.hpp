/// The value of a TOML text; it must hold no problem.
#pragma once

#include <gtest/gtest.h>

#include <string_view>

#include "sim/check.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

inline Value parsed(std::string_view text) {
    Problems problems;
    Value value = parse_toml(text, "f", problems);
    EXPECT_EQ(problems.text(), "") << text;
    return value;
}

}  // namespace sim::param
