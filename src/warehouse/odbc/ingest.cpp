#include "warehouse/odbc/ingest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/error.hpp"
#include "sql/pieces.hpp"
#include "warehouse/odbc/ahead.hpp"
#include "warehouse/odbc/array_literal.hpp"
#include "warehouse/odbc/encode.hpp"
#include "warehouse/odbc/target.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr std::int64_t kUnnestRows = 2048;
constexpr std::size_t kUnnestBytes = std::size_t{4} << 20;
constexpr std::size_t kArrayRows = 4096;
constexpr std::size_t kValuesRows = 100;
constexpr std::size_t kValuesParameters = 2000;
constexpr std::size_t kArrayBytes = std::size_t{4} << 20;
constexpr std::size_t kLongestLiteral = std::size_t{1} << 30;  // a value of PostgreSQL's: 1 GB

void require_rows(const Connection& connection, std::int64_t written, std::int64_t sent) {
  if (written == sent) return;
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': {} rows were sent, the driver says {} were written",
                          connection.name(), sent, written))
      .with_hint("a trigger or rule of the table takes rows away, or the driver is broken");
}

void run(Connection& connection, StatementHandle& statement, std::int64_t sent) {
  connection.execute(statement);
  require_rows(connection, statement.affected(), sent);
  statement.close();
}

// One chunk is filled while the server takes the rows before.
template <class Chunk, class Fill, class Send>
void write_chunks(std::int64_t rows, std::array<Chunk, 2>& chunks, Fill fill, Send send) {
  Ahead ahead;
  std::size_t number = 0;
  for (std::int64_t row = 0; row < rows; number = 1 - number) {
    Chunk& chunk = chunks[number];
    fill(chunk, row);
    row += static_cast<std::int64_t>(chunk.rows);
    ahead.wait();
    if (row == rows || !ahead.start([&send, &chunk] { send(chunk); })) send(chunk);
  }
  ahead.wait();
}

class Unnest {
 public:
  Unnest(Connection& connection, const sql::Table& table, const rows::Batch& batch)
      : connection_(connection),
        batch_(batch),
        targets_(find_targets(connection, table, batch.schema)),
        statement_(connection.statement()) {
    for (Chunk& chunk : chunks_) {
      chunk.literals.resize(targets_.size());
      chunk.lengths.resize(targets_.size());
    }
    std::string arrays;
    for (const Target& target : targets_) {
      arrays += fmt::format("{}pg_catalog.unnest(?::pg_catalog.{}[])", arrays.empty() ? "" : ", ",
                            target.type);
    }
    for (const rows::Field& field : batch.schema) writers_.push_back(element_writer(field.type));
    // In the select list arrays of one length go row by row, and faster than in FROM, where each
    // would be unfolded into a table first.
    connection.prepare(
        statement_,
        fmt::format("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {}",
                    sql::qualified(connection.dialect(), table),
                    sql::column_list(connection.dialect(), rows::names_of(batch.schema)), arrays));
  }

  void write() {
    write_chunks(
        batch_.length, chunks_, [this](Chunk& chunk, std::int64_t row) { fill(chunk, row); },
        [this](Chunk& chunk) { send(chunk); });
  }

 private:
  struct Chunk {
    std::int64_t rows = 0;
    std::vector<std::string> literals;
    std::vector<SQLLEN> lengths;
  };

  void fill(Chunk& chunk, std::int64_t first) {
    for (std::string& literal : chunk.literals) literal.assign(1, '{');
    std::size_t bytes = 0;
    for (chunk.rows = 0;
         first + chunk.rows < batch_.length && chunk.rows < kUnnestRows && bytes < kUnnestBytes;
         ++chunk.rows) {
      bytes += append(chunk, first + chunk.rows);
    }
  }

  std::size_t append(Chunk& chunk, std::int64_t row) {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < chunk.literals.size(); ++i) {
      std::string& literal = chunk.literals[i];
      const std::size_t before = literal.size();
      if (chunk.rows > 0) literal += ',';
      if (batch_.columns[i].is_null(row)) {
        literal += "NULL";
      } else {
        writers_[i](targets_[i], batch_.columns[i], row, literal);
      }
      bytes += literal.size() - before;
    }
    return bytes;
  }

  void send(Chunk& chunk) {
    for (std::size_t i = 0; i < targets_.size(); ++i) bind(chunk, i);
    run(connection_, statement_, chunk.rows);
  }

  void bind(Chunk& chunk, std::size_t at) {
    std::string& literal = chunk.literals[at];
    literal += '}';
    if (literal.size() >= kLongestLiteral) {
      throw Error(codes::unsupported,
                  fmt::format("column '{}': a value is longer than the 1 GB PostgreSQL takes",
                              targets_[at].name))
          .with_hint("leave such values out in the source's query");
    }
    SQLLEN& length = chunk.lengths[at];
    length = static_cast<SQLLEN>(literal.size());
    statement_.check(statement_.raw().BindParameter(
        statement_.get(), static_cast<SQLUSMALLINT>(at + 1), SQL_PARAM_INPUT, SQL_C_CHAR,
        SQL_LONGVARCHAR, literal.size(), 0, literal.data(), length, &length));
  }

  Connection& connection_;
  const rows::Batch& batch_;
  std::vector<Target> targets_;
  std::vector<AppendElement> writers_;
  StatementHandle statement_;
  std::array<Chunk, 2> chunks_;
};

class Arrays {
 public:
  Arrays(Connection& connection, const sql::Table& table, const rows::Batch& batch)
      : connection_(connection),
        batch_(batch),
        by_array_(connection.driver().write == WritePath::parameter_array),
        most_(by_array_ ? kArrayRows
                        : std::clamp<std::size_t>(
                              kValuesParameters / std::max<std::size_t>(1, batch.columns.size()), 1,
                              kValuesRows)),
        table_(table) {
    std::vector<Target> targets = find_targets(connection, table, batch.schema);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      ParameterColumn parameter =
          parameter_column(connection.driver(), batch.schema[i].type, std::move(targets[i]));
      parameter.server = connection.dialect().title;
      for (Chunk& chunk : chunks_) chunk.parameters.push_back(parameter);
    }
  }

  void write() {
    write_chunks(
        batch_.length, chunks_, [this](Chunk& chunk, std::int64_t row) { fill(chunk, row); },
        [this](Chunk& chunk) { send(chunk); });
  }

 private:
  struct Chunk {
    std::size_t rows = 0;
    std::vector<ParameterColumn> parameters;
  };

  void fill(Chunk& chunk, std::int64_t row) {
    chunk.rows = fitting(chunk, row);
    if (!by_array_ && chunk.rows < most_) chunk.rows = 1;
    for (std::size_t i = 0; i < chunk.parameters.size(); ++i) {
      chunk.parameters[i].fill(batch_.columns[i], row, chunk.rows);
    }
  }

  void send(Chunk& chunk) {
    const std::size_t count = chunk.rows;
    const std::size_t columns = chunk.parameters.size();
    // A statement that was given arrays may take a single row for one (libmaodbc 3.1).
    StatementHandle& statement = count > 1 ? prepared(many_, most_) : prepared(one_, 1);
    if (by_array_) {
      for (std::size_t i = 0; i < columns; ++i) bind(statement, i, chunk.parameters[i], 0);
    }
    // From the last one, of which the driver learns how many there are.
    for (std::size_t at = by_array_ ? 0 : count * columns; at-- > 0;) {
      bind(statement, at, chunk.parameters[at % columns], at / columns);
    }
    const bool sets = by_array_ && count > 1;
    if (sets) set_rows(statement, count);
    run(connection_, statement, static_cast<std::int64_t>(count));
    if (sets) check_status(statement, count);
  }

  StatementHandle& prepared(std::optional<StatementHandle>& statement, std::size_t rows) {
    if (!statement) {
      statement = connection_.statement();
      connection_.prepare(*statement,
                          sql::insert_values(connection_.dialect(), table_,
                                             rows::names_of(batch_.schema), by_array_ ? 1 : rows));
    }
    return *statement;
  }

  // Rows from `first` whose arrays, as wide as their longest values, take what they may.
  std::size_t fitting(const Chunk& chunk, std::int64_t first) const {
    const auto left = static_cast<std::size_t>(batch_.length - first);
    const std::size_t most = std::min(left, most_);
    std::vector<std::size_t> widths(chunk.parameters.size(), 0);
    for (std::size_t count = 0; count < most; ++count) {
      std::size_t row_bytes = 0;
      for (std::size_t i = 0; i < widths.size(); ++i) {
        widths[i] =
            std::max(widths[i], chunk.parameters[i].width_of(
                                    batch_.columns[i], first + static_cast<std::int64_t>(count)));
        row_bytes += widths[i];
      }
      if (count > 0 && row_bytes * (count + 1) > kArrayBytes) return count;
    }
    return most;
  }

  static void bind(StatementHandle& statement, std::size_t at, ParameterColumn& parameter,
                   std::size_t row) {
    statement.check(statement.raw().BindParameter(
        statement.get(), static_cast<SQLUSMALLINT>(at + 1), SQL_PARAM_INPUT, parameter.c_type,
        parameter.sql_type, parameter.size == 0 ? parameter.width : parameter.size,
        parameter.digits, parameter.data.data() + row * parameter.width,
        static_cast<SQLLEN>(parameter.width), parameter.lengths.data() + row));
  }

  void set_rows(StatementHandle& statement, std::size_t count) {
    status_.assign(count, SQL_PARAM_SUCCESS);
    processed_ = 0;
    statement.set(SQL_ATTR_PARAM_BIND_TYPE, SQL_PARAM_BIND_BY_COLUMN);
    statement.set(SQL_ATTR_PARAMSET_SIZE, count);
    statement.set_pointer(SQL_ATTR_PARAM_STATUS_PTR, status_.data());
    statement.set_pointer(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed_);
  }

  void check_status(const StatementHandle& statement, std::size_t count) {
    const bool failed = std::ranges::any_of(status_, [](SQLUSMALLINT status) {
      return status == SQL_PARAM_ERROR || status == SQL_PARAM_UNUSED;
    });
    if (!failed && (processed_ == 0 || processed_ == count)) return;
    require_rows(connection_, static_cast<std::int64_t>(processed_),
                 static_cast<std::int64_t>(count));
    statement.check(SQL_ERROR);
  }

  Connection& connection_;
  const rows::Batch& batch_;
  bool by_array_;
  std::size_t most_;  // rows of a statement
  sql::Table table_;
  std::optional<StatementHandle> many_, one_;
  std::array<Chunk, 2> chunks_;
  std::vector<SQLUSMALLINT> status_;
  SQLULEN processed_ = 0;
};

}  // namespace

void ingest_batch(Connection& connection, const sql::Table& table, const rows::Batch& batch) {
  if (batch.length == 0) return;
  if (connection.driver().write == WritePath::unnest) {
    Unnest(connection, table, batch).write();
  } else {
    Arrays(connection, table, batch).write();
  }
}

}  // namespace waybill::warehouse::odbc
