// ADBC's structs and its table of functions, declared from the public specification
// (https://arrow.apache.org/adbc/current/format/specification.html), revisions 1.0.0 and 1.1.0.
#ifndef WAYBILL_WAREHOUSE_ADBC_ABI_HPP
#define WAYBILL_WAREHOUSE_ADBC_ABI_HPP

#include <cstddef>
#include <cstdint>
#include <limits>

#include "waybill/arrow_abi.h"

namespace waybill::warehouse::adbc {

inline constexpr int kVersion100 = 1'000'000;
inline constexpr int kVersion110 = 1'001'000;

using Status = std::uint8_t;
namespace status {
inline constexpr Status kOk = 0;
inline constexpr Status kNotImplemented = 2;
inline constexpr Status kIo = 10;
inline constexpr Status kCancelled = 11;
inline constexpr Status kUnauthenticated = 13;
inline constexpr Status kUnauthorized = 14;
}  // namespace status

// In vendor_code: the two last members of AdbcError are there.
inline constexpr std::int32_t kHasPrivateData = std::numeric_limits<std::int32_t>::min();

struct AdbcDriver;

struct AdbcError {
  char* message = nullptr;
  std::int32_t vendor_code = kHasPrivateData;
  char sqlstate[5] = {};
  void (*release)(AdbcError*) = nullptr;
  void* private_data = nullptr;
  AdbcDriver* private_driver = nullptr;
};

struct AdbcErrorDetail {
  const char* key;
  const std::uint8_t* value;
  std::size_t value_length;
};

struct AdbcDatabase {
  void* private_data = nullptr;
  AdbcDriver* private_driver = nullptr;
};
struct AdbcConnection {
  void* private_data = nullptr;
  AdbcDriver* private_driver = nullptr;
};
struct AdbcStatement {
  void* private_data = nullptr;
  AdbcDriver* private_driver = nullptr;
};
struct AdbcPartitions;

struct AdbcDriver {
  void* private_data = nullptr;
  void* private_manager = nullptr;
  Status (*release)(AdbcDriver*, AdbcError*) = nullptr;

  Status (*DatabaseInit)(AdbcDatabase*, AdbcError*) = nullptr;
  Status (*DatabaseNew)(AdbcDatabase*, AdbcError*) = nullptr;
  Status (*DatabaseSetOption)(AdbcDatabase*, const char*, const char*, AdbcError*) = nullptr;
  Status (*DatabaseRelease)(AdbcDatabase*, AdbcError*) = nullptr;

  Status (*ConnectionCommit)(AdbcConnection*, AdbcError*) = nullptr;
  Status (*ConnectionGetInfo)(AdbcConnection*, const std::uint32_t*, std::size_t, ArrowArrayStream*,
                              AdbcError*) = nullptr;
  Status (*ConnectionGetObjects)(AdbcConnection*, int, const char*, const char*, const char*,
                                 const char**, const char*, ArrowArrayStream*,
                                 AdbcError*) = nullptr;
  Status (*ConnectionGetTableSchema)(AdbcConnection*, const char*, const char*, const char*,
                                     ArrowSchema*, AdbcError*) = nullptr;
  Status (*ConnectionGetTableTypes)(AdbcConnection*, ArrowArrayStream*, AdbcError*) = nullptr;
  Status (*ConnectionInit)(AdbcConnection*, AdbcDatabase*, AdbcError*) = nullptr;
  Status (*ConnectionNew)(AdbcConnection*, AdbcError*) = nullptr;
  Status (*ConnectionSetOption)(AdbcConnection*, const char*, const char*, AdbcError*) = nullptr;
  Status (*ConnectionReadPartition)(AdbcConnection*, const std::uint8_t*, std::size_t,
                                    ArrowArrayStream*, AdbcError*) = nullptr;
  Status (*ConnectionRelease)(AdbcConnection*, AdbcError*) = nullptr;
  Status (*ConnectionRollback)(AdbcConnection*, AdbcError*) = nullptr;

  Status (*StatementBind)(AdbcStatement*, ArrowArray*, ArrowSchema*, AdbcError*) = nullptr;
  Status (*StatementBindStream)(AdbcStatement*, ArrowArrayStream*, AdbcError*) = nullptr;
  Status (*StatementExecuteQuery)(AdbcStatement*, ArrowArrayStream*, std::int64_t*,
                                  AdbcError*) = nullptr;
  Status (*StatementExecutePartitions)(AdbcStatement*, ArrowSchema*, AdbcPartitions*, std::int64_t*,
                                       AdbcError*) = nullptr;
  Status (*StatementGetParameterSchema)(AdbcStatement*, ArrowSchema*, AdbcError*) = nullptr;
  Status (*StatementNew)(AdbcConnection*, AdbcStatement*, AdbcError*) = nullptr;
  Status (*StatementPrepare)(AdbcStatement*, AdbcError*) = nullptr;
  Status (*StatementRelease)(AdbcStatement*, AdbcError*) = nullptr;
  Status (*StatementSetOption)(AdbcStatement*, const char*, const char*, AdbcError*) = nullptr;
  Status (*StatementSetSqlQuery)(AdbcStatement*, const char*, AdbcError*) = nullptr;
  Status (*StatementSetSubstraitPlan)(AdbcStatement*, const std::uint8_t*, std::size_t,
                                      AdbcError*) = nullptr;

  // From 1.1.0 on; a driver of 1.0.0 does not touch them.
  int (*ErrorGetDetailCount)(const AdbcError*) = nullptr;
  AdbcErrorDetail (*ErrorGetDetail)(const AdbcError*, int) = nullptr;
  const AdbcError* (*ErrorFromArrayStream)(ArrowArrayStream*, Status*) = nullptr;

  Status (*DatabaseGetOption)(AdbcDatabase*, const char*, char*, std::size_t*,
                              AdbcError*) = nullptr;
  Status (*DatabaseGetOptionBytes)(AdbcDatabase*, const char*, std::uint8_t*, std::size_t*,
                                   AdbcError*) = nullptr;
  Status (*DatabaseGetOptionDouble)(AdbcDatabase*, const char*, double*, AdbcError*) = nullptr;
  Status (*DatabaseGetOptionInt)(AdbcDatabase*, const char*, std::int64_t*, AdbcError*) = nullptr;
  Status (*DatabaseSetOptionBytes)(AdbcDatabase*, const char*, const std::uint8_t*, std::size_t,
                                   AdbcError*) = nullptr;
  Status (*DatabaseSetOptionDouble)(AdbcDatabase*, const char*, double, AdbcError*) = nullptr;
  Status (*DatabaseSetOptionInt)(AdbcDatabase*, const char*, std::int64_t, AdbcError*) = nullptr;

  Status (*ConnectionCancel)(AdbcConnection*, AdbcError*) = nullptr;
  Status (*ConnectionGetOption)(AdbcConnection*, const char*, char*, std::size_t*,
                                AdbcError*) = nullptr;
  Status (*ConnectionGetOptionBytes)(AdbcConnection*, const char*, std::uint8_t*, std::size_t*,
                                     AdbcError*) = nullptr;
  Status (*ConnectionGetOptionDouble)(AdbcConnection*, const char*, double*, AdbcError*) = nullptr;
  Status (*ConnectionGetOptionInt)(AdbcConnection*, const char*, std::int64_t*,
                                   AdbcError*) = nullptr;
  Status (*ConnectionGetStatistics)(AdbcConnection*, const char*, const char*, const char*, char,
                                    ArrowArrayStream*, AdbcError*) = nullptr;
  Status (*ConnectionGetStatisticNames)(AdbcConnection*, ArrowArrayStream*, AdbcError*) = nullptr;
  Status (*ConnectionSetOptionBytes)(AdbcConnection*, const char*, const std::uint8_t*, std::size_t,
                                     AdbcError*) = nullptr;
  Status (*ConnectionSetOptionDouble)(AdbcConnection*, const char*, double, AdbcError*) = nullptr;
  Status (*ConnectionSetOptionInt)(AdbcConnection*, const char*, std::int64_t,
                                   AdbcError*) = nullptr;

  Status (*StatementCancel)(AdbcStatement*, AdbcError*) = nullptr;
  Status (*StatementExecuteSchema)(AdbcStatement*, ArrowSchema*, AdbcError*) = nullptr;
  Status (*StatementGetOption)(AdbcStatement*, const char*, char*, std::size_t*,
                               AdbcError*) = nullptr;
  Status (*StatementGetOptionBytes)(AdbcStatement*, const char*, std::uint8_t*, std::size_t*,
                                    AdbcError*) = nullptr;
  Status (*StatementGetOptionDouble)(AdbcStatement*, const char*, double*, AdbcError*) = nullptr;
  Status (*StatementGetOptionInt)(AdbcStatement*, const char*, std::int64_t*, AdbcError*) = nullptr;
  Status (*StatementSetOptionBytes)(AdbcStatement*, const char*, const std::uint8_t*, std::size_t,
                                    AdbcError*) = nullptr;
  Status (*StatementSetOptionDouble)(AdbcStatement*, const char*, double, AdbcError*) = nullptr;
  Status (*StatementSetOptionInt)(AdbcStatement*, const char*, std::int64_t, AdbcError*) = nullptr;
};
static_assert(offsetof(AdbcDriver, ErrorGetDetailCount) == 29 * sizeof(void*));
static_assert(sizeof(AdbcDriver) == 58 * sizeof(void*));

// What a driver exports; `driver` is an AdbcDriver of the version.
using DriverInit = Status (*)(int version, void* driver, AdbcError*);

}  // namespace waybill::warehouse::adbc

#endif
