// Ctrl-C and SIGTERM as a call on a thread of ours, not in a signal handler.
#ifndef WAYBILL_CLI_INTERRUPT_HPP
#define WAYBILL_CLI_INTERRUPT_HPP

#include <functional>
#include <memory>

namespace waybill::cli {

// Must be made before any other thread. The first signal runs what is set, the second ends the
// process.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  void on_interrupt(std::function<void()> act);  // empty: nothing
  bool interrupted() const;
  bool terminated() const;  // by SIGTERM, as a service manager does it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waybill::cli

#endif
