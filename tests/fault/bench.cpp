#include "fault/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "base/uuid.hpp"
#include "rows/type.hpp"
#include "warehouse/odbc/handles.hpp"

namespace waybill::tests {
namespace {

using warehouse::Access;

constexpr int kRows = 300;
constexpr int kRowsBefore = 250;
constexpr int kChanged = 40;
// Of the last rows of the run before, and of the first of the next one.
constexpr const char* kWatermark = "2026-01-03T00:00:00.000000Z";
constexpr const char* kLast = "2026-01-04T00:00:00.000000Z";

const base::Micros kNow = *base::parse_instant("2026-03-01T12:00:00Z");

model::Column column(const char* name, const char* type, bool key = false, bool cursor = false) {
  model::Column result;
  result.name_in_source = name;
  result.name_in_destination = name;
  result.type = rows::parse_type(type).type;
  result.is_primary_key = key;
  result.is_last_modified = cursor;
  return result;
}

struct Item {
  int id;
  std::string name;
  std::string at;
};

// 100 rows at each instant.
Item first_version(int id) {
  return {id, fmt::format("row {}", id), fmt::format("2026-01-0{}T00:00:00.000000Z", 1 + id % 3)};
}

// Some changed at the very instant of the watermark, some are new at it, some are later.
Item last_version(int id) {
  Item item = first_version(id);
  if (id <= kChanged) item = {id, fmt::format("ché'nged {}", id), kWatermark};
  if (id > kRowsBefore) item.at = id % 2 == 0 ? kWatermark : kLast;
  return item;
}

void put(Place& source, const std::vector<Item>& items) {
  source.run("DELETE FROM items");
  std::string values;
  const auto add = [&](const std::string& id, const std::string& name, const char* amount,
                       const std::string& at) {
    std::string text;
    for (const char c : name) text += c == '\'' ? "''" : std::string(1, c);
    // MariaDB's dates have no Z.
    values += fmt::format("{}({}, '{}', {}, '{}')", values.empty() ? "" : ", ", id, text, amount,
                          source.commits_ddl() ? at.substr(0, at.size() - 1) : at);
  };
  for (const Item& item : items) add(std::to_string(item.id), item.name, "1.5", item.at);
  // What is refused: a value that does not fit, no key, and a key twice.
  add("1001", "digits", "1.23456", kWatermark);
  add("NULL", "no key", "1", kWatermark);
  add("1002", "twice", "1", kWatermark);
  add("1002", "again", "2", kWatermark);
  source.run("INSERT INTO items (id, name, amount, updated_at) VALUES " + values);
}

void put_first(Bench& bench) {
  std::vector<Item> items;
  for (int id = 1; id <= kRowsBefore; ++id) items.push_back(first_version(id));
  put(*bench.source, items);
}

void put_last(Bench& bench) {
  std::vector<Item> items;
  for (int id = 1; id <= kRows; ++id) items.push_back(last_version(id));
  put(*bench.source, items);
}

void must_run(Bench& bench) {
  const Outcome outcome = bench.run();
  if (outcome.error) throw *outcome.error;
  if (!outcome.escaped.empty()) throw std::runtime_error(outcome.escaped);
}

void nothing_before(Bench& bench) {
  put_last(bench);
}

void a_run_before(Bench& bench) {
  put_first(bench);
  must_run(bench);
  put_last(bench);
}

// Another mode has filled the table.
void an_upsert_before(Bench& bench) {
  const model::Mode mode = std::exchange(bench.job.mode, model::Mode::upsert);
  a_run_before(bench);
  bench.job.mode = mode;
}

// As few as a guard lets go.
constexpr int kGone = 5;

void some_vanish(Bench& bench) {
  a_run_before(bench);
  bench.source->run(fmt::format("DELETE FROM items WHERE id <= {}", kGone));
}

void some_to_delete(Bench& bench) {
  an_upsert_before(bench);
  bench.source->run(fmt::format("DELETE FROM items WHERE id > {}", kGone));
}

std::vector<std::string> items(int from, int to, Item (*version)(int id)) {
  std::vector<std::string> rows;
  for (int id = from; id <= to; ++id) {
    const Item item = version(id);
    rows.push_back(fmt::format("{}|{}|1.5000|{}", id, item.name, item.at));
  }
  return rows;
}

std::vector<std::string> everything() {
  return items(1, kRows, last_version);
}
std::vector<std::string> only_added() {
  std::vector<std::string> rows = items(1, kRowsBefore, first_version);
  const std::vector<std::string> added = items(kRowsBefore + 1, kRows, last_version);
  rows.insert(rows.end(), added.begin(), added.end());
  return rows;
}
std::vector<std::string> only_changed() {
  return items(1, kRowsBefore, last_version);
}
std::vector<std::string> without_gone() {
  return items(kGone + 1, kRows, last_version);
}
std::vector<std::string> without_deleted() {
  return items(kGone + 1, kRowsBefore, first_version);
}

template <model::Mode mode>
void by_cursor(sync::Job& job) {
  job.mode = mode;
}
template <model::Mode mode>
void by_snapshot(sync::Job& job) {
  job.mode = mode;
  job.model.change_detection = model::ChangeDetection::snapshot;
}

std::string field(const std::string& row, int number) {
  std::size_t at = 0;
  for (; number > 0; --number) at = row.find('|', at) + 1;
  return row.substr(at, row.find('|', at) - at);
}

// What stays the same from run to run.
Tables lasting(Tables tables) {
  for (auto& [table, rows] : tables) {
    if (table == "_waybill_commits" && !rows.empty()) {
      // The last one counts.
      const auto epoch = [](const std::string& row) { return std::stol(field(row, 2)); };
      rows = {field(*std::ranges::max_element(rows, {}, epoch), 3)};
    }
    if (table == "_waybill_owners" || table == "_waybill_transfer_status" ||
        table == "_waybill_rejects") {
      for (std::string& row : rows) row = field(row, 0) + '|' + field(row, 1);
    }
    std::ranges::sort(rows);
    // A dead letter waits once a run that was committed.
    if (table == "_waybill_rejects") rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  return tables;
}

}  // namespace

std::vector<Scenario> scenarios() {
  using model::Mode;
  return {
      {"upsert, first run", true, by_cursor<Mode::upsert>, nothing_before, everything},
      {"upsert, next run", true, by_cursor<Mode::upsert>, a_run_before, everything},
      {"upsert by snapshot", false, by_snapshot<Mode::upsert>, a_run_before, everything},
      {"insert", false, by_cursor<Mode::insert>, a_run_before, only_added},
      {"update", false, by_cursor<Mode::update>, an_upsert_before, only_changed},
      {"delete", false, by_cursor<Mode::remove>, some_to_delete, without_deleted},
      {"mirror", true, by_cursor<Mode::mirror>, some_vanish, without_gone},
  };
}

Bench::Bench(const Leg& leg_of, const Scenario& scenario_of)
    : leg(leg_of),
      scenario(scenario_of),
      source(leg.at_source ? make_server(leg.vendor) : make_sqlite()),
      destination(leg.at_source ? make_sqlite() : make_server(leg.vendor)),
      driver(fault_driver(leg.vendor)) {
  driver.rule("");
  handles = warehouse::odbc::Handle::alive();
  job.state = {"catalog", "sync", ""};
  job.sync_name = "items";
  job.table = kItems;
  job.lookback_seconds = 300;
  job.model.name = "items";
  job.model.source_table = "items";
  job.model.columns = {column("id", "bigint", true), column("name", "text"),
                       column("amount", "decimal(18,4)"),
                       column("updated_at", "timestamp", false, true)};
  scenario.ask(job);
  source->run(source->create_source());
  scenario.before(*this);
  destination->save();
  before = destination->look();
  run_for_reference();
}

void Bench::run_for_reference() {
  const Outcome outcome = run();
  if (!outcome.report) throw std::runtime_error(describe(outcome));
  counts = base::write_json(sync::to_json(outcome.report->counts));
  tables = destination->tables();
  for (const std::string& table : tables) {
    if (table.starts_with("_waybill_stg")) throw std::runtime_error(table + " is left");
  }
  expected = lasting(destination->look());
  expected[kItems] = scenario.expected();
  std::ranges::sort(expected[kItems]);
  if (const std::string problem = wrong(); !problem.empty()) throw std::runtime_error(problem);
}

Outcome Bench::run(const base::CancelToken& cancel) {
  const auto start = std::chrono::steady_clock::now();
  Outcome outcome;
  job.run_id = base::new_uuid(kNow);
  try {
    const auto from = source->open(Access::read_only);
    const auto to = destination->open(Access::read_write);
    outcome.opened = true;
    outcome.report = sync::run(job, *from, *to, [] { return kNow; }, cancel, {});
  } catch (const Error& error) {
    outcome.error = error;
  } catch (const std::exception& error) {
    outcome.escaped = error.what();
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

std::string Bench::wrong() {
  for (const std::string& table : destination->tables()) {
    if (std::ranges::find(tables, table) == tables.end()) return "there is a table " + table;
  }
  return wrong(destination->look());
}

std::string Bench::wrong(const Tables& found) const {
  for (const auto& [table, rows] : lasting(found)) {
    const auto known = expected.find(table);
    const std::vector<std::string> wanted =
        known == expected.end() ? std::vector<std::string>() : known->second;
    for (std::size_t i = 0; i < std::max(rows.size(), wanted.size()); ++i) {
      const std::string is = i < rows.size() ? rows[i] : "nothing";
      const std::string should = i < wanted.size() ? wanted[i] : "nothing";
      if (is == should) continue;
      return fmt::format("{} has {} rows and should have {}; its row {} is '{}' and should be '{}'",
                         table, rows.size(), wanted.size(), i, is, should);
    }
  }
  return "";
}

std::string Bench::wrong(const sync::Report& report, bool driver_lies) const {
  const base::Json found = sync::to_json(report.counts);
  const std::string text = base::write_json(found);
  if (!driver_lies) return text == counts ? "" : "the counts are " + text + " instead of " + counts;
  // What a driver says of the rows it wrote cannot always be checked, but no count is below zero.
  return text.find(":-") == std::string::npos ? "" : "the counts are " + text;
}

std::string describe(const Leg& leg) {
  return fmt::format("{} as {}", leg.vendor, leg.at_source ? "source" : "destination");
}

std::string describe(const Outcome& outcome) {
  if (!outcome.escaped.empty()) return "an exception escaped: " + outcome.escaped;
  if (!outcome.error) return "it went well";
  const Error& error = *outcome.error;
  return fmt::format("{} {} (blame: {}; hint: {}; SQLSTATE {})", error.code().id, error.message(),
                     to_string(error.blame()), error.hint(),
                     error.sqlstate().empty() ? "none" : error.sqlstate());
}

}  // namespace waybill::tests
