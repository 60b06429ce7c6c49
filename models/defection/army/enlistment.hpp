/// The traits of newcomers, drawn from the stream of the post and its holder's ordinal, one uniform for each attribute, so
/// that moving a share changes the fewest people. The policies that decide are read when they come.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/defection/army/origins.hpp"
#include "models/defection/army/units.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/week.hpp"

namespace defection {

/// People about to serve, and what was drawn for them.
struct Newcomers {
    std::vector<Person> people;
    std::vector<double> resistance, endurance;  // ~ Exp(1): to leaving, to dying
    std::vector<double> circle;                 // in [0, 1): where to look for a circle
    std::vector<double>
        luck;  // in [0, 1): of the first holders the part of the term served; of the others, if they come
};

class Enlistment {
 public:
    Enlistment(const state::Setting& setting, const state::Admission& admission, const state::Postings& postings,
               const state::Companionship& companionship, const state::Watch& watch, const state::Service& service,
               const state::Frailty& frailty, const state::Homes& homes);

    /// Those who come to these posts; keys: of their random streams. They have no circle yet.
    Newcomers draw(std::span<const PostId> posts, std::span<const std::uint64_t> keys, const Units& units);
    /// Circles are opened for so many of each home and group, in this order, officers apart.
    struct Expected {
        std::vector<double> by_home_and_group;
        double officers = 0;
    };
    /// Before any person is drawn, when it is decided who is admitted.
    Expected open(const Units& units);
    std::uint8_t home_level(std::size_t region) const { return homes_.level[region]; }
    double term() const { return service_.term; }

 private:
    struct Draws;
    /// Lets those whom the company picked together look up one place in the tables.
    void pick_together(std::span<const PostId> posts, std::span<const std::uint64_t> keys, const Units& units,
                       Draws& draws) const;
    Origins::Uniforms of_company(CompanyId company, const Units& units) const;
    void look_at_postings();
    void come_from(Person& person, const PostKind& kind, const Origins::Origin& origin) const;

    const state::Setting& setting_;
    const state::Admission& admission_;
    const state::Postings& postings_;
    const state::Companionship& companionship_;
    const state::Watch& watch_;
    const state::Service& service_;
    const state::Frailty& frailty_;
    const state::Homes& homes_;
    std::optional<Origins> origins_;
    double away_from_capital_ = 0;  // in origins_
};

}  // namespace defection
