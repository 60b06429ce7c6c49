/// Documents as canonical TOML: parse(to_toml(v)) == v.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "sim/param/value.hpp"
#include "tests/sim/param/parsed.hpp"

namespace sim::param {
namespace {

Value document(std::vector<Entry> entries) { return Value{Map{std::move(entries)}, {}}; }

TEST(ToToml, WritesSectionsAndOneLineForAllElse) {
    const std::string text =
        "title = \"Syria\"\nstart = 2011-03-15\nquick = false\nweights = [0.5, 1]\n\n"
        "[[group]]\nname = \"a b\"\nstanding = { in = 0.25, \"out side\" = 1 }\n\n"
        "[[group]]\nname = \"c\"\n\n[surveillance]\ninformer_density = 0.04\n";
    EXPECT_EQ(to_toml(parsed(text)), text);
}

TEST(ToToml, EscapesWhatWouldEndAText) {
    const std::string awkward = "\"\\\n\t\r\x01\x7f\x1b é #[]='";
    const Value value = document({{awkward, Value{awkward, {}}}, {"", Value{std::string(), {}}}});
    EXPECT_EQ(to_toml(value).find('\x1b'), std::string::npos);
    EXPECT_EQ(parsed(to_toml(value)), value);
}

TEST(ToToml, KeepsTheTypeAndEveryBitOfNumbers) {
    for (const double real : {0.0, -0.0, 1.0, 0.1, 1e300, 1e16, 5e-324, -2.2250738585072014e-308,
                              1.7976931348623157e308, 1.0 / 3, double(INFINITY), -double(INFINITY)}) {
        const Value value = document({{"a", Value{real, {}}}});
        EXPECT_EQ(parsed(to_toml(value)), value) << to_toml(value);
    }
    for (const auto whole :
         {std::int64_t{0}, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        const Value value = document({{"a", Value{whole, {}}}});
        EXPECT_EQ(parsed(to_toml(value)), value) << to_toml(value);
    }
    EXPECT_EQ(to_toml(parsed("a = nan")), "a = nan\n");
}

TEST(ToToml, KeepsTheOrderOfKeysEvenBehindTables) {
    const Value value = document({{"t", document({{"x", Value{std::int64_t{1}, {}}}})},
                                  {"a", Value{true, {}}},
                                  {"e", Value{Array{}, {}}},
                                  {"s", document({})}});
    EXPECT_EQ(to_toml(value), "t = { x = 1 }\na = true\ne = []\n\n[s]\n");
    EXPECT_EQ(parsed(to_toml(value)), value);
}

TEST(Equality, IsOfContentNotOfPlaceAndMindsOrder) {
    EXPECT_EQ(parsed("\n\na =   1"), parsed("a = 1"));
    EXPECT_EQ(parsed("a = 1"), parsed("a = 1.0"));
    EXPECT_FALSE(parsed("a = 1") == parsed("a = true"));
    EXPECT_FALSE(parsed("a = 1\nb = 2") == parsed("b = 2\na = 1"));
    EXPECT_FALSE(parsed("a = [1]") == parsed("a = [1, 1]"));
    EXPECT_EQ(parsed("a = nan"), parsed("a = nan"));
}

/// Random documents of every type, at most `depth` levels deep.
class Generator {
 public:
    explicit Generator(unsigned seed) : rng_(seed) {}
    Value map(int depth) {
        Map map;
        for (auto n = rng_() % 6; n > 0; --n) {
            const std::string key = text() + std::to_string(n);
            map.entries.emplace_back(key, any(depth - 1));
        }
        return Value{std::move(map), {}};
    }

 private:
    Value any(int depth) {
        switch (rng_() % (depth > 0 ? 8 : 5)) {
            case 0:
                return Value{rng_() % 2 == 0, {}};
            case 1:
                return Value{static_cast<std::int64_t>(std::uint64_t{rng_()} << 32 | rng_()), {}};
            case 2:
                return Value{std::ldexp(static_cast<double>(rng_()), static_cast<int>(rng_() % 600) - 300), {}};
            case 3:
                return Value{text(), {}};
            case 4:
                return Value{Date{std::chrono::days(rng_() % 80'000)}, {}};
            case 5:
                return Value{list(depth, rng_() % 2 == 0), {}};
            default:
                return map(depth);
        }
    }
    Array list(int depth, bool of_tables) {
        Array array;
        for (auto n = rng_() % 4; n > 0; --n) array.push_back(of_tables ? map(depth - 1) : any(depth - 1));
        return array;
    }
    std::string text() {
        static const std::string letters[] = {"a", "Z",  "_",  "-",    "7", ".", " ", "\"",
                                              "'", "\\", "\n", "\x02", "é", "€", "#"};
        std::string text;
        for (auto n = rng_() % 6; n > 0; --n) text += letters[rng_() % std::size(letters)];
        return text;
    }
    std::mt19937 rng_;
};

TEST(ToToml, IsReadBackAsItWas) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        const Value value = Generator(seed).map(5);
        const std::string text = to_toml(value);
        ASSERT_EQ(parsed(text), value) << "seed " << seed << "\n" << text;
        ASSERT_EQ(to_toml(parsed(text)), text) << "seed " << seed;
    }
}

}  // namespace
}  // namespace sim::param
