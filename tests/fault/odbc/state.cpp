#include "state.hpp"

#include <dlfcn.h>
#include <glob.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace waybill::fault {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRecordedText = 120;

// The driver of this module's own file name, where distributions put it.
std::string find_real() {
  Dl_info own{};
  if (::dladdr(reinterpret_cast<void*>(&find_real), &own) == 0) return {};
  const std::string name = fs::path(own.dli_fname).filename().string();
  for (const char* folder :
       {"/usr/lib/*/odbc/", "/usr/lib/odbc/", "/usr/lib64/", "/usr/lib/", "/usr/local/lib/"}) {
    glob_t found{};
    std::string path;
    if (::glob((folder + name).c_str(), 0, nullptr, &found) == 0) path = found.gl_pathv[0];
    ::globfree(&found);
    if (!path.empty()) return path;
  }
  return {};
}

std::string one_line(std::string_view text) {
  std::string line(text.substr(0, kRecordedText));
  std::ranges::replace(line, '\n', ' ');
  return line;
}

}  // namespace

State& State::one() {
  static State state;
  return state;
}

State::State() : real_path_(find_real()) {
  if (!real_path_.empty()) library_ = ::dlopen(real_path_.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (const char* rule = std::getenv("WAYBILL_FAULT_RULE")) set_rule(rule);
}

void* State::find(const char* name) {
  return library_ == nullptr ? nullptr : ::dlsym(library_, name);
}

bool State::set_rule(std::string_view text) {
  std::optional<Rule> rule;
  if (!text.empty()) {
    rule = parse_rule(text);
    if (!rule) return false;
  }
  const std::lock_guard lock(mutex_);
  rule_ = std::move(rule);
  recording_ = !rule_;
  record_.clear();
  times_.clear();
  calls_ = fitting_ = 0;
  fired_ = false;
  return true;
}

waybill_fault_state State::look() {
  const std::lock_guard lock(mutex_);
  const auto count = [&](SQLSMALLINT type) {
    return static_cast<long>(
        std::ranges::count_if(handles_, [&](const auto& one) { return one.second == type; }));
  };
  return {calls_,
          fired_ ? 1 : 0,
          hanging_ != nullptr ? 1 : 0,
          count(SQL_HANDLE_ENV),
          count(SQL_HANDLE_DBC),
          count(SQL_HANDLE_STMT)};
}

std::size_t State::calls(char* to, std::size_t size) {
  const std::lock_guard lock(mutex_);
  if (to != nullptr) std::memcpy(to, record_.data(), std::min(size, record_.size()));
  return record_.size();
}

std::optional<Rule> State::enter(std::string_view call, SQLSMALLINT type, SQLHANDLE handle,
                                 std::string_view text) {
  const std::lock_guard lock(mutex_);
  said_.erase(handle);
  ++calls_;
  const auto statement = type == SQL_HANDLE_STMT ? statements_.find(handle) : statements_.end();
  if (text.empty() && statement != statements_.end()) text = statement->second.text;
  if (recording_) {
    auto times = times_.find(call);
    if (times == times_.end()) times = times_.emplace(call, 0).first;
    record_ += std::to_string(calls_) + ' ' + std::string(call) + ' ' +
               std::to_string(++times->second) + ' ' + one_line(text) + '\n';
  }
  if (!rule_ || fired_) return std::nullopt;
  if (rule_->at != 0 && rule_->at != calls_) return std::nullopt;
  if (!rule_->call.empty() && rule_->call != call) return std::nullopt;
  if (text.find(rule_->sql) == std::string_view::npos) return std::nullopt;
  if (++fitting_ != rule_->nth) return std::nullopt;
  fired_ = true;
  return rule_;
}

void State::hang(SQLHANDLE statement, long milliseconds) {
  std::unique_lock lock(mutex_);
  hanging_ = statement;
  released_.wait_for(lock, std::chrono::milliseconds(milliseconds),
                     [&] { return hanging_ == nullptr; });
  hanging_ = nullptr;
}

bool State::release(SQLHANDLE statement) {
  const std::lock_guard lock(mutex_);
  if (hanging_ == nullptr || hanging_ != statement) return false;
  hanging_ = nullptr;
  released_.notify_all();
  return true;
}

void State::say(SQLHANDLE handle, Diagnosis diagnosis) {
  const std::lock_guard lock(mutex_);
  said_[handle] = std::move(diagnosis);
}

std::optional<Diagnosis> State::said(SQLHANDLE handle) {
  const std::lock_guard lock(mutex_);
  const auto found = said_.find(handle);
  if (found == said_.end()) return std::nullopt;
  return found->second;
}

void State::given(SQLSMALLINT type, SQLHANDLE parent, SQLHANDLE handle) {
  const std::lock_guard lock(mutex_);
  handles_[handle] = type;
  if (type == SQL_HANDLE_STMT) statements_[handle] = {.connection = parent};
}

void State::taken_back(SQLSMALLINT type, SQLHANDLE handle) {
  const std::lock_guard lock(mutex_);
  handles_.erase(handle);
  said_.erase(handle);
  if (type == SQL_HANDLE_STMT) statements_.erase(handle);
  if (type == SQL_HANDLE_DBC) sockets_.erase(handle);
}

void State::disconnected(SQLHANDLE connection) {
  const std::lock_guard lock(mutex_);
  std::erase_if(statements_, [&](const auto& one) {
    if (one.second.connection != connection || !one.second.refused) return false;
    handles_.erase(one.first);
    return true;
  });
  sockets_.erase(connection);
}

State::Sockets State::open_sockets() {
  Sockets found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd", ignored)) {
    const int number = std::atoi(entry.path().filename().c_str());
    struct stat about {};
    if (::fstat(number, &about) == 0 && S_ISSOCK(about.st_mode)) found[number] = about.st_ino;
  }
  return found;
}

void State::connected(SQLHANDLE connection, const Sockets& before) {
  Sockets now = open_sockets();
  std::erase_if(now, [&](const auto& one) { return before.contains(one.first); });
  const std::lock_guard lock(mutex_);
  sockets_[connection] = std::move(now);
}

void State::shut(SQLSMALLINT type, SQLHANDLE handle, int how) {
  const std::lock_guard lock(mutex_);
  if (type == SQL_HANDLE_STMT) {
    const auto statement = statements_.find(handle);
    if (statement == statements_.end()) return;
    handle = statement->second.connection;
  }
  const auto found = sockets_.find(handle);
  if (found == sockets_.end()) return;
  for (const auto& [number, inode] : found->second) {
    struct stat about {};
    // The number may be another's by now.
    if (::fstat(number, &about) == 0 && about.st_ino == inode) ::shutdown(number, how);
  }
}

Told State::told(SQLHANDLE statement) {
  const std::lock_guard lock(mutex_);
  const auto found = statements_.find(statement);
  return found == statements_.end() ? Told() : found->second;
}

}  // namespace waybill::fault

extern "C" {

int waybill_fault_rule(const char* rule) {
  return waybill::fault::State::one().set_rule(rule) ? 0 : -1;
}
waybill_fault_state waybill_fault_look(void) {
  return waybill::fault::State::one().look();
}
std::size_t waybill_fault_calls(char* to, std::size_t size) {
  return waybill::fault::State::one().calls(to, size);
}
const char* waybill_fault_real(void) {
  return waybill::fault::State::one().real();
}

}  // extern "C"
