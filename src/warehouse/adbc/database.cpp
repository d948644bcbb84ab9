#include "warehouse/adbc/database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>
#include <utility>

#include "base/error.hpp"
#include "base/secret.hpp"
#include "warehouse/adbc/error.hpp"
#include "warehouse/adbc/file_id.hpp"
#include "warehouse/place.hpp"

namespace waybill::warehouse::adbc {
namespace {

// The files this process has open. Locks belong to a process, so does this.
struct OpenFiles {
  std::mutex mutex;
  std::map<FileId, std::weak_ptr<Database>> databases;
};
OpenFiles& open_files() {
  static auto* const files = new OpenFiles;  // outlives every session
  return *files;
}

std::shared_ptr<Database> share(const ConnectSpec& spec, Access access, const Manners& manners) {
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
  auto database = std::make_shared<Database>(spec, access, manners);
  if (const auto id = file_id(path)) files.databases[*id] = database;
  return database;
}

}  // namespace

Database::Database(const ConnectSpec& spec, Access access, const Manners& manners)
    : manners_(manners),
      driver_(std::make_unique<Driver>(spec, manners)),
      access_(access),
      target_(manners.target(spec)) {
  // Outside a file nothing is there to be read, and nothing stays.
  if (manners.one_a_file && option(spec.options, "path").empty()) access_ = Access::read_write;
  if (manners.check_place != nullptr) manners.check_place(spec, access);
  options_ = manners.options(spec, access_);
  const AdbcDriver& table = driver_->table();
  const auto fail = [&](const Failure& failure) {
    ErrorSlot slot(driver_->version());
    if (handle_.private_data != nullptr) table.DatabaseRelease(&handle_, slot.get());
    forget_secrets();
    throw manners.open_error(failure, spec, target_);
  };
  const auto call = [&](auto&& function, auto... arguments) {
    ErrorSlot slot(driver_->version(), &table);
    const Status status = function(&handle_, arguments..., slot.get());
    if (status != status::kOk) fail(slot.failure(status));
  };
  call(table.DatabaseNew);
  for (const Option& option : options_) {
    if (option.value.empty()) continue;
    ErrorSlot slot(driver_->version(), &table);
    const Status status =
        table.DatabaseSetOption(&handle_, option.name.c_str(), option.value.c_str(), slot.get());
    if (status == status::kOk) continue;
    Failure failure = slot.failure(status);
    failure.message = fmt::format("{}: {}", option.name, failure.message);  // it does not say which
    fail(failure);
  }
  call(table.DatabaseInit);
  forget_secrets();
}

Database::~Database() {
  ErrorSlot slot(driver_->version());
  driver_->table().DatabaseRelease(&handle_, slot.get());
}

void Database::forget_secrets() noexcept {
  for (Option& option : options_) {
    if (option.secret) base::wipe(option.value);
  }
}

void Database::check_fits(const ConnectSpec& spec, Access access) const {
  if (access == Access::read_write && access_ == Access::read_only) {
    throw Error(codes::database_busy,
                fmt::format("connection '{}': this process reads '{}' at the moment, and cannot "
                            "write it too",
                            spec.name, target_))
        .with_hint("run again when the reading is over");
  }
  if (!spec.driver.empty() && spec.driver != driver_->file()) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': '{}' is open in this process by the driver '{}'",
                            spec.name, target_, driver_->file()))
        .with_hint("give all connections to one file the same driver");
  }
  const std::vector<Option> wanted = manners_.options(spec, access_);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Option& is = options_.at(i);
    if (std::ranges::find(manners_.alike, is.name) == manners_.alike.end()) continue;
    if (wanted[i].value == is.value) continue;
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': '{}' is open in this process with options.{} = {}",
                            spec.name, target_, is.name, is.value))
        .with_hint("give all connections to one file the same options");
  }
}

DatabaseShare::DatabaseShare(const ConnectSpec& spec, Access access, const Manners& manners)
    : shared_(manners.one_a_file) {
  using Clock = std::chrono::steady_clock;
  constexpr auto kTryEvery = std::chrono::milliseconds(50);
  if (!shared_) {
    database_ = std::make_unique<Database>(spec, access, manners);
    return;
  }
  const auto until = Clock::now() + std::chrono::seconds(spec.lock_s);
  for (;;) {
    try {
      database_ = share(spec, access, manners);
      return;
    } catch (const Error& error) {
      if (error.code().id != codes::database_busy.id || Clock::now() >= until) throw;
    }
    std::this_thread::sleep_for(kTryEvery);
  }
}

DatabaseShare::~DatabaseShare() {
  if (!shared_) return;
  OpenFiles& files = open_files();
  // Nobody opens the file while it is being closed.
  const std::lock_guard lock(files.mutex);
  database_.reset();
  std::erase_if(files.databases, [](const auto& entry) { return entry.second.expired(); });
}

}  // namespace waybill::warehouse::adbc
