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
    text("meaning", "what the parameter stands for", &ParameterRow::meaning);
    text("source", "where the default comes from", &ParameterRow::source);
    text("origin", "where the value comes from: default, scenario, set (the same for all points) or swept",
         &ParameterRow::origin);
    return table;
}

}  // namespace sim::results
