// The functions of unixODBC's driver manager, found when the first connection is opened. Every call
// of ODBC goes through such a table, so a test can put its own functions in it.
// Only the narrow functions are used, with UTF-8: every driver here takes it as it is, whatever the
// process's locale, which would decide how the driver manager turns wide texts into narrow ones.
// Meaning: https://learn.microsoft.com/sql/odbc/reference/syntax/odbc-api-reference
//
// The floors of this folder, each on the one before:
//   raw          functions
//   handles      handles that free themselves; a failure becomes an Error with its diagnostics
//   driver       what is known of each family of drivers, as data
//   connection   one connection: statements that can be cancelled, scopes, transactions
//   parameters, decode, fetch, encode, ingest      values between rows:: and the driver's buffers
//   inspect, session                               the Session
#ifndef WAYBILL_WAREHOUSE_ODBC_RAW_HPP
#define WAYBILL_WAREHOUSE_ODBC_RAW_HPP

#include <sql.h>
#include <sqlext.h>

#include <string_view>

namespace waybill::warehouse::odbc {

#define WAYBILL_ODBC_FUNCTIONS(X) \
  X(AllocHandle)                  \
  X(FreeHandle)                   \
  X(SetEnvAttr)                   \
  X(DriverConnect)                \
  X(Disconnect)                   \
  X(GetDiagRec)                   \
  X(GetInfo)                      \
  X(SetConnectAttr)               \
  X(GetConnectAttr)               \
  X(SetStmtAttr)                  \
  X(GetStmtAttr)                  \
  X(Prepare)                      \
  X(Execute)                      \
  X(ExecDirect)                   \
  X(NumParams)                    \
  X(NumResultCols)                \
  X(DescribeCol)                  \
  X(ColAttribute)                 \
  X(BindCol)                      \
  X(BindParameter)                \
  X(ParamData)                    \
  X(PutData)                      \
  X(Fetch)                        \
  X(FetchScroll)                  \
  X(GetData)                      \
  X(RowCount)                     \
  X(MoreResults)                  \
  X(FreeStmt)                     \
  X(CloseCursor)                  \
  X(Cancel)                       \
  X(EndTran)                      \
  X(Tables)                       \
  X(Columns)                      \
  X(PrimaryKeys)                  \
  X(Statistics)                   \
  X(Drivers)                      \
  X(DataSources)

struct Raw {
  // The name in the library without its SQL.
#define WAYBILL_ODBC_MEMBER(name) decltype(&::SQL##name) name = nullptr;
  WAYBILL_ODBC_FUNCTIONS(WAYBILL_ODBC_MEMBER)
#undef WAYBILL_ODBC_MEMBER
};

// Throws Error(connect_failed): unixODBC is not on this machine, or lacks a function. It stays
// loaded until the process ends: what drivers pulled in cannot be taken away.
Raw load_raw(std::string_view connection);

}  // namespace waybill::warehouse::odbc

#endif
