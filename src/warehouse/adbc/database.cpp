#include "warehouse/adbc/database.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>
#include <utility>

#include "base/text.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "warehouse/adbc/error.hpp"
#include "warehouse/place.hpp"

namespace waybill::warehouse::adbc {
namespace {

using FileId = std::pair<std::uint64_t, std::uint64_t>;  // device, inode

// The files this process has open. Locks belong to a process, so does this.
struct OpenFiles {
  std::mutex mutex;
  std::map<FileId, std::weak_ptr<Database>> databases;
};
OpenFiles& open_files() {
  static auto* const files = new OpenFiles;  // outlives every session
  return *files;
}

std::optional<FileId> file_id(const std::string& path) {
  struct stat file {};
  if (path.empty() || ::stat(path.c_str(), &file) != 0) return std::nullopt;
  return FileId{file.st_dev, file.st_ino};
}

void check_path(const std::string& path, Access access, const std::string& connection) {
  const auto refuse = [&](std::string why, std::string hint) {
    return Error(codes::connect_failed,
                 fmt::format("connection '{}': the path '{}' {}", connection, path, why))
        .with_hint(std::move(hint));
  };
  if (path.find('\0') != std::string::npos) {
    throw refuse("has a NUL character in it", "correct options.path");
  }
  if (path.front() != '/') throw refuse("is not absolute", "set options.path from the root on");
  struct stat file {};
  const bool exists = ::stat(path.c_str(), &file) == 0;
  if (exists && !S_ISREG(file.st_mode)) {
    throw refuse("is no file", "set options.path to the database file");
  }
  if (!exists && access == Access::read_only) {
    throw refuse("does not exist", "correct options.path, or create the database first");
  }
  if (!exists) {
    const std::string folder = path.substr(0, std::max<std::size_t>(path.rfind('/'), 1));
    if (::stat(folder.c_str(), &file) != 0 || !S_ISDIR(file.st_mode)) {
      throw refuse("is in no folder that exists", "correct options.path, or create the folder");
    }
  } else if (access == Access::read_write && ::access(path.c_str(), W_OK) != 0) {
    throw Error(codes::database_read_only,
                fmt::format("connection '{}': '{}' is not writable", connection, path))
        .with_hint("give the user rights on the file and its folder");
  }
}

// Another copy of DuckDB in this process, the host program's own: the kernel would let both in.
// https://man7.org/linux/man-pages/man5/proc_locks.5.html
bool held_by_this_process(const FileId& file) {
  std::ifstream locks("/proc/locks");
  std::string line;
  const std::string inode = ":" + std::to_string(file.second);
  const std::string self = std::to_string(::getpid());
  while (std::getline(locks, line)) {
    std::istringstream words(line);
    std::string number, kind, advisory, mode, pid, place, from, to;
    words >> number >> kind >> advisory >> mode >> pid >> place >> from >> to;
    if (kind == "POSIX" && pid == self && place.ends_with(inode) && from == "0" && to == "EOF") {
      return true;
    }
  }
  return false;
}

std::shared_ptr<Database> share(const ConnectSpec& spec, Access access) {
  const std::string path = option(spec.options, "path");
  OpenFiles& files = open_files();
  const std::lock_guard lock(files.mutex);
  if (const auto id = file_id(path)) {
    const auto found = files.databases.find(*id);
    if (found != files.databases.end()) {
      if (std::shared_ptr<Database> open = found->second.lock()) {
        open->check_fits(spec, access);
        return open;
      }
    }
  }
  auto database = std::make_shared<Database>(spec, access);
  if (const auto id = file_id(path)) files.databases[*id] = database;
  return database;
}

}  // namespace

Database::Database(const ConnectSpec& spec, Access access)
    : driver_(std::make_unique<Driver>(spec)),
      access_(access),
      path_(option(spec.options, "path")),
      threads_(option(spec.options, "threads", std::string(kDefaultThreads))),
      memory_limit_(option(spec.options, "memory_limit", std::string(kDefaultMemoryLimit))) {
  // Outside a file nothing is there to be read, and nothing stays.
  if (path_.empty()) access_ = Access::read_write;
  if (!path_.empty()) check_path(path_, access, spec.name);
  const auto before = file_id(path_);
  if (before && held_by_this_process(*before)) {
    throw Error(codes::database_busy,
                fmt::format("connection '{}': this process has '{}' open by other means than "
                            "Waybill",
                            spec.name, path_))
        .with_hint("close it there first: two copies of DuckDB in one process destroy the file");
  }
  const AdbcDriver& table = driver_->table();
  const auto fail = [&](const Failure& failure) {
    ErrorSlot slot(driver_->version());
    if (handle_.private_data != nullptr) table.DatabaseRelease(&handle_, slot.get());
    throw open_error(failure, path_.empty() ? ":memory:" : path_, spec.name);
  };
  const auto call = [&](auto&& function, auto... arguments) {
    ErrorSlot slot(driver_->version());
    const Status status = function(&handle_, arguments..., slot.get());
    if (status != status::kOk) fail(slot.failure(status));
  };
  const std::string access_mode = access_ == Access::read_only ? "READ_ONLY" : "READ_WRITE";
  const std::array<std::pair<const char*, const char*>, 7> settings{{
      {"path", path_.c_str()},
      {"access_mode", access_mode.c_str()},
      {"threads", threads_.c_str()},
      {"memory_limit", memory_limit_.c_str()},
      // A model reads tables, never files or addresses.
      {"enable_external_access", "false"},
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
  }};
  call(table.DatabaseNew);
  for (const auto& [name, value] : settings) {
    if (*value == '\0') continue;
    ErrorSlot slot(driver_->version());
    const Status status = table.DatabaseSetOption(&handle_, name, value, slot.get());
    if (status == status::kOk) continue;
    Failure failure = slot.failure(status);
    failure.message = fmt::format("{}: {}", name, failure.message);  // it does not say which
    fail(failure);
  }
  call(table.DatabaseInit);
  const auto file = file_id(path_);
  location_ = file ? fmt::format("duckdb:{}:{}", file->first, file->second)
                   : "duckdb:memory:" + base::new_uuid(base::system_now());
}

Database::~Database() {
  ErrorSlot slot(driver_->version());
  driver_->table().DatabaseRelease(&handle_, slot.get());
}

void Database::check_fits(const ConnectSpec& spec, Access access) const {
  if (access == Access::read_write && access_ == Access::read_only) {
    throw Error(codes::database_busy,
                fmt::format("connection '{}': this process reads '{}' at the moment, and cannot "
                            "write it too",
                            spec.name, path_))
        .with_hint("run again when the reading is over");
  }
  if (!spec.driver.empty() && spec.driver != driver_->file()) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': '{}' is open in this process by the driver '{}'",
                            spec.name, path_, driver_->file()))
        .with_hint("give all connections to one file the same driver");
  }
  const auto same = [&](const char* name, std::string_view otherwise, const std::string& is) {
    if (option(spec.options, name, std::string(otherwise)) == is) return;
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': '{}' is open in this process with options.{} = {}",
                            spec.name, path_, name, is))
        .with_hint("give all connections to one file the same options");
  };
  same("threads", kDefaultThreads, threads_);
  same("memory_limit", kDefaultMemoryLimit, memory_limit_);
}

DatabaseShare::DatabaseShare(const ConnectSpec& spec, Access access) {
  using Clock = std::chrono::steady_clock;
  constexpr auto kTryEvery = std::chrono::milliseconds(50);
  const auto until = Clock::now() + std::chrono::seconds(spec.lock_s);
  for (;;) {
    try {
      database_ = share(spec, access);
      return;
    } catch (const Error& error) {
      if (error.code().id != codes::database_busy.id || Clock::now() >= until) throw;
    }
    std::this_thread::sleep_for(kTryEvery);
  }
}

DatabaseShare::~DatabaseShare() {
  OpenFiles& files = open_files();
  // Nobody opens the file while it is being closed.
  const std::lock_guard lock(files.mutex);
  database_.reset();
  std::erase_if(files.databases, [](const auto& entry) { return entry.second.expired(); });
}

}  // namespace waybill::warehouse::adbc
