/// Destinations of output: data to the standard output, messages and progress to the standard error.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "sim/run/outputs.hpp"

namespace cli {

/// Opens /dev/null on those of the descriptors 0, 1 and 2 that are closed, so that no file gets them; what is written
/// there fails still. To be called before anything else is opened.
void hold_standard_descriptors();

/// Text as it is on the standard error. Never throws.
void show(std::string_view text);
/// A message for the user, without control characters, with a line break at its end. Never throws but std::bad_alloc.
void say(std::string_view message);
/// Thrown by put_on(): the reader of the standard output has gone. The command ends, and well.
struct ReaderGone {};
/// Data, as it is; on a terminal without control characters. Throws std::runtime_error if it cannot be written; a closed
/// pipe is quiet.
void put(std::string_view data);
/// The same for a command that only puts: a closed pipe ends it (ReaderGone).
void put_on(std::string_view data);
/// A title or label of a user as a line may show it: control characters and line breaks are escaped.
std::string on_one_line(std::string_view text);
bool is_terminal(int descriptor);
/// Whether this is a terminal on which a line may be written anew.
bool takes_bars(int descriptor);
/// Columns of the terminal behind this descriptor, or `otherwise`.
std::size_t terminal_width(int descriptor, std::size_t otherwise);

/// The meaning of a variable, its axes, and the names of its values.
std::string meaning_of(const sim::Variable& variable);

/// Aligned columns; the first row is the heading. Columns that hold numbers alone are set flush right.
std::string as_table(const std::vector<std::vector<std::string>>& rows);
/// A number as a person reads it: 295,000 or 0.0312.
std::string as_number(double value);
/// A number with so many decimals, or more where two figures need them: nothing but 0 reads as 0.
std::string with_decimals(double value, int decimals);
/// "1 point", "1,000 points".
std::string counted(std::uint64_t n, std::string_view thing);

/// Refuses an output that cannot be written before anything runs: a folder that is not there, a file that is (unless
/// force; `remedy` says what to do), the file `input` that is read.
void check_output(const std::string& path, bool force, const std::string& input = {},
                  std::string_view remedy = "use --force to replace it");
/// A text file, whole or not at all.
void write_text(const std::string& path, bool force, const std::function<void(std::ostream&)>& fill);

}  // namespace cli
