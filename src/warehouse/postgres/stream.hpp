// The rows of a statement, batch by batch, as they come from the server.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_STREAM_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_STREAM_HPP

#include <memory>
#include <vector>

#include "warehouse/postgres/connection.hpp"
#include "warehouse/postgres/decode.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::postgres {

class Stream : public RowStream {
 public:
  // The statement runs already, inside `scope`.
  Stream(Connection& connection, std::unique_ptr<Scope> scope, std::vector<CellReader> readers,
         const rows::Schema& schema, const ReadOptions& options);
  ~Stream() override;

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override;
  std::int64_t truncated_values() const override;

 private:
  std::size_t read_row(const PGresult* result, rows::Batch& batch,
                       std::vector<CellMisfit>& misfits);
  void end();

  Connection& connection_;
  std::unique_ptr<Scope> scope_;
  std::vector<CellReader> readers_;
  rows::Schema schema_;
  ReadOptions options_;
  std::size_t fixed_row_bytes_ = 0;
  std::int64_t rollbacks_;
  bool running_ = true;
};

}  // namespace waybill::warehouse::postgres

#endif
