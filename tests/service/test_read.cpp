// model.read: all rows of a model as batches, for one tenant and window, checked as a run checks
// them.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <thread>
#include <vector>

#include "bench.hpp"
#include "rows/json.hpp"
#include "support/postgres_server.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

struct Ended {
  std::int64_t rows = 0;
  std::string code;  // of the error it ended with; "" at the end of the rows
  std::string message;
};

Ended drain(service::RowSource& source, std::vector<std::string>* cells = nullptr) {
  Ended ended;
  try {
    for (rows::Batch batch; source.next(batch);) {
      CHECK(batch.schema == source.schema());
      CHECK(batch.length > 0);
      ended.rows += batch.length;
      for (std::int64_t row = 0; cells != nullptr && row < batch.length; ++row) {
        std::string line;
        for (const rows::Column& column : batch.columns) {
          line += (line.empty() ? "" : "|") + base::write_json(rows::cell_json(column, row));
        }
        cells->push_back(line);
      }
    }
  } catch (const Error& error) {
    ended.code = error.code().id;
    ended.message = error.message() + " | " + error.hint();
  }
  return ended;
}

struct Reading : Bench {
  // The model items of two tenants; without it a connection to the same database.
  explicit Reading(bool with_items = true) {
    apply(with_items ? everything() : std::string(kConnections));
  }
  Ended read(const std::string& params, std::vector<std::string>* cells = nullptr) {
    try {
      return drain(*stream("model.read", params), cells);
    } catch (const Error& error) {
      return {-1, std::string(error.code().id), error.message() + " | " + error.hint()};
    }
  }
};

// The model items, single-tenant, of a table there.
std::string of_postgres(const PostgresDatabase& database, const std::string& type_of_name) {
  return fmt::format(
      R"({{"connection": {{"name": "pg", "vendor": "postgres", "options": {{"host": "{}",
          "database": "{}", "user": "postgres"}}}}}},
         {{"source": {{"name": "pg", "connection": "pg"}}}}, {})",
      postgres_socket_folder(), database.name(),
      replaced(replaced(Bench::kModel, R"("organization_column": "org",)", ""), R"("text")",
               '"' + type_of_name + '"'));
}

}  // namespace

TEST_SUITE_BEGIN("service: read");

TEST_CASE("a read has one tenant's rows, under the destination's names, and ends once") {
  Reading bench;
  const auto source = bench.stream("model.read", R"({"model": "items", "recipient": "Acme"})");
  REQUIRE(source->schema().size() == 3);
  CHECK(source->schema()[1].name == "label");
  std::vector<std::string> cells;
  CHECK(drain(*source, &cells).rows == 2);
  CHECK(cells == std::vector<std::string>{R"("1"|"a"|"2026-01-01T00:00:00.000000Z")",
                                          R"("2"|"b"|"2026-01-01T00:00:00.000000Z")"});
  CHECK(drain(*source).rows == 0);
  CHECK(bench.read(R"({"model": "items", "recipient": "Globex"})").rows == 1);
}

TEST_CASE("whose rows are wanted must be said, and by one who holds the connection's role") {
  Reading bench;
  CHECK(bench.read(R"({"model": "items"})").code == "WB9208");
  CHECK(bench.read(R"({"model": "none", "recipient": "Acme"})").code == "WB9007");
  CHECK(bench.read(R"({"model": "items", "recipient": "Acme", "limit": 3})").code == "WB9001");
  bench.actor.roles = {"auditor"};
  bench.apply(
      R"({"connection": {"name": "from", "vendor": "sqlite", "options": {"path": "source.db"},
          "roles": ["auditor"]}})");
  bench.actor.roles.clear();
  CHECK(bench.read(R"({"model": "items", "recipient": "Acme"})").code == "WB9008");
  bench.actor.roles = {"auditor"};
  CHECK(bench.read(R"({"model": "items", "recipient": "Acme"})").rows == 2);
}

TEST_CASE("a window has the rows from its start to before its end") {
  Reading bench;
  bench.source.run(
      "INSERT INTO items VALUES (4, 'd', 'acme', '2026-01-02T00:00:00Z'),"
      "(5, 'e', 'acme', '2026-01-03T00:00:00Z')");
  const auto rows = [&](const std::string& window) {
    return bench.read(R"({"model": "items", "recipient": "Acme", )" + window + "}").rows;
  };
  CHECK(rows(R"("from": "2026-01-02T00:00:00Z")") == 2);
  CHECK(rows(R"("to": "2026-01-02T00:00:00Z")") == 2);
  CHECK(rows(R"("from": "2026-01-02T00:00:00Z", "to": "2026-01-03T00:00:00Z")") == 1);
  CHECK(rows(R"("from": "2026-01-03T00:00:00Z", "to": "2026-01-03T00:00:00Z")") == -1);
}

TEST_CASE("a row without a last-modified value is in no window, and is not left out of one") {
  Reading bench;
  bench.source.run("INSERT INTO items VALUES (4, 'd', 'acme', NULL)");
  CHECK(bench.read(R"({"model": "items", "recipient": "Acme"})").rows == 3);
  CHECK(bench.read(R"({"model": "items", "recipient": "Acme", "from": "2020-01-01T00:00:00Z"})")
            .code == "WB9207");
}

TEST_CASE("a value that does not fit ends the read, unless so many rows may be left out") {
  Reading bench;
  bench.source.run(
      "INSERT INTO items VALUES ('x', 'd', 'acme', '2026-01-01T00:00:00Z'),"
      "(NULL, 'e', 'acme', '2026-01-01T00:00:00Z')");
  const Ended refused = bench.read(R"({"model": "items", "recipient": "Acme"})");
  CHECK(refused.code == "WB9206");
  CHECK(refused.message.find("'id' (bigint)") != std::string::npos);
  CHECK(refused.message.find("max_rejects") != std::string::npos);
  CHECK(bench.read(R"({"model": "items", "recipient": "Acme", "max_rejects": 1})").code ==
        "WB9206");
  std::string logged;
  bench.environment.log = [&](base::LogLevel, std::string_view event, const base::Json& fields) {
    logged += std::string(event) + base::write_json(fields);
  };
  CHECK(bench.read(R"({"model": "items", "recipient": "Acme", "max_rejects": 2})").rows == 2);
  CHECK(logged ==
        R"(read.finished{"model":"items","rows":2,"rejected":1,"invalid":1,"truncated_values":0})");
}

TEST_CASE("a row of another tenant ends the read before it is handed out") {
  Reading bench;
  // Whose a row is, is thought up each time it is asked.
  bench.source.run(
      "CREATE VIEW liar AS SELECT id, name, updated_at, "
      "CASE (abs(random() % 1000003) + id) % 2 WHEN 0 THEN 'acme' ELSE 'globex' END AS org FROM "
      "(SELECT a.id * 100 + b.id AS id, a.name, a.updated_at FROM items a, items b, items c, items "
      "d)");
  bench.apply(replaced(Bench::kModel, R"("source_table": "items")", R"("source_table": "liar")"));
  const Ended ended = bench.read(R"({"model": "items", "recipient": "Acme"})");
  CHECK(ended.code == "WB9203");
  CHECK(ended.rows == 0);
}

TEST_CASE("an unsaved model is read without a catalog") {
  Reading bench;
  const std::string documents = Bench::everything();
  bench.catalog.reset();
  const std::string params =
      fmt::format(R"({{"model": "items", "recipient": "Acme", "documents": [{}]}})",
                  replaced(documents, "source.db", bench.folder.file("source.db")));
  CHECK(bench.read(params).rows == 2);
}

TEST_CASE("every type arrives as it is, NULL and NaN among them, and as a preview shows it") {
  Reading bench(false);
  bench.source.run(
      "CREATE TABLE kinds (id INTEGER, t TEXT, b BOOLEAN, i INTEGER, d TEXT, big TEXT, f REAL,"
      " raw BLOB, born TEXT, clock TEXT, changed_at TEXT, lokal TEXT, js TEXT, u TEXT, plain "
      "TEXT)");
  bench.source.run(
      "INSERT INTO kinds VALUES "
      "(9223372036854775807, '', 1, -2147483648, '-0.01', "
      "'-9999999999999999999999999999999999999999.0000000001', 1e999, x'00ff10', '9999-12-31', "
      "'23:59:59.999999', '0001-01-01T00:00:00Z', '1969-12-31T23:59:59.999999', '{\"a\": [1, 2]}', "
      "'00112233-4455-6677-8899-aabbccddeeff', '123.4500'),"
      "(2, 'a' || char(10) || '\"ü', 0, 0, '99999999.99', '0', 0.1, x'', '1970-01-01', '00:00:00', "
      "'2026-02-28T12:00:00.5Z', '2026-02-28T12:00:00', '1', NULL, NULL),"
      "(3, NULL, NULL, NULL, NULL, NULL, -0.0, NULL, NULL, NULL, '2026-01-01T00:00:00Z', NULL, "
      "NULL, NULL, NULL)");
  bench.apply(R"json({"source": {"name": "mine", "connection": "from"}},
    {"model": {"model_name": "kinds", "source_name": "mine", "source_table": "kinds", "columns": [
      {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
      {"name_in_source": "t", "name_in_destination": "t", "data_type": "text"},
      {"name_in_source": "b", "name_in_destination": "b", "data_type": "boolean"},
      {"name_in_source": "i", "name_in_destination": "i", "data_type": "integer"},
      {"name_in_source": "d", "name_in_destination": "d", "data_type": "decimal(10,2)"},
      {"name_in_source": "big", "name_in_destination": "big", "data_type": "decimal(60,10)"},
      {"name_in_source": "f", "name_in_destination": "f", "data_type": "float"},
      {"name_in_source": "raw", "name_in_destination": "raw", "data_type": "bytes"},
      {"name_in_source": "born", "name_in_destination": "born", "data_type": "date"},
      {"name_in_source": "clock", "name_in_destination": "clock", "data_type": "time"},
      {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp", "is_last_modified": true},
      {"name_in_source": "lokal", "name_in_destination": "lokal", "data_type": "datetime"},
      {"name_in_source": "js", "name_in_destination": "js", "data_type": "json"},
      {"name_in_source": "u", "name_in_destination": "u", "data_type": "uuid"},
      {"name_in_source": "plain", "name_in_destination": "plain", "data_type": "decimal"}]}})json");
  std::vector<std::string> cells;
  const Ended ended = bench.read(R"({"model": "kinds"})", &cells);
  CAPTURE(ended.message);
  REQUIRE(ended.rows == 3);
  CHECK(cells[0] ==
        R"("9223372036854775807"|""|true|-2147483648|"-0.01"|)"
        R"("-9999999999999999999999999999999999999999.0000000001"|"Infinity"|"AP8Q"|"9999-12-31"|)"
        R"("23:59:59.999999"|"0001-01-01T00:00:00.000000Z"|"1969-12-31T23:59:59.999999"|)"
        R"("{\"a\": [1, 2]}"|"00112233-4455-6677-8899-aabbccddeeff"|"123.4500")");
  const base::Json page = bench.call("model.preview", R"({"model": "kinds"})");
  std::vector<std::string> shown;
  for (const base::Json& row : page.find("rows")->as_array()) {
    std::string line;
    for (const auto& member : row.as_object()) {
      line += (line.empty() ? "" : "|") + base::write_json(member.value);
    }
    shown.push_back(line);
  }
  // A preview orders by the key.
  CHECK(std::vector<std::string>{shown.at(2), shown.at(0), shown.at(1)} == cells);
}

TEST_CASE("many rows come in batches of a bounded size, each row once") {
  Reading bench;
  bench.source.run(
      "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 200009) "
      "INSERT INTO items SELECT i, printf('%0500d', i), 'acme', '2026-01-01T00:00:00Z' FROM n");
  const auto source = bench.stream("model.read", R"({"model": "items", "recipient": "Acme"})");
  rows::Batch batch;
  std::int64_t rows = 0;
  std::int64_t sum = 0;
  std::size_t widest = 0;
  while (source->next(batch)) {
    rows += batch.length;
    for (std::int64_t row = 0; row < batch.length; ++row) sum += batch.columns[0].int64(row);
    widest = std::max(widest, batch.bytes());
  }
  CHECK(rows == 200'002);
  CHECK(sum == 3 + (10LL + 200'009) * 200'000 / 2);
  CHECK(widest < (std::size_t{6} << 20));
}

TEST_CASE("a cancel from another thread ends a read that waits for its source") {
  Reading bench(false);
  bench.apply(R"({"source": {"name": "mine", "connection": "from"}},
    {"model": {"model_name": "slow", "source_name": "mine", "source_query":
      "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) SELECT i AS id, '2026-01-01T00:00:00Z' AS changed_at FROM n WHERE i < 0",
      "columns": [
      {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
      {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp", "is_last_modified": true}]}})");
  const base::CancelToken cancel;
  const auto source = bench.stream("model.read", R"({"model": "slow"})", cancel);
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    cancel.cancel();
  });
  const auto start = std::chrono::steady_clock::now();
  const Ended ended = drain(*source);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
  other.join();
  CHECK(ended.rows == 0);
  CHECK(ended.code == "WB9092");
  CHECK(drain(*source).code == "WB9092");  // it is no end
}

TEST_CASE("a connection that is lost in mid-stream is an error, and not the end" *
          doctest::skip(without_postgres())) {
  PostgresDatabase database;
  database.run(
      "CREATE TABLE items AS SELECT i AS id, repeat('x', 1000) AS name, now() - interval '1 day' "
      "AS "
      "updated_at FROM generate_series(1, 60000) i");
  Bench bench;
  bench.apply(of_postgres(database, "text"));
  const auto source = bench.stream("model.read", R"({"model": "items"})");
  rows::Batch batch;
  REQUIRE(source->next(batch));
  database.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
      "AND pid <> pg_backend_pid()");
  const Ended ended = drain(*source);
  CHECK(ended.code == "WB9116");
  CHECK(batch.length + ended.rows < 60'000);
}

TEST_CASE("NaN and the infinities of a server arrive as such, beside NULL" *
          doctest::skip(without_postgres())) {
  PostgresDatabase database;
  database.run(
      "CREATE TABLE items AS SELECT * FROM (VALUES (1, 'NaN'::float8, now()), (2, '-Infinity', "
      "now()), (3, NULL, now())) v (id, name, updated_at)");
  Bench bench;
  bench.apply(of_postgres(database, "float"));
  const auto source = bench.stream("model.read", R"({"model": "items"})");
  rows::Batch batch;
  REQUIRE(source->next(batch));
  REQUIRE(batch.length == 3);
  CHECK(std::isnan(batch.columns[1].float64(0)));
  CHECK(batch.columns[1].float64(1) == -std::numeric_limits<double>::infinity());
  CHECK(batch.columns[1].is_null(2));
  CHECK(!batch.columns[1].is_null(0));
}

TEST_SUITE_END();
