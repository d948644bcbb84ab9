// An ODBC driver that hands every call on to another one of the same file name, but for the call
// that its rule makes fail. It exports what a driver manager asks of a narrow program, and the wide
// diagnostics, which unixODBC prefers where a driver has them. Here are the functions of which
// something is remembered, or about which it can lie.
#include <algorithm>
#include <cstring>

#include "call.hpp"

namespace waybill::fault {
namespace {

// Handles of different kinds are different things to give and to take back.
const char* name_of(SQLSMALLINT type, const char* of_statement, const char* of_connection,
                    const char* of_environment) {
  if (type == SQL_HANDLE_DBC) return of_connection;
  return type == SQL_HANDLE_ENV ? of_environment : of_statement;
}

std::string_view text_of(const SQLCHAR* text, SQLINTEGER size) {
  const char* const start = reinterpret_cast<const char*>(text);
  if (start == nullptr) return {};
  return {start, size == SQL_NTS ? std::strlen(start) : static_cast<std::size_t>(size)};
}

void add_to(SQLULEN& count, long number) {
  count = number < 0 && count < static_cast<SQLULEN>(-number)
              ? 0
              : count + static_cast<SQLULEN>(number);
}

// A rowset that was fetched: how many rows it has, or how long the first value of each column is.
SQLRETURN lie_of_rowset(SQLHSTMT statement, const Rule& rule, SQLRETURN result) {
  const Told told = State::one().told(statement);
  if (rule.does == Does::rows) {
    if (told.rows_fetched != nullptr) add_to(*told.rows_fetched, rule.number);
    return result;
  }
  for (const auto& [number, column] : told.columns) {
    if (column.lengths == nullptr) continue;
    *column.lengths = rule.number < 0 ? rule.number : column.width + rule.number;
  }
  return result;
}

// The first half of an array of parameters is carried out, the row behind it fails.
SQLRETURN half_of_array(SQLHSTMT statement, const std::function<SQLRETURN()>& execute) {
  State& state = State::one();
  const Told told = state.told(statement);
  if (told.parameter_rows < 2) return execute();
  const SQLULEN half = told.parameter_rows / 2;
  const auto set = [&](SQLULEN rows) {
    real<decltype(::SQLSetStmtAttr)>("SQLSetStmtAttr")(statement, SQL_ATTR_PARAMSET_SIZE,
                                                       reinterpret_cast<SQLPOINTER>(rows), 0);
  };
  set(half);
  const SQLRETURN result = execute();
  set(told.parameter_rows);
  if (!SQL_SUCCEEDED(result)) return result;
  if (told.parameter_status != nullptr) {
    std::fill(told.parameter_status + half, told.parameter_status + told.parameter_rows,
              SQLUSMALLINT{SQL_PARAM_UNUSED});
    told.parameter_status[half] = SQL_PARAM_ERROR;
  }
  if (told.parameters_processed != nullptr) *told.parameters_processed = half + 1;
  state.say(statement, {"22001", kMessage});
  return SQL_SUCCESS_WITH_INFO;
}

// A statement attribute that says where answers go.
void remember(SQLHSTMT statement, SQLINTEGER attribute, SQLPOINTER value) {
  State::one().tell(statement, [&](Told& told) {
    switch (attribute) {
      case SQL_ATTR_PARAMSET_SIZE:
        told.parameter_rows = reinterpret_cast<SQLULEN>(value);
        break;
      case SQL_ATTR_ROWS_FETCHED_PTR:
        told.rows_fetched = static_cast<SQLULEN*>(value);
        break;
      case SQL_ATTR_PARAMS_PROCESSED_PTR:
        told.parameters_processed = static_cast<SQLULEN*>(value);
        break;
      case SQL_ATTR_PARAM_STATUS_PTR:
        told.parameter_status = static_cast<SQLUSMALLINT*>(value);
        break;
      default:
        break;
    }
  });
}

// A text into a caller's buffer, as diagnostics go.
template <class Char>
SQLRETURN put_text(std::string_view text, Char* to, SQLSMALLINT room, SQLSMALLINT* size) {
  if (size != nullptr) *size = static_cast<SQLSMALLINT>(text.size());
  if (to == nullptr || room <= 0) return SQL_SUCCESS;
  const std::size_t count = std::min(text.size(), static_cast<std::size_t>(room) - 1);
  std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(count), to,
                 [](char c) { return static_cast<Char>(c); });
  to[count] = 0;
  return count < text.size() ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
}

// What was said here is the only record; of a failure without a word there is none.
template <class Char, class HandOn>
SQLRETURN record(SQLHANDLE handle, SQLSMALLINT number, Char* state, SQLINTEGER* native,
                 Char* message, SQLSMALLINT room, SQLSMALLINT* size, HandOn&& hand_on) {
  const auto said = State::one().said(handle);
  if (!said) return hand_on();
  if (number != 1 || said->state.empty()) return SQL_NO_DATA;
  if (state != nullptr) put_text<Char>(said->state, state, 6, nullptr);
  if (native != nullptr) *native = kNative;
  return put_text<Char>(said->message, message, room, size);
}

template <class HandOn>
SQLRETURN field(SQLHANDLE handle, SQLSMALLINT number, HandOn&& hand_on) {
  return number > 0 && State::one().said(handle) ? SQLRETURN{SQL_NO_DATA} : hand_on();
}

}  // namespace
}  // namespace waybill::fault

using namespace waybill::fault;

extern "C" {

SQLRETURN SQLAllocHandle(SQLSMALLINT type, SQLHANDLE parent, SQLHANDLE* handle) {
  // What fails is said of the parent.
  const auto above = static_cast<SQLSMALLINT>(
      type == SQL_HANDLE_STMT || type == SQL_HANDLE_DESC ? SQL_HANDLE_DBC : SQL_HANDLE_ENV);
  const char* const name = name_of(type, "AllocHandle", "AllocConnection", "AllocEnvironment");
  return pass({name, above, parent}, [&]() -> SQLRETURN {
    auto* const function = REAL(AllocHandle);
    if (function == nullptr) return SQL_ERROR;
    const SQLRETURN result = function(type, parent, handle);
    if (SQL_SUCCEEDED(result)) State::one().given(type, parent, *handle);
    return result;
  });
}

SQLRETURN SQLFreeHandle(SQLSMALLINT type, SQLHANDLE handle) {
  SQLRETURN freed = SQL_ERROR;
  const char* const name = name_of(type, "FreeHandle", "FreeConnection", "FreeEnvironment");
  const SQLRETURN result = pass({name, type, handle}, [&] {
    freed = REAL(FreeHandle)(type, handle);
    return freed;
  });
  if (SQL_SUCCEEDED(freed)) {
    State::one().taken_back(type, handle);
  } else if (type == SQL_HANDLE_STMT) {
    State::one().tell(handle, [](Told& told) { told.refused = true; });
  }
  return result;
}

SQLRETURN SQLDriverConnect(SQLHDBC connection, SQLHWND window, SQLCHAR* in, SQLSMALLINT in_size,
                           SQLCHAR* out, SQLSMALLINT room, SQLSMALLINT* out_size,
                           SQLUSMALLINT completion) {
  return pass({"DriverConnect", SQL_HANDLE_DBC, connection}, [&] {
    const State::Sockets before = State::open_sockets();
    const SQLRETURN result =
        REAL(DriverConnect)(connection, window, in, in_size, out, room, out_size, completion);
    if (SQL_SUCCEEDED(result)) State::one().connected(connection, before);
    return result;
  });
}

SQLRETURN SQLDisconnect(SQLHDBC connection) {
  return pass({"Disconnect", SQL_HANDLE_DBC, connection}, [&] {
    const SQLRETURN result = REAL(Disconnect)(connection);
    if (SQL_SUCCEEDED(result)) State::one().disconnected(connection);
    return result;
  });
}

SQLRETURN SQLPrepare(SQLHSTMT statement, SQLCHAR* text, SQLINTEGER size) {
  const std::string_view words = text_of(text, size);
  State::one().tell(statement, [&](Told& told) { told.text = words; });
  return pass({"Prepare", SQL_HANDLE_STMT, statement, words},
              [&] { return REAL(Prepare)(statement, text, size); });
}

SQLRETURN SQLExecDirect(SQLHSTMT statement, SQLCHAR* text, SQLINTEGER size) {
  const std::string_view words = text_of(text, size);
  State::one().tell(statement, [&](Told& told) { told.text = words; });
  return pass({"ExecDirect", SQL_HANDLE_STMT, statement, words},
              [&] { return REAL(ExecDirect)(statement, text, size); });
}

SQLRETURN SQLExecute(SQLHSTMT statement) {
  const auto execute = [&] { return REAL(Execute)(statement); };
  return pass({"Execute",
               SQL_HANDLE_STMT,
               statement,
               {},
               [&](const Rule&, SQLRETURN) { return half_of_array(statement, execute); }},
              execute);
}

SQLRETURN SQLSetStmtAttr(SQLHSTMT statement, SQLINTEGER attribute, SQLPOINTER value,
                         SQLINTEGER size) {
  return pass({"SetStmtAttr", SQL_HANDLE_STMT, statement}, [&] {
    remember(statement, attribute, value);
    return REAL(SetStmtAttr)(statement, attribute, value, size);
  });
}

SQLRETURN SQLBindCol(SQLHSTMT statement, SQLUSMALLINT column, SQLSMALLINT type, SQLPOINTER value,
                     SQLLEN width, SQLLEN* lengths) {
  return pass({"BindCol", SQL_HANDLE_STMT, statement}, [&] {
    State::one().tell(statement, [&](Told& told) { told.columns[column] = {width, lengths}; });
    return REAL(BindCol)(statement, column, type, value, width, lengths);
  });
}

SQLRETURN SQLFreeStmt(SQLHSTMT statement, SQLUSMALLINT option) {
  return pass({"FreeStmt", SQL_HANDLE_STMT, statement}, [&] {
    if (option == SQL_UNBIND) {
      State::one().tell(statement, [](Told& told) { told.columns.clear(); });
    }
    return REAL(FreeStmt)(statement, option);
  });
}

SQLRETURN SQLFetch(SQLHSTMT statement) {
  return pass(
      {"Fetch",
       SQL_HANDLE_STMT,
       statement,
       {},
       [&](const Rule& rule, SQLRETURN result) { return lie_of_rowset(statement, rule, result); }},
      [&] { return REAL(Fetch)(statement); });
}

SQLRETURN SQLFetchScroll(SQLHSTMT statement, SQLSMALLINT where, SQLLEN offset) {
  return pass(
      {"FetchScroll",
       SQL_HANDLE_STMT,
       statement,
       {},
       [&](const Rule& rule, SQLRETURN result) { return lie_of_rowset(statement, rule, result); }},
      [&] { return REAL(FetchScroll)(statement, where, offset); });
}

SQLRETURN SQLGetData(SQLHSTMT statement, SQLUSMALLINT column, SQLSMALLINT type, SQLPOINTER to,
                     SQLLEN room, SQLLEN* length) {
  return pass({"GetData",
               SQL_HANDLE_STMT,
               statement,
               {},
               [&](const Rule& rule, SQLRETURN result) {
                 if (length != nullptr) {
                   *length = rule.number < 0 ? rule.number : room + rule.number;
                 }
                 return result;
               }},
              [&] { return REAL(GetData)(statement, column, type, to, room, length); });
}

SQLRETURN SQLRowCount(SQLHSTMT statement, SQLLEN* rows) {
  return pass({"RowCount",
               SQL_HANDLE_STMT,
               statement,
               {},
               [&](const Rule& rule, SQLRETURN result) {
                 *rows += rule.number;
                 return result;
               }},
              [&] { return REAL(RowCount)(statement, rows); });
}

SQLRETURN SQLCancel(SQLHSTMT statement) {
  if (State::one().release(statement)) return SQL_SUCCESS;
  return REAL(Cancel)(statement);
}

SQLRETURN SQLGetDiagRec(SQLSMALLINT type, SQLHANDLE handle, SQLSMALLINT number, SQLCHAR* state,
                        SQLINTEGER* native, SQLCHAR* message, SQLSMALLINT room, SQLSMALLINT* size) {
  return record(handle, number, state, native, message, room, size, [&] {
    return REAL(GetDiagRec)(type, handle, number, state, native, message, room, size);
  });
}

SQLRETURN SQLGetDiagRecW(SQLSMALLINT type, SQLHANDLE handle, SQLSMALLINT number, SQLWCHAR* state,
                         SQLINTEGER* native, SQLWCHAR* message, SQLSMALLINT room,
                         SQLSMALLINT* size) {
  return record(handle, number, state, native, message, room, size, [&] {
    return REAL(GetDiagRecW)(type, handle, number, state, native, message, room, size);
  });
}

SQLRETURN SQLGetDiagField(SQLSMALLINT type, SQLHANDLE handle, SQLSMALLINT number, SQLSMALLINT what,
                          SQLPOINTER to, SQLSMALLINT room, SQLSMALLINT* size) {
  return field(handle, number,
               [&] { return REAL(GetDiagField)(type, handle, number, what, to, room, size); });
}

SQLRETURN SQLGetDiagFieldW(SQLSMALLINT type, SQLHANDLE handle, SQLSMALLINT number, SQLSMALLINT what,
                           SQLPOINTER to, SQLSMALLINT room, SQLSMALLINT* size) {
  return field(handle, number,
               [&] { return REAL(GetDiagFieldW)(type, handle, number, what, to, room, size); });
}

}  // extern "C"
