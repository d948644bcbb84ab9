// Conformance: transactions, loads that are all or nothing, staging and merging, other sessions.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "conformance.hpp"
#include "helpers.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Value;
using warehouse::Access;

const rows::Schema& pair_schema() {
  static const rows::Schema schema{{"id", {Logical::bigint}, false}, {"v", {Logical::text}}};
  return schema;
}
const sql::Table kTable{"", "t"};

rows::Batch pairs(std::int64_t from, std::int64_t to, const std::string& text = "v") {
  std::vector<RowValues> rows;
  for (std::int64_t i = from; i < to; ++i) rows.push_back({Value::bigint(i), Value::text(text)});
  return batch_of(pair_schema(), rows);
}

std::unique_ptr<warehouse::Session> with_table(Place& place) {
  auto session = place.open(Access::read_write);
  session->execute({sql::create_table(session->dialect(), {kTable, pair_schema(), {"id"}}), {}});
  return session;
}

void a_commit_is_seen_a_rollback_is_not(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto writer = with_table(*place);
  const auto reader = place->open(Access::read_only);
  CHECK(!writer->in_transaction());
  writer->begin(Access::read_write);
  CHECK(writer->in_transaction());
  writer->ingest(kTable, pairs(0, 10));
  CHECK(count_rows(*writer, "t") == 10);
  CHECK(count_rows(*reader, "t") == 0);
  writer->rollback();
  CHECK(!writer->in_transaction());
  CHECK(count_rows(*writer, "t") == 0);
  writer->begin(Access::read_write);
  writer->ingest(kTable, pairs(0, 10));
  writer->execute({"DELETE FROM t WHERE id = 3", {}});
  writer->commit();
  CHECK(!writer->in_transaction());
  CHECK(count_rows(*reader, "t") == 9);
  writer->rollback();  // outside a transaction: nothing
  CHECK(count_rows(*reader, "t") == 9);
}

void transactions_do_not_nest(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_table(*place);
  CHECK(code_of([&] { session->commit(); }) == codes::internal.id);
  session->begin(Access::read_write);
  CHECK(code_of([&] { session->begin(Access::read_write); }) == codes::internal.id);
  session->ingest(kTable, pairs(0, 1));
  session->commit();
  CHECK(count_rows(*session, "t") == 1);
}

void an_error_leaves_the_transaction_open(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_table(*place);
  session->begin(Access::read_write);
  session->ingest(kTable, pairs(0, 2));
  CHECK(code_of([&] {
          session->execute({"INSERT INTO t (id) VALUES (1)", {}});
        }) == codes::constraint_violated.id);
  CHECK(session->in_transaction());
  session->rollback();
  CHECK(!session->in_transaction());
  CHECK(count_rows(*session, "t") == 0);
}

void a_rollback_undoes_tables(const Quirks& quirks) {
  if (!quirks.rollback_of_ddl) return;
  const auto place = quirks.fresh();
  const auto session = with_table(*place);
  session->begin(Access::read_write);
  const sql::TableDef other{{"", "other"}, pair_schema(), {"id"}, false};
  session->execute({sql::create_table(session->dialect(), other), {}});
  session->ingest(other.table, pairs(0, 3));
  session->execute({sql::add_key(session->dialect(), other), {}});
  session->execute({sql::add_column(session->dialect(), kTable, {"extra", {Logical::text}}), {}});
  session->rollback();
  CHECK(!session->table(other.table));
  CHECK(session->table(kTable)->columns.size() == 2);
}

void a_load_is_all_or_nothing(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_table(*place);
  rows::Batch clash = pairs(0, 1000);
  clash.columns[0].append_int64(500);  // twice in the batch
  clash.columns[1].append_variable("again");
  ++clash.length;
  for (const bool inside : {false, true}) {
    if (inside) {
      session->begin(Access::read_write);
      session->ingest(kTable, pairs(5000, 5010));
    }
    CHECK(code_of([&] { session->ingest(kTable, clash); }) == codes::constraint_violated.id);
    CHECK(session->in_transaction() == inside);
    CHECK(count_rows(*session, "t") == (inside ? 10 : 0));  // what was there before stays
    session->ingest(kTable, pairs(6000, 6001));             // and the session goes on
    if (inside) session->commit();
    session->execute({"DELETE FROM t WHERE id >= 6000", {}});
  }
  CHECK(count_rows(*session, "t") == 10);
}

void a_reading_transaction_sees_one_moment(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto writer = with_table(*place);
  writer->ingest(kTable, pairs(0, 5));
  const auto reader = place->open(Access::read_only);
  reader->begin(Access::read_only);
  CHECK(count_rows(*reader, "t") == 5);
  const std::string code = code_of([&] {
    const auto other = place->open_impatient(Access::read_write);
    other->ingest(kTable, pairs(5, 9));
  });
  // Either the writer waits for the reader, or the reader keeps its picture.
  CHECK((code.empty() || code == codes::database_busy.id));
  CHECK(count_rows(*reader, "t") == 5);
  reader->commit();
  CHECK(count_rows(*reader, "t") == (code.empty() ? 9 : 5));
}

void a_second_writer_waits_then_says_busy(const Quirks& quirks) {
  if (!quirks.one_writer) return;
  const auto place = quirks.fresh();
  const auto first = with_table(*place);
  first->begin(Access::read_write);
  first->ingest(kTable, pairs(0, 1));
  const auto second = place->open_impatient(Access::read_write);
  const auto start = std::chrono::steady_clock::now();
  const Error error = error_of([&] { second->begin(Access::read_write); });
  CHECK(error.code().id == codes::database_busy.id);
  CHECK(error.retryable());
  CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(900));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
  CHECK(!second->in_transaction());
  CHECK(code_of([&] { second->execute({"DELETE FROM t", {}}); }) == codes::database_busy.id);
  // One who is patient gets through.
  const auto third = place->open(Access::read_write);
  std::thread waiting([&] { third->ingest(kTable, pairs(7, 8)); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  first->commit();
  waiting.join();
  CHECK(count_rows(*first, "t") == 2);
}

void staging_is_the_sessions_own(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_table(*place);
  const auto other = place->open(Access::read_write);
  const sql::Dialect& dialect = session->dialect();
  if (dialect.temporary_table.empty()) return;
  const sql::TableDef staging{{"", "_waybill_stg_1"}, pair_schema(), {"id"}, false};
  session->execute({sql::create_staging(dialect, staging), {}});
  session->ingest(staging.table, pairs(0, 100));
  CHECK(count_rows(*session, "_waybill_stg_1") == 100);
  CHECK(session->table(staging.table).has_value());
  CHECK(!other->table(staging.table));
  CHECK(session->tables(session->schemas().front()).size() == 1);
  session->execute({sql::drop_table(dialect, staging.table), {}});
  CHECK(!session->table(staging.table));
}

void a_merge_counts(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_table(*place);
  const sql::Dialect& dialect = session->dialect();
  session->ingest(kTable, pairs(0, 1000, "same"));
  const sql::TableDef staging{{"", "_waybill_stg_1"}, pair_schema(), {"id"}, false};
  session->execute({sql::create_staging(dialect, staging), {}});
  session->ingest(staging.table, pairs(0, 300, "same"));     // unchanged
  session->ingest(staging.table, pairs(300, 500, "other"));  // updated
  session->ingest(staging.table, pairs(1000, 1100, "new"));  // inserted
  session->execute({sql::add_key(dialect, staging), {}});
  const sql::MergeSpec spec{kTable, staging.table, {"id", "v"}, {"id"}};
  session->begin(Access::read_write);
  CHECK(session->scalar(sql::count_matched(dialect, spec)) == Value::bigint(500));
  std::int64_t affected = 0;
  for (const auto& statement : sql::merge(dialect, spec)) affected += session->execute(statement);
  CHECK(affected == 300);
  session->commit();
  CHECK(count_rows(*session, "t") == 1100);
  CHECK(session->scalar({"SELECT count(*) FROM t WHERE v = 'other'", {}}) == Value::bigint(200));
}

void repeated_keys_are_found_by_the_key(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_table(*place);
  const sql::Dialect& dialect = session->dialect();
  const sql::TableDef staging{{"", "_waybill_stg_1"}, pair_schema(), {"id"}, false};
  session->execute({sql::create_staging(dialect, staging), {}});
  session->ingest(staging.table, pairs(0, 10));
  session->ingest(staging.table, pairs(5, 7));
  CHECK(code_of([&] {
          session->execute({sql::add_key(dialect, staging), {}});
        }) == codes::constraint_violated.id);
  const ReadBack repeated = read_all(
      *session, sql::read_duplicates(dialect, staging.table, {"id", "v"}, {"id"}), pair_schema());
  CHECK(repeated.rows.size() == 4);
  std::int64_t deleted = 0;
  for (const sql::Statement& statement : sql::delete_duplicates(dialect, staging.table, {"id"})) {
    const std::int64_t affected = session->execute(statement);
    if (statement.counted) deleted += affected;
  }
  CHECK(deleted == 4);
  session->execute({sql::add_key(dialect, staging), {}});
  CHECK(count_rows(*session, "_waybill_stg_1") == 8);
}

}  // namespace

std::vector<ConformanceCase> transaction_cases() {
  return {
      {"a commit is seen by others, a rollback by nobody", a_commit_is_seen_a_rollback_is_not},
      {"transactions do not nest", transactions_do_not_nest},
      {"an error leaves the transaction open", an_error_leaves_the_transaction_open},
      {"a rollback undoes tables and columns", a_rollback_undoes_tables},
      {"a load is all or nothing", a_load_is_all_or_nothing},
      {"a reading transaction sees one moment", a_reading_transaction_sees_one_moment},
      {"a second writer waits, then says busy", a_second_writer_waits_then_says_busy},
      {"staging is the session's own", staging_is_the_sessions_own},
      {"a merge counts what it did", a_merge_counts},
      {"repeated keys are found by the key", repeated_keys_are_found_by_the_key},
  };
}

}  // namespace waybill::tests
