// What every Session must do, as cases that know no vendor. A new session registers itself with a
// Quirks row in a test case of its own:
//
//   TEST_CASE("conformance: sqlite") { run_conformance(sqlite_quirks()); }
#ifndef WAYBILL_TESTS_WAREHOUSE_CONFORMANCE_HPP
#define WAYBILL_TESTS_WAREHOUSE_CONFORMANCE_HPP

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "warehouse/session.hpp"

namespace waybill::tests {

// An empty database of the case's own, gone with this object. Sessions go before it.
class Place {
 public:
  virtual ~Place() = default;
  virtual std::unique_ptr<warehouse::Session> open(warehouse::Access access) = 0;
  // A session that gives up on another's lock after a second at most.
  virtual std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) = 0;
};

struct Quirks {
  std::string_view name;
  std::function<std::unique_ptr<Place>()> fresh;

  // Reading statements that run for minutes, and that fail after some of their rows.
  // Both answer with one bigint column.
  std::string endless_query;
  std::string failing_query;
  std::int64_t fails_at = 1000;  // its row
  // Fills bigint column n of table `numbers` for minutes.
  std::string endless_write;
  // Reads what a bare SELECT may and must be let through (tables t(id, name) is there), and what
  // must be refused as not_read_only.
  std::vector<std::string> reading;
  std::vector<std::string> not_reading;

  bool rollback_of_ddl = true;
  bool one_writer = false;             // a second writer waits for the first one's transaction
  bool negative_zero = true;           // -0.0 keeps its sign
  bool nul_in_text = true;             // texts keep NUL characters, JSON their escapes
  bool unbounded_decimal = true;       // plain decimal keeps any number of digits; else (38,9)
  std::vector<rows::Type> not_stored;  // types the warehouse cannot create
  std::vector<std::string> not_names;  // of columns and tables, even between quotes

  // Case names not run, with the reason.
  struct Skip {
    std::string_view name;
    std::string_view reason;
  };
  std::vector<Skip> skips;
};

// Each case as a doctest subcase.
void run_conformance(const Quirks& quirks);
// One line: how many cases, and each skip by name. Fails when a skip names no case.
void report_conformance(const Quirks& quirks);

struct ConformanceCase {
  std::string_view name;
  void (*run)(const Quirks& quirks);
};
// The parts of the suite; a part is one file.
std::vector<ConformanceCase> value_cases();
std::vector<ConformanceCase> statement_cases();
std::vector<ConformanceCase> transaction_cases();
std::vector<ConformanceCase> cancel_cases();

}  // namespace waybill::tests

#endif
