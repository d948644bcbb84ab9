// A session through an ADBC driver.
#include "warehouse/adbc/session.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "sql/transaction_step.hpp"
#include "warehouse/adbc/connection.hpp"
#include "warehouse/adbc/decode.hpp"
#include "warehouse/adbc/landing.hpp"
#include "warehouse/adbc/statement.hpp"
#include "warehouse/adbc/stream.hpp"
#include "warehouse/adbc/texts.hpp"

namespace waybill::warehouse::adbc {
namespace {

class AdbcSession : public Session {
 public:
  AdbcSession(const ConnectSpec& spec, Access access)
      : connection_(spec, access), location_(connection_.manners().location(connection_, spec)) {}

  // Our own questions.
  template <class Work>
  auto reading(Work&& work) {
    Scope scope(connection_, Scope::Kind::reading);
    auto answer = work();
    scope.done();
    return answer;
  }

  // One statement that may write, unless the session is for reading.
  template <class Work>
  auto run(const sql::Statement& statement, Work&& work) {
    connection_.check_usable();
    const Manners& manners = connection_.manners();
    if (connection_.access() == Access::read_only) {
      const Call call = reading_call(manners, statement, connection_.name());
      return reading([&] { return work(call); });
    }
    const Call call = writing_call(manners, statement, connection_.name());
    landing_.reset();  // it may be about the table
    // A savepoint around it would take it along.
    if (sql::is_transaction_step(dialect(), statement.text)) return work(call);
    refuse_control(manners, call.text, connection_.name());
    Scope scope(connection_, Scope::Kind::writing);
    auto answer = work(call);
    scope.done();
    return answer;
  }

  const sql::Dialect& dialect() const override { return connection_.dialect(); }
  std::string location() const override { return location_; }

  SessionInfo info() override {
    return reading([&] {
      const Manners& manners = connection_.manners();
      const Texts rows = read_texts(connection_, std::string(manners.about));
      const int adbc = connection_.database().driver().version();
      SessionInfo info;
      info.via = "adbc";
      info.driver = fmt::format("{}, ADBC {}.{}", connection_.database().driver().file(),
                                adbc / 1'000'000, adbc / 1'000 % 1'000);
      info.server = fmt::format("{} {}", manners.title, text_at(rows, 0, 0));
      info.user = text_at(rows, 0, 1);
      info.encrypted = text_at(rows, 0, 2);
      return info;
    });
  }

  std::unique_ptr<RowStream> query(const sql::Statement& statement, const rows::Schema& schema,
                                   const ReadOptions& options) override {
    connection_.check_usable();
    Call call = reading_call(connection_.manners(), statement, connection_.name());
    auto scope = std::make_unique<Scope>(connection_, Scope::Kind::reading);
    const auto readable = connection_.manners().readable;
    if (readable != nullptr) call = readable(connection_, call, schema);
    auto result = connection_.open(call.text, call.parameters);
    return std::make_unique<Stream>(connection_, std::move(scope), std::move(result), schema,
                                    options);
  }

  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    return run(statement, [&](const Call& call) {
      const auto result = connection_.open(call.text, call.parameters);
      return first_value(*result);
    });
  }

  std::int64_t execute(const sql::Statement& statement) override {
    const bool reads = only_reads(connection_.manners(), statement);
    return run(statement, [&](const Call& call) {
      const std::int64_t affected = connection_.run(call.text, call.parameters);
      return affected < 0 || reads ? 0 : affected;  // of what is read drivers count the rows
    });
  }

  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    connection_.check_usable();
    if (connection_.access() == Access::read_only) refuse_writing();
    if (batch.length == 0) return;
    Scope scope(connection_, Scope::Kind::writing);
    connection_.manners().load(connection_, landing_, table, batch);
    scope.done();
  }

  std::vector<ResultColumn> describe(const sql::Statement& statement) override {
    connection_.check_usable();
    const Call call = reading_call(connection_.manners(), statement, connection_.name());
    return reading([&] { return connection_.manners().describe(connection_, call); });
  }

  void begin(Access access) override {
    connection_.check_usable();
    if (access == Access::read_write && connection_.access() == Access::read_only) {
      refuse_writing();
    }
    landing_.reset();
    connection_.begin(access == Access::read_write ? dialect().begin_write : dialect().begin_read);
  }
  void commit() override {
    landing_.reset();
    connection_.commit();
  }
  void rollback() noexcept override {
    landing_.reset();
    connection_.rollback();
  }
  bool in_transaction() const override { return connection_.in_transaction(); }

  std::vector<std::string> schemas() override {
    return reading([&] { return connection_.manners().schemas(connection_); });
  }
  std::vector<TableName> tables(const std::string& schema) override {
    return reading([&] { return connection_.manners().tables(connection_, schema); });
  }
  std::optional<TableInfo> table(const sql::Table& table) override {
    return reading([&] { return connection_.manners().table(connection_, table); });
  }

  std::int64_t now() override {
    return reading([&] {
      const Texts rows = read_texts(connection_, std::string(connection_.manners().now));
      std::int64_t micros = 0;
      rows::parse_int64(text_at(rows, 0, 0), micros);
      return micros;
    });
  }
  void ping() override {
    reading([&] { return read_texts(connection_, "SELECT 1"); });
  }
  void cancel() noexcept override { connection_.cancel(); }
  void clear_cancel() override { connection_.clear_cancel(); }

 private:
  [[noreturn]] void refuse_writing() const {
    throw Error(codes::database_read_only,
                fmt::format("connection '{}': was opened for reading", connection_.name()));
  }

  std::optional<rows::Value> first_value(Result& result) {
    const ArrowSchema& schema = *result.schema().get();
    std::optional<rows::Value> value;
    if (schema.n_children == 0) return value;
    ColumnReader reader = make_reader(*schema.children[0], {rows::Logical::bigint}, 0, false);
    if (reader.decode == nullptr) {
      reader = make_reader(*schema.children[0], suggest_type(reader.from), 0, false);
    }
    bool first = true;
    const bool to_end = connection_.manners().cancels_unread;  // it would take more along
    for (;;) {
      const Array chunk = result.next();
      if (!chunk.filled()) return value;
      if (chunk->length == 0 || !std::exchange(first, false)) continue;
      rows::Column column(reader.to);
      std::vector<CellMisfit> misfits;
      std::string why = "of a type that is not read";
      if (chunk->n_children > 0 && reader.decode != nullptr) {
        why = take_chunk(reader, *chunk->children[0], chunk->length);
        if (why.empty()) reader.decode(reader, {0, 1, 0}, column, misfits);
      }
      if (!why.empty() || !misfits.empty()) {
        throw Error(codes::unsupported,
                    fmt::format("connection '{}': the value cannot be read: {}", connection_.name(),
                                why.empty() ? "it does not fit" : why))
            .with_hint("cast it in the statement");
      }
      if (!column.is_null(0)) {
        value = column.value(0);
        if (reader.to.logical != rows::Logical::bigint) {
          value = rows::Value::text(rows::value_text(*value));
        }
      }
      if (!to_end) return value;
    }
  }

  Connection connection_;
  const std::string location_;
  std::optional<Landing> landing_;
};

}  // namespace

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access) {
  return std::make_unique<AdbcSession>(spec, access);
}

}  // namespace waybill::warehouse::adbc
