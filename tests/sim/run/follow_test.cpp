/// The subjects of --follow, and the refusal of others.
#include "sim/run/follow.hpp"

#include <gtest/gtest.h>

#include "sim/check.hpp"

namespace sim {
namespace {

const std::vector<FollowKind> kinds = {{.name = "person", .meaning = "person N"},
                                       {.name = "quarrels", .meaning = "the N worst quarrels", .least = 1}};

std::string refusal_of(const std::string& text, const std::vector<FollowKind>& known = kinds) {
    try {
        parse_follow(text, known);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(Follow, IsAKindAndANumber) {
    const Follow person = parse_follow("person:0", kinds), quarrels = parse_follow("quarrels:12", kinds);
    EXPECT_EQ(person.kind, "person");
    EXPECT_EQ(person.number, 0U);
    EXPECT_EQ(quarrels.kind, "quarrels");
    EXPECT_EQ(quarrels.number, 12U);
}

TEST(Follow, OfAnythingElseIsRefusedWithWhatIsAllowed) {
    for (const std::string text : {"", "person", "person:", "person:-1", "person:1x", "person:1234567890", "town:3"})
        EXPECT_EQ(refusal_of(text), "--follow: '" + text + "' cannot be followed (allowed person:N, quarrels:N)");
}

TEST(Follow, OfNobodyIsRefused) {
    EXPECT_EQ(refusal_of("quarrels:0"), "--follow: 'quarrels:0' follows no person (give 1 or more)");
}

TEST(Follow, IsRefusedByAModelThatTellsNothing) {
    EXPECT_EQ(refusal_of("person:1", {}), "--follow: this model tells no stories (leave it out)");
}

}  // namespace
}  // namespace sim
