// Work side by side: each task on a thread and a catalog handle of its own, their events on the
// caller's thread.
#ifndef WAYBILL_SERVICE_CREW_HPP
#define WAYBILL_SERVICE_CREW_HPP

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "service/operation.hpp"

namespace waybill::service {

class Crew {
 public:
  using Task = std::function<void(Call&)>;

  Crew(Call& call, std::size_t most);  // at most so many tasks at once
  ~Crew();                             // cancels what goes on, and waits for it
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void add(Task task);
  // Hands events to the caller until everything is done (true), or so much time has passed, or the
  // caller cancels. Throws what a task threw.
  bool wait(std::chrono::milliseconds at_most);
  // The same for the whole time, whether there is work or not.
  void rest(std::chrono::milliseconds time);
  void wait_for_all();

 private:
  struct Pool;
  bool wait(std::chrono::milliseconds at_most, bool for_work);

  Call& call_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace waybill::service

#endif
