// Text helpers that know no locale: UTF-8, ASCII case, nearest name.
#ifndef WAYBILL_BASE_TEXT_HPP
#define WAYBILL_BASE_TEXT_HPP

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waybill::base {

// Well-formed UTF-8 (no surrogates, no overlong forms, up to U+10FFFF). NUL is well formed.
bool is_utf8(std::string_view text);
// Length in bytes of the longest well-formed beginning.
std::size_t utf8_prefix(std::string_view text);
// What may be shown in one line: the well-formed beginning of at most so many bytes, with blanks in
// place of control characters.
std::string one_line(std::string_view text, std::size_t most_bytes);
// C0 and C1 control characters and DEL; tab and line breaks count too.
bool has_control(std::string_view utf8);
// `c` is a Unicode scalar value.
void append_utf8(std::string& out, char32_t c);
std::size_t code_points(std::string_view utf8);

std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
bool ascii_iequals(std::string_view a, std::string_view b);
bool ascii_istarts_with(std::string_view text, std::string_view prefix);
// Lower case for comparing names: ASCII letters, and the Latin, Greek and Cyrillic letters with
// a one-to-one simple case pair; other characters stay.
std::string fold_name(std::string_view utf8);
bool same_name(std::string_view a, std::string_view b);  // folded, they are equal

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);

// The candidate with the smallest Damerau-Levenshtein distance, case-insensitive, if it is at most
// a third of the longer length (at least 1).
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

std::string to_hex(std::string_view bytes);
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);  // nullopt: it is none

}  // namespace waybill::base

#endif
