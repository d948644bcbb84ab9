// Rows of a run into a new table by several sessions side by side, a unit after the other, each in
// a transaction of its own that records it: a unit whose outcome is not known is written again, and
// its first attempt counts. Nobody sees the rows before the run's own transaction gives the table
// its name.
#ifndef WAYBILL_SYNC_UNITS_HPP
#define WAYBILL_SYNC_UNITS_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "base/cancel.hpp"
#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "sync/control.hpp"
#include "sync/job.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Another session like one that is there.
using OpenSession = std::function<std::unique_ptr<warehouse::Session>()>;

class Units {
 public:
  // Takes away what earlier runs of the same state left, and makes the table. `own` stays in use.
  Units(const Job& job, warehouse::Session& own, const OpenSession& open,
        const base::CancelToken& cancel, sql::TableDef target);
  Units(const Units&) = delete;
  Units& operator=(const Units&) = delete;
  ~Units();  // takes the table away, unless it was kept

  // Some session writes them; `rows` may hold others after it, of a unit that is there.
  void add(rows::Batch& rows);
  void finish();                 // all are there
  void show();                   // inside the run's transaction: the table has its name
  void keep() { kept_ = true; }  // that transaction is committed

 private:
  // A session beside the run's own, and what it is at.
  struct Other {
    std::unique_ptr<warehouse::Session> session;
    base::CancelToken::Registration interrupt;
    std::future<void> writing;
    std::int64_t unit = 0;
    rows::Batch rows;
  };

  void drop(const std::string& table);
  void write(warehouse::Session& session, std::int64_t unit, const rows::Batch& rows);
  void write_again(std::int64_t unit, const rows::Batch& rows);
  Other* free_one();
  bool open_another();
  void collect(Other& other);

  const Job& job_;
  warehouse::Session& own_;
  OpenSession open_;
  base::CancelToken cancel_;
  Control control_;
  std::string name_;      // that the table will have
  sql::TableDef hidden_;  // until then
  std::int64_t units_ = 0;
  std::size_t most_others_;
  std::vector<std::unique_ptr<Other>> others_;
  bool kept_ = false;
};

}  // namespace waybill::sync

#endif
