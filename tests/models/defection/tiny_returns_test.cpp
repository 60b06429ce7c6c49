/// Armies of up to twelve people who leave, come to camps, trust an amnesty as far as it served those before them, serve again
/// or are punished; and officers who are dismissed: their law can be worked out, week by week, and simulated ones agree.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>

#include "tests/models/defection/small_army.hpp"
#include "tests/statistics.hpp"

namespace tests {
namespace {

using namespace defection;

/// A company of conscripts, and one senior officer, or more.
std::string company_text(int conscripts, int officers, int weeks) {
    return fmt::format(
        "model = \"defection\"\nweeks = {}\n"
        "[[group]]\nname = \"core\"\nstanding = \"in\"\nshare = 0.4\n"
        "[[group]]\nname = \"majority\"\nstanding = \"out\"\nshare = 0.6\n"
        "[[region]]\nname = \"country\"\npopulation = 1e6\n"
        "[[organisation]]\nname = \"army\"\n"
        "[[formation]]\nname = \"Army\"\norganisation = \"army\"\nposting = \"country\"\ncompanies = 1\n"
        "company_size = {}\nheadquarters = {}\n"
        "roles = {{ junior_officer = 0.0, nco = 0.0, professional = 0.0 }}\n"
        "[[curve]]\nname = \"belief\"\ndrives = \"survival_belief\"\npoints = [[0, 1.0]]\n",
        weeks, conscripts, officers);
}

enum Place : std::size_t { serving, abroad, camp, returned, punished, n_places };
/// How many are in each place, and how often someone came back to serve.
struct Tally {
    std::array<int, n_places> in{};
    int comebacks = 0;
    auto operator<=>(const Tally&) const = default;
};
using Law = std::map<Tally, double>;

struct Rates {
    double leaving = std::exp(-2.0), gathering = 0.15, release = 0.1, returning = 0.6, recalled = 0.4, punishment = 0.5,
           guarantee = 0.5, from_abroad = 0.5, from_camp = 1.0, prior = 0.2, shock = 3.0;
    Settings settings() const {
        return everything_off() + Settings{{"intention.log_base_rate", std::log(leaving)},
                                           {"intention.frailty", 0},
                                           {"intention.senior_officer", 0},
                                           {"departure.null_join", 0},
                                           {"departure.null_flee", 1},
                                           {"host_states.enabled", 1},
                                           {"host_states.restriction", 0.5},
                                           {"host_states.gathering", gathering},
                                           {"host_states.leaving", release / 0.5},
                                           {"host_states.rejoining", 0},
                                           {"amnesty.enabled", 1},
                                           {"amnesty.open", 1},
                                           {"amnesty.guarantee", guarantee},
                                           {"amnesty.recalled", recalled},
                                           {"amnesty.punishment", punishment},
                                           {"amnesty.returning", returning},
                                           {"amnesty.from_abroad", from_abroad},
                                           {"amnesty.from_camp", from_camp},
                                           {"amnesty.prior", prior},
                                           {"amnesty.shock", shock}};
    }
    double trust(const Tally& now) const {
        const double left = now.in[abroad] + now.in[camp] + now.in[returned] + now.in[punished];
        const double home = now.in[returned] + now.comebacks, all = prior * left + home + shock * now.in[punished];
        return all > 0 ? (prior * left * guarantee + home) / all : 0.0;
    }
};

/// One more person, who goes each way with a probability; way: place, and whether they come back to serve.
struct Way {
    Place to;
    bool is_comeback;
    double probability;
};
Law with_one_more(const Law& before, const std::vector<Way>& ways) {
    Law after;
    for (const auto& [tally, probability] : before)
        for (const Way& way : ways) {
            Tally next = tally;
            ++next.in[way.to];
            next.comebacks += way.is_comeback ? 1 : 0;
            after[next] += probability * way.probability;
        }
    return after;
}

/// Ways of someone outside in a week. other: rate to the other of abroad and camp.
std::vector<Way> ways_of(const Rates& rates, Place from, double other, double back) {
    const double total = other + back, goes = -std::expm1(-total), share = total > 0 ? goes / total : 0.0;
    const double punishes = rates.punishment * (1 - rates.guarantee);
    return {{from, false, 1 - goes},
            {from == abroad ? camp : abroad, false, share * other},
            {punished, false, share * back * punishes},
            {serving, true, share * back * (1 - punishes) * rates.recalled},
            {returned, false, share * back * (1 - punishes) * (1 - rates.recalled)}};
}

Law week_after(const Rates& rates, const Tally& now) {
    Law law = {{Tally{{0, 0, 0, now.in[returned], now.in[punished]}, now.comebacks}, 1.0}};
    const double trusted = rates.returning * rates.trust(now), stays = std::exp(-rates.leaving);
    const auto add = [&](Place from, const std::vector<Way>& ways) {
        for (int i = 0; i < now.in[from]; ++i) law = with_one_more(law, ways);
    };
    add(serving, {{serving, false, stays}, {abroad, false, 1 - stays}});
    add(abroad, ways_of(rates, abroad, rates.gathering, trusted * rates.from_abroad));
    add(camp, ways_of(rates, camp, rates.release, trusted * rates.from_camp));
    return law;
}

Law exact_law(const Rates& rates, int people, int weeks) {
    Law now = {{Tally{{people, 0, 0, 0, 0}, 0}, 1.0}};
    for (int week = 0; week < weeks; ++week) {
        Law next;
        for (const auto& [tally, probability] : now)
            for (const auto& [then, share] : week_after(rates, tally)) next[then] += probability * share;
        now = std::move(next);
    }
    return now;
}

TEST(TinyArmies, ComeBackAsTheirExactLawSays) {  // sees an error of 7 % in the rates
    constexpr int weeks = 8, runs = 4000;
    const Rates rates;
    for (const int people : {5, 8}) {
        SCOPED_TRACE(testing::Message() << people << " people");
        const auto scenario = scenario_of(company_text(people - 1, 1, weeks), rates.settings());
        std::array<std::vector<std::size_t>, n_places + 1> seen;
        std::array<std::vector<double>, n_places + 1> expected;
        for (auto& one : seen) one.assign(std::size_t(people) + 1, 0);
        for (auto& one : expected) one.assign(std::size_t(people) + 1, 0.0);
        const auto visit = [&](const Tally& tally, auto&& add) {
            for (std::size_t place = 0; place < n_places; ++place) add(place, std::size_t(tally.in[place]));
            add(n_places, std::min<std::size_t>(std::size_t(tally.comebacks), std::size_t(people)));
        };
        for (const auto& [tally, probability] : exact_law(rates, people, weeks))
            visit(tally, [&](std::size_t place, std::size_t n) { expected[place][n] += probability; });
        for (std::uint64_t seed = 1; seed <= runs; ++seed) {
            ArmyRun run(*scenario, seed);
            run.finish();
            const auto total = [&](Status status) { return int(run.army().ledger.total(status)); };
            visit({{total(Status::serving), total(Status::fled), total(Status::camp), total(Status::returned),
                    total(Status::punished_on_return)},
                   int(run.army().leavers.comebacks)},
                  [&](std::size_t place, std::size_t n) { ++seen[place][n]; });
        }
        for (std::size_t place = 0; place <= n_places; ++place) {
            SCOPED_TRACE(testing::Message() << "place " << place);
            expect_chi_square(seen[place], expected[place]);
        }
    }
}

TEST(TinyArmies, LoseOfficersToPurgesAsTheirExactLawSays) {  // sees an error of 6 % in the rate
    constexpr int officers = 11, weeks = 6, runs = 4000;
    constexpr double rate = 0.15, aim = 0.6;
    const auto scenario =
        scenario_of(company_text(4, officers, weeks), everything_off() + Settings{{"intention.log_base_rate", -25},
                                                                                  {"purge.enabled", 1},
                                                                                  {"purge.rate", rate},
                                                                                  {"purge.aim", aim},
                                                                                  {"purge.outsider", 0},
                                                                                  {"purge.per_tie", 0}});
    const double looked_at = -std::expm1(-rate), removed = 1 - aim;
    std::vector<double> law(officers + 1, 0.0);  // [dismissed]
    law[0] = 1;
    for (int week = 0; week < weeks; ++week) {
        std::vector<double> next(law.size(), 0.0), looking = law;  // after so many looks
        for (int looks = 0; looks <= officers; ++looks) {
            const double ways = std::tgamma(officers + 1) / std::tgamma(looks + 1) / std::tgamma(officers - looks + 1);
            const double probability = ways * std::pow(looked_at, looks) * std::pow(1 - looked_at, officers - looks);
            for (std::size_t gone = 0; gone < law.size(); ++gone) next[gone] += probability * looking[gone];
            std::vector<double> after(law.size(), 0.0);
            for (std::size_t gone = 0; gone < law.size(); ++gone) {
                const double hits = removed * (officers - double(gone)) / officers;
                after[gone] += looking[gone] * (1 - hits);
                if (gone < officers) after[gone + 1] += looking[gone] * hits;
            }
            looking = std::move(after);
        }
        law = std::move(next);
    }
    std::vector<std::size_t> seen(officers + 1, 0);
    for (std::uint64_t seed = 1; seed <= runs; ++seed) {
        ArmyRun run(*scenario, seed);
        run.finish();
        ++seen[std::size_t(run.army().ledger.total(Status::dismissed))];
    }
    expect_chi_square(seen, law);
}

}  // namespace
}  // namespace tests
