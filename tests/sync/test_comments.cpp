// A model's descriptions as comments at the destination, on real databases.
#include <doctest/doctest.h>

#include "sync/comments.hpp"
#include "sync/pairs.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

using Texts = std::vector<std::string>;

// What no database may take for anything else.
constexpr const char* kHostile = "It's \"one\" \\ a row? -- {name} $1\n東京 é";

struct CommentBench : PairBench {
  explicit CommentBench(const char* to) : PairBench({"sqlite", to}) {
    put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    job.model.description = kHostile;
    job.model.columns[0].description = "The key";
    job.model.columns[1].description = kHostile;
  }
  // Of the table, then of its columns in their order.
  Texts comments() {
    const auto session = destination->open(warehouse::Access::read_only);
    const sync::PresentComments present = sync::read_comments(*session, {"", job.table});
    const auto at = [&](const std::string& name) {
      const auto found = present.find(name);
      return found == present.end() ? std::string() : found->second.value_or("(not ours)");
    };
    Texts all{at("")};
    const auto table = session->table({"", job.table});
    for (const auto& column : table.value().columns) {
      all.push_back(at(column.name));
    }
    return all;
  }
  std::size_t ddl() { return run().ddl.size(); }
};

void check_comments(const char* to, const std::string& on_table, const std::string& on_name) {
  CAPTURE(to);
  CommentBench bench(to);
  bench.run();
  CHECK(bench.comments() == Texts{kHostile, "The key", kHostile, "", ""});
  CHECK(bench.delivered() == bench.wanted());
  CHECK(bench.ddl() == 0);

  // A description that changes, one that goes, one that comes.
  bench.job.model.description = "People";
  bench.job.model.columns[1].description.clear();
  bench.job.model.columns[3].description = "When";
  CHECK(bench.ddl() == 3);
  CHECK(bench.comments() == Texts{"People", "The key", "", "", "When"});
  CHECK(bench.ddl() == 0);

  // What a person wrote over it, or took away, stays.
  bench.destination->run(on_table + "'A person''s'");
  bench.destination->run(on_name + "'A person''s too'");
  CHECK(bench.ddl() == 0);
  bench.job.model.description = "Folk";
  bench.job.model.columns[0].description = "Its key";
  bench.job.model.columns[1].description = "Its name";
  CHECK(bench.ddl() == 1);
  CHECK(bench.comments() == Texts{"A person's", "Its key", "A person's too", "", "When"});

  // A column that is added has its comment, and a table that is made again has all of them.
  bench.job.model.columns.push_back(column("org", "text"));
  bench.job.model.columns[4].description = "Whose";
  bench.run();
  CHECK(bench.comments() == Texts{"A person's", "Its key", "A person's too", "", "When", "Whose"});
  bench.destination->run("DROP TABLE items_out");
  bench.run();
  CHECK(bench.comments() == Texts{"Folk", "Its key", "Its name", "", "When", "Whose"});
  CHECK(bench.delivered() == bench.wanted());
}

// A table that others made is theirs.
void check_others(const char* to, const std::string& on_table) {
  CAPTURE(to);
  CommentBench bench(to);
  bench.run();
  const std::string copy = std::string(to) == "mariadb"
                               ? "CREATE TABLE theirs LIKE items_out"
                               : "CREATE TABLE theirs AS SELECT * FROM items_out WHERE false";
  bench.destination->run(copy);
  if (std::string(to) != "mariadb") {
    bench.destination->run("CREATE UNIQUE INDEX theirs_key ON theirs (id)");
  }
  bench.destination->run(on_table + "''");
  bench.job.table = "theirs";
  bench.job.model.description = "Ours";
  bench.run();
  bench.job.model.description = "Still ours";
  bench.run();
  CHECK(bench.comments()[0].empty());
}

}  // namespace

TEST_SUITE_BEGIN("sync: comments");

TEST_CASE("descriptions are comments on what Waybill made; what people wrote stays" *
          doctest::skip(without_postgres())) {
  std::vector<const char*> list{"postgres", "postgres odbc"};
  if (!kAdbcPostgres.path().empty()) list.push_back("postgres adbc");
  for (const char* to : list) {
    check_comments(to, "COMMENT ON TABLE items_out IS ", "COMMENT ON COLUMN items_out.name IS ");
  }
  check_others("postgres", "COMMENT ON TABLE theirs IS ");
}

TEST_CASE("descriptions are comments on what Waybill made, on DuckDB" *
          doctest::skip(without_duckdb())) {
  check_comments("duckdb", "COMMENT ON TABLE items_out IS ",
                 "COMMENT ON COLUMN items_out.name IS ");
  check_others("duckdb", "COMMENT ON TABLE theirs IS ");
}

TEST_CASE("descriptions are comments on what Waybill made, on MariaDB" *
          doctest::skip(without_mariadb())) {
  check_comments(
      "mariadb", "ALTER TABLE items_out COMMENT ",
      "ALTER TABLE items_out MODIFY COLUMN name longtext CHARACTER SET utf8mb4 COMMENT ");
  check_others("mariadb", "ALTER TABLE theirs COMMENT ");

  // A column that a person altered is not made anew for its comment, and a long one is cut.
  CommentBench bench("mariadb");
  bench.run();
  bench.destination->run(
      "ALTER TABLE items_out MODIFY COLUMN name longtext CHARACTER SET utf8mb4 NOT NULL DEFAULT "
      "('x') COMMENT 'kept'");
  bench.job.model.description = std::string(3000, 'x');
  bench.job.model.columns[0].description.clear();
  for (int i = 0; i < 600; ++i) bench.job.model.columns[0].description += "é ";
  bench.job.model.columns[1].description = "new";
  bench.job.model.columns[2].type = rows::parse_type("decimal(20,4)").type;
  bench.job.model.columns[2].description = "How much 🚀";
  bench.run();
  const Texts there = bench.comments();
  CHECK(there[0] == std::string(2048, 'x'));
  CHECK(there[1].size() == 1024 / 2 * 3);
  CHECK(there[2] == "(not ours)");
  CHECK(there[3] == "How much \uFFFD");
  CHECK(bench.run().ddl.empty());
}

TEST_CASE("a database without comments gets none, and nothing is recorded of them") {
  CommentBench bench("sqlite");
  bench.run();
  bench.job.model.description = "other";
  CHECK(bench.run().ddl.empty());
  const auto session = bench.destination->open(warehouse::Access::read_write);
  const auto last = sync::Control(*session, bench.job).last_commit();
  CHECK(last.value().state.find("comments") == nullptr);
}

TEST_SUITE_END();
