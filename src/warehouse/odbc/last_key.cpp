#include "warehouse/odbc/last_key.hpp"

#include <fmt/format.h>

#include <cstring>

#include "base/error.hpp"
#include "rows/codec.hpp"

namespace waybill::warehouse::odbc {

rows::Value as_it_stands(const rows::Type& type, std::string cell) {
  switch (type.logical) {
    case rows::Logical::bytes:
      return {{rows::Logical::bytes}, std::move(cell)};
    case rows::Logical::integer:
    case rows::Logical::bigint:
    case rows::Logical::decimal: {
      std::int64_t number = 0;
      if (rows::parse_int64(cell, number) == rows::Misfit::none) return rows::Value::bigint(number);
      return {{rows::Logical::decimal}, std::move(cell)};
    }
    default:
      return rows::Value::text(std::move(cell));
  }
}

void refuse_key(const Connection& connection, std::string_view column) {
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': a value of the key column '{}' is NULL or cannot be "
                          "carried",
                          connection.name(), column))
      .with_hint("name a key that is unique and has no NULL");
}

void LastKey::see(const Rowset& rowset, std::size_t row) {
  cells_.clear();
  for (const std::size_t column : columns_) {
    const BoundColumn& bound = rowset[column];
    std::optional<std::string>& cell = cells_.emplace_back();
    if (bound.carrier == Carrier::whole && bound.lengths[row] != SQL_NULL_DATA) {
      std::int64_t number = 0;
      std::memcpy(&number, bound.data.get() + row * bound.width, sizeof number);
      cell = std::to_string(number);
    }
    if (!varies(bound.carrier) || bound.lengths[row] < 0 || bound.is_long(row)) continue;
    cell.emplace(bound.cell(row));
  }
}

void LastKey::remember(const rows::Schema& schema, const rows::Batch& batch) {
  values_.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t column = columns_[i];
    if (i < cells_.size() && cells_[i]) {
      values_.push_back(as_it_stands(schema[column].type, *cells_[i]));
      continue;
    }
    values_.push_back(batch.columns[column].value(batch.length - 1));
  }
}

std::vector<rows::Value> LastKey::values(const Connection& connection,
                                         const rows::Schema& schema) const {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (values_[i].is_null()) refuse_key(connection, schema[columns_[i]].name);
  }
  return values_;
}

}  // namespace waybill::warehouse::odbc
