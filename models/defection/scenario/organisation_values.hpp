/// Names of an organisation that a sweep or --set may change: organisation.NAME.share and its like.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/defection/scenario/structure.hpp"
#include "sim/check.hpp"
#include "sim/param/table.hpp"

namespace defection {

/// Everything that may be set, with its value as the scenario gives it. informer_density: where none is said.
std::vector<sim::param::Spec> organisation_specs(const Structure& structure, double informer_density);

/// A name, taken apart.
struct OrganisationValue {
    std::size_t organisation = 0;
    std::optional<Appointment> share_of;  // none: the informer density
};
std::optional<OrganisationValue> find_organisation_value(const Structure& structure, std::string_view name);

double get(const Structure& structure, const OrganisationValue& value, double informer_density);
void set(Structure& structure, const OrganisationValue& value, double to);

/// Shares that no catchment can give, and what is said twice.
void check_recruitment(const Structure& structure, sim::Problems& problems);

}  // namespace defection
