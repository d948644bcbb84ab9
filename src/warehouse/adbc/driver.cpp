#include "warehouse/adbc/driver.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <array>
#include <memory>

#include "warehouse/adbc/error.hpp"

namespace waybill::warehouse::adbc {
namespace {

void* load(const ConnectSpec& spec, const Manners& row, const std::string& file) {
  const auto failed = [&](std::string why) {
    return Error(codes::connect_failed,
                 fmt::format("connection '{}': the ADBC driver '{}' {}", spec.name, file, why))
        .with_hint(std::string(row.where));
  };
  if (file.empty()) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': names no ADBC driver", spec.name))
        .with_hint(std::string(row.where));
  }
  if (file.find('\0') != std::string::npos) throw failed("has a NUL character in its name");
  // A relative path would depend on where the process was started.
  if (!spec.driver.empty() && file.front() != '/' && file.find('/') != std::string::npos) {
    throw failed("is no absolute path");
  }
  void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) {
    const char* const reason = ::dlerror();
    throw failed(fmt::format("cannot be loaded: {}", reason == nullptr ? "no reason" : reason));
  }
  return library;
}

// All that is called without being asked for first.
const char* missing_function(const AdbcDriver& table) {
#define WAYBILL_ADBC_NEEDS(name) \
  if (table.name == nullptr) return #name;
  WAYBILL_ADBC_NEEDS(DatabaseNew)
  WAYBILL_ADBC_NEEDS(DatabaseSetOption)
  WAYBILL_ADBC_NEEDS(DatabaseInit)
  WAYBILL_ADBC_NEEDS(DatabaseRelease)
  WAYBILL_ADBC_NEEDS(ConnectionNew)
  WAYBILL_ADBC_NEEDS(ConnectionInit)
  WAYBILL_ADBC_NEEDS(ConnectionRelease)
  WAYBILL_ADBC_NEEDS(StatementNew)
  WAYBILL_ADBC_NEEDS(StatementRelease)
  WAYBILL_ADBC_NEEDS(StatementSetOption)
  WAYBILL_ADBC_NEEDS(StatementSetSqlQuery)
  WAYBILL_ADBC_NEEDS(StatementExecuteQuery)
  WAYBILL_ADBC_NEEDS(StatementPrepare)
  WAYBILL_ADBC_NEEDS(StatementBind)
  WAYBILL_ADBC_NEEDS(StatementBindStream)
#undef WAYBILL_ADBC_NEEDS
  return nullptr;
}

}  // namespace

Driver::Driver(const ConnectSpec& spec, const Manners& row) {
  file_ = spec.driver.empty() ? std::string(row.library) : spec.driver;
  void* const library = load(spec, row, file_);
  const auto option = spec.options.find("entry_point");
  const std::string entry(option == spec.options.end() ? row.entry_point
                                                       : std::string_view(option->second));
  void* const symbol = ::dlsym(library, entry.c_str());
  // The count of this call; RTLD_NODELETE keeps the library itself.
  ::dlclose(library);
  if (symbol == nullptr) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': '{}' is no ADBC driver: it has no function {}",
                            spec.name, file_, entry))
        .with_hint(option == spec.options.end()
                       ? std::string(row.where) +
                             "; a driver with another entry point wants options.entry_point"
                       : "correct options.entry_point, or driver");
  }
  const auto init = reinterpret_cast<DriverInit>(symbol);
  Failure failure;
  for (const int version : {kVersion110, kVersion100}) {
    table_ = {};
    ErrorSlot slot(version);
    const Status answer = init(version, &table_, slot.get());
    if (answer == status::kOk) {
      version_ = version;
      break;
    }
    failure = slot.failure(answer);
    if (answer != status::kNotImplemented) break;
  }
  if (version_ == 0) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': the ADBC driver '{}' does not start: {}", spec.name,
                            file_, without_values(failure.message)))
        .with_hint("use a driver of ADBC 1.0 or 1.1")
        .with_native(failure.native);
  }
  if (const char* const missing = missing_function(table_); missing != nullptr) {
    throw Error(
        codes::connect_failed,
        fmt::format("connection '{}': the ADBC driver '{}' has no {}", spec.name, file_, missing))
        .with_hint("use another version of the driver");
  }
}

Driver::~Driver() {
  if (table_.release == nullptr) return;
  ErrorSlot slot(version_);
  table_.release(&table_, slot.get());
}

}  // namespace waybill::warehouse::adbc
