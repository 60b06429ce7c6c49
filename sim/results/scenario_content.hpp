/// Separates the part of a resolved scenario that decides its runs from that for people alone: titles, and where numbers come from.
#pragma once

#include <string>
#include <vector>

#include "sim/param/value.hpp"

namespace sim::results {

/// The document without its titles and sources, at any depth. An empty one if the text is no TOML.
param::Value scenario_content(const std::string& toml);

/// The names of the scenarios in a document of several; empty if it is one itself.
std::vector<std::string> cases_of(const param::Value& scenario);

}  // namespace sim::results
