// A run between SQLite and a server whose driver fails, with an oracle: what the destination must
// hold in the end is written down here, and read back past the run.
#ifndef WAYBILL_TESTS_FAULT_BENCH_HPP
#define WAYBILL_TESTS_FAULT_BENCH_HPP

#include <optional>
#include <string>
#include <vector>

#include "base/cancel.hpp"
#include "base/error.hpp"
#include "fault/place.hpp"
#include "sync/run.hpp"

namespace waybill::tests {

class Bench;

// One row a mode and state of the destination. Nothing else of the sweep knows modes.
struct Scenario {
  const char* name;
  bool at_source;  // worth a sweep over the calls of the source too
  void (*ask)(sync::Job& job);
  void (*before)(Bench& bench);            // what was there and was done before the run
  std::vector<std::string> (*expected)();  // rows of the destination in the end
};
std::vector<Scenario> scenarios();

struct Leg {
  const char* vendor;
  bool at_source;  // the driver that fails is the source's; the other end is SQLite
};

struct Outcome {
  std::optional<sync::Report> report;
  std::optional<Error> error;
  std::string escaped;  // what() of an exception that is no Error
  bool opened = false;  // both sessions were there
  double seconds = 0;
};

class Bench {
 public:
  Bench(const Leg& leg, const Scenario& scenario);

  // Sessions are opened, the run is done, sessions are closed: all of it can fail.
  Outcome run(const base::CancelToken& cancel = {});
  // The destination, and nothing else, as it was before the run.
  void restore() { destination->restore(); }
  void settle() {
    source->settle();
    destination->settle();
  }
  // A run without a fault, from which it is known what else stands beside the rows.
  void run_for_reference();
  // What is wrong with the destination; empty: it holds what it must, once.
  std::string wrong();
  std::string wrong(const Tables& found) const;
  // With the counts of a run that went well.
  std::string wrong(const sync::Report& report, bool driver_lies) const;

  const Leg leg;
  const Scenario scenario;
  std::unique_ptr<Place> source;
  std::unique_ptr<Place> destination;
  const FaultDriver& driver;
  sync::Job job;
  Tables before;                    // the destination's
  Tables expected;                  // what does not change from run to run
  std::vector<std::string> tables;  // names of those there may be
  std::string counts;
  std::int64_t handles = 0;  // of ODBC, that are not the run's
};

std::string describe(const Leg& leg);
std::string describe(const Outcome& outcome);

}  // namespace waybill::tests

#endif
