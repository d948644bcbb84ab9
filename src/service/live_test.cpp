#include "service/live_test.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "service/resolve.hpp"
#include "sql/shadow.hpp"

namespace waybill::service {

namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20;

rows::Schema schema_of(const GivenTable& table) {
  rows::Schema schema;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    schema.push_back({table.columns[i].name, table.types[i]});
  }
  return schema;
}

}  // namespace

std::unique_ptr<warehouse::Session> open_live_test(const TestBench& bench,
                                                   const model::Source& source,
                                                   const std::vector<GivenTable>& tables,
                                                   sync::Job& job) {
  const model::Connection connection = bench.documents.connection_of(source);
  const warehouse::ConnectSpec spec = connect_spec(bench.call, connection);
  auto session = warehouse::open_session(spec, warehouse::Access::read_only);
  const sql::Dialect& dialect = session->dialect();
  // SQLite is the same wherever its tables stand.
  if (dialect.types_are_affinities) return open_given(connection.name, tables);
  std::size_t bytes = 0;
  job.given.emplace();
  for (const GivenTable& table : tables) {
    job.given->push_back({table.table, sql::select_values(dialect, schema_of(table), table.rows)});
    bytes += job.given->back().select.size();
  }
  if (bytes > kMostBytes) {
    throw Error(codes::unsupported, "the given rows are more than a live test takes, 1 MiB of SQL")
        .with_hint("give fewer rows, or run the test without --live");
  }
  if (job.model.source_query.empty()) {
    job.model.source_query =
        "SELECT * FROM " + sql::qualified(dialect, sql::parse_table(job.model.source_table));
  }
  return session;
}

}  // namespace waybill::service
