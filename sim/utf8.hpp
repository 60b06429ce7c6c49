/// Decoding of UTF-8, strict: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sim {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;  // [byte] 0: the text does not begin with a whole code point
};

/// The first code point of a text that is not empty.
CodePoint first_code_point(std::string_view text);
/// A message on a text, not empty, that does not begin with one.
std::string not_utf8(std::string_view text);

}  // namespace sim
