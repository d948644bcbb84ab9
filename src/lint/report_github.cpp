// A lint report as GitHub's workflow commands: each finding becomes an annotation of its line.
#include <fmt/format.h>

#include "lint/lint.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

// What GitHub would take for the end of a message, or of a property.
std::string encoded(std::string_view text, std::string_view special) {
  std::string result;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result;
}
std::string message(std::string_view text) {
  return encoded(text, "%\r\n");
}
std::string property(std::string_view text) {
  return encoded(escaped(text), "%\r\n:,");
}

}  // namespace

std::string github_report(const Report& report) {
  std::string text;
  for (const Finding& f : report.findings) {
    text += fmt::format("::{} file={}", to_string(f.severity), property(f.file));
    if (f.place.line != 0) text += fmt::format(",line={},col={}", f.place.line, f.place.column);
    text += fmt::format(",title={}::{}", f.code, message(f.message));
    if (!f.pointer.empty()) text += message(fmt::format(" [{}]", escaped(f.pointer)));
    if (!f.hint.empty()) text += message(fmt::format("\nhint: {}", f.hint));
    text += '\n';
  }
  for (const Unchecked& u : report.unchecked) {
    text += fmt::format("::notice title={} was not checked::{}\n", u.code, message(u.why));
  }
  return text + counts_text(report) + '\n';
}

}  // namespace waybill::lint
