#include "sim/results/parameter_table.hpp"

namespace sim::results {

RowTable table_of(const std::vector<ParameterRow>& parameters) {
    using Kept = Column::Store;
    RowTable table{"parameters", "parameter", "parameters of the model, as the scenario sets them", {}};
    const auto text = [&](const char* name, const char* meaning, std::string ParameterRow::*field) {
        Column column{.name = name, .meaning = meaning, .store = Kept::text};
        for (const ParameterRow& row : parameters) column.texts.push_back(row.*field);
        table.columns.push_back(std::move(column));
    };
    const auto number = [&](const char* name, const char* meaning, double ParameterRow::*field) {
        Column column{.name = name, .unit = "1", .meaning = meaning, .store = Kept::f64};
        for (const ParameterRow& row : parameters) column.numbers.push_back(row.*field);
        table.columns.push_back(std::move(column));
    };
    text("name", "mechanism.field", &ParameterRow::name);
    text("parameter_kind", "behaviour, structure or policy", &ParameterRow::kind);
    text("unit", "unit of the parameter", &ParameterRow::unit);
    number("value", "value, in the parameter's unit", &ParameterRow::value);
    number("default", "value if nothing sets it, in the parameter's unit", &ParameterRow::fallback);
    text("meaning", "meaning of the parameter", &ParameterRow::meaning);
    text("source", "source of the default", &ParameterRow::source);
    text("origin", "origin of the value: default, scenario, set (the same for all points) or swept",
         &ParameterRow::origin);
    return table;
}

}  // namespace sim::results
