#include "execute.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "alert_command.hpp"
#include "row_writer.hpp"
#include "screen.hpp"
#include "show.hpp"
#include "show_runs.hpp"
#include "show_tests.hpp"
#include "waybill/waybill.hpp"

namespace waybill::cli {

namespace json = boost::json;

namespace {

constexpr std::string_view kRunDue = "schedule.run_due";
constexpr std::string_view kTests = "model.test";
constexpr std::string_view kUpgrade = "catalog.upgrade";

enum Exit { kDone = 0, kFindings = 1, kUsage = 2, kPartial = 3, kCancelled = 130 };

void print(std::FILE* file, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
}

bool write_file(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written;
}

int code_of_error(const waybill::Error& error, bool lasting) {
  switch (error.status()) {
    case WAYBILL_E_CANCELLED:
      return kCancelled;
    case WAYBILL_E_USAGE:
    case WAYBILL_E_NOT_FOUND:
      return kUsage;
    case WAYBILL_E_CONFIG:
      return kFindings;
    default:
      return lasting ? kFindings : kUsage;
  }
}

// The worst of what was started.
int code_of_starts(const json::array& ran) {
  int code = kDone;
  for (const json::value& start : ran) {
    const json::string& status = start.at("status").as_string();
    if (status == "partial_failure" && code == kDone) code = kPartial;
    if (status == "error") code = kFindings;
  }
  return code;
}

int code_of_result(const Invocation& invocation, const json::value& result) {
  const json::object& object = result.as_object();
  if (invocation.operation == "config.lint" || invocation.operation == "model.validate" ||
      invocation.operation == "product.validate") {
    return object.at("counts").at("error").as_int64() > 0 ? kFindings : kDone;
  }
  if (invocation.operation == kTests) {
    const json::object& counts = object.at("counts").as_object();
    const bool good = counts.at("failed").as_int64() == 0 && counts.at("error").as_int64() == 0 &&
                      object.at("findings").as_array().empty();
    return good ? kDone : kFindings;
  }
  if (invocation.operation == "config.plan") {
    return invocation.check && !object.at("changes").as_array().empty() ? kFindings : kDone;
  }
  if (invocation.operation == "catalog.check" || invocation.operation == "connection.verify" ||
      invocation.operation == "destination.test" || invocation.operation == "system.doctor" ||
      invocation.operation == kUpgrade) {
    return object.at("ok").as_bool() ? kDone : kFindings;
  }
  if (invocation.operation == "sync.compare") {
    const auto none = [&](std::string_view side) {
      return object.at(side).as_object().at("rows").as_int64() == 0;
    };
    return none("different") && none("only_in_source") && none("only_in_destination") ? kDone
                                                                                      : kFindings;
  }
  if (!invocation.lasting) return kDone;
  if (invocation.operation == kRunDue) return code_of_starts(object.at("ran").as_array());
  const json::value* const status = object.if_contains("status");
  if (status == nullptr) return kDone;  // a plan
  return *status == "success" ? kDone : *status == "partial_failure" ? kPartial : kFindings;
}

// `--sql -` is what stands on standard input.
std::string with_sql_read(const std::string& text) {
  json::object params = json::parse(text).as_object();
  const json::value* sql = params.if_contains("sql");
  if (sql == nullptr || sql->as_string() != "-") return text;
  std::string read;
  char buffer[4096];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;) {
    read.append(buffer, got);
  }
  params["sql"] = read;
  return json::serialize(params);
}

// Of the words behind `test`, those that are files and folders are paths.
std::string with_paths_apart(const std::string& text) {
  json::object params = json::parse(text).as_object();
  const json::value* const given = params.if_contains("models");
  if (given == nullptr) return text;
  const json::array words = given->as_array();  // what is added to the object moves its members
  json::array paths, names;
  if (const json::value* const named = params.if_contains("paths")) paths = named->as_array();
  for (const json::value& word : words) {
    const std::string_view name = word.as_string();
    std::error_code ignored;
    const bool is_path = std::filesystem::exists(name, ignored) || name.ends_with(".json") ||
                         name.ends_with(".jsonc") || name.find('/') != name.npos;
    (is_path ? paths : names).push_back(word);
  }
  params.erase("models");
  if (!names.empty()) params["models"] = std::move(names);
  if (!paths.empty()) params["paths"] = std::move(paths);
  return json::serialize(params);
}

// The parameters as the operation gets them: lint and metrics write their own texts.
std::string params_of(const Invocation& invocation) {
  if (invocation.operation == "model.preview") return with_sql_read(invocation.params);
  if (invocation.operation == kTests) return with_paths_apart(invocation.params);
  if (invocation.operation == kUpgrade) {  // opens the file by itself: opening is upgrading
    json::object params = json::parse(invocation.params).as_object();
    params.emplace("path", invocation.catalog);
    return json::serialize(params);
  }
  const bool lints = invocation.operation == "config.lint";
  if ((!lints && invocation.operation != "metrics.get") || invocation.json)
    return invocation.params;
  json::object params = json::parse(invocation.params).as_object();
  if (!params.contains("format")) params["format"] = lints ? "text" : "prometheus";
  return json::serialize(params);
}

bool opens_catalog(const Invocation& invocation) {
  if (invocation.needs == "catalog") return true;
  // lint looks into a catalog only where one was named: it needs none.
  if (invocation.needs == "nothing") {
    return invocation.operation == "config.lint" && invocation.catalog_given;
  }
  std::error_code error;
  return invocation.catalog_given || std::filesystem::exists(invocation.catalog, error);
}

std::optional<waybill::Catalog> open_catalog(const Invocation& invocation) {
  if (!opens_catalog(invocation)) return std::nullopt;
  waybill::Context context;
  if (!invocation.alert_command.empty()) {
    context.set_alert([words = invocation.alert_command](std::string_view event) {
      const bool taken = run_alert_command(words, event, std::chrono::seconds(30));
      if (!taken) {
        print(stderr, "waybill: the alert command '" + words.front() +
                          "' did not take an alert; it is told again later\n");
      }
      return taken;
    });
  }
  return waybill::Catalog(context, invocation.catalog,
                          waybill::Actor{invocation.actor, invocation.roles});
}

// What an interrupt ends, until this goes.
class Interruptible {
 public:
  Interruptible(Interrupts& interrupts, std::function<void()> cancel) : interrupts_(interrupts) {
    interrupts_.on_interrupt(std::move(cancel));
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  ~Interruptible() { interrupts_.on_interrupt({}); }

 private:
  Interrupts& interrupts_;
};

// What Arrow hands out, released at the end.
template <class Struct>
struct Owned : Struct {
  Owned() : Struct{} {}
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { reset(); }
  void reset() {
    if (this->release != nullptr) this->release(this);
  }
};

// Rows to standard output as they come. An error after the first of them stands behind them.
int write_rows(const Invocation& invocation, Interrupts& interrupts) {
  std::optional<waybill::Catalog> catalog = open_catalog(invocation);
  const waybill::Context context;
  waybill::Stream stream = catalog ? catalog->stream(invocation.operation, invocation.params)
                                   : context.stream(invocation.operation, invocation.params);
  const Interruptible interruptible(interrupts, [&stream] { stream.cancel(); });
  const RowFormat format = invocation.json  ? RowFormat::document
                           : invocation.csv ? RowFormat::csv
                                            : RowFormat::json_lines;
  Owned<ArrowSchema> schema;
  stream.schema(&schema);
  RowWriter writer(stdout, format, schema);
  try {
    for (Owned<ArrowArray> batch; stream.next(&batch); batch.reset()) writer.write(batch);
  } catch (const waybill::Error& error) {
    writer.end(error.json());
    if (!invocation.json) throw;
    return code_of_error(error, invocation.lasting);
  }
  writer.end();
  return kDone;
}

std::string run(const Invocation& invocation, Interrupts& interrupts, Screen& screen) {
  const auto progress = [&](std::string_view event) {
    if (invocation.json) {
      print(stderr, std::string(event) + "\n");
    } else {
      const json::value read = json::parse(json::string_view(event.data(), event.size()));
      if (const std::string line = show_schedule_event(read); !line.empty()) {
        screen.clear_live();
        print(stdout, line);
      } else if (read.as_object().contains("phase")) {
        screen.live(show_event(read));
      }
    }
    return true;
  };
  const std::string params = params_of(invocation);
  std::optional<waybill::Catalog> catalog = open_catalog(invocation);
  const waybill::Context context;
  waybill::Operation operation = catalog ? catalog->start(invocation.operation, params, progress)
                                         : context.start(invocation.operation, params, progress);
  const Interruptible interruptible(interrupts, [&operation] { operation.cancel(); });
  return operation.wait();
}

std::string after_cancel(const Invocation& invocation) {
  if (invocation.operation == kRunDue) return "";  // its hint says it
  if (invocation.operation == "destination.transfer") {
    return "  syncs that had ended are delivered, the one under way committed nothing; the next "
           "transfer goes on\n";
  }
  return invocation.lasting ? "  nothing was committed; the next run goes on\n" : "";
}

}  // namespace

int execute(const Invocation& invocation, Interrupts& interrupts) {
  Screen screen(invocation.color, !invocation.json);
  try {
    if (invocation.only_rows) return write_rows(invocation, interrupts);
    const std::string text = run(invocation, interrupts, screen);
    const json::value result = json::parse(text);
    screen.clear_live();
    if (!invocation.junit.empty() && !write_file(invocation.junit, junit_xml(result))) {
      print(stderr, "waybill: '" + invocation.junit + "' cannot be written\n");
      return kUsage;
    }
    const bool has_text =
        invocation.operation == "config.lint" || invocation.operation == "metrics.get";
    const json::value* const own = result.as_object().if_contains("text");
    const bool as_json = invocation.json || (has_text && (own == nullptr || own->is_null()));
    print(stdout, as_json ? text + "\n" : show(invocation.operation, result, screen));
    return code_of_result(invocation, result);
  } catch (const waybill::Error& error) {
    screen.clear_live();
    const bool ordered = error.status() == WAYBILL_E_CANCELLED && invocation.operation == kRunDue &&
                         interrupts.terminated();
    if (ordered) {
      print(stdout, invocation.json ? "{\"stopped\":true}\n" : "stopped\n");
      return kDone;
    }
    if (invocation.json) {
      print(stdout, "{\"error\":" + error.json() + "}\n");
    } else {
      print(stderr, show_error(json::parse(error.json()), screen));
      if (error.status() == WAYBILL_E_CANCELLED) print(stderr, after_cancel(invocation));
    }
    return code_of_error(error, invocation.lasting);
  }
}

}  // namespace waybill::cli
