// The rows of a statement, batch by batch.
#ifndef WAYBILL_WAREHOUSE_SQLITE_STREAM_HPP
#define WAYBILL_WAREHOUSE_SQLITE_STREAM_HPP

#include <vector>

#include "warehouse/session.hpp"
#include "warehouse/sqlite/database.hpp"
#include "warehouse/sqlite/decode.hpp"

namespace waybill::warehouse::sqlite {

class Stream : public RowStream {
 public:
  // `active` is true while the stream lives.
  Stream(Database& database, Lease statement, const rows::Schema& schema,
         const ReadOptions& options, bool& active);
  ~Stream() override { active_ = false; }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override;
  std::int64_t truncated_values() const override;

 private:
  std::size_t read_row(rows::Batch& batch, std::vector<CellMisfit>& misfits);

  Database& database_;
  Lease statement_;
  rows::Schema schema_;
  ReadOptions options_;
  std::vector<CellReader> readers_;
  std::size_t fixed_row_bytes_ = 0;
  bool ended_ = false;
  std::int64_t rollbacks_;
  bool& active_;
};

}  // namespace waybill::warehouse::sqlite

#endif
