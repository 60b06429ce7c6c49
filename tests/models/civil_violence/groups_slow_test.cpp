/// Model II with cops: the signs that Epstein's figures show.
#include <fmt/format.h>

#include "tests/models/civil_violence/town.hpp"

namespace {

using namespace civil_violence;
using tests::RunOf;
using tests::Sample;

constexpr std::uint32_t n_runs = 40;
constexpr int n_steps = 1000;

/// Steps during which both groups lived, n_steps of a run at whose end both still do.
std::vector<double> lived_together(double cops) {
    RunOf run(make_ethnic_violence(),
              fmt::format("steps = {}\n[people]\nvision = 1.7\n[cops]\nvision = 1.7\ndensity = {}\n"
                          "[jail]\nmax_term = 15\n[legitimacy]\nlevel = 0.8\n",
                          n_steps, cops));
    std::vector<double> steps;
    for (std::uint32_t r = 0; r < n_runs; ++r) {
        run.go(2002, r);
        const double end = run.metric("extinction_step");
        steps.push_back(std::isnan(end) ? n_steps : end);
    }
    return steps;
}

/// That `more` exceeds `less` by five standard errors.
void expect_more(const Sample& more, const Sample& less) {
    EXPECT_GT(more.mean - less.mean, 5 * std::hypot(more.standard_error, less.standard_error));
}

/// The logarithm of a sample's standard deviation varies by 1 / sqrt(2 (n - 1)).
Sample spread_of(const Sample& sample) { return {std::log(sample.standard_error), 1 / std::sqrt(2.0 * (n_runs - 1))}; }

/// More cops put off the end of one of the groups, and spread it. (With many cops most runs outlast the test, which
/// narrows their spread.)
TEST(Cops, LetBothGroupsLiveLongerAndLessPredictably) {
    const Sample none = tests::sample_of(lived_together(0)), some = tests::sample_of(lived_together(0.04)),
                 many = tests::sample_of(lived_together(0.08));
    for (const auto& [name, sample] : {std::pair{"none", none}, {"some", some}, {"many", many}})
        RecordProperty(name, fmt::format("{} {}", sample.mean, sample.standard_error));
    expect_more(some, none);
    expect_more(many, some);
    expect_more(spread_of(some), spread_of(none));
    expect_more(spread_of(many), spread_of(none));
}

Place next_to(const Town& town, Place at, int i) { return town.torus().from(at, i % 3 - 1, i / 3 - 1); }

/// Share of people who have a person of the other group next to them, among those with a cop next to them or without.
struct Mixing {
    int n[2] = {0, 0}, n_mixed[2] = {0, 0};

    void see(const Town& town, Place at) {
        const auto own = town.group_at(at);
        if (!own) return;
        bool cop = false, mixed = false;
        for (int i = 0; i < 9; ++i) {
            const auto other = town.group_at(next_to(town, at, i));
            cop = cop || town.at(next_to(town, at, i)) == State::cop;
            mixed = mixed || (other && *other != *own);
        }
        ++n[cop];
        n_mixed[cop] += mixed ? 1 : 0;
    }
    double excess() const { return double(n_mixed[1]) / n[1] - double(n_mixed[0]) / n[0]; }
};

/// Under the eyes of cops more people live beside the other group than elsewhere.
TEST(Cops, MakeSafeHavens) {
    Parameters p;
    p.people.vision = p.cops.vision = 1.7;
    p.jail.max_term = 15;
    p.legitimacy.level = 0.8;
    std::vector<double> excess;
    for (std::uint64_t r = 0; r < 200; ++r) {
        Town town(p, {40, 40}, Groups::two, r);
        for (int step = 1; step <= 30; ++step) town.step(step);
        Mixing mixing;
        for (int site = 0; site < town.torus().n_sites(); ++site) mixing.see(town, town.torus().place(site));
        excess.push_back(mixing.excess());
    }
    const Sample found = tests::sample_of(excess);
    RecordProperty("excess", fmt::format("{} {}", found.mean, found.standard_error));
    expect_more(found, {0, 0});
}

}  // namespace
