// A batch into a table.
#include "warehouse/sqlite/load.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/error.hpp"
#include "rows/codec.hpp"

namespace waybill::warehouse::sqlite {
namespace {

using rows::Column;
using Scratch = std::array<char, 96>;

using Bind = int (*)(sqlite3_stmt*, int, const Column&, std::int64_t, Scratch&);

int bind_text(sqlite3_stmt* statement, int position, const char* from, const char* to) {
  return sqlite3_bind_text(statement, position, from, static_cast<int>(to - from), SQLITE_STATIC);
}

int text(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row, Scratch&) {
  const std::string_view cell = column.variable(row);
  return sqlite3_bind_text(statement, position, cell.empty() ? "" : cell.data(),
                           static_cast<int>(cell.size()), SQLITE_STATIC);
}

int bytes(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row, Scratch&) {
  const std::string_view cell = column.variable(row);
  return sqlite3_bind_blob(statement, position, cell.empty() ? "" : cell.data(),
                           static_cast<int>(cell.size()), SQLITE_STATIC);
}

int boolean(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
            Scratch&) {
  return sqlite3_bind_int(statement, position, column.bit(row) ? 1 : 0);
}

int integer(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
            Scratch&) {
  return sqlite3_bind_int(statement, position, column.int32(row));
}

int bigint(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
           Scratch&) {
  return sqlite3_bind_int64(statement, position, column.int64(row));
}

int floating(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
             Scratch&) {
  const double value = column.float64(row);
  if (!std::isfinite(value)) {
    throw Error(codes::unsupported, "SQLite cannot keep NaN or infinities")
        .with_hint("refuse such rows before they are loaded");
  }
  return sqlite3_bind_double(statement, position, value);
}

int decimal(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
            Scratch& scratch) {
  if (column.layout() == rows::Layout::variable) {
    return text(statement, position, column, row, scratch);
  }
  return bind_text(statement, position, scratch.data(),
                   rows::format_decimal(scratch.data(), column.decimal(row), column.type().scale));
}

int date(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
         Scratch& scratch) {
  return bind_text(statement, position, scratch.data(),
                   rows::format_date(scratch.data(), column.int32(row)));
}

template <char* (*format)(char*, std::int64_t)>
int micros(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
           Scratch& scratch) {
  return bind_text(statement, position, scratch.data(), format(scratch.data(), column.int64(row)));
}

int uuid(sqlite3_stmt* statement, int position, const Column& column, std::int64_t row,
         Scratch& scratch) {
  return bind_text(statement, position, scratch.data(),
                   rows::format_uuid(scratch.data(), column.fixed16(row)));
}

// By rows::Logical.
constexpr std::array<Bind, rows::kLogicalCount> kBinders{
    text,
    boolean,
    integer,
    bigint,
    decimal,
    floating,
    bytes,
    date,
    micros<rows::format_time>,
    micros<rows::format_timestamp>,
    micros<rows::format_datetime>,
    text,  // json
    uuid,
};

std::vector<std::string> names(const rows::Schema& schema) {
  std::vector<std::string> result;
  for (const rows::Field& field : schema) result.push_back(field.name);
  return result;
}

void insert_rows(Database& database, const sql::Table& table, const rows::Batch& batch) {
  const std::string text = sql::insert_values(sql::sqlite(), table, names(batch.schema));
  const std::vector<rows::Value> unbound(batch.columns.size(), rows::Value::null());
  const Lease statement = database.prepare(text, unbound, Gate::writing);
  std::vector<Scratch> scratch(batch.columns.size());
  std::vector<Bind> binders;
  for (const Column& column : batch.columns) {
    binders.push_back(kBinders[static_cast<std::size_t>(column.type().logical)]);
  }
  for (std::int64_t row = 0; row < batch.length; ++row) {
    for (std::size_t i = 0; i < binders.size(); ++i) {
      const Column& column = batch.columns[i];
      const int position = static_cast<int>(i) + 1;
      const int result = column.is_null(row)
                             ? sqlite3_bind_null(statement.get(), position)
                             : binders[i](statement.get(), position, column, row, scratch[i]);
      if (result != SQLITE_OK) database.fail(result);
    }
    database.check_usable();
    database.step(statement.get());
    sqlite3_reset(statement.get());
  }
}

}  // namespace

void load_batch(Database& database, const sql::Table& table, const rows::Batch& batch) {
  if (batch.length == 0) return;
  if (!database.in_transaction()) {
    database.begin("BEGIN");
    try {
      insert_rows(database, table, batch);
      database.commit();
    } catch (const Error&) {
      database.rollback();
      throw;
    }
    return;
  }
  database.run("SAVEPOINT waybill_batch", Gate::own);
  try {
    insert_rows(database, table, batch);
  } catch (const Error&) {
    database.undo("ROLLBACK TO waybill_batch; RELEASE waybill_batch");
    throw;
  }
  database.run("RELEASE waybill_batch", Gate::own);
}

}  // namespace waybill::warehouse::sqlite
