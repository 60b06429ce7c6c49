#include "models/defection/scenario/keys.hpp"

#include "sim/param/outline.hpp"

namespace defection {
namespace {

using sim::param::Outline;

template <class Row>
void add_rows(Outline& top, const Rows& rows) {
    Outline outline;
    outline.named();
    Row row;
    keys_of(outline, row, {});
    top.rows(rows.key, rows.most, outline, rows.meaning);
}

Outline outline() {
    Outline top;
    Description all;
    std::optional<sim::param::Date> start;
    keys_of(top, all, start);
    add_rows<Group>(top, group_rows);
    add_rows<Region>(top, region_rows);
    add_rows<Organisation>(top, organisation_rows);
    add_rows<Formation>(top, formation_rows);
    add_rows<Curve>(top, curve_rows);
    add_rows<Event>(top, event_rows);
    add_rows<Snapshot>(top, snapshot_rows);
    return top;
}

}  // namespace

std::string structure_schema() {
    return nlohmann::ordered_json{{"properties", outline().schema()["properties"]}}.dump();
}

const std::vector<std::string>& structure_keys() {
    static const std::vector<std::string> keys = outline().keys();
    return keys;
}

}  // namespace defection
