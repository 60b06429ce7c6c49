#include "models/defection/scenario/example.hpp"

namespace defection {

/// A country with all that a scenario may have, in an order in which a researcher would gather it.
constexpr std::string_view detailed =
    R"(# A country with rival elites, a territorial corps, a militia and a history: all that a scenario may have. Every number is
# invented. `muster describe` shows its order of battle, `muster check` notes what nothing reads.
model = "defection"
title = "A country in two years of crisis"
source = "invented"
start = 2030-01-01
weeks = 104
step_days = 1              # daily steps; rates stay per week
behaviour = "behaviour.toml"  # beside this file, or the calibrated one that comes with the program

# Groups and their homes

[[group]]
name = "core"
standing = "in"            # the ruler's own
share = 0.15
fate = 0.8

[[group]]
name = "allied"
standing = "other"         # neither the ruler's own nor shut out
share = 0.20
fate = 0.3

[[group]]
name = "majority"
standing = "out"           # shut out from the core of power
share = 0.65
fate = 0.05

[[region]]
name = "capital"
population = 3e6
groups = { core = 0.25, allied = 0.25, majority = 0.50 }

[[region]]
name = "highlands"
population = 1e6
groups = { core = 0.60, allied = 0.30, majority = 0.10 }
distance = 0.3

[[region]]
name = "province"
population = 5e6
groups = { core = 0.00, allied = 0.15, majority = 0.85 }
border = 0.8
distance = 0.6

# The forces

[[organisation]]
name = "line army"
kind = "army"              # conscripts from the whole country, posted away from home
rent = 0.3
officer_share = 0.7        # of the ruler's group
career_share = 0.4

[[organisation]]
name = "territorial corps"
kind = "army"
recruitment = "territorial"    # serves where it lives
rent = 0.2
exposure = 0.6
commander_share = 0.8
commander_recruitment = "national"

[[organisation]]
name = "guard"
kind = "elite"
rent = 0.9
dependence = 1.0
share = 0.9
officer_share = 0.97

[[organisation]]
name = "security"
kind = "intelligence"
rent = 0.7
share = 0.8

[[organisation]]
name = "popular committees"
kind = "militia"           # its posts fill as the war makes men
recruitment = "territorial"
rent = 0.5
exposure = 0.7
watch = 0.3
odds = { allied = 0.5, majority = 0.2 }    # against the ruler's group

[[formation]]
name = "1st Division"
organisation = "line army"
posting = "province"
brigades = 3
companies = 24
company_size = 80

[[formation]]
name = "2nd Division"
organisation = "line army"
posting = "capital"
brigades = 2
companies = 24
company_size = 80

[[formation]]
name = "Border Regiments"
organisation = "territorial corps"
posting = "province"
brigades = 2
companies = 12
company_size = 70

[[formation]]
name = "Guard Brigade"
organisation = "guard"
posting = "capital"
companies = 30
roles = { junior_officer = 0.1, nco = 0.2, professional = 0.6 }

[[formation]]
name = "Military Security"
organisation = "security"
posting = "capital"
companies = 6
company_size = 60

[[formation]]
name = "Committees of the Highlands"
organisation = "popular committees"
posting = "highlands"
companies = 40
company_size = 60

# Its history: what comes from outside, and rebels, whose course is prescribed here

[[curve]]
name = "protest"
drives = "protest"
regions = { province = 1.0, capital = 0.3 }
points = [[2030-01-01, 0.0], [2030-03-01, 0.6], [2030-12-31, 0.2]]

[[curve]]
name = "orders to repress"
drives = "orders"
points = [[2030-01-15, 0.0], [2030-03-01, 1.0]]

[[curve]]
name = "rebels"
drives = "rebels"
regions = { province = 1.0 }
points = [[2030-04-01, 0], [2031-06-01, 6000]]

[[event]]                  # a shock that decays
name = "siege"
title = "The province besieged"
date = 2030-05-10
duration = 4
decay = 6
drives = "violence"
size = 0.4
regions = { province = 1.0 }

[[event]]                  # a policy that changes for good
name = "decree"
title = "Penalties announced"
date = 2030-06-01
set = { "reprisal.penalty" = 1.3 }

[[event]]                  # a blow to the leadership: whoever is chief of the guard is offered exile
name = "offer"
title = "Exile offered to the chief of the guard"
date = 2030-09-01
duration = 13
befalls = "offered_exile"
chief = "guard"

[[snapshot]]
name = "end_2030"
date = 2030-12-31

[surveillance]
informer_density = 0.04
)";

std::string detailed_example() { return std::string(detailed); }

}  // namespace defection
