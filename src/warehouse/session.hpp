// The one interface to a database. One session is used by one thread at a time, but for cancel().
// Every failure is an Error with the driver's own code kept.
#ifndef WAYBILL_WAREHOUSE_SESSION_HPP
#define WAYBILL_WAREHOUSE_SESSION_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rows/batch.hpp"
#include "rows/codec.hpp"
#include "rows/host_source.hpp"
#include "sql/dialect.hpp"
#include "sql/statements.hpp"

namespace waybill::warehouse {

// A value that could not be carried as its declared type. Its cell in the batch is NULL.
struct CellMisfit {
  std::int64_t row = 0;  // within the batch
  std::size_t column = 0;
  rows::Misfit misfit = rows::Misfit::none;
};

struct ReadOptions {
  std::int64_t batch_rows = 8192;
  std::size_t batch_bytes = std::size_t{4} << 20;  // a batch ends once it holds this much
  // Per column: truncate digits beyond the type's precision instead of a misfit, counted.
  std::vector<bool> truncate;
  // Columns of the result that are a unique key of its rows, without NULL. A driver that would keep
  // the whole result is asked for a page after the other then, in the order of the key, where a
  // transaction sees to it that all pages are of one state. May be empty.
  std::vector<std::size_t> key;
  // The key is unique as the database itself compares its values: an index of it is.
  bool key_is_indexed = false;
  rows::ReadHints hints;  // what the statement is about, for a source that hands out whole tables
};

class RowStream {
 public:
  virtual ~RowStream() = default;
  // Clears and fills `batch` (schema as asked for) and `misfits`. False: no rows left. A failure
  // in mid-read throws: it is never taken for the end.
  virtual bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) = 0;
  virtual std::int64_t truncated_values() const = 0;
};

// Rows into one table, batch after batch, in one transaction: they are all there once finish() has
// returned. The session can do nothing else before that. After a failure, or without finish(), the
// transaction has to be rolled back.
class Appender {
 public:
  virtual ~Appender() = default;
  virtual void add(const rows::Batch& batch) = 0;  // columns by name
  virtual void finish() = 0;
};

struct ResultColumn {
  std::string name;
  std::string source_type;  // as the warehouse names it; empty where it has none
  rows::Type suggested;     // logical type nearest to it
};

struct TableColumn {
  std::string name;
  std::string source_type;
  bool nullable = true;
};
struct TableInfo {
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> unique_keys;  // primary key first, if any
  // Unique as the database compares texts, which takes some different ones for equal.
  std::vector<std::vector<std::string>> coarse_keys;
  bool has_primary_key = false;
  bool empty = false;
  std::vector<std::string> notes;  // why a unique index is not among unique_keys
};

struct TableName {
  std::string schema;
  std::string name;
};

enum class Access { read_only, read_write };

// What was really reached, asked of driver and server rather than assumed.
struct SessionInfo {
  std::string via;        // "native", "odbc", "adbc"
  std::string driver;     // name and version of the client library
  std::string server;     // name and version of the server
  std::string user;       // as the server knows it; empty: it knows no users
  std::string encrypted;  // protocol version and cipher; empty: not encrypted
};

class Session {
 public:
  virtual ~Session() = default;

  virtual const sql::Dialect& dialect() const = 0;
  // Names the database this session stands in; equal texts mean the same one.
  virtual std::string location() const = 0;

  virtual SessionInfo info() = 0;

  // Rows of a reading statement as `schema` (one field a result column, in order). The statement
  // must be exactly one and must not write: else Error(not_read_only). The session can run no
  // other statement until the stream is destroyed.
  virtual std::unique_ptr<RowStream> query(const sql::Statement& statement,
                                           const rows::Schema& schema,
                                           const ReadOptions& options) = 0;
  // First row's first column as bigint or text; nullopt when there is no row or it is NULL.
  virtual std::optional<rows::Value> scalar(const sql::Statement& statement) = 0;
  // One statement; rows affected (0 for DDL).
  virtual std::int64_t execute(const sql::Statement& statement) = 0;
  // Appends a batch. All or nothing for the batch; columns by name.
  virtual void ingest(const sql::Table& table, const rows::Batch& batch) = 0;
  // May be faster than ingest() of each batch.
  virtual std::unique_ptr<Appender> append(const sql::Table& table);
  // Result columns of a reading statement, without running it.
  virtual std::vector<ResultColumn> describe(const sql::Statement& statement) = 0;

  virtual void begin(Access access) = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;  // no-op outside a transaction
  virtual bool in_transaction() const = 0;

  virtual std::vector<std::string> schemas() = 0;
  virtual std::vector<TableName> tables(const std::string& schema) = 0;
  virtual std::optional<TableInfo> table(const sql::Table& table) = 0;  // nullopt: absent

  // Microseconds since 1970 by the server's clock.
  virtual std::int64_t now() = 0;
  virtual void ping() = 0;
  // From any thread: the running call ends with Error(cancelled) within a second; so does every
  // later call until clear_cancel().
  virtual void cancel() noexcept = 0;
  virtual void clear_cancel() = 0;
};

}  // namespace waybill::warehouse

#endif
