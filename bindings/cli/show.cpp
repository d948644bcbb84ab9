#include "show.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <sstream>
#include <string_view>
#include <vector>

#include "members.hpp"
#include "show_checks.hpp"
#include "show_runs.hpp"
#include "show_tests.hpp"

namespace waybill::cli {

namespace json = boost::json;

namespace {

std::size_t code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

std::string pretty(const json::value& value, const std::string& indent) {
  std::string text;
  if (value.is_object() && !value.as_object().empty()) {
    text = "{\n";
    bool first = true;
    for (const auto& [key, item] : value.as_object()) {
      if (!first) text += ",\n";
      first = false;
      text +=
          indent + "  " + json::serialize(json::value(key)) + ": " + pretty(item, indent + "  ");
    }
    return text + "\n" + indent + "}";
  }
  if (value.is_array() && !value.as_array().empty()) {
    text = "[\n";
    bool first = true;
    for (const json::value& item : value.as_array()) {
      if (!first) text += ",\n";
      first = false;
      text += indent + "  " + pretty(item, indent + "  ");
    }
    return text + "\n" + indent + "]";
  }
  return json::serialize(value);
}

struct ListColumn {
  const char* title;
  const char* key;
  bool right = false;
  bool whole = false;
};
struct ListShape {
  const char* operation;
  std::vector<ListColumn> columns;
  const char* none;  // what an empty list says
};

const ListShape* list_shape(const std::string& operation) {
  static const std::vector<ListColumn> kObjects = {{"NAME", "name"},
                                                   {"VERSION", "version", true},
                                                   {"UPDATED", "updated_at"},
                                                   {"ID", "id", false, true}};
  static const std::vector<ListShape> kShapes = {
      {"connection.list", kObjects, "no connections; waybill apply puts them here"},
      {"source.list", kObjects, "no sources; waybill apply puts them here"},
      {"model.list", kObjects, "no models; waybill apply puts them here"},
      {"product.list", kObjects, "no products; waybill apply puts them here"},
      {"recipient.list", kObjects, "no recipients; waybill apply puts them here"},
      {"destination.list", kObjects, "no destinations; waybill apply puts them here"},
      {"sync.list",
       {{"NAME", "name"},
        {"MODEL", "model"},
        {"DESTINATION", "destination"},
        {"OBJECT", "object"},
        {"IMPLICIT", "implicit"}},
       "no syncs; they come with a destination and a model"},
      {"model.usage", {{"KIND", "kind"}, {"NAME", "name"}, {"BY", "by"}}, "nothing uses it"},
      {"run.list",
       {{"RUN", "run_id", false, true},
        {"SYNC", "sync"},
        {"STATUS", "status"},
        {"STARTED", "started_at"}},
       "no runs"},
      {"reject.list",
       {{"SYNC", "sync"},
        {"CODE", "code"},
        {"KEY", "key"},
        {"MESSAGE", "message"},
        {"RUNS", "attempts", true},
        {"STATE", "state"},
        {"ID", "reject_id", false, true}},
       "no dead letters"},
      {"alert.list",
       {{"SYNC", "sync"}, {"RULE", "rule"}, {"SINCE", "since"}, {"MESSAGE", "message"}},
       "no alert"},
      {"run.events", {{"AT", "at"}, {"EVENT", "event"}, {"FIELDS", "fields"}}, "no events"},
      {"schedule.list",
       {{"NAME", "name"},
        {"KIND", "kind"},
        {"SCHEDULE", "schedule"},
        {"NEXT DUE", "next_due"},
        {"BEHIND", "seconds_behind", true},
        {"STOPPED", "stopped"}},
       "nothing has a schedule"},
      {"version.list",
       {{"VERSION", "version", true},
        {"ACTION", "action"},
        {"AT", "at"},
        {"ACTOR", "actor"},
        {"NOTE", "note"}},
       "no versions"},
      {"destination.objects", {{"SCHEMA", "schema"}, {"NAME", "name"}}, "no tables"},
      {"destination.fields",
       {{"NAME", "name"},
        {"SOURCE TYPE", "source_type"},
        {"TYPE", "type"},
        {"NULLABLE", "nullable"},
        {"PRIMARY KEY", "primary_key"}},
       "no columns"},
      {"rules.list",
       {{"CODE", "code", false, true},
        {"SEVERITY", "severity"},
        {"CLASS", "class"},
        {"TITLE", "title"}},
       "no rules"},
      {"dialect.list",
       {{"NAME", "name"}, {"TITLE", "title"}, {"RUN BY TESTS", "executed"}},
       "no dialects"},
      {"operations.list", {{"OPERATION", "name", false, true}, {"HELP", "help"}}, "no operations"},
  };
  for (const ListShape& shape : kShapes) {
    if (operation == shape.operation) return &shape;
  }
  return nullptr;
}

std::string show_list(const ListShape& shape, const json::value& result, const Screen& screen) {
  const json::array& items = result.at("items").as_array();
  if (items.empty()) return std::string(shape.none) + "\n";
  std::vector<TableColumn> columns;
  for (const ListColumn& column : shape.columns)
    columns.push_back({column.title, column.right, column.whole});
  std::vector<std::vector<std::string>> rows;
  for (const json::value& item : items) {
    auto& row = rows.emplace_back();
    for (const ListColumn& column : shape.columns) row.push_back(text_at(item, column.key));
  }
  std::string text = table(columns, rows, screen.width());
  if (const std::string next = text_at(result, "next"); !next.empty()) {
    const char* const quote = next.find('"') == std::string::npos ? "" : "'";
    text += "more: --cursor " + (quote + next) + quote + "\n";
  }
  return text;
}

std::string show_columns(const json::value& result, const Screen& screen) {
  std::vector<std::vector<std::string>> rows;
  for (const json::value& item : result.at("items").as_array()) {
    rows.push_back({text_at(item, "name"), text_at(item, "source_type"), text_at(item, "type"),
                    text_at(item, "name_in_destination"), text_at(item, "data_type")});
  }
  return table({{"COLUMN"}, {"SOURCE TYPE"}, {"NEAREST"}, {"SHIPPED AS"}, {"DECLARED"}}, rows,
               screen.width());
}

std::string show_diff(const json::value& diff) {
  std::string text;
  for (const json::value& part : diff.as_array()) {
    text += "  " + text_at(part, "pointer") + ": " + json::serialize(part.at("before")) + " -> " +
            json::serialize(part.at("after")) + "\n";
  }
  return text;
}

std::string show_version_diff(const json::value& result) {
  const std::string from = text_at(result, "from");
  const std::string diff = show_diff(result.at("diff"));
  return text_at(result, "kind") + " " + text_at(result, "name") + ", " +
         (from.empty() ? "" : "version " + from + " to ") + "version " + text_at(result, "to") +
         "\n" + (diff.empty() ? "  no difference\n" : diff);
}

// A line for what was saved or deleted, one for each document that followed.
std::string show_saved(const json::value& result, const Screen& screen) {
  const bool deleted = flag_at(result, "deleted");
  std::string text = text_at(result, "name") + ": " +
                     (deleted                      ? "deleted"
                      : flag_at(result, "changed") ? "saved"
                                                   : "unchanged") +
                     ", version " + text_at(result, "version") + "\n";
  if (const json::value* followed = member(result, "followed")) {
    for (const json::value& item : followed->as_array()) {
      text += "  " + text_at(item, "kind") + " " + text_at(item, "name") + " follows\n";
    }
  }
  return member(result, "findings") == nullptr ? text : text + show_findings(result, screen);
}

bool is_saved(const std::string& operation) {
  constexpr std::string_view kVerbs[] = {"create", "update", "rename", "delete", "rotate",
                                         "pause",  "resume", "clone",  "restore"};
  const std::string_view verb = std::string_view(operation).substr(operation.find('.') + 1);
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) != std::end(kVerbs);
}

// Each with its word before and after, and its colour.
struct ActionWords {
  const char* action;
  const char* planned;
  const char* applied;
  Color color;
};
constexpr ActionWords kActions[] = {{"create", "to create", "created", Color::green},
                                    {"update", "to update", "updated", Color::yellow},
                                    {"delete", "to delete", "deleted", Color::red}};

std::string show_changes(const json::value& result, const Screen& screen, bool applied) {
  std::string text;
  std::string counts;
  for (const ActionWords& words : kActions) {
    long long count = 0;
    for (const json::value& change : result.at("changes").as_array()) {
      if (text_at(change, "action") != words.action) continue;
      ++count;
      text += screen.on_out(words.color, words.action) + " " + text_at(change, "kind") + " " +
              text_at(change, "name") + "\n";
      if (std::string_view(words.action) == "update") text += show_diff(change.at("diff"));
    }
    if (count == 0 && std::string_view(words.action) == "delete") continue;
    counts += std::to_string(count) + " " + (applied ? words.applied : words.planned) + ", ";
  }
  if (applied) {
    text += show_findings(result, screen);
    for (const json::value& file : result.at("lock_files").as_array()) {
      const std::string status = text_at(file, "status");
      if (status == "written" || status == "unchanged") continue;
      text += screen.on_out(Color::yellow, "note:") + " " + status + "\n";
    }
  }
  return text + counts + std::to_string(number_at(result, "unchanged")) + " unchanged\n";
}

std::string show_preview(const json::value& result, const Screen& screen) {
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;
  std::string types;
  for (const json::value& column : result.at("columns").as_array()) {
    const std::string type = text_at(column, "type");
    const bool number =
        type == "bigint" || type == "integer" || type == "float" || type.rfind("decimal", 0) == 0;
    columns.push_back({text_at(column, "name"), number});
    types += (types.empty() ? "" : ", ") + text_at(column, "name") + " " + type;
  }
  for (const json::value& item : result.at("rows").as_array()) {
    auto& row = rows.emplace_back();
    for (const TableColumn& column : columns) {
      const json::value& cell = item.at(column.title);
      row.push_back(cell.is_null() ? "NULL" : plain(cell));
    }
  }
  std::string text = table(columns, rows, screen.width());
  text += std::to_string(rows.size()) + " rows of " + types + "\n";
  if (const long long misfits = number_at(result, "misfits"); misfits > 0) {
    text += std::to_string(misfits) + " values do not fit their type and are shown as NULL\n";
  }
  if (const std::size_t cut = result.at("cut").as_array().size(); cut > 0) {
    text += std::to_string(cut) + " cells are larger than 64 KiB and are shown as NULL\n";
  }
  if (!result.at("total").is_null()) {
    text += json::serialize(result.at("total")) + " rows in all\n";
  }
  if (const std::string next = text_at(result, "next"); !next.empty()) {
    text += "more: --cursor " + next + "\n";
  }
  return text;
}

std::string show_export(const json::value& result) {
  std::string text;
  for (const json::value& file : result.at("removed").as_array()) {
    text += "removed " + plain(file) + "\n";
  }
  return text + std::to_string(result.at("files").as_array().size()) + " written, " +
         std::to_string(result.at("removed").as_array().size()) + " removed, " +
         std::to_string(number_at(result, "unchanged")) + " unchanged\n";
}

std::string show_files(const json::value& result) {
  std::string text;
  std::string folder;
  for (const json::value& file : result.at("files").as_array()) {
    const std::string path = plain(file);
    text += "wrote " + path + "\n";
    folder = path.substr(0, path.find_last_of('/'));
  }
  return text + "\nTry:\n  waybill lint " + folder + "\n  waybill apply " + folder +
         "\n  waybill preview purchases --recipient Acme\n  waybill transfer acme\n";
}

// Words on lines of at most `width` characters, set in by four.
std::string wrapped(const std::string& text, std::size_t width) {
  std::string result;
  std::size_t column = 0;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const std::size_t length = code_points(word);
    if (column != 0 && column + 1 + length > width) {
      result += "\n";
      column = 0;
    }
    result += column == 0 ? "    " : " ";
    result += word;
    column += (column == 0 ? 4 : 1) + length;
  }
  return result + "\n";
}

std::string show_rule(const json::value& rule, const Screen& screen) {
  constexpr std::size_t kWidth = 90;
  const std::size_t width =
      screen.width() == 0 || screen.width() > kWidth ? kWidth : screen.width();
  std::string text = text_at(rule, "code");
  if (const std::string severity = text_at(rule, "severity"); !severity.empty()) {
    text += " (" + severity + ")";
  } else if (const std::string error_class = text_at(rule, "class"); !error_class.empty()) {
    text += " (class " + error_class + (flag_at(rule, "retryable") ? ", retryable)" : ")");
  }
  text += ": " + text_at(rule, "title") + "\n";
  struct Part {
    const char* key;
    const char* heading;
  };
  for (const auto& [key, heading] :
       {Part{"why", "Why"}, Part{"example", "Example"}, Part{"fix", "Fix"}}) {
    const std::string content = text_at(rule, key);
    if (content.empty()) continue;
    text += "\n  " + screen.on_out(Color::bold, heading) + "\n";
    // An example is to be copied: its line breaks are its own.
    text += std::string(key) == "example" ? "    " + content + "\n" : wrapped(content, width);
  }
  return text;
}

std::string counted(const json::value& result, const char* key, const char* what) {
  return with_thousands(number_at(result, key)) + " " + what;
}

std::string show_retry(const json::value& result, const Screen& screen) {
  if (number_at(result, "matched") == 0) return "no dead letter waits\n";
  std::string text = show_runs(result.at("runs").as_array(), screen) +
                     counted(result, "resolved", "delivered, ") +
                     counted(result, "refused", "refused again, ") +
                     counted(result, "gone", "gone from the source, ") +
                     counted(result, "untouched", "not tried\n");
  if (flag_at(result, "more")) text += "more wait: retry again\n";
  return text;
}

std::string show_object(const json::value& result) {
  std::string text;
  for (const auto& [key, value] : result.as_object()) {
    text += std::string(key) + ": " + (value.is_string() ? plain(value) : pretty(value, "")) + "\n";
  }
  return text;
}

}  // namespace

std::string show(const std::string& operation, const json::value& result, const Screen& screen) {
  if (const ListShape* shape = list_shape(operation)) return show_list(*shape, result, screen);
  if (operation == "config.plan") return show_changes(result, screen, false);
  if (operation == "config.apply") return show_changes(result, screen, true);
  if (operation == "config.lint") return text_at(result, "text");
  if (operation == "metrics.get") {
    const std::string file = text_at(result, "textfile");
    return file.empty() ? text_at(result, "text") : "wrote " + file + "\n";
  }
  if (operation == "config.init") return show_files(result);
  if (operation == "config.export") return show_export(result);
  if (operation == "model.preview" || operation == "sync.preview")
    return show_preview(result, screen);
  if (operation == "destination.transfer") return show_runs(result.at("runs").as_array(), screen);
  if (operation == "reject.retry") return show_retry(result, screen);
  if (operation == "reject.discard") return counted(result, "discarded", "discarded") + "\n";
  if (operation == "sync.run") return show_runs({result}, screen);
  if (operation == "sync.plan") return show_plan(result);
  if (operation == "sync.compare") return show_comparison(result);
  if (operation == "rules.explain") return show_rule(result, screen);
  if (operation == "system.doctor") return show_doctor(result, screen);
  if (operation == "connection.grants") return text_at(result, "script");
  if (operation == "connection.verify" || operation == "destination.test") {
    return show_checks(result, screen);
  }
  if (operation == "version.diff") return show_version_diff(result);
  if (is_saved(operation)) return show_saved(result, screen);
  if (operation == "model.validate" || operation == "product.validate")
    return show_validation(result, screen);
  if (operation == "model.test") return show_tests(result, screen);
  if (operation == "model.columns") return show_columns(result, screen);
  if (operation == "model.infer") return pretty(result, "") + "\n";
  if (operation == "config.schema") return pretty(result, "") + "\n";
  return show_object(result);
}

std::string show_error(const json::value& error, const Screen& screen) {
  std::string text = screen.on_error(Color::red, "waybill:") + " " + text_at(error, "code") + " " +
                     text_at(error, "message") + "\n";
  if (const std::string hint = text_at(error, "hint"); !hint.empty()) {
    text += "  hint: " + hint + "\n";
  }
  return text;
}

}  // namespace waybill::cli
