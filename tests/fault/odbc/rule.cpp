#include "rule.hpp"

#include <array>
#include <charconv>

namespace waybill::fault {
namespace {

enum class Wants { nothing, maybe_state, number };

struct Action {
  std::string_view name;
  Does does;
  Wants wants;
};
// do=error:08S01, do=rows:-1, do=hang:500
constexpr auto kActions = std::to_array<Action>({
    {"error", Does::error, Wants::maybe_state},
    {"after", Does::after, Wants::maybe_state},
    {"info", Does::info, Wants::nothing},
    {"no_data", Does::no_data, Wants::nothing},
    {"rows", Does::rows, Wants::number},
    {"array", Does::array, Wants::nothing},
    {"length", Does::length, Wants::number},
    {"hang", Does::hang, Wants::number},
    {"drop", Does::drop, Wants::nothing},
    {"drop_after", Does::drop_after, Wants::nothing},
    {"drop_answer", Does::drop_answer, Wants::nothing},
    {"kill", Does::kill, Wants::nothing},
    {"kill_after", Does::kill_after, Wants::nothing},
});

bool read_number(std::string_view text, long& to) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), to);
  return failure == std::errc() && end == text.data() + text.size();
}

bool read_action(std::string_view text, Rule& rule) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const std::string_view more =
      colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  for (const Action& action : kActions) {
    if (action.name != name) continue;
    rule.does = action.does;
    switch (action.wants) {
      case Wants::nothing:
        return colon == std::string_view::npos;
      case Wants::maybe_state:
        rule.state = more;
        return more.empty() || more.size() == 5;
      case Wants::number:
        return read_number(more, rule.number);
    }
  }
  return false;
}

}  // namespace

std::optional<Rule> parse_rule(std::string_view text) {
  Rule rule;
  bool acts = false;
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view key = text.substr(0, equals);
    const std::size_t end = key == "sql" ? text.size() : std::min(text.find(' '), text.size());
    const std::string_view value = text.substr(equals + 1, end - equals - 1);
    text.remove_prefix(end);
    if (key == "at") {
      if (!read_number(value, rule.at) || rule.at < 1) return std::nullopt;
    } else if (key == "nth") {
      if (!read_number(value, rule.nth) || rule.nth < 1) return std::nullopt;
    } else if (key == "call") {
      rule.call = value;
    } else if (key == "sql") {
      rule.sql = value;
    } else if (key == "do") {
      acts = read_action(value, rule);
      if (!acts) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  return acts ? std::optional(rule) : std::nullopt;
}

}  // namespace waybill::fault
