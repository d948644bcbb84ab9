#include "show_checks.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <string>

#include "members.hpp"

namespace waybill::cli {

namespace json = boost::json;

// A line a finding, what to do below it.
std::string show_findings(const json::value& result, const Screen& screen) {
  std::string text;
  for (const json::value& finding : result.at("findings").as_array()) {
    const std::string severity = text_at(finding, "severity");
    text += text_at(finding, "model") + text_at(finding, "pointer") + ": " +
            screen.on_out(severity == "error" ? Color::red : Color::yellow, severity) + " " +
            text_at(finding, "code") + " " + text_at(finding, "message") + "\n";
    if (const std::string hint = text_at(finding, "hint"); !hint.empty()) {
      text += "  hint: " + hint + "\n";
    }
  }
  return text;
}

// A line a check; what to do stands below the one it is for.
std::string show_checks(const json::value& result, const Screen& screen) {
  struct Mark {
    const char* status;
    Color color;
  };
  constexpr Mark kMarks[] = {
      {"passed", Color::green}, {"failed", Color::red}, {"warning", Color::yellow}};
  const json::array& checks = result.at("checks").as_array();
  std::size_t widest = 0;
  for (const json::value& check : checks) {
    widest = std::max(widest, text_at(check, "name").size());
  }
  std::string text;
  for (const json::value& check : checks) {
    const std::string status = text_at(check, "status");
    std::string shown = status;
    for (const Mark& mark : kMarks) {
      if (status == mark.status) shown = screen.on_out(mark.color, status);
    }
    std::string name = text_at(check, "name");
    name.resize(widest, ' ');
    text += shown.append(9 - status.size(), ' ') + name + "  ";
    text += text_at(check, "message") + "\n";
    if (const std::string hint = text_at(check, "hint"); !hint.empty()) {
      text += "         hint: " + hint + "\n";
    }
  }
  return text + (flag_at(result, "ok") ? "ok\n" : "not ok\n");
}

std::string show_doctor(const json::value& result, const Screen& screen) {
  const auto mark = [&](bool good) {
    return screen.on_out(good ? Color::green : Color::red, good ? "found  " : "missing");
  };
  std::string text = "waybill " + text_at(result, "version") + "\n\nLibraries\n";
  for (const json::value& item : result.at("libraries").as_array()) {
    const bool found = flag_at(item, "found");
    text += "  " + mark(found) + "  " + text_at(item, "name") + " " + text_at(item, "version") +
            (text_at(item, "version").empty() ? "" : " ") + "for " + text_at(item, "needed_for");
    if (const std::string path = text_at(item, "path"); !path.empty()) text += ": " + path;
    if (const std::string package = text_at(item, "package"); !found && !package.empty()) {
      text += "; install the package " + package;
    }
    text += "\n";
  }
  text += "\nODBC drivers\n";
  if (result.at("odbc_drivers").as_array().empty()) text += "  none is registered\n";
  for (const json::value& item : result.at("odbc_drivers").as_array()) {
    const bool found = flag_at(item, "found");
    text += "  " + mark(found) + "  " + text_at(item, "name") + ": " +
            text_at(item, found ? "path" : "driver") + "\n";
    if (const std::string warning = text_at(item, "warning"); !warning.empty()) {
      text += "           " + screen.on_out(Color::yellow, warning) + "\n";
    }
  }
  text += "\nConnections\n";
  if (result.at("connections").as_array().empty()) text += "  none in the catalog\n";
  for (const json::value& item : result.at("connections").as_array()) {
    text += "  " + mark(flag_at(item, "ok")) + "  " + text_at(item, "name") + " (" +
            text_at(item, "vendor") + "): " + text_at(item, "message") + "\n";
    if (const std::string hint = text_at(item, "hint"); !hint.empty()) {
      text += "           hint: " + hint + "\n";
    }
  }
  return text;
}

// The findings, then a line a model.
std::string show_validation(const json::value& result, const Screen& screen) {
  std::string text = show_findings(result, screen);
  for (const json::value& model : result.at("models").as_array()) {
    const std::string status = text_at(model, "status");
    text += text_at(model, "model") + ": " +
            (status == "failed" ? screen.on_out(Color::red, status) : status) + ", " +
            json::serialize(model.at("rows")) + " rows looked at in " +
            json::serialize(model.at("ms")) + " ms\n";
    for (const json::value& skipped : model.at("skipped").as_array()) {
      text += "  not checked: " + text_at(skipped, "check") + ": " + text_at(skipped, "why") + "\n";
    }
  }
  return text;
}

}  // namespace waybill::cli
