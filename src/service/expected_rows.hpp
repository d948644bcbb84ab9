// Rows that came beside rows that were expected, and how they differ.
#ifndef WAYBILL_SERVICE_EXPECTED_ROWS_HPP
#define WAYBILL_SERVICE_EXPECTED_ROWS_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "rows/batch.hpp"

namespace waybill::service {

struct Difference {
  std::string_view kind;  // "value", "missing", "unexpected", "column", "refused", "finding"
  base::Json row;         // the key, or the whole row where none tells it; null: of no row
  std::string column;     // empty: of no column
  base::Json expected;
  base::Json got;
};
base::Json to_json(const Difference& difference);

// The first ones; all are counted.
class Differences {
 public:
  void add(Difference difference);
  const std::vector<Difference>& shown() const { return shown_; }
  std::int64_t count() const { return count_; }
  // "2 values differ, 1 row is missing"
  std::string summary() const;

 private:
  std::vector<Difference> shown_;
  std::int64_t count_ = 0;
  std::vector<std::pair<std::string_view, std::int64_t>> kinds_;
};

// Rows that came, with their key.
struct Arrived {
  rows::Schema schema;
  std::vector<std::size_t> key;  // positions; empty: rows have none
  std::vector<rows::Batch> batches;
};

// Takes out every row whose key another one has, as a run refuses it. Answers their keys.
std::vector<base::Json> take_repeated_keys(Arrived& arrived);

// `expected` is a list of objects, column to value. Rows are the same by their key where every
// expected row says it: then a column that a row does not say is not compared. Else rows are
// compared whole, by the columns that all expected rows say. Throws Error(bad_parameter) where that
// cannot be.
void compare_rows(const Arrived& arrived, const base::Json& expected, Differences& differences);

}  // namespace waybill::service

#endif
