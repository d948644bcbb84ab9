// The PostgreSQL session in the conformance suite.
#include <doctest/doctest.h>

#include "postgres_quirks.hpp"
#include "support/postgres_server.hpp"

namespace waybill::tests {
namespace {

class PostgresPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return database_.open(access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return database_.open(access, 1);
  }

 private:
  PostgresDatabase database_;
};

Quirks quirks() {
  return postgres_quirks("postgres", [] { return std::make_unique<PostgresPlace>(); });
}

}  // namespace

TEST_CASE("conformance: postgres" * doctest::skip(without_postgres())) {
  run_conformance(quirks());
}

TEST_CASE("conformance: postgres, what was run" * doctest::skip(without_postgres())) {
  report_conformance(quirks());
}

}  // namespace waybill::tests
