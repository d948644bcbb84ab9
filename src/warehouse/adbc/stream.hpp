// The rows of a statement, batch by batch.
#ifndef WAYBILL_WAREHOUSE_ADBC_STREAM_HPP
#define WAYBILL_WAREHOUSE_ADBC_STREAM_HPP

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "warehouse/adbc/connection.hpp"
#include "warehouse/adbc/decode.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::adbc {

class Stream : public RowStream {
 public:
  Stream(Connection& connection, std::unique_ptr<Scope> scope, std::unique_ptr<Result> result,
         const rows::Schema& schema, const ReadOptions& options);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() override;

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override;
  std::int64_t truncated_values() const override;

 private:
  bool next_chunk();
  std::int64_t rows_that_fit(const rows::Batch& batch, std::size_t& bytes) const;

  Connection& connection_;
  std::unique_ptr<Scope> scope_;  // ends after its result
  std::unique_ptr<Result> result_;
  rows::Schema schema_;
  ReadOptions options_;
  std::vector<ColumnReader> readers_;
  std::size_t fixed_row_bytes_ = 0;
  Array chunk_;
  std::int64_t at_ = 0;  // rows of the chunk that are read
  bool ended_ = false;
  std::int64_t rollbacks_;
};

}  // namespace waybill::warehouse::adbc

#endif
