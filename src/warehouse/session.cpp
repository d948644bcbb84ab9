#include "warehouse/session.hpp"

namespace waybill::warehouse {
namespace {

class BatchAppender : public Appender {
 public:
  BatchAppender(Session& session, sql::Table table) : session_(session), table_(std::move(table)) {}
  void add(const rows::Batch& batch) override { session_.ingest(table_, batch); }
  void finish() override {}

 private:
  Session& session_;
  sql::Table table_;
};

}  // namespace

std::unique_ptr<Appender> Session::append(const sql::Table& table) {
  return std::make_unique<BatchAppender>(*this, table);
}

}  // namespace waybill::warehouse
