// The session over ODBC in the conformance suite, by each driver there is.
#include <doctest/doctest.h>

#include <filesystem>

#include "odbc_place.hpp"
#include "postgres_quirks.hpp"
#include "support/postgres_server.hpp"

namespace waybill::tests {
namespace {

class PsqlPlace : public Place {
 public:
  explicit PsqlPlace(const char* driver) : driver_(driver) {}
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return warehouse::open_session(spec(30), access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return warehouse::open_session(spec(1), access);
  }

 private:
  warehouse::ConnectSpec spec(std::int64_t lock_s) const {
    warehouse::ConnectSpec spec = database_.spec(lock_s);
    spec.via = "odbc";
    spec.driver = driver_;
    return spec;
  }
  const char* driver_;
  PostgresDatabase database_;
};

Quirks psql_quirks(std::string_view name, const char* driver) {
  Quirks quirks = postgres_quirks(name, [driver] { return std::make_unique<PsqlPlace>(driver); });
  // Rows come by the thousand.
  quirks.failing_query =
      "SELECT (CASE WHEN n < 1500 THEN n ELSE 1 / (n - n) END)::bigint "
      "FROM generate_series(1, 5000) AS n";
  return quirks;
}
Quirks psql_unicode() {
  return psql_quirks("postgres by psqlODBC Unicode", kPsqlUnicode);
}
Quirks psql_ansi() {
  return psql_quirks("postgres by psqlODBC ANSI", kPsqlAnsi);
}

bool without_psql(const char* driver) {
  return without_postgres() || without_driver(driver);
}

}  // namespace

TEST_CASE("conformance: postgres by psqlODBC Unicode" * doctest::skip(without_psql(kPsqlUnicode))) {
  run_conformance(psql_unicode());
}
TEST_CASE("conformance: postgres by psqlODBC Unicode, what was run" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  report_conformance(psql_unicode());
}
TEST_CASE("conformance: postgres by psqlODBC ANSI" * doctest::skip(without_psql(kPsqlAnsi))) {
  run_conformance(psql_ansi());
}
TEST_CASE("conformance: postgres by psqlODBC ANSI, what was run" *
          doctest::skip(without_psql(kPsqlAnsi))) {
  report_conformance(psql_ansi());
}

}  // namespace waybill::tests
