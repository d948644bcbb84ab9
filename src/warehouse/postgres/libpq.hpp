// PostgreSQL's client library, found when the first connection is opened: nothing of it is needed
// to build Waybill or to use it with other warehouses.
// Declarations as documented: https://www.postgresql.org/docs/current/libpq.html
#ifndef WAYBILL_WAREHOUSE_POSTGRES_LIBPQ_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_LIBPQ_HPP

#include <cstddef>
#include <memory>
#include <string_view>

namespace waybill::warehouse::postgres {

struct PGconn;
struct PGresult;
struct PGcancel;
using Oid = unsigned int;

enum class PollingStatus : int { failed = 0, reading = 1, writing = 2, ok = 3 };
enum class ConnStatus : int { ok = 0, bad = 1 };
enum class ExecStatus : int {
  empty_query = 0,
  command_ok = 1,
  tuples_ok = 2,
  copy_out = 3,
  copy_in = 4,
  bad_response = 5,
  nonfatal_error = 6,
  fatal_error = 7,
  copy_both = 8,
  single_tuple = 9
};
enum class TransactionStatus : int { idle = 0, active = 1, in_transaction = 2, in_error = 3 };

struct Libpq {
  // name in the library without its PQ, answer, parameters
#define WAYBILL_LIBPQ_FUNCTIONS(X)                                                            \
  X(connectdbParams, PGconn*, (const char* const*, const char* const*, int))                  \
  X(connectStartParams, PGconn*, (const char* const*, const char* const*, int))               \
  X(connectPoll, PollingStatus, (PGconn*))                                                    \
  X(sslStruct, void*, (PGconn*, const char*))                                                 \
  X(finish, void, (PGconn*))                                                                  \
  X(status, ConnStatus, (const PGconn*))                                                      \
  X(errorMessage, const char*, (const PGconn*))                                               \
  X(serverVersion, int, (const PGconn*))                                                      \
  X(parameterStatus, const char*, (const PGconn*, const char*))                               \
  X(transactionStatus, TransactionStatus, (const PGconn*))                                    \
  X(socket, int, (const PGconn*))                                                             \
  X(sslInUse, int, (PGconn*))                                                                 \
  X(connectionUsedPassword, int, (const PGconn*))                                             \
  X(connectionNeedsPassword, int, (const PGconn*))                                            \
  X(libVersion, int, ())                                                                      \
  X(setnonblocking, int, (PGconn*, int))                                                      \
  X(sendQuery, int, (PGconn*, const char*))                                                   \
  X(sendQueryParams, int,                                                                     \
    (PGconn*, const char*, int, const Oid*, const char* const*, const int*, const int*, int)) \
  X(sendPrepare, int, (PGconn*, const char*, const char*, int, const Oid*))                   \
  X(sendDescribePrepared, int, (PGconn*, const char*))                                        \
  X(sendQueryPrepared, int,                                                                   \
    (PGconn*, const char*, int, const char* const*, const int*, const int*, int))             \
  X(setSingleRowMode, int, (PGconn*))                                                         \
  X(flush, int, (PGconn*))                                                                    \
  X(consumeInput, int, (PGconn*))                                                             \
  X(isBusy, int, (PGconn*))                                                                   \
  X(getResult, PGresult*, (PGconn*))                                                          \
  X(putCopyData, int, (PGconn*, const char*, int))                                            \
  X(putCopyEnd, int, (PGconn*, const char*))                                                  \
  X(getCancel, PGcancel*, (PGconn*))                                                          \
  X(freeCancel, void, (PGcancel*))                                                            \
  X(cancel, int, (PGcancel*, char*, int))                                                     \
  X(resultStatus, ExecStatus, (const PGresult*))                                              \
  X(resultErrorField, const char*, (const PGresult*, int))                                    \
  X(resultErrorMessage, const char*, (const PGresult*))                                       \
  X(clear, void, (PGresult*))                                                                 \
  X(ntuples, int, (const PGresult*))                                                          \
  X(nfields, int, (const PGresult*))                                                          \
  X(fname, const char*, (const PGresult*, int))                                               \
  X(ftype, Oid, (const PGresult*, int))                                                       \
  X(fmod, int, (const PGresult*, int))                                                        \
  X(getisnull, int, (const PGresult*, int, int))                                              \
  X(getvalue, char*, (const PGresult*, int, int))                                             \
  X(getlength, int, (const PGresult*, int, int))                                              \
  X(cmdStatus, const char*, (PGresult*))                                                      \
  X(cmdTuples, char*, (PGresult*))                                                            \
  X(setNoticeReceiver, NoticeReceiver, (PGconn*, NoticeReceiver, void*))

  using NoticeReceiver = void (*)(void*, const PGresult*);
#define WAYBILL_LIBPQ_MEMBER(name, answer, parameters) answer(*name) parameters = nullptr;
  WAYBILL_LIBPQ_FUNCTIONS(WAYBILL_LIBPQ_MEMBER)
#undef WAYBILL_LIBPQ_MEMBER
};

// Throws Error(connect_failed): the library is not on this machine, or lacks a function.
// It stays loaded until the process ends: the TLS library below it cannot be taken away.
Libpq load_libpq(std::string_view connection);

}  // namespace waybill::warehouse::postgres

#endif
