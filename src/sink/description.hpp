// What a sink says of itself: its objects and their fields, the modes it takes, how much at once
// and how fast.
#ifndef WAYBILL_SINK_DESCRIPTION_HPP
#define WAYBILL_SINK_DESCRIPTION_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "rows/type.hpp"
#include "sink/sink.hpp"

namespace waybill::sink {

struct DescribedField {
  std::string name;
  std::vector<rows::Type> types;  // empty: any
  bool required = false;
};

struct DescribedObject {
  std::string name;
  std::vector<DescribedField> fields;  // empty: any
  std::vector<std::string> modes;      // empty: the sink's
};

struct Description {
  std::vector<DescribedObject> objects;  // empty: any
  std::vector<std::string> modes;        // of syncs; empty: all
  std::int64_t batch_rows = 0;           // most rows of a call; 0: as they come
  double requests_per_second = 0;        // 0: without a limit
  double rows_per_second = 0;
};

// Throws Error(bad_parameter), with the place in `json`, where it does not say what it means.
Description read_description(std::string_view sink, const base::Json& json);

// Throws Error(sink_mismatch) at the first thing that the sink does not take.
void check_target(std::string_view sink, const Description& description, const Target& target);

// The object of that name. Throws Error(sink_mismatch) where others are described and it is not.
const DescribedObject& object_of(std::string_view sink, const Description& description,
                                 std::string_view name);

// Whether every value of `sent` is one of `taken`: the same type, or for a decimal one as wide.
bool takes(const rows::Type& taken, const rows::Type& sent);

}  // namespace waybill::sink

#endif
