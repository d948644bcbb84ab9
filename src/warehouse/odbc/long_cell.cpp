#include "warehouse/odbc/long_cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "warehouse/odbc/read_manner.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr std::size_t kFirstChunk = 4096;
constexpr std::size_t kChunk = std::size_t{1} << 20;

[[noreturn]] void fail(const Connection& connection, SQLUSMALLINT column) {
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': the driver did not hand over the rest of column {}",
                          connection.name(), column))
      .with_hint("another version of the driver may; see waybill doctor");
}

}  // namespace

bool read_cell(Connection& connection, const StatementHandle& statement, SQLUSMALLINT column,
               Carrier carrier, std::size_t expected, std::string& out) {
  const std::size_t end = carrier == Carrier::chars ? 1 : 0;  // the NUL after each piece
  std::size_t size = 0;
  std::size_t room = std::max(expected, kFirstChunk);
  std::size_t promised = 0;
  for (;;) {
    out.resize(size + room + end);
    SQLLEN left = 0;
    const SQLRETURN result = connection.call(statement, Connection::Work::fetching, [&] {
      return statement.raw().GetData(statement.get(), column, c_type(carrier), out.data() + size,
                                     static_cast<SQLLEN>(room + end), &left);
    });
    // The last piece may have filled its buffer.
    if (result == SQL_NO_DATA && size > 0 && size >= promised) break;
    if (result == SQL_NO_DATA || (left < 0 && left != SQL_NULL_DATA && left != SQL_NO_TOTAL)) {
      fail(connection, column);
    }
    if (left == SQL_NULL_DATA) {
      out.clear();
      return false;
    }
    const bool all = left != SQL_NO_TOTAL && static_cast<std::size_t>(left) <= room;
    if (all) {
      size += static_cast<std::size_t>(left);
      break;
    }
    if (left != SQL_NO_TOTAL) promised = size + static_cast<std::size_t>(left);
    size += room;
    room = left == SQL_NO_TOTAL ? std::max(kChunk, size) : static_cast<std::size_t>(left) - room;
  }
  out.resize(size);
  return true;
}

bool read_fixed(Connection& connection, const StatementHandle& statement, SQLUSMALLINT column,
                Carrier carrier, char* to, std::size_t width) {
  SQLLEN length = 0;
  const SQLRETURN result = connection.call(statement, Connection::Work::fetching, [&] {
    return statement.raw().GetData(statement.get(), column, c_type(carrier), to,
                                   static_cast<SQLLEN>(width), &length);
  });
  if (result == SQL_NO_DATA) fail(connection, column);
  return length != SQL_NULL_DATA;
}

std::optional<std::string> long_text(Connection& connection, const StatementHandle& statement,
                                     SQLUSMALLINT column) {
  const Carrier carrier = read_manner_of(connection.driver()).texts;
  std::string text;
  if (!read_cell(connection, statement, column, carrier, 0, text)) return std::nullopt;
  return text;
}

}  // namespace waybill::warehouse::odbc
