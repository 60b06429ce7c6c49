/// Texts derived from the declarations: Markdown, terminal table, JSON, JSON schema.
#include "sim/param/listing.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "sim/param/filling.hpp"
#include "sim/param/outline.hpp"
#include "sim/param/schema.hpp"
#include "tests/sim/param/toy.hpp"

namespace sim::param {
namespace {

std::optional<Current> current(const Spec& spec) {
    if (spec.name == "surveillance.circle") return Current{5, "a.toml:3"};
    if (spec.name == "reprisal.log_weight") return Current{-0.5, "default"};
    return {};
}

TEST(Markdown, ListsByMechanismAndNamesWhatIsAssumed) {
    EXPECT_EQ(
        to_markdown(toy::table()),
        "# Parameters\n\n"
        "Written by `muster params --format markdown` from the declarations in the code.\n\n"
        "## surveillance\n\n"
        "| parameter | default | allowed | unit | kind | meaning | source |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| `informer_density` | 0.04 | 0 to 1 | per person | structure | informers among those who serve | assumed "
        "|\n"
        "| `circle` | 3 | 1 to 12 | - | behaviour | people who know of a plan \\| at most | barany2016 |\n"
        "| `announced` | false | true or false | - | policy | penalties are announced | assumed: no record |\n\n"
        "## reprisal\n\n"
        "| parameter | default | allowed | unit | kind | meaning | source |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| `family_rate` | required | 0 or more | 1/week | policy | harm to families | case files |\n"
        "| `log_weight` | -0.5 | any number | 1 | behaviour | weight of fear | lyall2020 |\n\n"
        "## Assumed values\n\n"
        "These defaults rest on no published source, or take no more than a sign or a range from one. Vary them before "
        "relying on a\nresult.\n\n"
        "- `surveillance.informer_density`: informers among those who serve\n"
        "- `surveillance.announced`: penalties are announced\n");
}

struct Tried {
    using Self = Tried;
    SIM_PARAM(double, cited, 0, "1", in(0, 1), policy, "of a source", "F16 0.01 [0-0.03]");
    SIM_PARAM(double, tried, 0, "1", in(0, 1), policy, "of a trial", "F7; scale: model trial");
    SIM_PARAM(double, sized, 0, "1", in(0, 1), policy, "of a sign", "A1.5; size assumed");
};
struct WithTried {
    Tried tried;
};

TEST(Markdown, SaysWhatAModelTrialIsAndCountsItAsAssumed) {
    Table table;
    table.add(&WithTried::tried, "m");
    const std::string page = to_markdown(table);
    EXPECT_NE(page.find("A source *model trial* means that the value"), std::string::npos);
    EXPECT_NE(page.find("- `m.tried`: of a trial\n- `m.sized`: of a sign\n"), std::string::npos);
    EXPECT_EQ(page.find("- `m.cited`"), std::string::npos);
}

/// Keys of a file, declared once for both readings.
struct Posts {
    int most = 3;
    double share = 0.5;
    std::string note = "none";
};
template <class Form>
void keys_of(Form& form, Posts& posts) {
    form.text("note", posts.note, "what is | said");
    form.part("posts", "who stands where", [&](auto& part) {
        part.integer("most", posts.most, in(1, 12), "posts of a company", "person");
        part.fraction("share", posts.share, "share of them that are held");
    });
}

TEST(Markdown, ListsTheKeysOfAFileWithExamples) {
    Outline outline;
    Posts posts;
    keys_of(outline, posts);
    outline.example("a.toml", "note = 'x'\n");
    EXPECT_EQ(to_markdown(outline.whole(), 3),
              "| key | value | unit | allowed | default | meaning |\n"
              "| --- | --- | --- | --- | --- | --- |\n"
              "| `note` | text |  |  |  | what is \\| said |\n\n"
              "In `a.toml`:\n\n```toml\nnote = 'x'\n```\n\n"
              "### `[posts]`\n\nWho stands where.\n\n"
              "| key | value | unit | allowed | default | meaning |\n"
              "| --- | --- | --- | --- | --- | --- |\n"
              "| `most` | whole number | person | 1 to 12 | 3 | posts of a company |\n"
              "| `share` | number |  | above 0, up to 1 | 0.5 | share of them that are held |\n");
}

TEST(Keys, AreThoseThatTheLoaderTakes) {
    Problems problems;
    const Value document = parse_toml("note = 'x'\n[posts]\nmost = 4\nshare = 0.25\nmots = 5\n", "f", problems);
    Reader reader(document, "", problems);
    Filling filling(reader, std::nullopt);
    Posts posts;
    keys_of(filling, posts);
    reader.finish();
    EXPECT_EQ(problems.text(), "f:5:8: posts.mots: unknown key (did you mean 'most'?)");
    EXPECT_EQ(posts.note, "x");
    EXPECT_EQ(posts.most, 4);
    EXPECT_EQ(posts.share, 0.25);
}

TEST(Markdown, ShowsTheValueInAScenarioAndWhereItComesFrom) {
    const std::string page = to_markdown(toy::table(), current);
    EXPECT_NE(page.find("| parameter | value | from | default |"), std::string::npos);
    EXPECT_NE(page.find("| `circle` | 5 | a.toml:3 | 3 |"), std::string::npos);
}

TEST(TerminalTable, IsAlignedAndWrapped) {
    EXPECT_EQ(to_text(toy::table(), 34),
              "parameter           default   allowed        unit        kind\n\n"
              "[surveillance]\n"
              "  informer_density  0.04      0 to 1         per person  structure\n"
              "      informers among those who\n"
              "      serve (assumed)\n"
              "  circle            3         1 to 12        -           behaviour\n"
              "      people who know of a plan |\n"
              "      at most (barany2016)\n"
              "  announced         false     true or false  -           policy\n"
              "      penalties are announced\n"
              "      (assumed: no record)\n\n"
              "[reprisal]\n"
              "  family_rate       required  0 or more      1/week      policy\n"
              "      harm to families (case\n"
              "      files)\n"
              "  log_weight        -0.5      any number     1           behaviour\n"
              "      weight of fear (lyall2020)\n");
}

TEST(TerminalTable, TakesAnyWidth) {
    for (const std::size_t width : {std::size_t{0}, std::size_t{1}, std::size_t{1'000'000}})
        EXPECT_NE(to_text(toy::table(), width, current).find("  circle            5      a.toml:3  3"),
                  std::string::npos)
            << to_text(toy::table(), width, current);
}

TEST(Json, HoldsEverythingDeclared) {
    const auto list = nlohmann::json::parse(to_json(toy::table(), current));
    ASSERT_EQ(list.size(), 5u);
    EXPECT_EQ(list[1], nlohmann::json::parse(R"({"name": "surveillance.circle", "mechanism": "surveillance",
        "type": "integer", "kind": "behaviour", "unit": "-", "default": 3, "min": 1, "max": 12,
        "meaning": "people who know of a plan | at most", "source": "barany2016", "value": 5, "origin": "a.toml:3"})"));
    EXPECT_EQ(list[2]["default"], false);
    EXPECT_TRUE(list[3]["default"].is_null());
    EXPECT_TRUE(list[3]["max"].is_null());
    EXPECT_FALSE(list[3].contains("value"));
}

TEST(JsonSchema, DescribesParametersStrictly) {
    Outline outline;
    outline.references();
    outline.note("title", "what it is called");
    const auto schema = nlohmann::json::parse(to_json_schema(toy::table(), outline.whole()));
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema["additionalProperties"], false);
    EXPECT_TRUE(schema["properties"].contains("extends"));
    EXPECT_EQ(schema["properties"]["title"],
              nlohmann::json::parse(R"({"type": "string", "description": "what it is called"})"));
    const auto& section = schema["properties"]["surveillance"];
    EXPECT_EQ(section["additionalProperties"], false);
    EXPECT_EQ(section["properties"]["circle"], nlohmann::json::parse(R"({"type": "integer", "minimum": 1, "maximum": 12,
        "default": 3, "description": "people who know of a plan | at most [-]", "x-unit": "-", "x-kind": "behaviour",
        "x-source": "barany2016"})"));
    EXPECT_EQ(section["properties"]["announced"]["type"], "boolean");
    EXPECT_EQ(section["properties"]["announced"]["default"], false);
    const auto& rate = schema["properties"]["reprisal"]["properties"]["family_rate"];
    EXPECT_FALSE(rate.contains("default"));
    EXPECT_FALSE(rate.contains("maximum"));
    EXPECT_EQ(rate["x-required"], true);
}

TEST(JsonSchema, IsOpenIfNothingIsKnownOfTheStructure) {
    EXPECT_FALSE(nlohmann::json::parse(to_json_schema(toy::table(), Key{})).contains("additionalProperties"));
}

}  // namespace
}  // namespace sim::param
