// What a source, a destination and the engine's state hold in a simulated history, and what a run
// has to do to them: worked out row by row, without the engine.
#ifndef WAYBILL_TESTS_SYNC_SIMULATED_WORLD_HPP
#define WAYBILL_TESTS_SYNC_SIMULATED_WORLD_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/document.hpp"
#include "sync/report.hpp"

namespace waybill::tests {

struct SimulatedRow {
  std::optional<std::int64_t> id;
  bool odd_key = false;             // its id is a text: no bigint can be read
  std::optional<std::string> name;  // "bad" is what a table with a check refuses
  bool unreadable = false;          // its name is no text
  std::optional<base::Micros> at;   // its last-modified value
  bool dead = false;                // marked as deleted
  base::Micros committed = 0;       // when it came to be as it is

  // As SQLite quotes it.
  std::string rest() const {
    return (name ? "'" + *name + "'" : "NULL") + "|" +
           (at ? "'" + base::format_instant(*at) + "'" : "NULL");
  }
};

struct SimulatedWays {
  model::Mode mode = model::Mode::upsert;
  model::ChangeDetection detection = model::ChangeDetection::last_modified;
  std::int64_t lookback_s = 0;
  bool soft_delete = false;
  std::optional<model::DeleteGuard> guard;
  bool total = false;  // rows written are told in one number
  model::OnExisting on_existing = model::OnExisting::skip;
  model::OnUnmatched on_unmatched = model::OnUnmatched::skip;

  bool keyless() const {
    return mode == model::Mode::insert && detection == model::ChangeDetection::none;
  }
  bool by_cursor() const {
    return detection == model::ChangeDetection::last_modified && mode != model::Mode::mirror;
  }
  bool by_ledger() const {
    return mode == model::Mode::mirror || (mode == model::Mode::insert && !keyless()) ||
           (detection == model::ChangeDetection::snapshot && mode != model::Mode::remove);
  }
};

// What is decided before the run has the sync to itself.
struct SimulatedPlan {
  bool full = false;
  std::optional<base::Micros> watermark;
  std::optional<base::Micros> from;
  base::Micros bound = 0;
  bool has_ledger = false;
  bool forgets = false;
  bool narrows = false;
};

struct SimulatedOutcome {
  sync::Counts counts;
  sync::Vanished vanished;
  std::int64_t letters = 0;
  std::optional<base::Micros> watermark;
};

using Table = std::map<std::int64_t, std::string>;  // id: the rest of its row

struct SimulatedWorld {
  SimulatedWays ways;
  std::vector<SimulatedRow> source;
  bool has_table = false;
  bool has_check = false;  // the table refuses the name "bad"
  Table table;
  std::multiset<std::string> appended;  // where rows have no key
  bool committed = false;
  std::optional<base::Micros> watermark;
  bool has_ledger = false;
  Table ledger;
  std::int64_t outbox = 0;
  std::set<std::int64_t> excused;  // keys refused once, or changed at the destination by others

  bool table_empty() const { return ways.keyless() ? appended.empty() : table.empty(); }
  SimulatedPlan plan(base::Micros now, bool full_refresh) const;
  // Of a run that reads `rows`. Changes table, ledger, watermark.
  SimulatedOutcome run(const SimulatedPlan& plan, const std::vector<SimulatedRow>& rows,
                       bool allow_deletes);

 private:
  bool guarded(std::int64_t deletes, std::size_t of, bool allow) const {
    return ways.guard && !allow && deletes > ways.guard->max_rows &&
           static_cast<double>(deletes) > ways.guard->max_ratio * static_cast<double>(of);
  }
  void merge(const Table& rows, SimulatedOutcome& out, bool allow);
};

inline SimulatedPlan SimulatedWorld::plan(base::Micros now, bool full_refresh) const {
  using model::Mode;
  SimulatedPlan plan;
  const bool must_have_rows =
      !ways.keyless() && ways.mode != Mode::update && ways.mode != Mode::remove;
  plan.full = full_refresh || !committed || !has_table || (must_have_rows && table_empty());
  plan.bound = now;
  if (ways.by_cursor()) {
    if (!full_refresh) plan.watermark = watermark;
    if (!plan.full && plan.watermark) plan.from = *plan.watermark - ways.lookback_s * 1'000'000;
  }
  plan.has_ledger = has_ledger;
  plan.forgets = ways.by_ledger() && has_ledger && plan.full && (!has_table || table_empty());
  plan.narrows =
      ways.by_ledger() && has_ledger && !plan.forgets && (!plan.full || ways.mode == Mode::insert);
  if (ways.by_cursor() && !plan.watermark) plan.full = true;  // for the watermark alone
  return plan;
}

inline SimulatedOutcome SimulatedWorld::run(const SimulatedPlan& plan,
                                            const std::vector<SimulatedRow>& rows, bool allow) {
  using model::Mode;
  SimulatedOutcome out;
  std::optional<base::Micros> greatest;
  std::multimap<std::int64_t, std::string> landing;
  std::vector<std::int64_t> gone;
  std::set<std::int64_t> seen;
  bool keys_known = true;
  for (const SimulatedRow& row : rows) {
    if (ways.by_cursor() && row.at) {
      if (plan.from && *row.at < *plan.from) continue;
      if (!greatest || *row.at > *greatest) greatest = row.at;
    }
    ++out.counts.read;
    // A delete reads keys alone.
    if (row.odd_key || (row.unreadable && ways.mode != Mode::remove)) {
      ++out.counts.rejected;
      ++out.letters;
      if (row.odd_key) {
        keys_known = false;
      } else if (row.id) {
        seen.insert(*row.id);
        excused.insert(*row.id);
      }
    } else if (ways.keyless()) {
      const std::string id = row.id ? std::to_string(*row.id) : "NULL";
      if (has_check && row.name == "bad") {
        ++out.counts.rejected;
        ++out.letters;
      } else {
        ++out.counts.inserted;
        appended.insert(id + "|" + row.rest());
      }
    } else if (!row.id) {
      ++out.counts.invalid;
      ++out.letters;
    } else if (ways.soft_delete && row.dead) {
      gone.push_back(*row.id);
      seen.insert(*row.id);
    } else {
      landing.emplace(*row.id, row.rest());
    }
  }
  Table staged;
  for (const auto& [id, rest] : landing) {
    seen.insert(id);
    if (landing.count(id) == 1) {
      staged.emplace(id, rest);
    } else {
      ++out.counts.invalid;
      ++out.letters;
      excused.insert(id);
    }
  }
  if (plan.narrows) {
    for (auto row = staged.begin(); row != staged.end();) {
      const auto sent = ledger.find(row->first);
      if (sent != ledger.end() && sent->second == row->second) {
        ++out.counts.unchanged;
        row = staged.erase(row);
      } else {
        ++row;
      }
    }
  }
  std::set<std::int64_t> vanished;
  if (ways.mode == Mode::mirror && plan.has_ledger && !plan.forgets) {
    for (const auto& [id, rest] : ledger) {
      if (!seen.contains(id)) vanished.insert(id);
    }
  }
  if (plan.forgets) ledger.clear();
  if (!ways.keyless()) merge(staged, out, allow);
  if (!gone.empty()) {
    std::int64_t there = 0;
    for (const std::int64_t id : gone) there += table.contains(id) ? 1 : 0;
    const bool held = guarded(there, ways.by_ledger() ? ledger.size() : table.size(), allow);
    out.counts.unchanged += static_cast<std::int64_t>(gone.size()) - there;
    (held ? out.counts.withheld : out.counts.deleted) += there;
    for (const std::int64_t id : gone) {
      if (held) {
        excused.insert(id);
        continue;
      }
      table.erase(id);
      ledger.erase(id);
    }
  }
  if (ways.total) {
    out.counts.total = true;
    out.counts.upserted = out.counts.inserted + out.counts.updated;
    out.counts.inserted = out.counts.updated = 0;
  }
  out.vanished.vanished = static_cast<std::int64_t>(vanished.size());
  if (!vanished.empty()) {
    if (guarded(out.vanished.vanished, ledger.size(), allow) || !keys_known ||
        (out.counts.read == 0 && ways.guard && !allow)) {
      out.vanished.withheld = out.vanished.vanished;
    } else {
      for (const std::int64_t id : vanished) {
        ++(table.erase(id) > 0 ? out.vanished.deleted : out.vanished.already_gone);
        ledger.erase(id);
      }
    }
  }
  out.watermark = plan.watermark;
  if (ways.by_cursor() && greatest && out.counts.withheld == 0) {
    const base::Micros next = std::min(*greatest, plan.bound);
    if (plan.full || !plan.watermark || next > *plan.watermark) out.watermark = next;
  }
  watermark = out.watermark;
  has_table = committed = true;
  has_ledger = has_ledger || ways.by_ledger();
  outbox += out.letters;
  return out;
}

// The ways that rows of a key go.
inline void SimulatedWorld::merge(const Table& rows, SimulatedOutcome& out, bool allow) {
  using model::Mode;
  sync::Counts& counts = out.counts;
  if (ways.mode == Mode::remove) {
    std::int64_t there = 0;
    for (const auto& [id, rest] : rows) there += table.contains(id) ? 1 : 0;
    counts.unmatched = static_cast<std::int64_t>(rows.size()) - there;
    if (ways.on_unmatched == model::OnUnmatched::dead_letter) out.letters += counts.unmatched;
    if (guarded(there, table.size(), allow)) {
      counts.withheld = there;
      return;
    }
    counts.deleted = there;
    for (const auto& [id, rest] : rows) table.erase(id);
    return;
  }
  for (const auto& [id, rest] : rows) {
    const auto found = table.find(id);
    const bool there = found != table.end();
    if (ways.mode == Mode::update && !there) {
      ++counts.unmatched;
      out.letters += ways.on_unmatched == model::OnUnmatched::dead_letter ? 1 : 0;
      continue;
    }
    if (ways.mode == Mode::insert) {
      if (ledger.contains(id)) {
        ++counts.skipped;
        continue;
      }
      if (there && ways.on_existing == model::OnExisting::skip) {
        ++counts.skipped;
        continue;
      }
      if (there) {
        ++counts.rejected;
        ++out.letters;
        continue;
      }
    }
    if (there && found->second == rest) {
      ++counts.unchanged;
    } else if (has_check && rest.starts_with("'bad'")) {
      ++counts.rejected;
      ++out.letters;
      excused.insert(id);
      continue;
    } else {
      ++(there ? counts.updated : counts.inserted);
      table[id] = rest;
    }
    if (ways.by_ledger()) ledger[id] = rest;
  }
}

}  // namespace waybill::tests

#endif
