// Who runs: enough to tell, from the same machine, whether a recorded owner is still alive.
#ifndef WAYBILL_BASE_PROCESS_HPP
#define WAYBILL_BASE_PROCESS_HPP

#include <cstdint>
#include <string>

namespace waybill::base {

struct ProcessId {
  std::string boot_id;  // of the running kernel, and its process id namespace
  std::int64_t pid = 0;
  std::int64_t start_ticks = 0;  // since boot; tells a re-used pid apart
  bool operator==(const ProcessId&) const = default;
};

ProcessId this_process();

enum class Liveness { alive, dead, unknown };  // unknown: another boot, machine or container
Liveness liveness(const ProcessId& process);

}  // namespace waybill::base

#endif
