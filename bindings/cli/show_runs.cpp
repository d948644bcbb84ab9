#include "show_runs.hpp"

#include <boost/json.hpp>
#include <charconv>
#include <iterator>
#include <string_view>
#include <vector>

#include "members.hpp"

namespace waybill::cli {

namespace json = boost::json;

namespace {

std::string fixed(double number, int digits) {
  char buffer[512];  // of any number
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), number, std::chars_format::fixed, digits);
  return {buffer, end.ptr};
}

constexpr const char* kCounts[] = {"read",      "inserted", "updated", "upserted",
                                   "unchanged", "skipped",  "invalid", "rejected"};

const json::value* counts_of(const json::value& run) {
  const json::value* report = member(run, "report");
  return report == nullptr ? nullptr : member(*report, "counts");
}

// A run tells rows as inserted and updated, or as upserted: what none of them tells has no column.
std::vector<const char*> counts_told(const json::array& runs) {
  bool apart = false;
  bool in_total = false;
  for (const json::value& run : runs) {
    const json::value* counts = counts_of(run);
    const json::value* upserted = counts == nullptr ? nullptr : member(*counts, "upserted");
    (upserted != nullptr && upserted->is_int64() ? in_total : apart) = true;
  }
  std::vector<const char*> told;
  for (const std::string_view count : kCounts) {
    const bool is_total = count == "upserted";
    const bool is_apart = count == "inserted" || count == "updated";
    if ((is_total && !in_total) || (is_apart && !apart && in_total)) continue;
    told.push_back(count.data());
  }
  return told;
}

double seconds_of(const json::value& report) {
  double seconds = 0;
  if (const json::value* phases = member(report, "phase_seconds")) {
    for (const auto& phase : phases->as_object()) {
      seconds += phase.value().to_number<double>();
    }
  }
  return seconds;
}

std::string part_read(const json::value& report) {
  const std::string reason = text_at(report, "full_run_reason");
  if (!reason.empty()) return "read everything (" + reason + ")";
  const std::string from = text_at(report.at("window"), "from");
  const std::string until = text_at(report.at("window"), "until");
  if (from.empty() && until.empty()) return "read everything";
  return "read what changed" + (from.empty() ? "" : " since " + from) +
         (until.empty() ? "" : " before " + until);
}

// What is in no column of the table: few modes delete.
std::string show_deletes(const std::string& sync, const json::value& report) {
  long long deleted = number_at(report.at("counts"), "deleted");
  long long withheld = number_at(report.at("counts"), "withheld");
  if (const json::value* vanished = member(report, "vanished")) {
    if (vanished->is_object()) {
      deleted += number_at(*vanished, "deleted");
      withheld += number_at(*vanished, "withheld");
    }
  }
  std::string text;
  if (deleted > 0) text += sync + ": " + with_thousands(deleted) + " deleted\n";
  if (withheld > 0) {
    text += sync + ": " + with_thousands(withheld) +
            " deletes withheld: " + text_at(report, "deletes_withheld") + "\n";
  }
  return text;
}

std::string indented(const std::string& lines) {
  std::string text = "  ";
  for (const char c : lines) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text + "\n";
}

}  // namespace

std::string show_runs(const json::array& runs, const Screen& screen) {
  std::vector<TableColumn> columns = {{"SYNC"}, {"STATUS"}};
  const std::vector<const char*> told = counts_told(runs);
  for (const char* count : told) {
    std::string title(count);
    for (char& c : title) c = static_cast<char>(c - 'a' + 'A');
    columns.push_back({title, true});
  }
  columns.push_back({"SECONDS", true});
  std::vector<std::vector<std::string>> rows;
  std::string notes;
  for (const json::value& run : runs) {
    auto& row = rows.emplace_back();
    row.push_back(text_at(run, "sync"));
    row.push_back(text_at(run, "status"));
    const json::value* report = member(run, "report");
    const json::value* counts = counts_of(run);
    for (const char* count : told) {
      const json::value* number = counts == nullptr ? nullptr : member(*counts, count);
      const bool is_told = number != nullptr && number->is_int64();
      row.push_back(is_told ? with_thousands(number->as_int64()) : "");
    }
    row.push_back(counts == nullptr ? "" : fixed(seconds_of(*report), 2));
    if (const json::value* error = member(run, "error")) {
      notes += row.front() + ": " + text_at(*error, "code") + " " + text_at(*error, "message") +
               "\n  hint: " + text_at(*error, "hint") + "\n";
    }
    if (counts != nullptr) {
      const std::string watermark = text_at(*report, "watermark_after");
      notes += row.front() + ": " + part_read(*report) +
               (watermark.empty() ? "" : ", watermark " + watermark) + "\n" +
               show_deletes(row.front(), *report);
      if (number_at(*counts, "invalid") + number_at(*counts, "rejected") > 0) {
        notes += row.front() + ": waybill reject list --sync '" + row.front() +
                 "' shows the refused rows\n";
      }
    }
  }
  return table(columns, rows, screen.width()) + notes;
}

std::string show_plan(const json::value& plan) {
  const std::string mode = text_at(plan, "mode");
  std::string text = text_at(plan, "sync") + ": " + mode + " into " + text_at(plan, "table") +
                     "\n  would " + part_read(plan) + "\n";
  if (flag_at(plan, "makes_file")) text += "  the destination's file would be made\n";
  const json::value& expected = plan.at("expected");
  std::string counts;
  for (const auto& [name, count] : expected.as_object()) {
    const bool always = name == "read" || name == "present";
    if (!count.is_int64() || (count.as_int64() == 0 && !always)) continue;
    counts +=
        (counts.empty() ? "" : ", ") + std::string(name) + " " + with_thousands(count.as_int64());
  }
  if (!counts.empty()) {
    text += (flag_at(expected, "exact") ? "  exactly: " : "  as far as is known: ") + counts + "\n";
  }
  if (const std::string why = text_at(expected, "why_not"); !why.empty()) {
    text += "  not tried out: " + why + "\n";
  }
  for (const json::value& statement : plan.at("ddl").as_array()) {
    text += "\nat the destination:\n" + indented(plain(statement));
  }
  text += "\nat the source:\n" + indented(text_at(plan.at("read"), "sql"));
  std::string values;
  for (const json::value& value : plan.at("read").at("parameters").as_array()) {
    values += (values.empty() ? "" : ", ") + json::serialize(value);
  }
  return values.empty() ? text : text + "  with " + values + "\n";
}

std::string show_comparison(const json::value& compared) {
  constexpr struct {
    const char* member;
    const char* words;
  } kSides[] = {{"different", "different"},
                {"only_in_source", "only in the source"},
                {"only_in_destination", "only at the destination"}};
  std::string text =
      text_at(compared, "sync") + ": " +
      (flag_at(compared, "delivered") ? "every row of the source that can go is there as it is\n"
                                      : "the destination is not as the source\n") +
      "  source " + with_thousands(number_at(compared, "source_rows")) + ", destination " +
      with_thousands(number_at(compared, "destination_rows")) + ", equal " +
      with_thousands(number_at(compared, "equal")) + ", refused " +
      with_thousands(number_at(compared, "refused")) + "\n";
  for (const auto& side : kSides) {
    const json::value* rows = member(compared, side.member);
    if (rows == nullptr || !rows->is_object() || number_at(*rows, "rows") == 0) continue;
    text += "  " + with_thousands(number_at(*rows, "rows")) + " " + side.words + ":";
    for (const json::value& key : rows->at("keys").as_array()) text += " " + json::serialize(key);
    text += "\n";
  }
  return text;
}

std::string show_schedule_event(const json::value& event) {
  const std::string what = text_at(event, "event");
  if (what == "schedule.waiting") return "waiting for what falls due; Ctrl-C ends it\n";
  if (what == "schedule.started") {
    return "started " + text_at(event, "name") + ", due at " + text_at(event, "due_at") + "\n";
  }
  if (what == "schedule.ended") {
    std::string text = "ended   " + text_at(event, "name") + ": " + text_at(event, "status") + "\n";
    for (const json::value& run : event.at("runs").as_array()) {
      if (const json::value* error = member(run, "error")) {
        text += "  " + text_at(run, "sync") + ": " + text_at(*error, "code") + " " +
                text_at(*error, "message") + "\n";
      }
    }
    return text;
  }
  if (what == "schedule.postponed") {
    return "waiting " + text_at(event, "name") + ": it runs already, or cannot begin\n";
  }
  if (what == "schedule.failed") {
    const json::value& error = event.at("error");
    return "failed: " + text_at(error, "code") + " " + text_at(error, "message") +
           "; trying again\n";
  }
  return "";
}

std::string show_event(const json::value& event) {
  const double seconds = event.at("seconds").to_number<double>();
  const auto rows = event.at("rows").to_number<double>();
  std::string line = text_at(event, "sync") + ": " + text_at(event, "phase") + "  " +
                     with_thousands(number_at(event, "rows")) + " rows";
  if (seconds > 0.5) {
    line += "  " + with_thousands(static_cast<long long>(rows / seconds)) + " rows/s";
  }
  line += "  " + fixed(static_cast<double>(number_at(event, "bytes")) / 1e6, 1) + " MB  " +
          fixed(seconds, 1) + " s";
  return line;
}

}  // namespace waybill::cli
