// Figures of syncs and their runs, as JSON and as Prometheus reads them. From sums that are kept as
// runs end: runs themselves are not read.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/file.hpp"
#include "base/text.hpp"
#include "service/handlers.hpp"
#include "service/params.hpp"
#include "service/schedules.hpp"

namespace waybill::service {

using base::Json;
using catalog::Totals;

namespace {

enum class Type { counter, gauge };

using Labels = std::vector<std::pair<std::string, std::string>>;
struct Sample {
  Labels labels;
  double value = 0;
};
struct Family {
  std::string_view name;
  Type type = Type::gauge;
  std::string_view help;
  std::vector<Sample> samples = {};
};

// In the order in which they are shown.
enum Metric : std::size_t {
  kRuns,
  kRowsRead,
  kRows,
  kBytes,
  kPhaseSeconds,
  kRetries,
  kRunning,
  kDeadLetters,
  kLastDuration,
  kLastSuccess,
  kSinceSuccess,
  kLastDelivery,
  kBehind,
  kAlerts,
  kMetrics
};

std::vector<Family> families() {
  std::vector<Family> all{
      {"waybill_runs_total", Type::counter, "Runs that are over, by how they ended"},
      {"waybill_rows_read_total", Type::counter, "Rows read from the source"},
      {"waybill_rows_total", Type::counter,
       "Rows by what became of them; vanished: deleted by a mirror, and not among those read"},
      {"waybill_bytes_total", Type::counter, "Bytes of column data sent"},
      {"waybill_phase_seconds_total", Type::counter, "Seconds that runs spent in each phase"},
      {"waybill_retries_total", Type::counter, "Attempts of runs after the first"},
      {"waybill_running", Type::gauge, "Runs under way"},
      {"waybill_dead_letters", Type::gauge, "Refused rows that wait to be delivered"},
      {"waybill_last_run_duration_seconds", Type::gauge, "How long the last run took"},
      {"waybill_last_success_timestamp_seconds", Type::gauge,
       "When a run last succeeded, in seconds since 1970"},
      {"waybill_last_success_age_seconds", Type::gauge, "Seconds since a run last succeeded"},
      {"waybill_last_delivery_timestamp_seconds", Type::gauge,
       "When a run last delivered rows, also if it refused some, in seconds since 1970"},
      {"waybill_schedule_behind_seconds", Type::gauge,
       "Seconds that work which is due by a schedule has waited"},
      {"waybill_alerts_firing", Type::gauge, "1: the rule holds now"}};
  return all;
}

double seconds(base::Micros micros) {
  return static_cast<double>(micros) / 1e6;
}

Labels labels_of(const Totals& totals) {
  return {{"sync", totals.sync_name}, {"destination", totals.destination}, {"model", totals.model}};
}

Labels with(Labels labels, std::string name, std::string value) {
  labels.emplace_back(std::move(name), std::move(value));
  return labels;
}

void add_sums(const Totals& totals, std::vector<Family>& all) {
  const Labels labels = labels_of(totals);
  for (const Totals::Sum& sum : totals.sums) {
    const auto value = static_cast<double>(sum.total);
    if (sum.what == "runs") {
      all[kRuns].samples.push_back({with(labels, "status", sum.part), value});
    } else if (sum.what == "rows" && sum.part == "read") {
      all[kRowsRead].samples.push_back({labels, value});
    } else if (sum.what == "rows") {
      all[kRows].samples.push_back({with(labels, "outcome", sum.part), value});
    } else if (sum.what == "phase_us") {
      all[kPhaseSeconds].samples.push_back({with(labels, "phase", sum.part), value / 1e6});
    } else if (sum.what == "bytes") {
      all[kBytes].samples.push_back({labels, value});
    } else if (sum.what == "retries") {
      all[kRetries].samples.push_back({labels, value});
    }
  }
}

void add_state(const Totals& totals, base::Micros now, std::vector<Family>& all) {
  const Labels labels = labels_of(totals);
  all[kLastDuration].samples.push_back(
      {labels, seconds(std::max<base::Micros>(0, totals.last_ended_at - totals.last_started_at))});
  if (totals.last_success_at) {
    all[kLastSuccess].samples.push_back({labels, seconds(*totals.last_success_at)});
    all[kSinceSuccess].samples.push_back(
        {labels, seconds(std::max<base::Micros>(0, now - *totals.last_success_at))});
  }
  if (totals.last_commit_at) {
    all[kLastDelivery].samples.push_back({labels, seconds(*totals.last_commit_at)});
  }
}

// A filter keeps what it names.
struct Wanted {
  std::string sync;
  std::string destination;
  bool operator()(std::string_view sync_name, std::string_view to) const {
    return (sync.empty() || base::fold_name(sync_name) == sync) &&
           (destination.empty() || base::fold_name(to) == destination);
  }
};

void add_running(Call& call, const Wanted& wanted, std::vector<Family>& all) {
  catalog::RunFilter filter;
  filter.status = catalog::RunStatus::running;
  std::map<Labels, double> running;
  for (const catalog::Run& run : call.catalog->runs(filter, {1000, ""}).items) {
    if (!wanted(run.sync_name, run.destination)) continue;
    ++running[{{"sync", run.sync_name}, {"destination", run.destination}, {"model", run.model}}];
  }
  for (auto& [labels, count] : running) all[kRunning].samples.push_back({labels, count});
}

void add_schedules(Call& call, base::Micros now, const Wanted& wanted, std::vector<Family>& all) {
  for (const Scheduled& scheduled : all_scheduled(*call.catalog)) {
    const auto due = due_at(scheduled, state_of(*call.catalog, scheduled));
    std::string sync;
    std::string destination = scheduled.name;
    std::string model;
    if (scheduled.kind == model::Kind::sync) {
      const ResolvedSync found = find_sync(*call.catalog, scheduled.name);
      sync = found.name;
      destination = found.destination.name;
      model = found.settings.query.empty() ? found.model.name : "";
    }
    if (!wanted(sync, destination)) continue;
    all[kBehind].samples.push_back(
        {{{"sync", sync}, {"destination", destination}, {"model", model}},
         static_cast<double>(seconds_behind(scheduled, due, now))});
  }
}

std::vector<Family> collect(Call& call, base::Micros now) {
  const Wanted wanted{base::fold_name(text_param(call.params, "sync")),
                      base::fold_name(text_param(call.params, "destination"))};
  std::vector<Family> all = families();
  const auto waiting = call.catalog->waiting_rejects();
  std::map<std::string, Labels> names;
  for (const Totals& totals : call.catalog->totals()) {
    if (!wanted(totals.sync_name, totals.destination)) continue;
    names.emplace(totals.sync_id, labels_of(totals));
    add_sums(totals, all);
    add_state(totals, now, all);
    const auto letters = waiting.find(totals.sync_id);
    all[kDeadLetters].samples.push_back(
        {labels_of(totals), letters == waiting.end() ? 0.0 : static_cast<double>(letters->second)});
  }
  add_running(call, wanted, all);
  add_schedules(call, now, wanted, all);
  for (const catalog::Alert& alert : call.catalog->alerts("")) {
    if (const auto found = names.find(alert.sync_id); found != names.end()) {
      all[kAlerts].samples.push_back({with(found->second, "rule", alert.rule), 1});
    }
  }
  return all;
}

std::string_view to_string(Type type) {
  return type == Type::counter ? "counter" : "gauge";
}

std::string number_text(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (value == std::floor(value) && std::abs(value) < kExact) {
    return fmt::format("{}", static_cast<std::int64_t>(value));
  }
  return fmt::format("{}", value);
}

void add_label(std::string& text, std::string_view value) {
  for (const char c : value) {
    if (c == '\\') {
      text += "\\\\";
    } else if (c == '"') {
      text += "\\\"";
    } else if (c == '\n') {
      text += "\\n";
    } else {
      text += c;
    }
  }
}

// The text format 0.0.4.
std::string prometheus_text(const std::vector<Family>& all) {
  std::string text;
  for (const Family& family : all) {
    if (family.samples.empty()) continue;
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", family.name, family.help,
                        to_string(family.type));
    for (const Sample& sample : family.samples) {
      text += family.name;
      char before = '{';
      for (const auto& [name, value] : sample.labels) {
        text += before;
        text += name;
        text += "=\"";
        add_label(text, value);
        text += '"';
        before = ',';
      }
      text += "} " + number_text(sample.value) + "\n";
    }
  }
  return text;
}

Json number_json(double value) {
  if (value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

Json metrics_json(const std::vector<Family>& all) {
  Json metrics = Json::array();
  for (const Family& family : all) {
    Json samples = Json::array();
    for (const Sample& sample : family.samples) {
      Json labels = Json::object();
      for (const auto& [name, value] : sample.labels) labels.set(name, value);
      samples.push(
          Json::object({{"labels", std::move(labels)}, {"value", number_json(sample.value)}}));
    }
    metrics.push(Json::object({{"name", family.name},
                               {"type", to_string(family.type)},
                               {"help", family.help},
                               {"samples", std::move(samples)}}));
  }
  return metrics;
}

}  // namespace

Json metrics_get(Call& call) {
  const base::Micros now = call.environment.clock();
  const std::vector<Family> all = collect(call, now);
  const std::string file = text_param(call.params, "textfile");
  const bool as_text = text_param(call.params, "format") == "prometheus";
  if (!file.empty()) base::write_file(file, prometheus_text(all));
  return Json::object({{"at", base::format_instant(now)},
                       {"metrics", as_text ? Json(nullptr) : metrics_json(all)},
                       {"text", as_text ? Json(prometheus_text(all)) : Json(nullptr)},
                       {"textfile", file.empty() ? Json(nullptr) : Json(file)}});
}

}  // namespace waybill::service
