#include "interrupt.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <thread>

namespace waybill::cli {

namespace {

constexpr int kInterrupted = 130;

sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGUSR2);  // our own: the end of watching
  return set;
}

}  // namespace

struct Interrupts::State {
  std::mutex mutex;
  std::function<void()> act;
  std::atomic<bool> interrupted = false;
  std::atomic<bool> terminated = false;
  std::thread thread;

  void watch() {
    const sigset_t set = watched();
    for (int signal = 0; sigwait(&set, &signal) == 0 && signal != SIGUSR2;) {
      if (interrupted.exchange(true)) ::_exit(kInterrupted);
      terminated = signal == SIGTERM;
      const std::lock_guard lock(mutex);
      if (!act) ::_exit(kInterrupted);
      act();
    }
  }
};

Interrupts::Interrupts() : state_(std::make_unique<State>()) {
  const sigset_t set = watched();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  state_->thread = std::thread([state = state_.get()] { state->watch(); });
}

Interrupts::~Interrupts() {
  pthread_kill(state_->thread.native_handle(), SIGUSR2);
  state_->thread.join();
}

void Interrupts::on_interrupt(std::function<void()> act) {
  const std::lock_guard lock(state_->mutex);
  state_->act = std::move(act);
}

bool Interrupts::interrupted() const {
  return state_->interrupted;
}

bool Interrupts::terminated() const {
  return state_->terminated;
}

}  // namespace waybill::cli
