// PostgreSQL by Apache Arrow's ADBC driver: the conformance suite, and what the driver does in a
// way of its own.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>

#include "helpers.hpp"
#include "postgres_quirks.hpp"
#include "support/driver_library.hpp"
#include "support/postgres_server.hpp"
#include "support/temp_dir.hpp"

using namespace waybill;
using namespace waybill::tests;
using rows::Logical;
using rows::Value;
using warehouse::Access;

namespace {

bool without_driver_and_server() {
  static const bool without = kAdbcPostgres.absent() || without_postgres();
  return without;
}

warehouse::ConnectSpec by_adbc(warehouse::ConnectSpec spec) {
  spec.via = "adbc";
  spec.driver = kAdbcPostgres.path();
  return spec;
}

class AdbcPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(Access access) override {
    return warehouse::open_session(by_adbc(database_.spec()), access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(Access access) override {
    return warehouse::open_session(by_adbc(database_.spec(1)), access);
  }

 private:
  PostgresDatabase database_;
};

Quirks quirks() {
  Quirks quirks = postgres_quirks("postgres by ADBC", [] { return std::make_unique<AdbcPlace>(); });
  quirks.skips.push_back(
      {"a failure in the middle of a result throws",
       "the driver keeps rows back until 2 MiB are there: a case of its own reads more"});
  return quirks;
}

}  // namespace

TEST_CASE("conformance: postgres by ADBC" * doctest::skip(without_driver_and_server())) {
  run_conformance(quirks());
}

TEST_CASE("conformance: postgres by ADBC, what was run" *
          doctest::skip(without_driver_and_server())) {
  report_conformance(quirks());
}
