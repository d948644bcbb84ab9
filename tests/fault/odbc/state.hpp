// What the module knows of the calls through it: the rule, handles, and what statements were told.
#ifndef WAYBILL_TESTS_FAULT_ODBC_STATE_HPP
#define WAYBILL_TESTS_FAULT_ODBC_STATE_HPP

#include <sql.h>
#include <sqlext.h>
#include <sys/types.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fault.hpp"
#include "rule.hpp"

namespace waybill::fault {

struct BoundColumn {
  SQLLEN width = 0;
  SQLLEN* lengths = nullptr;
};

// What a statement was told, by SQLSetStmtAttr, SQLBindCol and SQLPrepare.
struct Told {
  SQLHANDLE connection = nullptr;
  bool refused = false;  // to be freed
  std::string text;
  SQLULEN parameter_rows = 1;
  SQLULEN* rows_fetched = nullptr;
  SQLULEN* parameters_processed = nullptr;
  SQLUSMALLINT* parameter_status = nullptr;
  std::map<SQLUSMALLINT, BoundColumn> columns;
};

struct Diagnosis {
  std::string state;  // empty: it fails without a word
  std::string message;
};

class State {
 public:
  // A symbol of the driver behind this one; nullptr: it has none.
  void* find(const char* name);
  const char* real() const { return real_path_.c_str(); }

  bool set_rule(std::string_view text);
  waybill_fault_state look();
  std::size_t calls(char* to, std::size_t size);

  // A call begins. The rule, where it comes true with this one.
  std::optional<Rule> enter(std::string_view call, SQLSMALLINT type, SQLHANDLE handle,
                            std::string_view text);
  // Until SQLCancel of the statement, or the time is over.
  void hang(SQLHANDLE statement, long milliseconds);
  // True: it hung, and hangs no more.
  bool release(SQLHANDLE statement);

  void say(SQLHANDLE handle, Diagnosis diagnosis);
  // What was said of the handle's last call in the place of the driver's own words.
  std::optional<Diagnosis> said(SQLHANDLE handle);

  void given(SQLSMALLINT type, SQLHANDLE parent, SQLHANDLE handle);
  void taken_back(SQLSMALLINT type, SQLHANDLE handle);
  // Statements that it was refused to free are gone with it; others were forgotten.
  void disconnected(SQLHANDLE connection);

  // Sockets that are there now and were not before.
  using Sockets = std::map<int, ino_t>;
  static Sockets open_sockets();
  void connected(SQLHANDLE connection, const Sockets& before);
  void shut(SQLSMALLINT type, SQLHANDLE handle, int how);

  // Of a statement; what it was told stays as long as the handle.
  Told told(SQLHANDLE statement);
  template <class Change>
  void tell(SQLHANDLE statement, Change&& change) {
    const std::lock_guard lock(mutex_);
    change(statements_[statement]);
  }

  static State& one();

 private:
  State();

  std::mutex mutex_;
  std::condition_variable released_;
  void* library_ = nullptr;
  std::string real_path_;
  std::optional<Rule> rule_;
  bool recording_ = true;
  std::string record_;
  std::map<std::string, long, std::less<>> times_;
  long calls_ = 0;
  long fitting_ = 0;
  bool fired_ = false;
  SQLHANDLE hanging_ = nullptr;
  std::map<SQLHANDLE, Diagnosis> said_;
  std::map<SQLHANDLE, SQLSMALLINT> handles_;
  std::map<SQLHANDLE, Told> statements_;
  std::map<SQLHANDLE, Sockets> sockets_;
};

}  // namespace waybill::fault

#endif
