// Rows of a run into one table by several sessions side by side, a unit after the other, each in a
// transaction of its own that records it: a unit whose outcome is not known is written again, and
// its first attempt counts. The table is one that nobody else looks at: staging, or the new table
// before the run's own transaction gives it its name.
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
#include "base/error.hpp"
#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "sync/control.hpp"
#include "sync/job.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Another session like one that is there.
using OpenSession = std::function<std::unique_ptr<warehouse::Session>()>;

// Drops the tables that earlier runs of the job's state left: none of them commits any more.
void take_away_units(const Job& job, warehouse::Session& destination,
                     const base::CancelToken& cancel);

class Units {
 public:
  enum class Into { new_table, staging };
  // Rows that the table refuses, and why: thrown on, or seen to.
  using Refused = std::function<void(const rows::Batch& rows, const Error& error)>;

  // Makes a table like `wanted`, in its schema. `own` stays in use.
  Units(const Job& job, warehouse::Session& own, const OpenSession& open,
        const base::CancelToken& cancel, Into into, const sql::TableDef& wanted, Refused refused);
  Units(const Units&) = delete;
  Units& operator=(const Units&) = delete;
  ~Units();  // takes the table away, if nothing was committed

  const sql::TableDef& table() const { return table_; }
  // Some session writes them; `rows` may hold others after it, of a unit that is there.
  void add(rows::Batch& rows);
  void finish();  // all are there

  // Inside the run's transaction.
  void show(const std::string& name);  // the new table has its name
  void take_away();                    // staging is not needed any more

  void committed() { committed_ = true; }

 private:
  // A session beside the run's own, and what it is at.
  struct Other {
    std::unique_ptr<warehouse::Session> session;
    base::CancelToken::Registration interrupt;
    std::future<void> writing;
    std::int64_t unit = 0;
    rows::Batch rows;
  };

  void write(warehouse::Session& session, std::int64_t unit, const rows::Batch& rows);
  void write_by_own(std::int64_t unit, const rows::Batch& rows, bool again);
  Other* free_one();
  bool open_another();
  void collect(Other& other);

  const Job& job_;
  warehouse::Session& own_;
  OpenSession open_;
  base::CancelToken cancel_;
  Control control_;
  Refused refused_;
  sql::TableDef table_;
  std::int64_t units_ = 0;
  std::size_t most_others_;
  std::vector<std::unique_ptr<Other>> others_;
  bool committed_ = false;
};

}  // namespace waybill::sync

#endif
