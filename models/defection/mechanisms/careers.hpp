/// Careers: who falls is replaced from below, by loyalty more than by merit; the old guard is recalled; some generals are
/// murdered where the regime has lost the ground. Vacant posts of senior officers, junior officers and NCOs go to those who
/// serve a rank below in the same company, or, for seniors, brigade:
///     filled [1/week] = speed
///     P(candidate) ~ exp(loyalty [of the ruler's group])
///     filled by retired officers [1/week] = recall                   posts of seniors
///     murdered [1/week] = assassination (1 - C_r)                    of generals in region r
///     grievance inflow of seniors of the line = inversion x share of the elite's juniors among juniors
/// Rows F6, F29, F31, F66, F67. Null: all of these are 0, no one is promoted, recalled or murdered.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Careers {
 public:
    static constexpr std::string_view name = "careers";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether people are promoted", "assumed");
        SIM_PARAM(double, speed, 0.0, "1/week", in(0, 5), behaviour, "rate at which a vacant post is filled from below",
                  "F67 for the sign; 0 is neutral");
        SIM_PARAM(double, loyalty, 0.0, "log", in(-10, 10), policy,
                  "log odds of promotion of the ruler's group against others", "F6; 0 is neutral");
        SIM_PARAM(double, recall, 0.0, "1/week", in(0, 5), policy,
                  "rate at which a vacant post of a senior is filled with a retired officer", "F29; 0 is neutral");
        SIM_PARAM(double, assassination, 0.0, "1/week", in(0, 1), behaviour,
                  "rate at which a general is murdered where the regime has lost all ground",
                  "F66 0.002 [0.0005-0.006] in all; 0 is neutral");
        SIM_PARAM(double, inversion, 0.0, "1/week", in(0, 0.1), behaviour,
                  "grievance inflow of seniors of the line where the elite's juniors are all juniors",
                  "F31 for the sign; 0 is neutral");
    };
    explicit Careers(const Parameters& p) : p_(p) {}

    double odds(bool is_ingroup) const { return is_ingroup ? sim::random::exp(p_.loyalty) : 1.0; }

    void attitudes(const state::Setting& setting, const Units& units, const Strength& strength,
                   state::Inflows& inflows);
    void command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                 const People& people, const Strength& strength, const state::War& war, const state::Offices& offices,
                 Roster& roster);

 private:
    struct Scene;
    static std::size_t some_of_the_vacant(const Scene& scene, Rank rank, double rate, Purpose purpose);
    void promote(const Scene& scene, Rank into);
    PersonId candidate(const Scene& scene, PostId post, Rank from, sim::random::Stream& draw);
    void look_for(const Scene& scene, CompanyId company, Rank rank);

    const Parameters& p_;
    struct Candidate {
        PersonId who;
        double odds;
    };
    std::vector<Candidate> candidates_;
};

}  // namespace defection
