/// Armies of up to twelve soldiers, whose law can be worked out: who has left is a set, each week every person still
/// there leaves with a probability that this set and the week decide, and the probabilities of all sets follow from
/// week to week. Simulated armies agree with it over random parameters. Exact here are personal resistance,
/// frailty, terms that follow the country, ties of squad and circle who are gone, examples in the company; none plans,
/// none is caught.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

using Set = std::uint32_t;  // of soldiers who left, one bit each

constexpr int n_weeks = 10;

std::string tiny_army_text(int company_size) {
    return fmt::format(
        "model = \"defection\"\nweeks = {}\n"
        "[[group]]\nname = \"core\"\nstanding = \"in\"\nshare = 0.4\nfate = 0.5\n"
        "[[group]]\nname = \"majority\"\nstanding = \"out\"\nshare = 0.6\n"
        "[[region]]\nname = \"country\"\npopulation = 1e6\n"
        "[[organisation]]\nname = \"army\"\nrent = 0.5\n"
        "[[formation]]\nname = \"Army\"\norganisation = \"army\"\nposting = \"country\"\ncompanies = 1\n"
        "company_size = {}\nheadquarters = 1\n"
        "[[curve]]\nname = \"violence\"\ndrives = \"violence\"\npoints = [[0, 0.2], [10, 1.0]]\n"
        "[[curve]]\nname = \"belief\"\ndrives = \"survival_belief\"\npoints = [[0, 1.0], [10, 0.3]]\n",
        n_weeks, company_size);
}

struct Law {
    double log_base_rate, circle, exemplar, vividness, frailty, injury;
    Settings settings(double base) const {
        return everything_off() + Settings{{"intention.log_base_rate", base}, {"intention.frailty", frailty},
                                           {"intention.senior_officer", 0},   {"patronage.enabled", 1},
                                           {"existential_threat.enabled", 1}, {"grievance.enabled", 1},
                                           {"moral_injury.enabled", 1},       {"moral_injury.violence", 0.3},
                                           {"moral_injury.effect", injury},   {"persuasion.enabled", 1},
                                           {"persuasion.circle", circle},     {"persuasion.whispering", 0},
                                           {"persuasion.exemplar", exemplar}, {"persuasion.vividness", vividness},
                                           {"persuasion.forgetting", 0}};
    }
};

/// Worked out from one army on its first day and from what drives its hazard while no one leaves.
class Exact {
 public:
    Exact(const Law& law, int company_size, std::uint64_t seed) : law_(law) {
        constexpr double never_mind = -25;
        const auto scenario = scenario_of(tiny_army_text(company_size), law.settings(never_mind));
        ArmyRun run(*scenario, seed);
        const auto& army = run.army();
        for (const PersonId who : army.people.ids()) people_.push_back(army.people[who]);
        for (const PersonId a : army.people.ids()) {
            ties_.emplace_back();
            for (const PersonId b : army.people.ids()) ties_.back().push_back(ties_between(army, a, b));
        }
        for (int week = 0; week < n_weeks; ++week) {
            run.step();
            shared_.emplace_back();
            for (const Person& person : people_) shared_.back().push_back(shared_log(run, person));
        }
    }
    std::size_t n() const { return people_.size(); }

    /// P(so many have left) at the end.
    std::vector<double> number_gone() const {
        std::vector<double> now(std::size_t{1} << n(), 0.0);
        now[0] = 1;
        for (int week = 0; week < n_weeks; ++week) now = next(now, week);
        std::vector<double> by_number(n() + 1, 0.0);
        for (Set gone = 0; gone < now.size(); ++gone)
            by_number[static_cast<std::size_t>(std::popcount(gone))] += now[gone];
        return by_number;
    }

 private:
    static int ties_between(const Army& army, PersonId a, PersonId b) {
        const Person &one = army.people[a], &other = army.people[b];
        if (a == b || one.group != other.group) return 0;
        const bool of_a_squad =
            one.company == other.company && *army.ties.squad_of(one).begin() == *army.ties.squad_of(other).begin();
        return int{of_a_squad} + int{one.circle != nobody && one.circle == other.circle};
    }
    double shared_log(const ArmyRun& run, const Person& person) const {
        const Units& units = run.army().units;
        const auto& intention = run.run().mechanism<Intention>();
        double sum = law_.log_base_rate +
                     static_cast<double>(intention.log_rate(person.rank) - intention.log_rate(Rank::conscript));
        for (const Term& term : run.run().minds().terms.all())
            sum += static_cast<double>(term.beta) *
                   static_cast<double>(
                       term.at(units.place_of(person.company), Lanes::at(person.group, person.rank), units.lanes));
        return sum;
    }
    bool is_in(Set gone, std::size_t i) const { return (gone >> i & 1U) != 0; }
    double hazard(Set gone, int week, std::size_t i) const {
        double ties = 0, left = 0, men = 0;
        for (std::size_t j = 0; j < n(); ++j) {
            if (is_in(gone, j)) ties += ties_[i][j];
            if (people_[j].company == people_[i].company && people_[j].group == people_[i].group)
                (is_in(gone, j) ? left : men) += 1;
        }
        const double example = law_.exemplar * std::log1p(law_.vividness * left / std::max(1.0, men));
        const double shared = std::min(-0.7, shared_[static_cast<std::size_t>(week)][i] + example);
        return std::exp(shared + law_.circle * std::log1p(ties)) * static_cast<double>(people_[i].frailty);
    }
    /// All who are still there leave or stay, each on their own.
    std::vector<double> next(const std::vector<double>& now, int week) const {
        std::vector<double> then(now.size(), 0.0);
        std::vector<std::pair<Set, double>> ways;
        for (Set gone = 0; gone < now.size(); ++gone) {
            if (now[gone] == 0) continue;
            ways.assign(1, {gone, now[gone]});
            for (std::size_t i = 0; i < n(); ++i) {
                if (is_in(gone, i)) continue;
                const double leaves = -std::expm1(-hazard(gone, week, i));
                for (std::size_t w = 0, end = ways.size(); w < end; ++w) {
                    ways.emplace_back(ways[w].first | Set{1} << i, ways[w].second * leaves);
                    ways[w].second *= 1 - leaves;
                }
            }
            for (const auto& [set, probability] : ways) then[set] += probability;
        }
        return then;
    }

    Law law_;
    std::vector<Person> people_;
    std::vector<std::vector<int>> ties_;
    std::vector<std::vector<double>> shared_;  // [week][person] log-hazard while no one has left
};

/// Sums over armies of what differs from the exact law, over its standard deviation: how many left, and how often each
/// number did.
struct Agreement {
    double gone = 0, variance = 0;
    std::vector<double> off, spread;  // [number gone]
    void add(const std::vector<double>& exact, std::size_t observed) {
        double mean = 0, square = 0;
        off.resize(exact.size(), 0.0);
        spread.resize(exact.size(), 0.0);
        for (std::size_t k = 0; k < exact.size(); ++k) {
            const auto number = static_cast<double>(k);
            mean += number * exact[k];
            square += number * number * exact[k];
            off[k] += (k == observed ? 1 : 0) - exact[k];
            spread[k] += exact[k] * (1 - exact[k]);
        }
        gone += static_cast<double>(observed) - mean;
        variance += square - mean * mean;
    }
};

Agreement agreement_of(const Law& law, int company_size, int n_armies) {
    const auto scenario = scenario_of(tiny_army_text(company_size), law.settings(law.log_base_rate));
    Agreement agreement;
    for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(n_armies); ++seed) {
        const Exact exact(law, company_size, seed);
        ArmyRun run(*scenario, seed);
        run.finish();
        agreement.add(exact.number_gone(), static_cast<std::size_t>(run.departed()));
    }
    return agreement;
}

TEST(TinyArmies, FollowTheirExactLaw) {
    std::mt19937_64 engine(20110315);
    const auto between = [&](double low, double high) {
        return low + (high - low) * std::uniform_real_distribution<>()(engine);
    };
    for (const int company_size : {4, 5, 6, 7, 8, 11}) {
        const Law law{between(-3.5, -2), between(0, 1.5), between(0, 1), between(1, 10), between(0, 1), between(0, 2)};
        const int n_armies = company_size < 11 ? 600 : 100;
        SCOPED_TRACE(fmt::format("{} soldiers: base {:.2f}, circle {:.2f}, exemplar {:.2f} x {:.1f}, frailty {:.2f}",
                                 company_size + 1, law.log_base_rate, law.circle, law.exemplar, law.vividness,
                                 law.frailty));
        const Agreement agreement = agreement_of(law, company_size, n_armies);
        EXPECT_LT(std::abs(agreement.gone), 4 * std::sqrt(agreement.variance));
        for (std::size_t k = 0; k < agreement.off.size(); ++k)
            if (agreement.spread[k] > 5) {
                EXPECT_LT(std::abs(agreement.off[k]), 4.5 * std::sqrt(agreement.spread[k])) << k << " gone";
            }
    }
}

}  // namespace
}  // namespace tests
