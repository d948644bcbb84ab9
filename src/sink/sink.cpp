#include "sink/sink.hpp"

#include <array>

namespace waybill::sink {

std::string_view to_string(Operation operation) {
  static constexpr auto kWords =
      std::to_array<std::string_view>({"insert", "update", "upsert", "delete"});
  return kWords.at(static_cast<std::size_t>(operation));
}

}  // namespace waybill::sink
