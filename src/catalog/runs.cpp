// Runs: started once, finished once.
#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "catalog/page.hpp"
#include "catalog/store.hpp"
#include "catalog/totals.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {

constexpr std::string_view list_name = "runs";
constexpr std::string_view reversed_name = "runs oldest first";
constexpr CommitPoints start_points{"catalog.start_run.before", "catalog.start_run.after"};
constexpr CommitPoints finish_points{"catalog.finish_run.before", "catalog.finish_run.after"};

constexpr std::pair<RunStatus, std::string_view> statuses[] = {
    {RunStatus::running, "running"},
    {RunStatus::success, "success"},
    {RunStatus::partial_failure, "partial_failure"},
    {RunStatus::error, "error"},
    {RunStatus::cancelled, "cancelled"},
    {RunStatus::orphaned, "orphaned"},
    {RunStatus::expired, "expired"},
};

constexpr std::string_view run_columns =
    "id, sync_id, sync_name, destination, model, tenant, transfer_id, trigger, actor, status, "
    "started_at, ended_at, report, tags";

std::string write_tags(const std::map<std::string, std::string>& tags) {
  base::Json object = base::Json::object();
  for (const auto& [key, value] : tags) object.set(key, value);
  return write_stored(object, "tags of a run");
}

std::map<std::string, std::string> read_tags(const Database& database, std::string_view text) {
  const base::Json object = read_stored(database, text, "list of a run's tags");
  std::map<std::string, std::string> tags;
  if (!object.is_object()) unknown_value(database, "run's tags");
  for (const auto& member : object.as_object()) {
    if (!member.value.is_string()) unknown_value(database, "run's tag");
    tags.emplace(member.key, member.value.as_string());
  }
  return tags;
}

std::optional<std::string> write_report(const base::Json& report) {
  if (report.is_null()) return std::nullopt;
  return write_stored(report, "report of a run");
}

Run read_run(const Database& database, Query& row) {
  Run run;
  run.id = row.text(0);
  run.sync_id = row.text(1);
  run.sync_name = row.text(2);
  run.destination = row.text(3);
  run.model = row.text(4);
  run.tenant = row.text(5);
  run.transfer_id = row.text(6);
  run.trigger = row.text(7);
  run.actor = row.text(8);
  const auto status = parse_run_status(row.view(9));
  if (!status) unknown_value(database, "run");
  run.status = *status;
  run.started_at = row.integer(10);
  run.ended_at = row.optional_integer(11);
  if (!row.is_null(12)) run.report = read_stored(database, row.view(12), "report of a run");
  run.tags = read_tags(database, row.view(13));
  return run;
}

// A run that is over has an end, even if the caller gave none.
std::optional<std::int64_t> end_of(const Run& run, const base::Clock& clock) {
  if (run.status == RunStatus::running) return std::nullopt;
  return run.ended_at ? run.ended_at : std::optional(clock());
}

// Each index is ordered as the list is; the most selective condition chooses it.
std::string_view index_for(const RunFilter& filter) {
  if (!filter.sync_id.empty()) return "runs_by_sync_id";
  if (!filter.sync.empty()) return "runs_by_sync";
  if (!filter.destination.empty()) return "runs_by_destination";
  if (!filter.model.empty()) return "runs_by_model";
  if (!filter.tags.empty()) return "runs_by_tags";
  if (filter.status) return "runs_by_status";
  return "runs_by_start";
}

Conditions conditions(const RunFilter& filter) {
  Conditions where;
  if (!filter.sync.empty()) where.add("sync_folded = ?", {base::fold_name(filter.sync)});
  if (!filter.sync_id.empty()) where.add("sync_id = ?", {filter.sync_id});
  if (!filter.destination.empty()) {
    where.add("destination_folded = ?", {base::fold_name(filter.destination)});
  }
  if (!filter.model.empty()) where.add("model = ?", {filter.model});
  if (filter.status) where.add("status = ?", {std::string(to_string(*filter.status))});
  if (filter.ended_before) where.add("ended_at < ?", {*filter.ended_before});
  if (filter.ended_after) where.add("ended_at >= ?", {*filter.ended_after});
  if (!filter.tags.empty()) where.add("tags <> '{}'", {});
  for (const auto& [key, value] : filter.tags) {
    // The value's own text is looked for first: reading JSON is what takes the time.
    where.add("instr(tags, ?) > 0", {base::write_json(base::Json(value))});
    where.add("EXISTS (SELECT 1 FROM json_each(tags) t WHERE t.\"key\" = ? AND t.value = ?)",
              {key, value});
  }
  return where;
}

}  // namespace

std::string_view to_string(RunStatus status) {
  return statuses[static_cast<std::size_t>(status)].second;
}

std::optional<RunStatus> parse_run_status(std::string_view text) {
  for (const auto& [status, name] : statuses) {
    if (name == text) return status;
  }
  return std::nullopt;
}

void Catalog::start_run(const Run& run) {
  catalog::in_transaction(
      impl_->database,
      [&] {
        Query(impl_->database,
              "INSERT INTO runs (id, sync_id, sync_name, sync_folded, destination, "
              "destination_folded, model, tenant, transfer_id, trigger, actor, status, started_at, "
              "ended_at, report, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              run.id, run.sync_id, run.sync_name, base::fold_name(run.sync_name), run.destination,
              base::fold_name(run.destination), run.model, run.tenant, run.transfer_id, run.trigger,
              run.actor, to_string(run.status), run.started_at, end_of(run, impl_->clock),
              write_report(run.report), write_tags(run.tags))
            .run();
        if (run.status == RunStatus::running) {
          add_event(run.id, "started",
                    base::Json::object({{"trigger", run.trigger}, {"actor", run.actor}}));
        } else {
          add_event(run.id, "finished", base::Json::object({{"status", to_string(run.status)}}));
          add_to_totals(impl_->database, run, *end_of(run, impl_->clock), write_report(run.report));
        }
      },
      start_points);
}

void Catalog::finish_run(const Run& run) {
  if (run.status == RunStatus::running) {
    throw Error(codes::internal, fmt::format("Run {} was finished with status running", run.id));
  }
  catalog::in_transaction(
      impl_->database,
      [&] {
        Query update(impl_->database,
                     "UPDATE runs SET status = ?, ended_at = ?, report = ? "
                     "WHERE id = ? AND status = 'running'",
                     to_string(run.status), end_of(run, impl_->clock), write_report(run.report),
                     run.id);
        update.run();
        if (impl_->database.changes() > 0) {
          add_event(run.id, "finished", base::Json::object({{"status", to_string(run.status)}}));
          add_to_totals(impl_->database, run, *end_of(run, impl_->clock), write_report(run.report));
        } else if (!this->run(run.id)) {
          throw Error(codes::not_found, fmt::format("There is no run {} to finish", run.id))
              .with_hint("list the runs to see their ids");
        }
      },
      finish_points);
}

std::optional<Run> Catalog::run(std::string_view id) {
  Query query(impl_->database, fmt::format("SELECT {} FROM runs WHERE id = ?", run_columns), id);
  if (!query.next()) return std::nullopt;
  return read_run(impl_->database, query);
}

Listing<Run> Catalog::runs(const RunFilter& filter, const Page& page) {
  const std::string_view list = filter.oldest_first ? reversed_name : list_name;
  const std::string_view order = filter.oldest_first ? "ASC" : "DESC";
  const auto after = read_position(list, page);
  std::vector<Parameter> parameters;
  const auto select = [&](const RunFilter& one) {
    Conditions where = conditions(one);
    if (after) {
      where.add(fmt::format("(started_at, id) {} (?, ?)", filter.oldest_first ? '>' : '<'),
                {after->number, after->text});
    }
    where.parameters.emplace_back(page.size + 1);
    parameters.insert(parameters.end(), where.parameters.begin(), where.parameters.end());
    return fmt::format("SELECT {} FROM runs INDEXED BY {}{} ORDER BY started_at {}, id {} LIMIT ?",
                       run_columns, index_for(one), where.sql, order, order);
  };
  std::string sql;
  if (filter.sync.empty() || filter.sync_id.empty()) {
    sql = select(filter);
  } else {  // each by its own index
    RunFilter by_name = filter;
    by_name.sync_id.clear();
    RunFilter by_id = filter;
    by_id.sync.clear();
    sql = fmt::format("SELECT * FROM ({}) UNION ", select(by_name));
    sql += fmt::format("SELECT * FROM ({}) ORDER BY started_at {}, id {} LIMIT ?", select(by_id),
                       order, order);
    parameters.emplace_back(page.size + 1);
  }
  Query query(impl_->database, sql, parameters);
  return read_page<Run>(
      query, list, page, [&](Query& row) { return read_run(impl_->database, row); },
      [](const Run& last) {
        return Position{last.started_at, last.id};
      });
}

}  // namespace waybill::catalog
