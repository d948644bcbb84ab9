#include "sync/switches.hpp"

#include <cstdlib>
#include <string>

#include "base/crash_point.hpp"
#include "base/seeded_bug.hpp"

namespace waybill::tests {

std::function<void(const char*)>& at_crash_point() {
  static std::function<void(const char*)> hook;
  return hook;
}

}  // namespace waybill::tests

namespace waybill::base {

void crash_point(const char* name) {
  // A copy: it may put another in its place.
  if (const auto hook = tests::at_crash_point()) hook(name);
}

inline namespace with_seeded_bugs {

bool seeded_bug(std::string_view name) {
  static const std::string active = [] {
    const char* text = std::getenv("WAYBILL_SEEDED_BUG");
    return std::string(text == nullptr ? "" : text);
  }();
  return !active.empty() && active == name;
}

}  // namespace with_seeded_bugs

}  // namespace waybill::base
