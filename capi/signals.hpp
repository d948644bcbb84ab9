// Threads of the library's own take no signal that is meant for the host's.
#ifndef WAYBILL_CAPI_SIGNALS_HPP
#define WAYBILL_CAPI_SIGNALS_HPP

#include <pthread.h>
#include <signal.h>

namespace waybill::capi {

// A thread started while this lives takes no signal meant for the host's threads; those raised by
// the thread's own faults, and the profiler's, still reach it.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    ::sigset_t all;
    ::sigfillset(&all);
    for (const int own : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGPROF}) {
      ::sigdelset(&all, own);
    }
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  ::sigset_t before_{};
};

}  // namespace waybill::capi

#endif
