/// Cells of comma-separated values, as R, Stata and spreadsheets read them.
#pragma once

#include <cstdint>
#include <string>

namespace cli {

/// Whether text that a spreadsheet would compute stays as it is.
enum class Formulas : std::uint8_t { defused, raw };

/// Quoted where it must be. Text that begins like a formula (=, +, -, @) gets an apostrophe before it, which makes it text
/// for spreadsheets; a number stays one.
std::string csv_cell(const std::string& cell, Formulas formulas = Formulas::defused);

/// A list of names that a table has, each with its own comma before it.
template <class Names>
std::string csv_cells(const Names& names, Formulas formulas = Formulas::defused) {
    std::string text;
    for (const auto& name : names) text += "," + csv_cell(name, formulas);
    return text;
}

}  // namespace cli
