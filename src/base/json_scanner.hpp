// The JSON grammar, once: tells a handler what stands where in a text. Needs no recursion, so depth
// is the caller's limit, not the stack's. For json_read.cpp and rows' check_json.
#ifndef WAYBILL_BASE_JSON_SCANNER_HPP
#define WAYBILL_BASE_JSON_SCANNER_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace waybill::base {

struct JsonGrammar {
  bool relaxed = false;  // comments, and a comma before ] or }
  std::size_t depth = std::numeric_limits<std::size_t>::max();
};

enum class JsonFault { none, syntax, invalid_utf8, depth };

// Handler: object_begin(at), object_end(), array_begin(at), array_end(), key(at, text),
// string(at, text), number(at, spelling), boolean(at, value), null(at). `at` points to the first
// character in the text; `text` is unescaped and valid during the call only, unless it lies
// within the scanned text.
template <class Handler>
class JsonScanner {
 public:
  JsonScanner(std::string_view text, const JsonGrammar& grammar, Handler& handler)
      : grammar_(grammar),
        handler_(handler),
        at_(text.data()),
        end_(text.data() + utf8_prefix(text)),
        utf8_(end_ == text.data() + text.size()) {}

  // False: fault(), fault_at() and expected() tell the first fault.
  bool run() {
    next_ = Next::value;
    for (;;) {
      if (!skip_blanks()) return false;
      switch (next_) {
        case Next::value:
        case Next::value_or_end:
          if (!value()) return false;
          break;
        case Next::key:
        case Next::key_or_end:
          if (!key()) return false;
          break;
        case Next::after_value:
          if (open_.empty()) {
            if (at_ == end_ && utf8_) return true;
            return fail(at_, "expected nothing after the value");
          }
          if (!after_value()) return false;
          break;
      }
    }
  }

  JsonFault fault() const { return fault_; }
  const char* fault_at() const { return fault_at_; }
  const char* expected() const { return expected_; }

 private:
  enum class Next { value, value_or_end, key, key_or_end, after_value };
  enum class Open : char { array, object };

  bool fail(const char* at, const char* expected, JsonFault fault = JsonFault::syntax) {
    // What ends the text here may be the first byte that is no UTF-8.
    if (at_ == end_ && !utf8_) {
      fault_ = JsonFault::invalid_utf8;
      fault_at_ = end_;
      expected_ = "expected valid UTF-8";
      return false;
    }
    fault_ = fault;
    fault_at_ = at;
    expected_ = expected;
    return false;
  }

  bool at_char(char c) const { return at_ != end_ && *at_ == c; }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  bool skip_blanks() {
    for (;;) {
      while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
      if (!grammar_.relaxed || !at_char('/')) return true;
      const char* const start = at_;
      const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
      if (rest.starts_with("//")) {
        at_ += std::min(rest.find_first_of("\r\n"), rest.size());
      } else if (rest.starts_with("/*")) {
        const std::size_t close = rest.find("*/", 2);
        if (close == std::string_view::npos) {
          at_ = end_;
          return fail(start, "expected */ at the end of the comment that begins here");
        }
        at_ += close + 2;
      } else {
        ++at_;
        return fail(start, "expected a comment (// or /*)");
      }
    }
  }

  bool value() {
    const bool may_end = next_ == Next::value_or_end;
    const char* const start = at_;
    next_ = Next::after_value;
    switch (at_ == end_ ? '\0' : *at_) {
      case '{':
        if (!open(Open::object)) return false;
        handler_.object_begin(start);
        next_ = Next::key_or_end;
        return true;
      case '[':
        if (!open(Open::array)) return false;
        handler_.array_begin(start);
        next_ = Next::value_or_end;
        return true;
      case ']':
        if (may_end) return close();
        break;
      case '"': {
        std::string_view text;
        if (!string(text)) return false;
        handler_.string(start, text);
        return true;
      }
      case 't':
        if (!word("true", "expected true")) return false;
        handler_.boolean(start, true);
        return true;
      case 'f':
        if (!word("false", "expected false")) return false;
        handler_.boolean(start, false);
        return true;
      case 'n':
        if (!word("null", "expected null")) return false;
        handler_.null(start);
        return true;
      default:
        if (at_char('-') || (at_ != end_ && is_digit(*at_))) {
          if (!number()) return false;
          handler_.number(start, {start, static_cast<std::size_t>(at_ - start)});
          return true;
        }
    }
    return fail(at_, may_end ? "expected a value or ]" : "expected a value");
  }

  bool key() {
    const bool may_end = next_ == Next::key_or_end;
    if (may_end && at_char('}')) return close();
    if (!at_char('"')) {
      return fail(at_, may_end ? "expected a key in double quotes or }"
                               : "expected a key in double quotes");
    }
    const char* const start = at_;
    std::string_view text;
    if (!string(text)) return false;
    handler_.key(start, text);
    if (!skip_blanks()) return false;
    if (!at_char(':')) return fail(at_, "expected : after the key");
    ++at_;
    next_ = Next::value;
    return true;
  }

  bool after_value() {
    const bool in_object = open_.back() == Open::object;
    if (at_char(',')) {
      ++at_;
      next_ = in_object ? (grammar_.relaxed ? Next::key_or_end : Next::key)
                        : (grammar_.relaxed ? Next::value_or_end : Next::value);
      return true;
    }
    if (at_char(in_object ? '}' : ']')) return close();
    return fail(at_, in_object ? "expected , or }" : "expected , or ]");
  }

  bool open(Open kind) {
    if (open_.size() >= grammar_.depth) return fail(at_, "nested too deeply", JsonFault::depth);
    open_.push_back(kind);
    ++at_;
    return true;
  }

  bool close() {
    ++at_;
    const Open kind = open_.back();
    open_.pop_back();
    if (kind == Open::object) {
      handler_.object_end();
    } else {
      handler_.array_end();
    }
    next_ = Next::after_value;
    return true;
  }

  bool word(std::string_view wanted, const char* expected) {
    const char* const start = at_;
    for (const char c : wanted) {
      if (!at_char(c)) return fail(start, expected);
      ++at_;
    }
    return true;
  }

  bool digits(const char* expected) {
    if (at_ == end_ || !is_digit(*at_)) return fail(at_, expected);
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return true;
  }

  bool number() {
    if (*at_ == '-') ++at_;
    if (at_char('0')) {
      ++at_;
      if (at_ != end_ && is_digit(*at_)) return fail(at_, "expected no digit after a leading 0");
    } else if (!digits("expected a digit after -")) {
      return false;
    }
    if (at_char('.')) {
      ++at_;
      if (!digits("expected a digit after the decimal point")) return false;
    }
    if (at_char('e') || at_char('E')) {
      ++at_;
      if (at_char('+') || at_char('-')) ++at_;
      if (!digits("expected a digit in the exponent")) return false;
    }
    return true;
  }

  bool string(std::string_view& text) {
    const char* const start = at_++;
    const char* from = at_;
    bool escaped = false;
    for (;;) {
      while (at_ != end_ && *at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20)
        ++at_;
      if (at_ == end_) return fail(start, "expected a closing quote for the text that begins here");
      if (static_cast<unsigned char>(*at_) < 0x20) {
        return fail(at_, "expected a closing quote or an escape, not a control character");
      }
      const std::string_view plain(from, static_cast<std::size_t>(at_ - from));
      if (*at_ == '"') {
        ++at_;
        if (!escaped) {
          text = plain;
        } else {
          scratch_ += plain;
          text = scratch_;
        }
        return true;
      }
      if (!escaped) scratch_.clear();
      escaped = true;
      scratch_ += plain;
      if (!escape(start)) return false;
      from = at_;
    }
  }

  bool escape(const char* string_start) {
    const char* const start = at_++;
    if (at_ == end_) {
      return fail(string_start, "expected a closing quote for the text that begins here");
    }
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const std::size_t which = kNames.find(*at_);
    if (which != std::string_view::npos) {
      ++at_;
      scratch_ += kMeanings[which];
      return true;
    }
    if (*at_ != 'u')
      return fail(start, "expected an escape: one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
    std::uint32_t c = 0;
    if (!hex4(start, c)) return false;
    constexpr const char* kLone =
        "expected a surrogate pair, \\uD800 to \\uDBFF then \\uDC00 to \\uDFFF";
    if (c >= 0xDC00 && c < 0xE000) return fail(start, kLone);
    if (c >= 0xD800 && c < 0xDC00) {
      std::uint32_t low = 0;
      if (!at_char('\\')) return fail(start, kLone);
      ++at_;
      if (!at_char('u')) return fail(start, kLone);
      if (!hex4(start, low)) return false;
      if (low < 0xDC00 || low > 0xDFFF) return fail(start, kLone);
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(scratch_, c);
    return true;
  }

  // Stands on the u.
  bool hex4(const char* escape_start, std::uint32_t& c) {
    ++at_;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char digit = at_ == end_ ? '\0' : *at_;
      const char lower = static_cast<char>(digit | 0x20);
      if (is_digit(digit)) {
        c = c << 4 | static_cast<std::uint32_t>(digit - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        c = c << 4 | static_cast<std::uint32_t>(lower - 'a' + 10);
      } else {
        return fail(escape_start, "expected four hex digits after \\u");
      }
    }
    return true;
  }

  JsonGrammar grammar_;
  Handler& handler_;
  const char* at_;
  const char* end_;
  bool utf8_;
  Next next_ = Next::value;
  std::vector<Open> open_;
  std::string scratch_;
  JsonFault fault_ = JsonFault::none;
  const char* fault_at_ = nullptr;
  const char* expected_ = "";
};

}  // namespace waybill::base

#endif
