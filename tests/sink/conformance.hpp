// What every Sink has to keep. A new sink is done when this passes for its place.
#ifndef WAYBILL_TESTS_SINK_CONFORMANCE_HPP
#define WAYBILL_TESTS_SINK_CONFORMANCE_HPP

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "rows_of_every_type.hpp"
#include "sink/sink.hpp"

namespace waybill::tests {

// Somewhere empty that a sink can write to.
class SinkPlace {
 public:
  virtual ~SinkPlace() = default;
  virtual std::unique_ptr<sink::Sink> open() = 0;
  // What a reader there sees of an object now, part by part in the order of their ids; parts that
  // were sent again count once.
  virtual std::vector<Row> delivered(const std::string& object) = 0;
  // Things a reader does not see, and that somebody has to clear away.
  virtual std::size_t leftovers() = 0;
};

struct SinkQuirks {
  std::string name;
  std::function<std::unique_ptr<SinkPlace>()> make_place;
  // A delete comes with every field, those that it does not bring being NULL.
  bool deletes_are_padded = false;
  // Parts depend on how rows follow each other: only a repeat in the same order has the same ids.
  bool parts_by_order = false;
};

sink::Target target(const std::string& object = "items", const std::string& run_id = "run-1");
void run_conformance(const SinkQuirks& quirks);

}  // namespace waybill::tests

#endif
