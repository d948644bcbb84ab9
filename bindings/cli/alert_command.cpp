#include "alert_command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <stdexcept>
#include <thread>

namespace waybill::cli {

namespace json = boost::json;

namespace {

using Clock = std::chrono::steady_clock;

// How a child begins; undone on every path.
class Spawn {
 public:
  Spawn() {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    // Not what this program made of its own signals; a group of its own, to be ended as a whole.
    sigset_t none;
    sigset_t defaults;
    ::sigemptyset(&none);
    ::sigemptyset(&defaults);
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE}) ::sigaddset(&defaults, signal);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  Spawn(const Spawn&) = delete;
  Spawn& operator=(const Spawn&) = delete;
  ~Spawn() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

// As much as the child takes in time.
void send_all(int socket, std::string_view input, Clock::time_point until) {
  while (!input.empty()) {
    const ssize_t sent = ::send(socket, input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      input.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno == EINTR) continue;
    if ((errno != EAGAIN && errno != EWOULDBLOCK) || Clock::now() >= until) return;
    pollfd ready{socket, POLLOUT, 0};
    ::poll(&ready, 1, 20);
  }
}

bool wait_for(pid_t child, Clock::time_point until) {
  int status = 0;
  for (;;) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (ended < 0 && errno != EINTR) return false;
    if (Clock::now() >= until) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ::kill(-child, SIGKILL);
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return false;
}

}  // namespace

std::vector<std::string> alert_command_of_environment() {
  std::vector<std::string> words;
  const char* text = ::getenv("WAYBILL_ALERT_COMMAND");
  if (text == nullptr || *text == '\0') return words;
  boost::system::error_code error;
  const json::value list = json::parse(text, error);
  const auto refuse = [] {
    throw std::runtime_error(
        "WAYBILL_ALERT_COMMAND is not a JSON list of texts, such as [\"/usr/bin/notify\"]");
  };
  if (error || !list.is_array() || list.as_array().empty()) refuse();
  for (const json::value& word : list.as_array()) {
    if (!word.is_string()) refuse();
    words.emplace_back(word.as_string());
  }
  return words;
}

bool run_alert_command(const std::vector<std::string>& words, std::string_view input,
                       std::chrono::milliseconds time) {
  const auto until = Clock::now() + time;
  int ends[2] = {-1, -1};
  // A socket, unlike a pipe, can be written without a signal when nobody reads.
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  Spawn spawn;
  ::posix_spawn_file_actions_adddup2(&spawn.actions, ends[1], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&spawn.actions, STDERR_FILENO, STDOUT_FILENO);
  std::vector<std::string> copies(words);
  std::vector<char*> argv;
  for (std::string& word : copies) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, argv[0], &spawn.actions, &spawn.attributes, argv.data(), environ);
  ::close(ends[1]);
  if (failed == 0) send_all(ends[0], input, until);
  ::close(ends[0]);
  return failed == 0 && wait_for(child, until);
}

}  // namespace waybill::cli
