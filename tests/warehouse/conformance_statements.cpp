// Conformance: statements, what they may do, and what the database says about itself.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "base/time.hpp"
#include "conformance.hpp"
#include "helpers.hpp"
#include "sql/live_checks.hpp"
#include "sql/stored_type.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Value;
using warehouse::Access;

const rows::Schema& person() {
  static const rows::Schema schema{{"id", {Logical::bigint}, false}, {"name", {Logical::text}}};
  return schema;
}

// Table t(id, name) with three rows.
std::unique_ptr<warehouse::Session> with_people(Place& place) {
  auto session = place.open(Access::read_write);
  const sql::Table table{"", "t"};
  session->execute({sql::create_table(session->dialect(), {table, person(), {"id"}}), {}});
  session->ingest(table, batch_of(person(), {{Value::bigint(1), Value::text("one")},
                                             {Value::bigint(2), Value::null({Logical::text})},
                                             {Value::bigint(3), Value::text("")}}));
  return session;
}

rows::Schema one_text() {
  return {{"v", {Logical::text}}};
}

void failures_have_their_codes(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  const auto execute = [&](const std::string& text) {
    return code_of([&] { session->execute({text, {}}); });
  };
  CHECK(execute("SELEC 1") == codes::sql_rejected.id);
  CHECK(execute("SELECT * FROM no_such_table") == codes::sql_rejected.id);
  CHECK(execute("SELECT no_such_column FROM t") == codes::sql_rejected.id);
  if (!session->dialect().syntax->double_quoted_text) {
    CHECK(execute("SELECT \"no_such_column\" FROM t") == codes::sql_rejected.id);
  }
  CHECK(execute("INSERT INTO t (id, name) VALUES (1, 'again')") == codes::constraint_violated.id);
  CHECK(execute("INSERT INTO t (id, name) VALUES (NULL, 'no key')") ==
        codes::constraint_violated.id);
  CHECK(execute("") == codes::sql_rejected.id);
  CHECK(execute(" -- nothing\n ; ") == codes::sql_rejected.id);
  CHECK(execute(std::string("SELECT 1\0, 2", 12)) == codes::sql_rejected.id);
  CHECK(
      code_of([&] {
        session->ingest({"", "absent"}, batch_of(person(), {{Value::bigint(1), Value::text("")}}));
      }) == codes::sql_rejected.id);
  const Error error = error_of([&] { session->execute({"SELEC 1", {}}); });
  CHECK(!error.hint().empty());
  CHECK((error.native_code() != 0 || !error.sqlstate().empty()));
  CHECK(count_rows(*session, "t") == 3);  // and the session goes on
}

void a_wrong_count_of_values_is_refused(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  const std::string text = "SELECT name FROM t WHERE id = ?";
  const auto with = [&](std::vector<Value> values) {
    return code_of([&] { read_all(*session, {text, std::move(values)}, one_text()); });
  };
  CHECK(with({}) == codes::sql_rejected.id);
  CHECK(with({Value::bigint(1), Value::bigint(2)}) == codes::sql_rejected.id);
  CHECK(with({Value::bigint(1)}).empty());
  CHECK(code_of([&] {
          read_all(*session, {text, {Value::bigint(1)}}, person());
        }) == codes::sql_rejected.id);  // two columns asked for, one there
}

// A page of texts, JSON and bytes for a person: what is too large comes as NULL, with its flag.
void a_page_leaves_large_cells_out(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const rows::Schema schema{{"id", {Logical::bigint}, false},
                            {"note", {Logical::text}},
                            {"body", {Logical::json}},
                            {"blob", {Logical::bytes}}};
  const sql::Table table{"", "t"};
  session->execute({sql::create_table(session->dialect(), {table, schema, {"id"}}), {}});
  const std::string large(5000, 'x');
  const auto row = [](std::int64_t id, std::string note, std::string body, std::string blob) {
    return RowValues{Value::bigint(id),
                     Value::text(std::move(note)),
                     {{Logical::json}, std::move(body)},
                     {{Logical::bytes}, std::move(blob)}};
  };
  session->ingest(table, batch_of(schema, {row(1, "a", "{}", "b"), row(2, large, "[]", "b"),
                                           row(3, "a", fmt::format("\"{}\"", large), "b"),
                                           row(4, "a", "1", large)}));
  sql::PageSpec spec;
  spec.from = sql::read_rows(session->dialect(), table, {"id", "note", "body", "blob"});
  spec.columns = {{"id"}, {"note", true}, {"body", true}, {"blob", true}};
  spec.cell_bytes = 4096;
  spec.order = {"id"};
  spec.limit = 4;
  rows::Schema shown = schema;
  for (rows::Field& field : shown) field.nullable = true;
  shown.push_back({"flags", {Logical::bigint}});
  const auto flags = [&] {
    std::vector<std::int64_t> list;
    const ReadBack page = read_all(*session, sql::page(session->dialect(), spec), shown);
    for (const RowValues& cells : page.rows) {
      list.push_back(std::get<std::int64_t>(cells.at(4).data));
      for (std::size_t column = 1; column <= 3; ++column) {
        CHECK(cells.at(column).is_null() == ((list.back() >> (column - 1) & 1) != 0));
      }
    }
    return list;
  };
  CHECK(flags() == std::vector<std::int64_t>{0, 1, 2, 4});
  spec.offset = 2;
  CHECK(flags() == std::vector<std::int64_t>{2, 4});
  spec.descending = true;
  CHECK(flags() == std::vector<std::int64_t>{1, 0});
  spec.order.clear();
  CHECK(flags().size() == 2);
  for (const std::string column : {"note", "body", "blob"}) {
    const ReadBack texts = read_all(*session, sql::cells_as_text(session->dialect(), spec, column),
                                    {{"text", {Logical::text}}, {"storage", {Logical::text}}});
    CHECK(texts.rows.size() == 2);
  }
  const auto answer = session->scalar(
      sql::comparison_probe(session->dialect(), spec.from, "note", sql::Letters::any));
  CHECK(answer.has_value());
  CHECK(session->scalar(sql::count_of(spec.from)).has_value());
}

void only_one_statement_runs(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  for (const std::string text : {"DELETE FROM t; DELETE FROM t", "SELECT 1; DELETE FROM t",
                                 "DELETE FROM t; x", "SELECT name FROM t; -- one\n DELETE FROM t",
                                 "SELECT name FROM t; /* */ ; DELETE FROM t"}) {
    INFO(text);
    CHECK(code_of([&] { session->execute({text, {}}); }) == codes::sql_rejected.id);
    CHECK(code_of([&] { session->scalar({text, {}}); }) == codes::sql_rejected.id);
    CHECK(code_of([&] { read_all(*session, {text, {}}, one_text()); }) == codes::not_read_only.id);
    CHECK(count_rows(*session, "t") == 3);
  }
  CHECK(read_all(*session, {"SELECT name FROM t; -- done ;\n /* ; */ ;", {}}, one_text())
            .rows.size() == 3);
}

// Session kinds: a reading one, a writing one, and a writing one within a transaction.
void nothing_writes_through_a_query(const Quirks& quirks) {
  const auto place = quirks.fresh();
  with_people(*place);
  for (const int kind : {0, 1, 2}) {
    for (const std::string& text : quirks.not_reading) {
      INFO("kind ", kind, ": ", text);
      const auto session = place->open(kind == 0 ? Access::read_only : Access::read_write);
      if (kind == 2) session->begin(Access::read_write);
      const auto refused = [&](const std::function<void()>& call) {
        const std::string code = code_of(call);
        CHECK((code == codes::not_read_only.id || code == codes::sql_rejected.id));
      };
      refused([&] { read_all(*session, {text, {}}, one_text()); });
      if (!text.starts_with("SELECT")) refused([&] { session->describe({text, {}}); });
      if (kind == 0) {
        const std::string code = code_of([&] { session->execute({text, {}}); });
        CHECK((code == codes::not_read_only.id || code == codes::database_read_only.id ||
               code == codes::sql_rejected.id));
      }
      CHECK(count_rows(*session, "t") == 3);
      CHECK(session->tables(session->schemas().front()).size() == 1);
      if (kind == 2) {
        CHECK(session->in_transaction());
        session->rollback();
      }
    }
  }
}

void honest_queries_run(const Quirks& quirks) {
  const auto place = quirks.fresh();
  with_people(*place);
  for (const Access access : {Access::read_only, Access::read_write}) {
    const auto session = place->open(access);
    for (const std::string& text : quirks.reading) {
      INFO(text);
      CHECK(code_of([&] { read_all(*session, {text, {}}, one_text()); }).empty());
      CHECK(code_of([&] { CHECK(session->describe({text, {}}).size() == 1); }).empty());
    }
  }
}

void a_reading_session_cannot_write(const Quirks& quirks) {
  const auto place = quirks.fresh();
  with_people(*place);
  const auto session = place->open(Access::read_only);
  const auto refused = [&](const std::function<void()>& call) {
    const std::string code = code_of(call);
    CHECK((code == codes::database_read_only.id || code == codes::not_read_only.id));
  };
  const sql::Dialect& dialect = session->dialect();
  refused([&] { session->execute({"DELETE FROM t", {}}); });
  refused([&] { session->execute({sql::create_table(dialect, {{"", "x"}, person(), {}}), {}}); });
  refused([&] { session->execute({sql::create_staging(dialect, {{"", "x"}, person(), {}}), {}}); });
  refused([&] { session->scalar({"DELETE FROM t", {}}); });
  refused([&] { session->begin(Access::read_write); });
  refused([&] {
    session->ingest({"", "t"}, batch_of(person(), {{Value::bigint(9), Value::text("nine")}}));
  });
  CHECK(!session->in_transaction());
  session->begin(Access::read_only);
  refused([&] { session->execute({"DELETE FROM t", {}}); });
  session->commit();
  CHECK(count_rows(*session, "t") == 3);
}

void affected_rows(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  CHECK(session->execute({"UPDATE t SET name = 'x' WHERE id >= 2", {}}) == 2);
  CHECK(session->execute(
            {sql::add_column(session->dialect(), {"", "t"}, {"extra", {Logical::text}}), {}}) == 0);
  CHECK(session->execute({"UPDATE t SET name = 'x' WHERE id > 100", {}}) == 0);
  CHECK(session->execute({"INSERT INTO t (id, name) SELECT id + 10, name FROM t", {}}) == 3);
  CHECK(session->execute({"DELETE FROM t WHERE id > ?", {Value::bigint(2)}}) == 4);
  CHECK(session->execute({sql::drop_table(session->dialect(), {"", "t"}), {}}) == 0);
  CHECK(session->execute({sql::drop_table(session->dialect(), {"", "t"}), {}}) == 0);
}

void scalars(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  CHECK(session->scalar({"SELECT count(*) FROM t", {}}) == Value::bigint(3));
  CHECK(session->scalar({"SELECT name FROM t WHERE id = 1", {}}) == Value::text("one"));
  CHECK(session->scalar({"SELECT name FROM t WHERE id = 3", {}}) == Value::text(""));
  CHECK(!session->scalar({"SELECT name FROM t WHERE id = 2", {}}));
  CHECK(!session->scalar({"SELECT name FROM t WHERE id = 4", {}}));
  CHECK(session->scalar({"SELECT max(id) FROM t WHERE id < ?", {Value::bigint(3)}}) ==
        Value::bigint(2));
}

void the_same_statement_again(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  const std::string text = "SELECT name FROM t WHERE id = ?";
  for (int i = 0; i < 200; ++i) {
    CHECK(session->scalar({text, {Value::bigint(1)}}) == Value::text("one"));
    CHECK(!session->scalar({text, {Value::null()}}));  // no value of the time before
  }
  for (int i = 0; i < 200; ++i) {
    CHECK(session->scalar({fmt::format("SELECT {} FROM t WHERE id = 1", i), {}}) ==
          Value::bigint(i));
  }
  // A kept statement learns of a changed table.
  CHECK(session->execute({"INSERT INTO t (id, name) VALUES (?, 'x')", {Value::bigint(7)}}) == 1);
  session->execute({sql::drop_table(session->dialect(), {"", "t"}), {}});
  CHECK(code_of([&] { session->scalar({text, {Value::bigint(1)}}); }) == codes::sql_rejected.id);
  session->execute({sql::create_table(session->dialect(), {{"", "t"}, person(), {"id"}}), {}});
  CHECK(!session->scalar({text, {Value::bigint(1)}}));
}

void a_result_being_read_holds_the_session(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  auto stream = session->query(select_all(*session, {"", "t"}, person()), person(), {});
  CHECK(code_of([&] { session->execute({"DELETE FROM t", {}}); }) == codes::internal.id);
  CHECK(code_of([&] { session->scalar({"SELECT 1", {}}); }) == codes::internal.id);
  stream.reset();  // with rows unread
  CHECK(session->execute({"DELETE FROM t", {}}) == 3);
}

void a_failure_in_the_middle_throws(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  warehouse::ReadOptions options;
  options.batch_rows = 100;
  const auto stream =
      session->query({quirks.failing_query, {}}, {{"v", {Logical::bigint}}}, options);
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t rows = 0;
  const std::string code = code_of([&] {
    while (stream->next(batch, misfits)) rows += batch.length;
  });
  CHECK(!code.empty());
  CHECK(rows >= 100);
  CHECK(rows < quirks.fails_at);
}

void tables_and_schemas_are_listed(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  REQUIRE(!session->schemas().empty());
  const std::string schema = session->schemas().front();
  CHECK(session->tables(schema).empty());
  CHECK(session->tables("no such schema").empty());
  for (const std::string name : {"b", "a", "Ä", "with space"}) {
    session->execute({sql::create_table(session->dialect(), {{"", name}, person(), {"id"}}), {}});
  }
  std::vector<std::string> names;
  for (const auto& table : session->tables(schema)) {
    CHECK(table.schema == schema);
    names.push_back(table.name);
  }
  CHECK(names == std::vector<std::string>{"a", "b", "with space", "Ä"});
}

void a_table_tells_its_columns_and_keys(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const sql::Dialect& dialect = session->dialect();
  CHECK(!session->table({"", "t"}));
  CHECK(!session->table({session->schemas().front(), "t"}));
  CHECK(!session->table({"no such schema", "t"}));
  rows::Schema schema{{"b", {Logical::text}}, {"a", {Logical::bigint}}, {"c", {Logical::text}}};
  session->execute({sql::create_table(dialect, {{"", "t"}, schema, {"a", "b"}}), {}});
  auto info = session->table({"", "t"});
  REQUIRE(info);
  REQUIRE(info->columns.size() == 3);
  CHECK(info->columns[0].name == "b");
  CHECK(!info->columns[0].nullable);
  CHECK(info->columns[2].nullable);
  CHECK(!info->columns[0].source_type.empty());
  CHECK(info->has_primary_key);
  CHECK(info->unique_keys == std::vector<std::vector<std::string>>{{"a", "b"}});
  CHECK(info->empty);
  CHECK(info->notes.empty());
  CHECK(session->table({session->schemas().front(), "t"}).has_value());
  session->ingest({"", "t"}, batch_of({{"a", {Logical::bigint}}, {"b", {Logical::text}}},
                                      {{Value::bigint(1), Value::text("x")}}));
  CHECK(!session->table({"", "t"})->empty);
  session->execute({sql::add_column(dialect, {"", "t"}, {"d", {Logical::text}}), {}});
  CHECK(session->table({"", "t"})->columns.back().name == "d");

  // A key made after the load is as good.
  const sql::TableDef late{{"", "late"}, {{"id", {Logical::bigint}}}, {"id"}, false};
  session->execute({sql::create_table(dialect, late), {}});
  CHECK(session->table({"", "late"})->unique_keys.empty());
  CHECK(!session->table({"", "late"})->has_primary_key);
  session->execute({sql::add_key(dialect, late), {}});
  CHECK(session->table({"", "late"})->unique_keys == std::vector<std::vector<std::string>>{{"id"}});
}

void a_key_of_any_type_is_one(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  for (const rows::Type type :
       {rows::Type{Logical::text}, rows::Type{Logical::uuid}, rows::Type{Logical::bigint},
        rows::Type{Logical::integer}, rows::Type{Logical::decimal, 18, 4},
        rows::Type{Logical::boolean}, rows::Type{Logical::date}, rows::Type{Logical::datetime},
        rows::Type{Logical::timestamp}}) {
    CAPTURE(rows::to_string(type));
    const std::string name(rows::name_of(type.logical));
    session->execute(
        {sql::create_table(session->dialect(), {{"", name}, {{"id", type}}, {"id"}}), {}});
    const auto info = session->table({"", name});
    REQUIRE(info);
    CHECK(info->unique_keys == std::vector<std::vector<std::string>>{{"id"}});
    CHECK(info->notes.empty());
  }
}

void created_types_are_recognised(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  rows::Schema schema;
  for (int i = 0; i < rows::kLogicalCount; ++i) {
    schema.push_back({fmt::format("c{}", i), {static_cast<Logical>(i)}});
  }
  session->execute({sql::create_table(session->dialect(), {{"", "t"}, schema, {}}), {}});
  const auto info = session->table({"", "t"});
  REQUIRE(info);
  for (std::size_t i = 0; i < schema.size(); ++i) {
    CHECK(sql::same_stored_type(session->dialect(), info->columns[i].source_type,
                                sql::created_type(session->dialect(), schema[i].type, false)));
  }
  const auto described = session->describe(select_all(*session, {"", "t"}, schema));
  REQUIRE(described.size() == schema.size());
  for (std::size_t i = 0; i < schema.size(); ++i) {
    CHECK(described[i].name == schema[i].name);
    CHECK(base::ascii_iequals(described[i].source_type, info->columns[i].source_type));
  }
}

void describing_runs_nothing(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = with_people(*place);
  const auto start = std::chrono::steady_clock::now();
  const auto columns = session->describe({quirks.endless_query, {}});
  CHECK(columns.size() == 1);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
  const auto named = session->describe(
      {"SELECT id, name AS \"a b\", 1 + 1 AS two FROM t WHERE id = ?", {Value::bigint(1)}});
  REQUIRE(named.size() == 3);
  CHECK(named[0].name == "id");
  CHECK(named[0].suggested.logical == Logical::bigint);
  CHECK(named[1].name == "a b");
  CHECK(named[1].suggested.logical == Logical::text);
  CHECK(named[2].name == "two");
}

void the_clock_runs(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  session->ping();
  const std::int64_t first = session->now();
  const std::int64_t second = session->now();
  CHECK(second >= first);
  CHECK(std::abs(first - base::system_now()) < 60'000'000);
}

void a_database_is_known_by_its_location(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto other = quirks.fresh();
  const auto a = place->open(Access::read_write);
  const auto b = place->open(Access::read_only);
  const auto c = other->open(Access::read_write);
  CHECK(!a->location().empty());
  CHECK(a->location() == b->location());
  CHECK(a->location() != c->location());
}

}  // namespace

std::vector<ConformanceCase> statement_cases() {
  return {
      {"failures have their codes", failures_have_their_codes},
      {"a wrong number of values or columns is refused", a_wrong_count_of_values_is_refused},
      {"a page leaves large cells out", a_page_leaves_large_cells_out},
      {"only one statement runs", only_one_statement_runs},
      {"nothing writes through a query", nothing_writes_through_a_query},
      {"honest queries run", honest_queries_run},
      {"a reading session cannot write", a_reading_session_cannot_write},
      {"affected rows", affected_rows},
      {"scalars", scalars},
      {"the same statement again", the_same_statement_again},
      {"a result being read holds the session", a_result_being_read_holds_the_session},
      {"a failure in the middle of a result throws", a_failure_in_the_middle_throws},
      {"tables and schemas are listed", tables_and_schemas_are_listed},
      {"a table tells its columns and keys", a_table_tells_its_columns_and_keys},
      {"a key of any type is one", a_key_of_any_type_is_one},
      {"created types are recognised", created_types_are_recognised},
      {"describing runs nothing", describing_runs_nothing},
      {"the clock runs", the_clock_runs},
      {"a database is known by its location", a_database_is_known_by_its_location},
  };
}

}  // namespace waybill::tests
