// SQLite without Waybill in between, for preparing files and looking at results.
#ifndef WAYBILL_TESTS_SUPPORT_RAW_SQLITE_HPP
#define WAYBILL_TESTS_SUPPORT_RAW_SQLITE_HPP

#include <sqlite3.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace waybill::tests {

class RawSqlite {
 public:
  using Param = std::variant<std::int64_t, std::string>;
  // Cells as SQLite's quote() would name their storage: "NULL", "i:1", "r:0.5", "t:abc", "b:abc".
  using Rows = std::vector<std::vector<std::string>>;

  explicit RawSqlite(const std::string& path = ":memory:") {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error(path);
  }
  RawSqlite(const RawSqlite&) = delete;
  RawSqlite& operator=(const RawSqlite&) = delete;
  ~RawSqlite() { sqlite3_close_v2(handle_); }

  sqlite3* handle() const { return handle_; }

  void exec(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
  }

  Rows query(const std::string& sql, const std::vector<Param>& parameters = {}) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement,
                           nullptr) != SQLITE_OK) {
      fail(sql);
    }
    int position = 0;
    for (const Param& parameter : parameters) {
      ++position;
      if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
        sqlite3_bind_int64(statement, position, *number);
      } else {
        const auto& text = std::get<std::string>(parameter);
        sqlite3_bind_text(statement, position, text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT);
      }
    }
    Rows rows;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
      auto& row = rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) row.push_back(cell(statement, i));
    }
    sqlite3_finalize(statement);
    if (result != SQLITE_DONE) fail(sql);
    return rows;
  }

  std::string one(const std::string& sql) {
    const Rows rows = query(sql);
    return rows.empty() ? "no row" : rows.front().front();
  }

 private:
  [[noreturn]] void fail(const std::string& sql) const {
    throw std::runtime_error(std::string(sqlite3_errmsg(handle_)) + " in: " + sql);
  }

  static std::string cell(sqlite3_stmt* statement, int i) {
    const int type = sqlite3_column_type(statement, i);
    if (type == SQLITE_NULL) return "NULL";
    const char* bytes = static_cast<const char*>(
        type == SQLITE_BLOB ? sqlite3_column_blob(statement, i)
                            : static_cast<const void*>(sqlite3_column_text(statement, i)));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
    const std::string text = size == 0 ? std::string() : std::string(bytes, size);
    const char* tag = type == SQLITE_INTEGER ? "i:"
                      : type == SQLITE_FLOAT ? "r:"
                      : type == SQLITE_TEXT  ? "t:"
                                             : "b:";
    return tag + text;
  }

  sqlite3* handle_ = nullptr;
};

}  // namespace waybill::tests

#endif
