// The codecs of everything that is no date and no decimal, and the reasons of a refusal.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <list>
#include <vector>

#include "base/json_scanner.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"

namespace waybill::rows {
namespace {

struct MisfitRow {
  Misfit misfit;
  std::string_view code;
  std::string_view words;
};
constexpr std::array<MisfitRow, 10> kMisfits{{
    {Misfit::none, "", ""},
    {Misfit::not_of_type, "WB8501", "is not a value of the type"},
    {Misfit::out_of_range, "WB8502", "is out of the type's range"},
    {Misfit::precision_loss, "WB8503", "has more digits than the type keeps"},
    {Misfit::has_zone, "WB8504", "has a time zone where the type has none"},
    {Misfit::invalid_utf8, "WB8505", "is not valid UTF-8"},
    {Misfit::duplicate_key, "WB8506", "is a JSON object with a key given twice"},
    {Misfit::not_finite, "WB8507", "is not a number or infinite"},
    {Misfit::wrong_storage, "WB8508", "is stored as another kind of value"},
    {Misfit::nul_character, "WB8509", "holds a NUL character, which the destination cannot keep"},
}};
constexpr bool in_enum_order() {
  for (std::size_t i = 0; i < kMisfits.size(); ++i) {
    if (static_cast<std::size_t>(kMisfits[i].misfit) != i) return false;
  }
  return true;
}
static_assert(in_enum_order());

constexpr auto kHexValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(0xFF);
  for (std::uint8_t i = 0; i < 10; ++i) values['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) {
    values['a' + i] = static_cast<std::uint8_t>(10 + i);
    values['A' + i] = static_cast<std::uint8_t>(10 + i);
  }
  return values;
}();

std::uint8_t hex_value(char c) {
  return kHexValues[static_cast<unsigned char>(c)];
}

// Hears of every object's keys and remembers whether one came twice.
class DuplicateWatch {
 public:
  explicit DuplicateWatch(std::string_view text) : text_(text) {}
  bool found() const { return found_; }

  void object_begin(const char*) { starts_.push_back(keys_.size()); }
  void key(const char*, std::string_view key) {
    // A key with escapes was unescaped into a buffer that the next one reuses.
    const std::less<const char*> before;
    const bool borrowed =
        !before(key.data(), text_.data()) && before(key.data(), text_.data() + text_.size());
    keys_.push_back(borrowed ? key : std::string_view(copies_.emplace_back(key)));
  }
  void object_end() {
    const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(starts_.back());
    std::sort(first, keys_.end());
    found_ = found_ || std::adjacent_find(first, keys_.end()) != keys_.end();
    keys_.erase(first, keys_.end());
    starts_.pop_back();
  }
  void array_begin(const char*) {}
  void array_end() {}
  void string(const char*, std::string_view) {}
  void number(const char*, std::string_view) {}
  void boolean(const char*, bool) {}
  void null(const char*) {}

 private:
  std::string_view text_;
  std::vector<std::string_view> keys_;  // of all open objects
  std::vector<std::size_t> starts_;     // where each open object's keys begin
  std::list<std::string> copies_;
  bool found_ = false;
};

}  // namespace

std::string_view reject_code(Misfit misfit) {
  return kMisfits.at(static_cast<std::size_t>(misfit)).code;
}

std::string_view describe(Misfit misfit) {
  return kMisfits.at(static_cast<std::size_t>(misfit)).words;
}

Misfit parse_uuid(std::string_view text, std::uint8_t out[16]) {
  if (text.size() > 36) {
    if (text.starts_with('{') && text.ends_with('}')) {
      text = text.substr(1, text.size() - 2);
    } else if (base::ascii_istarts_with(text, "urn:uuid:")) {
      text.remove_prefix(9);
    }
  } else if (text.size() == 34 && text.front() == '{' && text.back() == '}') {
    text = text.substr(1, 32);
  }
  const bool hyphens = text.size() == 36;
  if (!hyphens && text.size() != 32) return Misfit::not_of_type;
  if (hyphens && (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')) {
    return Misfit::not_of_type;
  }
  constexpr std::array<std::uint8_t, 16> kBehindHyphens{0,  2,  4,  6,  9,  11, 14, 16,
                                                        19, 21, 24, 26, 28, 30, 32, 34};
  std::array<std::uint8_t, 16> bytes;
  unsigned seen = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t at = hyphens ? kBehindHyphens[i] : i * 2;
    const unsigned high = hex_value(text[at]);
    const unsigned low = hex_value(text[at + 1]);
    seen |= high | low;
    bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  if (seen > 15) return Misfit::not_of_type;
  std::memcpy(out, bytes.data(), bytes.size());
  return Misfit::none;
}

char* format_uuid(char* out, const std::uint8_t bytes[16]) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = kDigits[bytes[i] >> 4];
    *out++ = kDigits[bytes[i] & 15];
  }
  return out;
}

Misfit check_json(std::string_view text) {
  DuplicateWatch watch(text);
  base::JsonScanner scanner(text, {}, watch);
  if (!scanner.run()) {
    return scanner.fault() == base::JsonFault::invalid_utf8 ? Misfit::invalid_utf8
                                                            : Misfit::not_of_type;
  }
  return watch.found() ? Misfit::duplicate_key : Misfit::none;
}

bool json_has_nul(std::string_view json) {
  constexpr std::string_view kEscape = "\\u0000";
  for (auto at = json.find(kEscape); at != std::string_view::npos;
       at = json.find(kEscape, at + 1)) {
    std::size_t before = at;
    while (before > 0 && json[before - 1] == '\\') --before;
    if ((at - before) % 2 == 0) return true;  // an escaped backslash would make it plain text
  }
  return false;
}

Misfit parse_int64(std::string_view text, std::int64_t& out) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return Misfit::not_of_type;
  }
  const char* const end = text.data() + text.size();
  const auto [stopped, problem] = std::from_chars(text.data(), end, out);
  if (problem == std::errc::invalid_argument || stopped != end) return Misfit::not_of_type;
  return problem == std::errc() ? Misfit::none : Misfit::out_of_range;
}

char* format_double(char* out, double value) {
  std::string_view name;
  if (std::isnan(value)) {
    name = "NaN";
  } else if (std::isinf(value)) {
    name = value > 0 ? "Infinity" : "-Infinity";
  } else {
    return std::to_chars(out, out + 40, value).ptr;
  }
  return std::copy(name.begin(), name.end(), out);
}

}  // namespace waybill::rows
