// The SQLite session in the conformance suite.
#include <doctest/doctest.h>

#include "sqlite_quirks.hpp"
#include "support/temp_dir.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {
namespace {

class SqlitePlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return open_session(access, 30);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return open_session(access, 1);
  }

 private:
  std::unique_ptr<warehouse::Session> open_session(warehouse::Access access, std::int64_t lock_s) {
    return warehouse::open_session({.name = "test",
                                    .vendor = "sqlite",
                                    .options = {{"path", dir_.file("w.db")}},
                                    .lock_s = lock_s},
                                   access);
  }
  TempDir dir_;
};

Quirks native() {
  return sqlite_quirks("sqlite", [] { return std::make_unique<SqlitePlace>(); });
}

}  // namespace

TEST_CASE("conformance: sqlite") {
  run_conformance(native());
}

TEST_CASE("conformance: sqlite, what was run") {
  report_conformance(native());
}

}  // namespace waybill::tests
