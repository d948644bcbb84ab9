// A lint report as text for people and as JSON for programs.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

std::size_t count(const Report& report, Severity severity) {
  return static_cast<std::size_t>(
      std::ranges::count(report.findings, severity, &Finding::severity));
}

std::string plural(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

}  // namespace

std::size_t Report::errors() const {
  return count(*this, Severity::error);
}
std::size_t Report::warnings() const {
  return count(*this, Severity::warning);
}

std::string counts_text(const Report& report) {
  return fmt::format("{}, {}", plural(report.errors(), "error"),
                     plural(report.warnings(), "warning"));
}

std::string text_report(const Report& report) {
  std::string text;
  for (const Finding& f : report.findings) {
    text += escaped(f.file);
    if (f.place.line != 0) text += fmt::format(":{}:{}", f.place.line, f.place.column);
    text += fmt::format(": {} {}: {}", to_string(f.severity), f.code, f.message);
    text += f.pointer.empty() ? "\n" : fmt::format(" [{}]\n", escaped(f.pointer));
    if (!f.hint.empty()) text += fmt::format("  hint: {}\n", f.hint);
  }
  for (const Unchecked& u : report.unchecked) {
    text += fmt::format("unchecked {}: {}\n", u.code, u.why);
  }
  return text + counts_text(report) + '\n';
}

base::Json json_report(const Report& report) {
  using base::Json;
  Json findings = Json::array();
  for (const Finding& f : report.findings) {
    findings.push(Json::object({{"code", f.code},
                                {"severity", to_string(f.severity)},
                                {"file", f.file},
                                {"line", static_cast<std::int64_t>(f.place.line)},
                                {"column", static_cast<std::int64_t>(f.place.column)},
                                {"pointer", f.pointer},
                                {"message", f.message},
                                {"hint", f.hint}}));
  }
  Json unchecked = Json::array();
  for (const Unchecked& u : report.unchecked) {
    unchecked.push(Json::object({{"code", u.code}, {"why", u.why}}));
  }
  return Json::object(
      {{"findings", std::move(findings)},
       {"counts", Json::object({{"error", static_cast<std::int64_t>(report.errors())},
                                {"warning", static_cast<std::int64_t>(report.warnings())}})},
       {"unchecked", std::move(unchecked)}});
}

}  // namespace waybill::lint
