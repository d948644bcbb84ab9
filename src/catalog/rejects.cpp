// Dead letters: rows that could not be delivered, copied here from the destination's outbox.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/seeded_bug.hpp"
#include "base/text.hpp"
#include "catalog/catalog.hpp"
#include "catalog/page.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {

constexpr std::string_view list_name = "rejects";
constexpr CommitPoints add_points{"catalog.add_rejects.before", "catalog.add_rejects.after"};

constexpr std::string_view reject_columns =
    "id, sync_id, sync_name, run_id, tenant, \"key\", code, message, payload, attempts, first_at, "
    "last_at, state, settled_at";

constexpr auto state_words =
    std::to_array<std::string_view>({"pending", "resolved", "replaced", "gone"});
constexpr CommitPoints settle_points{"catalog.settle_rejects.before",
                                     "catalog.settle_rejects.after"};

// A copy of an earlier run's refusal, after a later run's, is one that was counted before.
constexpr std::string_view insert_reject =
    "INSERT INTO rejects (id, sync_id, sync_name, sync_folded, run_id, tenant, \"key\", code, "
    "message, payload, attempts, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET attempts = attempts + 1, run_id = excluded.run_id, "
    "last_at = excluded.last_at, state = 'pending', settled_at = NULL "
    "WHERE run_id <> excluded.run_id AND last_at <= excluded.last_at";

Reject read_reject(const Database& database, Query& row) {
  Reject reject;
  reject.id = row.text(0);
  reject.sync_id = row.text(1);
  reject.sync_name = row.text(2);
  reject.run_id = row.text(3);
  reject.tenant = row.text(4);
  reject.key = read_stored(database, row.view(5), "key of a dead letter");
  reject.code = row.text(6);
  reject.message = row.text(7);
  if (!row.is_null(8)) {
    reject.payload = read_stored(database, row.view(8), "payload of a dead letter");
  }
  reject.attempts = row.integer(9);
  reject.first_at = row.integer(10);
  reject.last_at = row.integer(11);
  reject.state = parse_reject_state(row.view(12)).value_or(RejectState::pending);
  if (!row.is_null(13)) reject.settled_at = row.integer(13);
  return reject;
}

void add_reject(Database& database, const Reject& reject) {
  std::optional<std::string> payload;
  if (!reject.payload.is_null()) payload = write_stored(reject.payload, "payload of a dead letter");
  const std::string_view sql = base::seeded_bug("dead_letter_counted_twice")
                                   ? insert_reject.substr(0, insert_reject.find("WHERE"))
                                   : insert_reject;
  Query(database, sql, reject.id, reject.sync_id, reject.sync_name,
        base::fold_name(reject.sync_name), reject.run_id, reject.tenant,
        write_stored(reject.key, "key of a dead letter"), reject.code, reject.message, payload,
        reject.attempts, reject.first_at, reject.last_at)
      .run();
}

std::string_view index_for(const RejectFilter& filter) {
  if (!filter.sync.empty()) return filter.state ? "rejects_by_sync_state" : "rejects_by_sync";
  // Those that wait are few.
  const bool rare = filter.state == RejectState::pending;
  if (!filter.code.empty() && !rare) return "rejects_by_code";
  if (filter.state) return "rejects_by_state";
  return "rejects_by_time";
}

Conditions conditions(const RejectFilter& filter) {
  Conditions where;
  if (!filter.sync.empty()) where.add("sync_folded = ?", {base::fold_name(filter.sync)});
  if (!filter.code.empty()) where.add("code = ?", {base::ascii_upper(filter.code)});
  if (filter.state) where.add("state = ?", {std::string(to_string(*filter.state))});
  return where;
}

}  // namespace

std::string_view to_string(RejectState state) {
  return state_words[static_cast<std::size_t>(state)];
}

std::optional<RejectState> parse_reject_state(std::string_view text) {
  const auto found = std::ranges::find(state_words, text);
  if (found == state_words.end()) return std::nullopt;
  return static_cast<RejectState>(found - state_words.begin());
}

std::vector<Reject> Catalog::pending_rejects(std::string_view sync_id, std::string_view tenant,
                                             std::int64_t attempts, std::int64_t limit) {
  Query query(impl_->database,
              fmt::format("SELECT {} FROM rejects INDEXED BY rejects_pending WHERE state = "
                          "'pending' AND sync_id = ? AND tenant = ? AND attempts < ? "
                          "ORDER BY first_at LIMIT ?",
                          reject_columns),
              sync_id, tenant, attempts, limit);
  std::vector<Reject> rejects;
  while (query.next()) rejects.push_back(read_reject(impl_->database, query));
  return rejects;
}

void Catalog::settle_rejects(const std::vector<std::string>& ids, RejectState state,
                             base::Micros at) {
  if (ids.empty()) return;
  catalog::in_transaction(
      impl_->database,
      [&] {
        for (const std::string& id : ids) {
          Query(impl_->database,
                "UPDATE rejects SET state = ?, settled_at = ? WHERE id = ? AND state = 'pending'",
                to_string(state), at, id)
              .run();
        }
      },
      settle_points);
}

void Catalog::add_rejects(const std::vector<Reject>& rejects) {
  if (rejects.empty()) return;
  catalog::in_transaction(
      impl_->database,
      [&] {
        for (const Reject& reject : rejects) add_reject(impl_->database, reject);
      },
      add_points);
}

std::optional<Reject> Catalog::reject(std::string_view id) {
  Query query(impl_->database, fmt::format("SELECT {} FROM rejects WHERE id = ?", reject_columns),
              id);
  if (!query.next()) return std::nullopt;
  return read_reject(impl_->database, query);
}

Listing<Reject> Catalog::rejects(const RejectFilter& filter, const Page& page) {
  const auto after = read_position(list_name, page);
  Conditions where = conditions(filter);
  if (after) where.add("(first_at, id) < (?, ?)", {after->number, after->text});
  where.parameters.emplace_back(page.size + 1);
  Query query(impl_->database,
              fmt::format("SELECT {} FROM rejects INDEXED BY {}{} "
                          "ORDER BY first_at DESC, id DESC LIMIT ?",
                          reject_columns, index_for(filter), where.sql),
              where.parameters);
  return read_page<Reject>(
      query, list_name, page, [&](Query& row) { return read_reject(impl_->database, row); },
      [](const Reject& last) {
        return Position{last.first_at, last.id};
      });
}

std::int64_t Catalog::count_rejects(const RejectFilter& filter) {
  const Conditions where = conditions(filter);
  Query query(
      impl_->database,
      fmt::format("SELECT count(*) FROM rejects INDEXED BY {}{}", index_for(filter), where.sql),
      where.parameters);
  return query.next() ? query.integer(0) : 0;
}

}  // namespace waybill::catalog
