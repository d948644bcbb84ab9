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
    "last_at, state, settled_at, settled_by, note";
constexpr std::string_view columns_without_payload =
    "id, sync_id, sync_name, run_id, tenant, \"key\", code, message, NULL, attempts, first_at, "
    "last_at, state, settled_at, settled_by, note";

constexpr auto state_words =
    std::to_array<std::string_view>({"pending", "resolved", "replaced", "gone", "discarded"});
constexpr CommitPoints settle_points{"catalog.settle_rejects.before",
                                     "catalog.settle_rejects.after"};
constexpr CommitPoints discard_points{"catalog.discard_rejects.before",
                                      "catalog.discard_rejects.after"};

// A copy of an earlier run's refusal, after a later run's, is one that was counted before. Where
// less than the row was kept, one that comes again may be another.
constexpr std::string_view insert_reject =
    "INSERT INTO rejects (id, sync_id, sync_name, sync_folded, run_id, tenant, \"key\", code, "
    "message, payload, attempts, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET attempts = attempts + 1, run_id = excluded.run_id, "
    "last_at = excluded.last_at, message = excluded.message, "
    "settled_at = iif(state = 'discarded' AND payload <> \"key\", settled_at, NULL), "
    "settled_by = iif(state = 'discarded' AND payload <> \"key\", settled_by, ''), "
    "note = iif(state = 'discarded' AND payload <> \"key\", note, ''), "
    "state = iif(state = 'discarded' AND payload <> \"key\", state, 'pending') "
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
  reject.settled_by = {row.text(14), row.text(15)};
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
  if (!filter.ids.empty()) return " INDEXED BY sqlite_autoindex_rejects_1";
  if (!filter.run.empty()) return " INDEXED BY rejects_by_run";
  if (!filter.sync.empty() && !filter.sync_id.empty()) return "";  // two of them
  if (!filter.sync.empty()) {
    return filter.state ? " INDEXED BY rejects_by_sync_state" : " INDEXED BY rejects_by_sync";
  }
  if (!filter.sync_id.empty()) return " INDEXED BY rejects_by_sync_id";
  // Those that wait are few.
  const bool rare = filter.state == RejectState::pending;
  if (!filter.code.empty() && !rare) return " INDEXED BY rejects_by_code";
  if (filter.state) return " INDEXED BY rejects_by_state";
  return " INDEXED BY rejects_by_time";
}

Conditions conditions(const RejectFilter& filter) {
  Conditions where;
  if (!filter.sync.empty() && !filter.sync_id.empty()) {
    where.add("(sync_folded = ? OR sync_id = ?)", {base::fold_name(filter.sync), filter.sync_id});
  } else if (!filter.sync.empty()) {
    where.add("sync_folded = ?", {base::fold_name(filter.sync)});
  } else if (!filter.sync_id.empty()) {
    where.add("sync_id = ?", {filter.sync_id});
  }
  if (!filter.code.empty()) where.add("code = ?", {base::ascii_upper(filter.code)});
  if (filter.state) where.add("state = ?", {std::string(to_string(*filter.state))});
  if (!filter.ids.empty()) {
    base::Json ids = base::Json::array();
    for (const std::string& id : filter.ids) ids.push(id);
    where.add("id IN (SELECT value FROM json_each(?))", {base::write_json(ids)});
  }
  if (!filter.run.empty()) where.add("run_id = ?", {filter.run});
  if (filter.refused_before) where.add("last_at < ?", {*filter.refused_before});
  if (filter.refused_after) where.add("last_at >= ?", {*filter.refused_after});
  for (const auto& [column, value] : filter.key) {
    where.add(
        "EXISTS (SELECT 1 FROM json_each(rejects.\"key\") k WHERE k.\"key\" = ? COLLATE NOCASE "
        "AND CAST(k.value AS TEXT) = ?)",
        {column, value});
  }
  if (filter.tenant) where.add("tenant = ?", {*filter.tenant});
  return where;
}

// Of a filter for those that wait.
std::string_view index_of_pending(const RejectFilter& filter) {
  const bool by_sync = !filter.sync_id.empty() && filter.sync.empty() && filter.ids.empty();
  return by_sync ? " INDEXED BY rejects_pending" : index_for(filter);
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

std::vector<Reject> Catalog::pending_rejects(const RejectFilter& filter, std::int64_t limit,
                                             Payload payload) {
  Conditions where = conditions(filter);
  where.add("state = 'pending'", {});
  where.parameters.emplace_back(limit);
  Query query(impl_->database,
              fmt::format("SELECT {} FROM rejects{}{} ORDER BY first_at, id LIMIT ?",
                          payload == Payload::read ? reject_columns : columns_without_payload,
                          index_of_pending(filter), where.sql),
              where.parameters);
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

std::int64_t Catalog::discard_rejects(const RejectFilter& filter, const Author& author) {
  std::int64_t discarded = 0;
  catalog::in_transaction(
      impl_->database,
      [&] {
        Conditions where = conditions(filter);
        where.add("state = 'pending'", {});
        std::vector<Parameter> parameters{std::string(to_string(RejectState::discarded)),
                                          impl_->clock(), author.actor, author.note};
        parameters.insert(parameters.end(), where.parameters.begin(), where.parameters.end());
        Query(
            impl_->database,
            fmt::format("UPDATE rejects SET state = ?, settled_at = ?, settled_by = ?, note = ?{}",
                        where.sql),
            parameters)
            .run();
        discarded = impl_->database.changes();
      },
      discard_points);
  return discarded;
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
              fmt::format("SELECT {} FROM rejects{}{} "
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
  Query query(impl_->database,
              fmt::format("SELECT count(*) FROM rejects{}{}", index_for(filter), where.sql),
              where.parameters);
  return query.next() ? query.integer(0) : 0;
}

}  // namespace waybill::catalog
