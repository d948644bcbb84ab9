// The key of the last row that was read, as parameters that find it again: where a read goes on.
#ifndef WAYBILL_WAREHOUSE_ODBC_LAST_KEY_HPP
#define WAYBILL_WAREHOUSE_ODBC_LAST_KEY_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/rowset.hpp"

namespace waybill::warehouse::odbc {

// A value of a key as a parameter that finds it: a text's own bytes, say, whatever it is read as.
rows::Value as_it_stands(const rows::Type& type, std::string cell);
[[noreturn]] void refuse_key(const Connection& connection, std::string_view column);

class LastKey {
 public:
  // Of these columns; none: nothing is remembered.
  explicit LastKey(std::vector<std::size_t> columns) : columns_(std::move(columns)) {}

  // The cells of a row as they stand in the rowset: what the batch does not keep.
  void see(const Rowset& rowset, std::size_t row);
  // That row is the batch's last one.
  void remember(const rows::Schema& schema, const rows::Batch& batch);
  // Throws Error(sql_rejected) where one is NULL.
  std::vector<rows::Value> values(const Connection& connection, const rows::Schema& schema) const;

 private:
  std::vector<std::size_t> columns_;
  std::vector<std::optional<std::string>> cells_;
  std::vector<rows::Value> values_;
};

}  // namespace waybill::warehouse::odbc

#endif
