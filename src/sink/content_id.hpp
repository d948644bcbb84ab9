// The id of rows by what they are: equal for the same rows of the same target in any order and
// however they were cut into batches, and else another.
#ifndef WAYBILL_SINK_CONTENT_ID_HPP
#define WAYBILL_SINK_CONTENT_ID_HPP

#include <cstdint>
#include <string>

#include "rows/batch.hpp"

namespace waybill::sink {

struct Target;
enum class Operation;

class ContentId {
 public:
  explicit ContentId(const Target& target);  // of no rows

  void add(const rows::Batch& batch, Operation operation);
  void add(const rows::Batch& batch, Operation operation, std::int64_t from, std::int64_t to);
  void add(const ContentId& other);  // of the same target
  std::int64_t rows() const { return rows_; }
  std::string text() const;  // 32 hex digits

 private:
  std::string of_target_;
  std::int64_t rows_ = 0;
  // The sum of the rows' 128-bit hashes.
  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

ContentId content_id(const Target& target, const rows::Batch& batch, Operation operation);

}  // namespace waybill::sink

#endif
