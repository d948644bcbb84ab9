// Rows to try a sink with: made up, of every type and its extremes, or as they are given.
#ifndef WAYBILL_SERVICE_SINK_SAMPLES_HPP
#define WAYBILL_SERVICE_SINK_SAMPLES_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "rows/batch.hpp"
#include "sink/description.hpp"

namespace waybill::service {

struct SampleShape {
  rows::Schema schema;
  std::size_t key = 0;  // position of the one column that it is
};

// The fields that are described, or a column of each type.
SampleShape sample_shape(const sink::DescribedObject& object);

// So many rows, whose keys are numbered from `first`; none of them is NULL where `nullable` is not.
rows::Batch made_up(const SampleShape& shape, std::int64_t first, std::int64_t count);
inline constexpr std::int64_t kKindsOfRows = 6;  // as many differ in what they hold

// Throws Error(bad_parameter) with the place in `rows`.
rows::Batch given(const SampleShape& shape, const std::vector<base::Json>& rows);

rows::Batch keys_of(const SampleShape& shape, const rows::Batch& batch);

}  // namespace waybill::service

#endif
