// A session that hands every call on to another one; tests override what they bend.
#ifndef WAYBILL_TESTS_SYNC_SESSION_AROUND_HPP
#define WAYBILL_TESTS_SYNC_SESSION_AROUND_HPP

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "warehouse/session.hpp"

namespace waybill::tests {

class SessionAround : public warehouse::Session {
 public:
  explicit SessionAround(std::unique_ptr<warehouse::Session> inner) : inner_(std::move(inner)) {}

  const sql::Dialect& dialect() const override { return inner_->dialect(); }
  std::string location() const override { return inner_->location(); }
  warehouse::SessionInfo info() override { return inner_->info(); }
  std::unique_ptr<warehouse::RowStream> query(const sql::Statement& statement,
                                              const rows::Schema& schema,
                                              const warehouse::ReadOptions& options) override {
    return inner_->query(statement, schema, options);
  }
  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    return inner_->scalar(statement);
  }
  std::int64_t execute(const sql::Statement& statement) override {
    return inner_->execute(statement);
  }
  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    inner_->ingest(table, batch);
  }
  std::vector<warehouse::ResultColumn> describe(const sql::Statement& statement) override {
    return inner_->describe(statement);
  }
  void begin(warehouse::Access access) override { inner_->begin(access); }
  void commit() override { inner_->commit(); }
  void rollback() noexcept override { inner_->rollback(); }
  bool in_transaction() const override { return inner_->in_transaction(); }
  std::vector<std::string> schemas() override { return inner_->schemas(); }
  std::vector<warehouse::TableName> tables(const std::string& schema) override {
    return inner_->tables(schema);
  }
  std::optional<warehouse::TableInfo> table(const sql::Table& table) override {
    return inner_->table(table);
  }
  std::int64_t now() override { return inner_->now(); }
  void ping() override { inner_->ping(); }
  void cancel() noexcept override { inner_->cancel(); }
  void clear_cancel() override { inner_->clear_cancel(); }

 private:
  std::unique_ptr<warehouse::Session> inner_;
};

}  // namespace waybill::tests

#endif
