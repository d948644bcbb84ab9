// A lint report as SARIF 2.1.0, which code scanning services and editors read.
#include <fmt/format.h>

#include <algorithm>

#include "lint/lint.hpp"
#include "lint/show.hpp"
#include "waybill/version.h"

namespace waybill::lint {
namespace {

using base::Json;

// Section 3.11.5: braces of a message are doubled, because single ones hold placeholders.
Json message(std::string_view text) {
  std::string doubled;
  for (const char c : text) {
    doubled += c;
    if (c == '{' || c == '}') doubled += c;
  }
  return Json::object({{"text", std::move(doubled)}});
}

// A file's path as a URI reference: relative stays relative, all but unreserved characters are
// percent-encoded.
std::string uri(std::string_view path) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string result = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

Json rule_json(const Rule& rule) {
  const std::string help = fmt::format("Example: {}\nFix: {}", rule.example, rule.fix);
  return Json::object(
      {{"id", rule.code},
       {"shortDescription", message(rule.title)},
       {"fullDescription", message(rule.why)},
       {"help", message(help)},
       {"defaultConfiguration", Json::object({{"level", to_string(rule.severity)}})}});
}

Json location_json(const Finding& finding) {
  Json place =
      Json::object({{"artifactLocation", Json::object({{"uri", Json(uri(finding.file))}})}});
  if (finding.place.line != 0) {
    place.set("region",
              Json::object({{"startLine", static_cast<std::int64_t>(finding.place.line)},
                            {"startColumn", static_cast<std::int64_t>(finding.place.column)}}));
  }
  Json location = Json::object({{"physicalLocation", std::move(place)}});
  if (!finding.pointer.empty()) {
    location.set("logicalLocations",
                 Json::array().push(Json::object({{"fullyQualifiedName", finding.pointer}})));
  }
  return location;
}

Json result_json(const Finding& finding) {
  const std::string text = finding.hint.empty()
                               ? finding.message
                               : fmt::format("{}\nhint: {}", finding.message, finding.hint);
  Json result = Json::object({{"ruleId", finding.code}});
  const auto rule = std::ranges::find(rules(), finding.code, &Rule::code);
  if (rule != rules().end()) {
    result.set("ruleIndex", static_cast<std::int64_t>(rule - rules().begin()));
  }
  result.set("level", to_string(finding.severity));
  result.set("message", message(text));
  result.set("locations", Json::array().push(location_json(finding)));
  if (!finding.hint.empty()) {
    result.set("properties", Json::object({{"hint", finding.hint}}));
  }
  return result;
}

}  // namespace

Json sarif_report(const Report& report) {
  Json rule_items = Json::array();
  for (const Rule& rule : rules()) rule_items.push(rule_json(rule));
  Json results = Json::array();
  for (const Finding& finding : report.findings) results.push(result_json(finding));
  Json notifications = Json::array();
  for (const Unchecked& unchecked : report.unchecked) {
    notifications.push(Json::object(
        {{"level", "note"},
         {"message", message(fmt::format("{} was not checked: {}", unchecked.code, unchecked.why))},
         {"associatedRule", Json::object({{"id", unchecked.code}})}}));
  }
  Json driver = Json::object(
      {{"name", "Waybill"}, {"version", WAYBILL_VERSION_STRING}, {"rules", std::move(rule_items)}});
  Json invocation = Json::object(
      {{"executionSuccessful", true}, {"toolExecutionNotifications", std::move(notifications)}});
  Json run = Json::object({{"tool", Json::object({{"driver", std::move(driver)}})},
                           {"columnKind", "unicodeCodePoints"},
                           {"invocations", Json::array().push(std::move(invocation))},
                           {"results", std::move(results)}});
  return Json::object({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                       {"version", "2.1.0"},
                       {"runs", Json::array().push(std::move(run))}});
}

}  // namespace waybill::lint
