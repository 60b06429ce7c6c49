#include "models/defection/scenario/keys.hpp"

#include <fmt/format.h>

#include "sim/param/outline.hpp"

namespace defection {
namespace {

using sim::param::Outline;

/// The parts of one scenario, and those of others that change it.
constexpr std::string_view file = "army.toml";

constexpr std::string_view top_example = R"(model     = "defection"
title     = "A small army in a crisis"
source    = "invented"
start     = 2030-01-01
weeks     = 104
step_days = 7
behaviour = "behaviour.toml"
)";

constexpr std::string_view behaviour_example = R"([fear]
relief = 0.1
)";

constexpr std::string_view variant_example = R"(extends = "army.toml"
title   = "The same, without the decree and with a larger guard"

[[event]]
name   = "decree"
remove = true

[[formation]]                  # changes one key of the formation of this name
name     = "Guard Brigade"
brigades = 2

[[curve]]                      # the same protest, stronger and four weeks later
name   = "protest"
height = 1.25
delay  = 4

[[event]]
name    = "siege"
enabled = false

[surveillance]                 # a parameter of a mechanism
informer_density = 0.02
)";

constexpr std::string_view group_example = R"([[group]]
name     = "core"
standing = "in"
share    = 0.15
fate     = 0.8
source   = "invented"

[[group]]
name  = "majority"
share = 0.85
)";

constexpr std::string_view region_example = R"([[region]]
name       = "capital"
population = 3e6
groups     = { core = 0.25, majority = 0.75 }
source     = "invented"

[[region]]
name       = "province"
population = 5e6
border     = 0.8
distance   = 0.5
)";

constexpr std::string_view organisation_example = R"([[organisation]]
name        = "army"
kind        = "army"
recruitment = "national"
rent        = 0.4
dependence  = 0.8
exposure    = 1.0
skill       = 0.6
watch       = 1.0
source      = "invented"

[[organisation]]
name            = "guard"
kind            = "elite"
rent            = 0.9
share           = 0.8          # of the ruler's group
officer_share   = 0.95
career_share    = 0.85
commander_share = 1.0

[[organisation]]
name                  = "provincial_corps"
recruitment           = "territorial"
commander_recruitment = "national"
catchment             = { province = 1.0, capital = 0.1 }
foreign               = { majority = 0.05 }
odds                  = { core = 0.5, majority = 1.2 }
officer_odds          = { core = 2.0 }
career_odds           = { core = 1.5 }
commander_odds        = { core = 20.0 }
informer_density      = 0.02
checks                = 0.3
hierarchy             = 0.6
autonomy              = 0.4
kin                   = 0.1
chief_kin             = 0.2
chief_tie             = 0.5
succession            = 0.0
specialists           = false        # true for pilots and sailors
patron                = 1.0
)";

constexpr std::string_view formation_example = R"([[formation]]
name         = "1st Division"
organisation = "army"
posting      = "province"
brigades     = 4
companies    = 30
company_size = 80
headquarters = 12
source       = "invented"

[[formation]]
name         = "Guard Brigade"
organisation = "guard"
posting      = "capital"
roles        = { junior_officer = 0.1, nco = 0.2, professional = 0.6 }
)";

constexpr std::string_view curve_example = R"([[curve]]
name    = "protest"
drives   = "protest"
regions = { province = 1.0, capital = 0.3 }
points  = [[2030-01-01, 0.0], [2030-03-01, 0.6], [52, 0.2]]
height  = 1.0
delay   = 0
enabled = true
source  = "invented"
)";

constexpr std::string_view event_example = R"([[event]]                      # a shock that decays
name     = "siege"
title    = "The province besieged"
week     = 20
duration = 4
decay    = 2
drives    = "violence"
size     = 0.5
regions  = { province = 1.0 }
enabled  = true
source   = "invented"

[[event]]                      # a policy that changes for good
name = "decree"
date = 2030-06-01
set  = { "reprisal.penalty" = 1.3 }

[[event]]                      # a blow to the leadership
name    = "guard_chief_killed"
week    = 30
befalls = "killed"
chief   = "guard"

[[event]]
name     = "corps_chief_courted"
week     = 40
duration = 8
befalls  = "offered_exile"
chief    = "provincial_corps"
strength = 0.8
)";

constexpr std::string_view snapshot_example = R"([[snapshot]]
name   = "end_2030"
date   = 2030-12-31
source = "invented"

[[snapshot]]
name = "week_10"
week = 10
)";

template <class Row>
void add_rows(Outline& top, const Rows& rows, std::string_view example) {
    Outline outline;
    outline.named();
    Row row;
    keys_of(outline, row, {});
    outline.example(file, example);
    top.rows(rows.key, rows.most, outline, rows.meaning);
}

Outline outline() {
    Outline top;
    Top all;
    std::optional<sim::param::Date> start;
    keys_of(top, all, start);
    top.references();
    top.example(file, top_example);
    top.example("behaviour.toml", behaviour_example);
    top.example("variant.toml", variant_example);
    add_rows<Group>(top, group_rows, group_example);
    add_rows<Region>(top, region_rows, region_example);
    add_rows<Organisation>(top, organisation_rows, organisation_example);
    add_rows<Formation>(top, formation_rows, formation_example);
    add_rows<Curve>(top, curve_rows, curve_example);
    add_rows<Event>(top, event_rows, event_example);
    add_rows<Snapshot>(top, snapshot_rows, snapshot_example);
    return top;
}

}  // namespace

std::string share_meaning(const AppointmentKeys& keys) {
    return fmt::format("share of the ruler's group among {}; if absent, {}", keys.who, keys.absent);
}

std::string odds_meaning(const AppointmentKeys& keys) {
    return fmt::format(
        "odds of groups against those who live in its catchment, among {}; 1 where not named; if absent, {}", keys.who,
        keys.absent);
}

const std::string& driver_meaning() {
    static const std::string meaning = [] {
        std::string text = "what it adds to";
        for (std::size_t f = 0; f < n_drivers; ++f)
            text += fmt::format("{} {}: {}", f == 0 ? ":" : ";", driver_names[f], driver_meanings[f]);
        return text;
    }();
    return meaning;
}

const sim::param::Key& scenario_keys() {
    static const sim::param::Key keys = outline().whole();
    return keys;
}

}  // namespace defection
