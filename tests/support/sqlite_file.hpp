// A SQLite file as a test sees it, past Waybill: SQL in, texts out.
#ifndef WAYBILL_TESTS_SUPPORT_SQLITE_FILE_HPP
#define WAYBILL_TESTS_SUPPORT_SQLITE_FILE_HPP

#include <sqlite3.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace waybill::tests {

class SqliteFile {
 public:
  explicit SqliteFile(std::string path) : path_(std::move(path)) {
    if (sqlite3_open(path_.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("open " + path_);
    sqlite3_busy_timeout(db_, 10000);
  }
  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;
  ~SqliteFile() { sqlite3_close(db_); }

  const std::string& path() const { return path_; }

  void run(const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
    const std::string what = message == nullptr ? "?" : message;
    sqlite3_free(message);
    throw std::runtime_error(sql + ": " + what);
  }
  // Each row as its quoted SQL values, joined by '|': 1|'a'|NULL|X'00'.
  std::vector<std::string> rows(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
    }
    std::vector<std::string> result;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      std::string row;
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        if (i > 0) row += '|';
        row += cell(statement, i);
      }
      result.push_back(row);
    }
    sqlite3_finalize(statement);
    return result;
  }
  std::int64_t number(const std::string& sql) { return std::stoll(rows(sql).at(0)); }

 private:
  static std::string cell(sqlite3_stmt* statement, int column) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    switch (sqlite3_column_type(statement, column)) {
      case SQLITE_NULL:
        return "NULL";
      case SQLITE_TEXT:
        return "'" + std::string(bytes, size) + "'";
      case SQLITE_BLOB:
        return "x:" + std::string(bytes, size);
      default:
        return reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    }
  }

  std::string path_;
  sqlite3* db_ = nullptr;
};

}  // namespace waybill::tests

#endif
