#include "catalog/sqlite_db.hpp"

#include <sqlite3.h>

#include <cerrno>

#include "catalog/sqlite_error.hpp"

namespace waybill::catalog {

void Database::CloseConnection::operator()(sqlite3* connection) const {
  sqlite3_close_v2(connection);
}

void Database::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Database::Database(const std::string& path, const char* vfs) : path_(path) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  const int result = sqlite3_open_v2(path.c_str(), &opened, flags, vfs);
  connection_.reset(opened);
  if (opened == nullptr) throw sqlite_error(path_, SQLITE_NOMEM, 0, "");
  if (result != SQLITE_OK) {
    throw sqlite_error(path_, result, sqlite3_system_errno(opened), sqlite3_errmsg(opened));
  }
  // What stands in a file from elsewhere must not reach further than its rows.
  for (const auto& [option, value] :
       {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1}, std::pair{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        std::pair{SQLITE_DBCONFIG_DQS_DDL, 0}, std::pair{SQLITE_DBCONFIG_DQS_DML, 0}}) {
    sqlite3_db_config(opened, option, value, nullptr);
  }
}

Database::~Database() = default;
Database::Database(Database&&) noexcept = default;

void Database::set_busy_timeout(std::chrono::milliseconds timeout) {
  busy_timeout_ = timeout;
  sqlite3_busy_timeout(raw(), static_cast<int>(timeout.count()));
}

void Database::execute(const std::string& sql) {
  require_transaction();
  errno = 0;
  if (sqlite3_exec(raw(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(raw());
}

void Database::require_transaction() const {
  if (lost) throw Error(*lost);
}

void Database::fail() {
  // A commit that fails leaves the system's reason in errno only.
  const int in_commit = errno;
  const int recorded = sqlite3_system_errno(raw());
  Error error = sqlite_error(path_, sqlite3_extended_errcode(raw()),
                             recorded != 0 ? recorded : in_commit, sqlite3_errmsg(raw()));
  if (depth > 0 && sqlite3_get_autocommit(raw()) != 0 && !lost) lost = error;
  throw Error(std::move(error));
}

void Database::require_file() const {
  int moved = 0;
  sqlite3_file_control(raw(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved != 0) throw sqlite_error(path_, SQLITE_READONLY_DBMOVED, 0, "");
}

Database::Shelf& Database::shelf_of(std::string_view sql) {
  auto found = shelves_.find(sql);
  if (found == shelves_.end()) found = shelves_.emplace(std::string(sql), Shelf()).first;
  return found->second;
}

Database::StatementPtr Database::borrow(Shelf& shelf, std::string_view sql) {
  require_transaction();
  StatementPtr statement;
  if (!shelf.idle.empty()) {
    statement = std::move(shelf.idle.back());
    shelf.idle.pop_back();
  } else {
    sqlite3_stmt* prepared = nullptr;
    const int result = sqlite3_prepare_v3(raw(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.reset(prepared);
    if (result != SQLITE_OK) fail();
    shelf.idle.reserve(shelf.lent + 1);
  }
  ++shelf.lent;
  return statement;
}

Query::Query(Database& database, std::string_view sql)
    : database_(database),
      shelf_(database.shelf_of(sql)),
      statement_(database.borrow(shelf_, sql)) {}

Query::Query(Database& database, std::string_view sql, const std::vector<Parameter>& parameters)
    : Query(database, sql) {
  for (const Parameter& parameter : parameters) bind(parameter);
}

Query::~Query() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  --shelf_.lent;
  shelf_.idle.push_back(std::move(statement_));  // there is room: see borrow
}

bool Query::next() {
  errno = 0;
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) database_.fail();
  return false;
}

void Query::run() {
  while (next()) {
  }
}

bool Query::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Query::text(int column) const {
  return std::string(view(column));
}

std::string_view Query::view(int column) const {
  const auto* text = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return text == nullptr ? std::string_view()
                         : std::string_view(text, static_cast<std::size_t>(size));
}

std::optional<std::int64_t> Query::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

void Query::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), ++bound_, value));
}

void Query::bind(std::string_view value) {
  const char* data = value.empty() ? "" : value.data();  // a null pointer would bind NULL
  check(sqlite3_bind_text64(statement_.get(), ++bound_, data, value.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
}

void Query::bind(const std::optional<std::int64_t>& value) {
  value ? bind(*value) : bind_null();
}

void Query::bind(const std::optional<std::string>& value) {
  value ? bind(*value) : bind_null();
}

void Query::bind(const Parameter& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return bind(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return bind(*text);
  bind_null();
}

void Query::bind_null() {
  check(sqlite3_bind_null(statement_.get(), ++bound_));
}

void Query::check(int result) {
  if (result != SQLITE_OK) database_.fail();
}

}  // namespace waybill::catalog
