// SQLite's C API as two owned values: a connection and a running statement. Private to the catalog.
#ifndef WAYBILL_CATALOG_SQLITE_DB_HPP
#define WAYBILL_CATALOG_SQLITE_DB_HPP

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/null.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace waybill::catalog {

using Parameter = std::variant<base::Null, std::int64_t, std::string>;

class Database {
 public:
  // Opens or creates the file; nothing is read or locked. A null `vfs` is SQLite's default one.
  Database(const std::string& path, const char* vfs);
  ~Database();
  Database(Database&&) noexcept;

  const std::string& path() const { return path_; }
  sqlite3* raw() const { return connection_.get(); }
  void set_busy_timeout(std::chrono::milliseconds timeout);
  std::chrono::milliseconds busy_timeout() const { return busy_timeout_; }

  void execute(const std::string& sql);  // statements without rows or parameters
  std::int64_t changes() const;          // rows of the last INSERT, UPDATE or DELETE

  // For Scope: how many transactions are nested, and the error after which SQLite undid the
  // outermost by itself. Throws it again when something more is asked of that transaction.
  int depth = 0;
  std::optional<Error> lost;
  void require_transaction() const;
  // Throws when the file was deleted or replaced: what is written now would be lost.
  void require_file() const;
  [[noreturn]] void fail();

 private:
  friend class Query;
  struct CloseConnection {
    void operator()(sqlite3* connection) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using StatementPtr = std::unique_ptr<sqlite3_stmt, Finalize>;

  // Statements of one text: those at rest, with room for those that run.
  struct Shelf {
    std::vector<StatementPtr> idle;
    std::size_t lent = 0;
  };
  Shelf& shelf_of(std::string_view sql);
  StatementPtr borrow(Shelf& shelf, std::string_view sql);

  std::string path_;
  std::chrono::milliseconds busy_timeout_{0};
  std::unique_ptr<sqlite3, CloseConnection> connection_;
  std::map<std::string, Shelf, std::less<>> shelves_;
};

// One execution of a statement. Its rows must not outlive it; columns count from 0.
class Query {
 public:
  template <class... Values>
  Query(Database& database, std::string_view sql, const Values&... values) : Query(database, sql) {
    (bind(values), ...);
  }
  Query(Database& database, std::string_view sql);
  Query(Database& database, std::string_view sql, const std::vector<Parameter>& parameters);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool next();  // false: no more rows
  void run();   // to the end

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  std::string_view view(int column) const;  // until the next call
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  void bind(std::int64_t value);
  void bind(std::string_view value);
  void bind(const std::string& value) { bind(std::string_view(value)); }
  void bind(const char* value) { bind(std::string_view(value)); }
  void bind(const std::optional<std::int64_t>& value);
  void bind(const std::optional<std::string>& value);
  void bind(const Parameter& value);
  void bind_null();
  void check(int result);

  Database& database_;
  Database::Shelf& shelf_;
  Database::StatementPtr statement_;
  int bound_ = 0;
};

}  // namespace waybill::catalog

#endif
