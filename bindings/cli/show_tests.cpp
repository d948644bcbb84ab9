#include "show_tests.hpp"

#include <boost/json.hpp>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "members.hpp"

namespace waybill::cli {

namespace json = boost::json;

namespace {

std::string in_json(const json::value& value, const char* key) {
  const json::value* found = member(value, key);
  return found == nullptr ? "null" : json::serialize(*found);
}

// One line of a diff.
std::string difference_line(const json::value& difference) {
  const std::string kind = text_at(difference, "kind");
  const std::string row = in_json(difference, "row");
  if (kind == "missing") return "missing:    " + in_json(difference, "expected");
  if (kind == "unexpected") return "unexpected: " + in_json(difference, "got");
  if (kind == "refused") return "refused:    " + row + " " + text_at(difference, "got");
  if (kind == "column") {
    return "no column " + in_json(difference, "column") +
           " arrives, but: " + text_at(difference, "got");
  }
  if (kind == "finding") {
    const std::string expected = text_at(difference, "expected");
    return expected.empty() ? "found " + text_at(difference, "got")
                            : expected + " was expected, and not found";
  }
  return row + " " + text_at(difference, "column") + ": expected " +
         in_json(difference, "expected") + ", got " + in_json(difference, "got");
}

// Below the line of a test: why it did not pass.
std::vector<std::string> lines_of(const json::value& test) {
  std::vector<std::string> lines;
  if (const std::string message = text_at(test, "message"); !message.empty()) {
    lines.push_back(message);
  }
  if (const std::string hint = text_at(test, "hint"); !hint.empty()) {
    lines.push_back("hint: " + hint);
  }
  const json::array& differences = test.at("differences").as_array();
  for (const json::value& difference : differences) lines.push_back(difference_line(difference));
  const auto more =
      number_at(test, "difference_count") - static_cast<long long>(differences.size());
  if (more > 0) lines.push_back("and " + with_thousands(more) + " more");
  return lines;
}

std::string place_of(const json::value& test) {
  const std::string file = text_at(test, "file");
  return file.empty() ? "" : " (" + file + ":" + text_at(test, "line") + ")";
}

std::string seconds_text(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", seconds);
  return text;
}

double seconds_of(const json::array& tests) {
  double sum = 0;
  for (const json::value& test : tests) sum += test.at("seconds").to_number<double>();
  return sum;
}

// As an attribute's value or an element's text; what XML cannot hold becomes a question mark.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\t':
        out += "&#9;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return out;
}

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + escaped(value) + "\"";
}

long long with_status(const json::array& tests, std::string_view status) {
  long long count = 0;
  for (const json::value& test : tests) count += text_at(test, "status") == status ? 1 : 0;
  return count;
}

std::string counts(const json::array& tests) {
  return attribute("tests", std::to_string(tests.size())) +
         attribute("failures", std::to_string(with_status(tests, "failed"))) +
         attribute("errors", std::to_string(with_status(tests, "error"))) +
         attribute("skipped", std::to_string(with_status(tests, "skipped"))) +
         attribute("time", seconds_text(seconds_of(tests)));
}

std::string test_case(const json::value& test) {
  std::string text = "    <testcase" + attribute("classname", text_at(test, "model")) +
                     attribute("name", text_at(test, "name"));
  if (const std::string file = text_at(test, "file"); !file.empty()) {
    text += attribute("file", file) + attribute("line", text_at(test, "line"));
  }
  text += attribute("time", seconds_text(test.at("seconds").to_number<double>()));
  const std::string status = text_at(test, "status");
  if (status == "passed") return text + "/>\n";
  const std::string element = status == "failed" ? "failure" : status;
  std::string body;
  for (const std::string& line : lines_of(test)) body += escaped(line) + "\n";
  return text + ">\n      <" + element + attribute("message", text_at(test, "message")) + ">" +
         body + "</" + element + ">\n    </testcase>\n";
}

// Files that hold no document are a suite of their own.
std::string unread_suite(const json::array& findings) {
  if (findings.empty()) return "";
  const std::string count = std::to_string(findings.size());
  std::string text = "  <testsuite" + attribute("name", "documents") + attribute("tests", count) +
                     attribute("failures", "0") + attribute("errors", count) +
                     attribute("skipped", "0") + attribute("time", "0.000") + ">\n";
  for (const json::value& finding : findings) {
    text += "    <testcase" + attribute("classname", "documents") +
            attribute("name", text_at(finding, "file")) + attribute("time", "0.000") +
            ">\n      <error" +
            attribute("message", text_at(finding, "code") + " " + text_at(finding, "message")) +
            "/>\n    </testcase>\n";
  }
  return text + "  </testsuite>\n";
}

}  // namespace

std::string show_tests(const json::value& result, const Screen& screen) {
  const json::array& tests = result.at("tests").as_array();
  std::string text;
  for (const json::value& finding : result.at("findings").as_array()) {
    text += text_at(finding, "file") + ":" + text_at(finding, "line") + ":" +
            text_at(finding, "column") + ": " + screen.on_out(Color::red, "error") + " " +
            text_at(finding, "code") + " " + text_at(finding, "message") + "\n";
  }
  for (const json::value& test : tests) {
    const std::string status = text_at(test, "status");
    const std::string title = text_at(test, "model") + ": " + text_at(test, "name");
    if (status != "passed") {
      const Color color = status == "skipped" ? Color::yellow : Color::red;
      text += screen.on_out(color, status) + " " + title + place_of(test) + "\n";
      for (const std::string& line : lines_of(test)) text += "  " + line + "\n";
    }
    for (const json::value& warning : test.at("warnings").as_array()) {
      text += screen.on_out(Color::yellow, "warning") + " " + title + ": " + plain(warning) + "\n";
    }
  }
  if (tests.empty()) return text + "no tests\n";
  std::string totals;
  for (const auto& [status, count] : result.at("counts").as_object()) {
    if (count.as_int64() == 0 && status != "passed" && status != "failed") continue;
    totals += (totals.empty() ? "" : ", ") + with_thousands(count.as_int64()) + " " +
              std::string(status == "error" && count.as_int64() != 1 ? "errors" : status);
  }
  return text + totals + " in " + seconds_text(seconds_of(tests)) + " s\n";
}

std::string junit_xml(const json::value& result) {
  const json::array& tests = result.at("tests").as_array();
  std::vector<std::pair<std::string, json::array>> models;
  for (const json::value& test : tests) {
    const std::string model = text_at(test, "model");
    if (models.empty() || models.back().first != model) models.emplace_back(model, json::array());
    models.back().second.push_back(test);
  }
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(tests) + ">\n";
  for (const auto& [model, own] : models) {
    text += "  <testsuite" + attribute("name", model) + counts(own) + ">\n";
    for (const json::value& test : own) text += test_case(test);
    text += "  </testsuite>\n";
  }
  return text + unread_suite(result.at("findings").as_array()) + "</testsuites>\n";
}

}  // namespace waybill::cli
