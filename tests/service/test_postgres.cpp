// Connections of vendor postgres in documents, end to end through the operations.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "bench.hpp"
#include "support/postgres_server.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

std::string connection(const Bench& bench, const PostgresDatabase& database,
                       const std::string& more = "") {
  return fmt::format(
      R"({{"connection": {{"name": "pg", "vendor": "postgres", "options": {{"host": "{}",
          "port": 5432, "database": "{}", "user": "with_password"}},
          "secrets": {{"password": "file:{}"}}{}}}}})",
      postgres_socket_folder(), database.name(), bench.folder.file("secret"), more);
}

struct PostgresBench : Bench {
  PostgresDatabase database;

  PostgresBench() {
    database.run("DROP ROLE IF EXISTS with_password");
    database.run("CREATE ROLE with_password LOGIN PASSWORD 'canary-7391'");
    database.run("GRANT ALL ON SCHEMA public TO with_password");
    write_secret("canary-7391");
  }
  ~PostgresBench() { database.run("DROP OWNED BY with_password"); }
  void write_secret(const std::string& value) {
    const std::string path = folder.file("secret");
    std::ofstream(path) << value << "\n";
    REQUIRE(::chmod(path.c_str(), 0600) == 0);
  }
};

}  // namespace

TEST_SUITE_BEGIN("service: postgres" * doctest::skip(without_postgres()));

TEST_CASE("a transfer to PostgreSQL and back, with a password from a file") {
  PostgresBench bench;
  bench.apply(fmt::format(
      R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"connection": {{"name": "back", "vendor": "sqlite", "options": {{"path": "back.db"}}}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme"}}}})",
      connection(bench, bench.database, R"(, "timeouts": {"statement_s": 60, "connect_s": 5})"),
      Bench::kSource,
      replaced(Bench::kModel, R"("source_table")", R"("source_name": "shop", "source_table")")));
  const base::Json result = bench.call("destination.transfer", R"({"destination": "acme"})");
  CHECK(text_at(result, "/runs/0/status") == "success");
  CHECK(text_at(result, "/runs/0/report/counts/inserted") == "2");
  CHECK(bench.database.rows("SELECT id, label, updated_at FROM items ORDER BY id") ==
        std::vector<std::string>{"1|a|2026-01-01 00:00:00+00", "2|b|2026-01-01 00:00:00+00"});
  CHECK(text_at(bench.call("destination.transfer", R"({"destination": "acme"})"),
                "/runs/0/report/counts/unchanged") == "2");

  bench.apply(R"({"source": {"name": "warehouse", "connection": "pg"}},
      {"model": {"model_name": "labels", "source_name": "warehouse",
        "source_query": "SELECT id, upper(label) AS label, updated_at FROM items",
        "columns": [
          {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
          {"name_in_source": "label", "name_in_destination": "label", "data_type": "text"},
          {"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}]}},
      {"destination": {"name": "back", "connection": "back", "enabled_models": ["labels"]}})");
  const base::Json back = bench.call("destination.transfer", R"({"destination": "back"})");
  CHECK(text_at(back, "/runs/0/report/counts/inserted") == "2");
  CHECK(SqliteFile(bench.folder.file("back.db")).rows("SELECT label FROM labels ORDER BY id") ==
        std::vector<std::string>{"'A'", "'B'"});
}

TEST_CASE("a server that has no room when a run begins is asked again a moment later") {
  PostgresBench bench;
  bench.apply(fmt::format(
      R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme"}}}})",
      connection(bench, bench.database), Bench::kSource,
      replaced(Bench::kModel, R"("source_table")", R"("source_name": "shop", "source_table")")));
  bench.database.run("ALTER ROLE with_password CONNECTION LIMIT 0");
  std::string retried;
  bench.environment.log = [&](base::LogLevel, std::string_view event, const base::Json& fields) {
    if (event != "run.retried") return;
    retried += text_at(fields, "/code");
    bench.database.run("ALTER ROLE with_password CONNECTION LIMIT -1");
  };
  const base::Json result = bench.call("destination.transfer", R"({"destination": "acme"})");
  CHECK(text_at(result, "/runs/0/status") == "success");
  CHECK(text_at(result, "/runs/0/report/retries") == "1");
  CHECK(text_at(result, "/runs/0/report/counts/inserted") == "2");
  CHECK(retried == "WB9119");

  // A password that is wrong stays wrong.
  bench.write_secret("another");
  retried.clear();
  CHECK(text_at(bench.call("destination.transfer", R"({"destination": "acme"})"),
                "/runs/0/error/code") == "WB9101");
  CHECK(retried.empty());
}

TEST_CASE("each tenant's rows come from a schema of its own, and no other's") {
  PostgresBench bench;
  for (const std::string schema : {R"("acme")", R"("Glo""bex.two")"}) {
    bench.database.run(fmt::format(
        "CREATE SCHEMA {0}; CREATE TABLE {0}.items (id bigint PRIMARY KEY, label text, "
        "updated_at timestamptz NOT NULL); GRANT ALL ON SCHEMA {0} TO with_password; "
        "CREATE INDEX ON {0}.items (updated_at); GRANT ALL ON {0}.items TO with_password",
        schema));
  }
  bench.database.run(
      "CREATE TABLE items (id bigint PRIMARY KEY, label text, updated_at timestamptz NOT NULL); "
      "INSERT INTO items VALUES (9, 'nobody', '2026-01-01Z'); "
      "INSERT INTO acme.items VALUES (1, 'acme', '2026-01-01Z'); "
      "INSERT INTO \"Glo\"\"bex.two\".items VALUES (1, 'globex', '2026-01-01Z'), "
      "(2, 'too', '2026-01-01Z')");
  const std::string columns = R"("columns": [
      {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
      {"name_in_source": "label", "name_in_destination": "label", "data_type": "text"},
      {"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}])";
  const std::string tenants =
      connection(bench, bench.database) +
      R"(, {"connection": {"name": "out", "vendor": "sqlite", "options": {"path": "out.db"}}},
         {"connection": {"name": "two", "vendor": "sqlite", "options": {"path": "two.db"}}},
         {"source": {"name": "pg", "connection": "pg", "tenancy": "schema_tenanted"}},
         {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
         {"recipient": {"name": "Globex", "id_in_provider_system": "globex", "schema": "Glo\"bex.two"}},
         {"destination": {"name": "acme", "connection": "out", "recipient": "Acme"}},
         {"destination": {"name": "globex", "connection": "two", "recipient": "Globex"}})";
  bench.apply(tenants + R"(, {"model": {"model_name": "items", "source_table": "items", )" +
              columns +
              R"(}}, {"model": {"model_name": "asked",
                   "source_query": "SELECT id, label, updated_at FROM {{.Schema}}.items WHERE updated_at >= to_timestamp({{.LastModifiedAtEpoch}}) ", )" +
              columns + "}}");
  const auto rows = [&](const std::string& file, const std::string& table) {
    return SqliteFile(bench.folder.file(file))
        .rows("SELECT id || ' ' || label FROM " + table + " ORDER BY id");
  };
  using Rows = std::vector<std::string>;
  const Rows acme{"'1 acme'"};
  const Rows globex{"'1 globex'", "'2 too'"};
  for (const std::string destination : {"acme", "globex"}) {
    const base::Json moved =
        bench.call("destination.transfer", R"({"destination": ")" + destination + "\"}");
    CHECK(text_at(moved, "/status") == "success");
  }
  for (const std::string table : {"items", "asked"}) {
    CHECK(rows("out.db", table) == acme);
    CHECK(rows("two.db", table) == globex);
    const auto shown = [&](const std::string& recipient) {
      return bench
          .call("model.preview",
                R"({"model": ")" + table + R"(", "recipient": ")" + recipient + "\"}")
          .find("rows")
          ->as_array()
          .size();
    };
    CHECK(shown("Acme") == 1);
    CHECK(shown("Globex") == 2);
    CHECK(text_at(bench.call("sync.compare", R"({"sync": "globex/)" + table + "\"}"), "/equal") ==
          "2");
    CHECK(bench.call("model.columns", R"({"model": ")" + table + "\"}")
              .find("items")
              ->as_array()
              .size() == 3);
    CHECK(bench.failure("model.preview", R"({"model": ")" + table + "\"}") ==
          codes::tenant_missing.id);
  }
  const base::Json valid = bench.call("model.validate", R"({"models": ["items", "asked"]})");
  for (const base::Json& model : valid.find("models")->as_array()) {
    CHECK(text_at(model, "/rows") == "1");  // of the first recipient by name
  }
  CHECK(base::write_json(*valid.find("findings")) == "[]");

  // In a schema of another name the same keys are other rows.
  bench.database.run("INSERT INTO \"Glo\"\"bex.two\".items VALUES (3, 'new', '2025-01-01Z')");
  bench.apply(
      R"({"recipient": {"name": "Acme", "id_in_provider_system": "acme", "schema": "Glo\"bex.two"}})");
  const base::Json moved = bench.call("sync.run", R"({"sync": "acme/items"})");
  CHECK(text_at(moved, "/report/full_run_reason") == "source_table_changed");
  CHECK(rows("out.db", "items") == Rows{"'1 globex'", "'2 too'", "'3 new'"});

  CHECK(bench.failure(
            "config.apply",
            R"({"documents": [{"destination": {"name": "nobody", "connection": "out"}}]})") ==
        codes::lint_failed.id);
}

TEST_CASE("dead letters of PostgreSQL are sent again, by their keys and as they were kept") {
  PostgresBench bench;
  bench.source.run(
      "CREATE TABLE visits (page TEXT, seconds REAL, mark BLOB); "
      "INSERT INTO visits VALUES ('a', 0.1, x'00ff'), ('bad', 2.5, NULL)");
  bench.apply(fmt::format(
      R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"source": {{"name": "plain", "connection": "from", "tenancy": "single_tenant"}}}},
         {{"model": {{"model_name": "visits", "source_name": "plain", "source_table": "visits",
           "change_detection": "none", "columns": [
             {{"name_in_source": "page", "name_in_destination": "page", "data_type": "text"}},
             {{"name_in_source": "seconds", "name_in_destination": "seconds", "data_type": "float"}},
             {{"name_in_source": "mark", "name_in_destination": "mark", "data_type": "bytes"}}]}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme"}}}},
         {{"sync": {{"name": "visits", "model": "visits", "destination": "acme", "mode": "insert"}}}})",
      connection(bench, bench.database), Bench::kSource,
      replaced(Bench::kModel, R"("source_table")", R"("source_name": "shop", "source_table")")));
  const std::string items = R"({"sync": "acme/items"})";
  bench.database.run(
      "SET ROLE with_password; CREATE TABLE visits (page text CHECK (page <> 'bad'), seconds "
      "double "
      "precision, mark bytea)");
  bench.call("sync.run", items);
  bench.database.run("ALTER TABLE items ADD CONSTRAINT no_x CHECK (label <> 'x')");
  bench.source.run("UPDATE items SET name = 'x', updated_at = '2026-02-01T00:00:00Z' WHERE id = 1");
  bench.now += 60'000'000;
  bench.call("sync.run", items);
  bench.call("sync.run", R"({"sync": "visits"})");
  const base::Json refused = bench.call("reject.list");
  REQUIRE(refused.find("items")->as_array().size() == 2);
  bench.now += 60'000'000;
  CHECK(text_at(bench.call("reject.retry"), "/refused") == "2");
  CHECK(text_at(bench.call("reject.list"), "/items/0/attempts") == "2");
  // Two values of the row, and none of the kept one, are newer at the source.
  bench.source.run("UPDATE items SET name = 'fixed' WHERE id = 1");
  bench.database.run("ALTER TABLE visits DROP CONSTRAINT visits_page_check");
  bench.now += 60'000'000;
  const base::Json retried = bench.call("reject.retry");
  CHECK(text_at(retried, "/status") == "success");
  CHECK(text_at(retried, "/resolved") == "2");
  CHECK(text_at(bench.call("reject.retry"), "/matched") == "0");
  CHECK(bench.database.rows("SELECT label FROM items ORDER BY id") ==
        std::vector<std::string>{"fixed", "b"});
  CHECK(bench.database.rows("SELECT page, seconds, encode(mark, 'hex') FROM visits ORDER BY 1") ==
        std::vector<std::string>{"a|0.1|00ff", "bad|2.5|NULL"});
}

TEST_CASE("Waybill's own tables stand in control_schema, also of several destinations") {
  PostgresBench bench;
  bench.database.run("GRANT CREATE ON DATABASE " + bench.database.name() + " TO with_password");
  const auto destination = [](const std::string& name, const std::string& control) {
    return fmt::format(R"({{"destination": {{"name": "{}", "connection": "pg", "recipient": "{}",
        "schema": "{}", "control_schema": "{}"}}}},
        {{"sync": {{"name": "{} items", "model": "items", "destination": "{}", "mode": "mirror"}}}})",
                       name, name, name, control, name, name);
  };
  bench.apply(fmt::format(
      R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"recipient": {{"name": "Globex", "id_in_provider_system": "globex"}}}}, {}, {})",
      connection(bench, bench.database), Bench::kSource,
      replaced(Bench::kModel, R"("source_table")", R"("source_name": "shop", "source_table")"),
      destination("Acme", "own tables"), destination("Globex", "own tables")));
  const base::Json plan = bench.call("sync.plan", R"({"sync": "Acme items", "counts": "exact"})");
  CHECK(text_at(plan, "/ddl/1").find("CREATE SCHEMA") != std::string::npos);
  CHECK(text_at(plan, "/ddl/1").find("\"own tables\"") != std::string::npos);
  CHECK(text_at(plan, "/expected/created") == "2");
  const auto tables_in = [&](const std::string& schema) {
    return bench.database.rows(
        "SELECT string_agg(CASE WHEN table_name LIKE '%ledger%' THEN 'ledger' ELSE table_name END, "
        "' ' ORDER BY table_name) FROM information_schema.tables WHERE table_schema = '" +
        schema + "'");
  };
  CHECK(bench.database.number("SELECT count(*) FROM pg_namespace WHERE nspname IN "
                              "('Acme', 'own tables')") == 0);
  for (const char* sync : {"Acme items", "Globex items"}) {
    const std::string params = fmt::format(R"({{"sync": "{}"}})", sync);
    CHECK(text_at(bench.call("sync.run", params), "/report/full_run_reason") == "first_run");
    CHECK(text_at(bench.call("sync.run", params), "/report/counts/inserted") == "0");
  }
  CHECK(tables_in("own tables") ==
        std::vector<std::string>{"_waybill_commits ledger ledger _waybill_owners _waybill_rejects "
                                 "_waybill_runs"});
  CHECK(tables_in("Acme") == std::vector<std::string>{"_waybill_transfer_status items"});
  bench.source.run("DELETE FROM items WHERE id = 1");
  const std::string acme = R"({"sync": "Acme items"})";
  CHECK(text_at(bench.call("sync.run", acme), "/report/vanished/deleted") == "1");
  CHECK(text_at(bench.call("sync.compare", acme), "/delivered") == "true");
  CHECK(text_at(bench.call("sync.reset", acme), "/reset") == "true");
  CHECK(text_at(bench.call("sync.run", acme), "/report/full_run_reason") == "first_run");
  bench.database.run("DROP SCHEMA \"Acme\" CASCADE");
  const base::Json again = bench.call("sync.run", acme);
  CHECK(text_at(again, "/report/full_run_reason") == "destination_table_missing");
  CHECK(text_at(again, "/report/counts/inserted") == "1");
  CHECK(text_at(bench.call("sync.compare", acme), "/delivered") == "true");
}

TEST_CASE("a control_schema that comes after the first run is refused, and nothing sent again") {
  PostgresBench bench;
  bench.database.run("GRANT CREATE ON DATABASE " + bench.database.name() + " TO with_password");
  const auto apply = [&](const std::string& more) {
    bench.apply(fmt::format(
        R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
           {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
           {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme"{}}}}})",
        connection(bench, bench.database), Bench::kSource,
        replaced(Bench::kModel, R"("source_table")", R"("source_name": "shop", "source_table")"),
        more));
  };
  apply("");
  bench.call("sync.run", R"({"sync": "acme/items"})");
  apply(R"(, "control_schema": "elsewhere")");
  CHECK(bench.failure("sync.run", R"({"sync": "acme/items"})") == "WB9205");
  CHECK(bench.failure("sync.plan", R"({"sync": "acme/items"})") == "WB9205");
  CHECK(bench.last_error.find("control_schema") != std::string::npos);
  CHECK(bench.database.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'elsewhere'") ==
        0);
}

TEST_CASE(
    "the models of a first transfer go side by side, as many at once as the destination says") {
  PostgresBench bench;
  std::string models;
  for (int i = 0; i < 6; ++i) {
    models += ", " + replaced(Bench::kModel, "\"model_name\": \"items\"",
                              fmt::format("\"model_name\": \"items_{}\"", i));
  }
  bench.apply(fmt::format(
      R"({}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme", "schema": "fresh",
            "frequency_minutes": 15, "max_concurrent_transfers": 3, "load_connections": 2}}}}{})",
      connection(bench, bench.database), Bench::kSource, models));
  bench.database.run("GRANT CREATE ON DATABASE \"" + bench.database.name() + "\" TO with_password");
  base::Json runs;
  SUBCASE("when it is asked for") {
    const base::Json result = bench.call("destination.transfer", R"({"destination": "acme"})");
    CHECK(text_at(result, "/status") == "success");
    runs = *result.find("runs");
  }
  SUBCASE("when it is due") {
    bench.now += 15 * 60'000'000LL;
    const base::Json result = bench.call("schedule.run_due");
    CHECK(text_at(result, "/ran/0/status") == "success");
    runs = *result.at_pointer("/ran/0/runs");
  }
  REQUIRE(runs.as_array().size() == 6);
  for (int i = 0; i < 6; ++i) {
    CAPTURE(base::write_json(runs));
    CHECK(text_at(runs, fmt::format("/{}/model", i)) == fmt::format("items_{}", i));
    CHECK(bench.database.rows(fmt::format("SELECT count(*) FROM fresh.items_{}", i)) ==
          std::vector<std::string>{"2"});
  }
}

TEST_CASE("several connections write a table's rows where the destination says so") {
  PostgresBench bench;
  bench.apply(fmt::format(
      R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme", "load_connections": 3}}}})",
      connection(bench, bench.database), Bench::kSource,
      replaced(Bench::kModel, R"("source_table")", R"("source_name": "shop", "source_table")")));
  bench.source.run(
      "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO "
      "items (id, org, name, updated_at) SELECT i, 'acme', 'row of some length ' || i, "
      "'2026-01-01T00:00:00Z' FROM n");
  const std::string sync = R"({"sync": "acme/items", "memory_mib": 16})";
  CHECK(text_at(bench.call("sync.plan", R"({"sync": "acme/items"})"), "/load") ==
        "direct in units");
  const base::Json report = bench.call("sync.run", sync);
  CHECK(text_at(report, "/report/load") == "direct in units");
  CHECK(text_at(report, "/report/counts/inserted") == "50000");
  CHECK(bench.database.number("SELECT count(DISTINCT id) FROM items") == 50000);
  CHECK(bench.database.number("SELECT count(*) FROM _waybill_units") == 0);
  CHECK(text_at(bench.call("sync.run", R"({"sync": "acme/items", "full_refresh": true})"),
                "/report/load") == "staged in units");
  CHECK(bench.database.number("SELECT count(*) FROM items") == 50000);
}

TEST_CASE("a source that says who sets its last-modified values misses no late commit") {
  PostgresBench bench;
  bench.database.run("CREATE TABLE items (id bigint, updated_at timestamptz)");
  bench.database.run("GRANT SELECT ON items TO with_password");
  bench.database.run("INSERT INTO items VALUES (1, now() - interval '1 hour')");
  const std::string documents = fmt::format(
      R"({}, {{"connection": {{"name": "to", "vendor": "sqlite", "options": {{"path": "to.db"}}}}}},
         {{"source": {{"name": "shop", "connection": "pg", "last_modified_set_by": "database"}}}},
         {{"model": {{"model_name": "copies", "source_name": "shop", "source_table": "items",
           "columns": [
             {{"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true}},
             {{"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}}]}}}},
         {{"destination": {{"name": "to", "connection": "to"}}}})",
      connection(bench, bench.database));
  bench.apply(documents);
  const auto transfer = [&] {
    return bench.call("destination.transfer", R"({"destination": "to"})");
  };
  const base::Json first = transfer();
  CHECK(text_at(first, "/runs/0/report/guarantee") == "bounded");
  CHECK(first.at_pointer("/runs/0/report/guarantee_why")->is_null());

  const auto late = bench.database.open(warehouse::Access::read_write);
  late->begin(warehouse::Access::read_write);
  late->execute({"INSERT INTO items VALUES (2, now())", {}});
  bench.database.run("INSERT INTO items VALUES (3, clock_timestamp())");
  const base::Json during = transfer();
  CHECK(text_at(during, "/runs/0/report/guarantee") == "bounded");
  CHECK(text_at(during, "/runs/0/report/counts/inserted") == "1");
  late->commit();
  CHECK(text_at(transfer(), "/runs/0/report/counts/inserted") == "1");

  bench.apply(replaced(documents, R"("last_modified_set_by": "database")",
                       R"("last_modified_set_by": "unknown")"));
  const base::Json after = transfer();
  CHECK(text_at(after, "/runs/0/report/guarantee") == "lookback");
  CHECK(text_at(after, "/runs/0/report/guarantee_why") ==
        "the source does not say last_modified_set_by: database");
}

TEST_CASE("a password that is wrong or absent ends a run with its reason and no value") {
  PostgresBench bench;
  bench.apply(fmt::format(
      R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme"}}}})",
      connection(bench, bench.database), Bench::kSource, Bench::kModel));
  bench.write_secret("canary-0000");
  const auto failed = [&] {
    const base::Json result = bench.call("destination.transfer", R"({"destination": "acme"})");
    CHECK(text_at(result, "/runs/0/status") == "error");
    return base::write_json(result);
  };
  const std::string wrong = failed();
  CHECK(wrong.find("secrets.password") != std::string::npos);
  CHECK(wrong.find("canary") == std::string::npos);
  std::filesystem::remove(bench.folder.file("secret"));
  CHECK(failed().find("WB9117") != std::string::npos);
}

TEST_CASE("what PostgreSQL has no use for is refused by name when it is applied") {
  PostgresBench bench;
  CHECK(bench.failure("config.apply",
                      fmt::format(R"({{"documents": [{}]}})",
                                  replaced(connection(bench, bench.database), "\"port\": 5432",
                                           "\"connection_string\": \"x\""))) != "");
  CHECK(bench.last_error.find("connection_string") != std::string::npos);
  CHECK(bench.failure("config.apply", R"({"documents": [{"connection": {"name": "f",
      "vendor": "sqlite", "options": {"path": "a.db"}, "secrets": {"password": "env:P"}}}]})") !=
        "");
  CHECK(bench.last_error.find("secrets") != std::string::npos);
}

TEST_CASE("a connection that is lost on the way costs another attempt, and rows arrive once") {
  PostgresBench bench;
  bench.apply(fmt::format(
      R"({}, {}, {}, {{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}}}}},
         {{"recipient": {{"name": "Acme", "id_in_provider_system": "acme"}}}},
         {{"destination": {{"name": "acme", "connection": "pg", "recipient": "Acme"}}}})",
      connection(bench, bench.database), Bench::kSource, Bench::kModel));
  for (const std::string phase : {"read", "merge", "commit"}) {
    CAPTURE(phase);
    int lost = 0;
    const auto run = [&](int losses) {
      const auto progress = [&](const base::Json& event) {
        if (text_at(event, "/phase") == phase && lost < losses) {
          ++lost;
          bench.database.run(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
              "WHERE application_name = 'waybill' AND datname = current_database()");
        }
        return true;
      };
      service::Call call{bench.environment,
                         bench.catalog.get(),
                         bench.actor,
                         base::parse_json_or_throw(R"({"sync": "acme/items"})", "params"),
                         {},
                         progress};
      return service::run(*service::find_operation("sync.run"), call);
    };
    bench.source.run("UPDATE items SET name = name || 'x', updated_at = '2026-02-0" +
                     std::to_string(phase.size() - 3) + "T00:00:00Z' WHERE id = 1");
    const base::Json ran = run(1);
    CHECK(lost == 1);
    CHECK(text_at(ran, "/status") == "success");
    CHECK(text_at(ran, "/report/retries") == "1");
    CHECK(bench.database.rows("SELECT count(*) FROM items") == std::vector<std::string>{"2"});
    CHECK(text_at(bench.call("sync.compare", R"({"sync": "acme/items"})"), "/delivered") == "true");
  }
}

TEST_SUITE_END();
