#include "warehouse/host/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>

#include "base/error.hpp"
#include "sql/given.hpp"
#include "sql/read_tables.hpp"
#include "warehouse/host/load.hpp"
#include "warehouse/private.hpp"

namespace waybill::warehouse::host {
namespace {

PrivateSpec place_for(const ConnectSpec& spec) {
  PrivateSpec place;
  place.name = spec.name;
  place.cache_mib = spec.cache_mib;
  place.statement_s = spec.statement_s;
  for (const rows::HostTable& table : spec.host->tables()) {
    add_schema(place, sql::parse_table(table.name).schema);
  }
  return place;
}

class HostSession : public Session {
 public:
  explicit HostSession(const ConnectSpec& spec)
      : source_(spec.host), name_(spec.name), inner_(open_empty(place_for(spec))) {
    inner_->begin(Access::read_write);
    for (const rows::HostTable& table : source_->tables()) {
      Known& known = known_.emplace_back(Known{&table, sql::parse_table(table.name), {}});
      make(known);
    }
    inner_->commit();
  }

  const sql::Dialect& dialect() const override { return inner_->dialect(); }
  std::string location() const override { return inner_->location(); }
  SessionInfo info() override {
    SessionInfo info = inner_->info();
    info.driver = "the host program";
    return info;
  }

  std::unique_ptr<RowStream> query(const sql::Statement& statement, const rows::Schema& schema,
                                   const ReadOptions& options) override {
    fetch(statement, options.hints);
    return inner_->query(statement, schema, options);
  }
  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    fetch(statement, {});
    return inner_->scalar(statement);
  }
  std::int64_t execute(const sql::Statement&) override { throw read_only(); }
  void ingest(const sql::Table&, const rows::Batch&) override { throw read_only(); }
  std::vector<ResultColumn> describe(const sql::Statement& statement) override {
    return inner_->describe(statement);
  }

  // What was carried over does not change, whoever looks.
  void begin(Access access) override {
    if (access == Access::read_write) throw read_only();
    in_transaction_ = true;
  }
  void commit() override { in_transaction_ = false; }
  void rollback() noexcept override { in_transaction_ = false; }
  bool in_transaction() const override { return in_transaction_; }

  std::vector<std::string> schemas() override { return inner_->schemas(); }
  std::vector<TableName> tables(const std::string& schema) override {
    return inner_->tables(schema);
  }
  std::optional<TableInfo> table(const sql::Table& table) override { return inner_->table(table); }

  std::int64_t now() override { return inner_->now(); }
  void ping() override { inner_->ping(); }
  void cancel() noexcept override {
    cancelled_ = true;
    inner_->cancel();
  }
  void clear_cancel() override {
    cancelled_ = false;
    inner_->clear_cancel();
  }

 private:
  struct Known {
    const rows::HostTable* columns = nullptr;
    sql::Table table;
    std::optional<rows::ReadHints> loaded;  // by which its rows are there
  };

  Error read_only() const {
    return Error(codes::database_read_only,
                 fmt::format("host source '{}' hands out rows, and takes none", name_));
  }

  void make(const Known& known) {
    std::vector<sql::GivenColumn> columns;
    for (const rows::Field& field : known.columns->columns) {
      columns.push_back({field.name, sql::exact_type(field.type)});
    }
    inner_->execute({sql::create_given(known.table, columns), {}});
  }

  static bool covers(const rows::ReadHints& loaded, const rows::ReadHints& wanted) {
    const bool tenant = loaded.tenant.empty() || loaded.tenant == wanted.tenant;
    return tenant && (!loaded.from || (wanted.from && *loaded.from <= *wanted.from));
  }

  void fetch(const sql::Statement& statement, const rows::ReadHints& hints) {
    const sql::Syntax& syntax = *dialect().syntax;
    for (const sql::Table& read : sql::tables_read(syntax, statement.text)) {
      for (Known& known : known_) {
        if (!sql::may_be_same(known.table, read)) continue;
        if (known.loaded && covers(*known.loaded, hints)) continue;
        carry_over(known, hints);
      }
    }
  }

  void carry_over(Known& known, const rows::ReadHints& hints) {
    known.loaded.reset();
    inner_->begin(Access::read_write);
    try {
      inner_->execute(sql::delete_rows(dialect(), known.table));
      load(*source_, hints, {*inner_, known.table, *known.columns, name_, [this] {
                               if (cancelled_) {
                                 throw Error(codes::cancelled,
                                             fmt::format("host source '{}': cancelled", name_));
                               }
                             }});
      inner_->commit();
    } catch (const Error&) {
      inner_->rollback();
      throw;
    }
    known.loaded = hints;
  }

  std::shared_ptr<rows::HostSource> source_;
  std::string name_;
  std::unique_ptr<Session> inner_;
  std::vector<Known> known_;
  std::atomic<bool> cancelled_ = false;
  bool in_transaction_ = false;
};

}  // namespace

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access) {
  if (access == Access::read_only) return std::make_unique<HostSession>(spec);
  throw Error(codes::connect_failed,
              fmt::format("host source '{}' is read from, and not written to", spec.name))
      .with_hint("name a connection in the destination");
}

}  // namespace waybill::warehouse::host
