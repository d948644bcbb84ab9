#include "helpers.hpp"

#include <cstring>

#include "sql/statements.hpp"

namespace waybill::tests {

Error error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(!error.message().empty());
    CHECK(error.message().find('\n') == std::string::npos);
    return error;
  }
  FAIL("no error was thrown");
  return Error(codes::internal, "");
}

void check_lost(const std::function<void()>& call) {
  const Error error = error_of(call);
  CHECK(error.code().id == codes::connection_lost.id);
  const auto times = [&](std::string_view words) {
    std::size_t count = 0;
    std::size_t at = error.message().find(words);
    for (; at != std::string::npos; at = error.message().find(words, at + 1)) ++count;
    return count;
  };
  INFO(error.message());
  CHECK(times("connection '") == 1);
  CHECK(times(codes::connection_lost.title) == 1);
}

std::string code_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(!error.message().empty());
    CHECK(error.message().find('\n') == std::string::npos);
    return std::string(error.code().id);
  }
  return "";
}

rows::Value real(double value) {
  return {{rows::Logical::floating}, value};
}

rows::Value number(const rows::Type& type, std::int64_t value) {
  return {type, value};
}

rows::Value typed(const rows::Type& type, const std::string& text) {
  return rows::value_from_text(type, text);
}

void append(rows::Column& column, const rows::Value& value) {
  if (value.is_null()) {
    column.append_null();
    return;
  }
  const auto number = [&] { return std::get<std::int64_t>(value.data); };
  const auto text = [&]() -> const std::string& { return std::get<std::string>(value.data); };
  switch (column.layout()) {
    case rows::Layout::bit:
      return column.append_bit(number() != 0);
    case rows::Layout::int32:
      return column.append_int32(static_cast<std::int32_t>(number()));
    case rows::Layout::int64:
      return column.append_int64(number());
    case rows::Layout::float64:
      return column.append_float64(std::get<double>(value.data));
    case rows::Layout::decimal128:
    case rows::Layout::decimal256: {
      rows::Decimal256 decimal{};
      const auto misfit =
          rows::parse_decimal(text(), column.type().precision, column.type().scale, decimal);
      REQUIRE(misfit == rows::Misfit::none);
      return column.append_decimal(decimal);
    }
    case rows::Layout::variable:
      return column.append_variable(text());
    case rows::Layout::fixed16: {
      std::uint8_t bytes[16];
      REQUIRE(rows::parse_uuid(text(), bytes) == rows::Misfit::none);
      return column.append_fixed16(bytes);
    }
  }
}

rows::Batch batch_of(const rows::Schema& schema, const std::vector<RowValues>& values) {
  rows::Batch batch(schema);
  for (const RowValues& row : values) {
    REQUIRE(row.size() == schema.size());
    for (std::size_t i = 0; i < row.size(); ++i) append(batch.columns[i], row[i]);
    ++batch.length;
  }
  return batch;
}

ReadBack read_all(warehouse::Session& session, const sql::Statement& statement,
                  const rows::Schema& schema, const warehouse::ReadOptions& options) {
  ReadBack result;
  const auto stream = session.query(statement, schema, options);
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  while (stream->next(batch, misfits)) {
    REQUIRE(batch.length > 0);
    REQUIRE(batch.columns.size() == schema.size());
    for (warehouse::CellMisfit misfit : misfits) {
      CHECK(batch.columns[misfit.column].is_null(misfit.row));
      misfit.row += static_cast<std::int64_t>(result.rows.size());
      result.misfits.push_back(misfit);
    }
    for (std::int64_t row = 0; row < batch.length; ++row) {
      auto& values = result.rows.emplace_back();
      for (const rows::Column& column : batch.columns) values.push_back(column.value(row));
    }
    ++result.batches;
  }
  CHECK(batch.length == 0);
  CHECK(!stream->next(batch, misfits));  // the end stays the end
  result.truncated = stream->truncated_values();
  return result;
}

sql::Statement select_all(const warehouse::Session& session, const sql::Table& table,
                          const rows::Schema& schema, const std::string& order) {
  sql::ReadSpec spec;
  spec.table = table;
  spec.columns = rows::names_of(schema);
  sql::Statement statement = sql::read(session.dialect(), spec);
  if (!order.empty()) statement.text += " ORDER BY " + sql::quote(session.dialect(), order);
  return statement;
}

std::int64_t count_rows(warehouse::Session& session, const std::string& table) {
  const auto count = session.scalar(sql::count_rows(session.dialect(), {"", table}));
  return count ? std::get<std::int64_t>(count->data) : -1;
}

}  // namespace waybill::tests
