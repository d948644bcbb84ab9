#include "sync/units.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/crash_point.hpp"
#include "base/uuid.hpp"
#include "sync/isolate.hpp"
#include "sync/transaction.hpp"

namespace waybill::sync {
namespace {

void drop(Control& control, warehouse::Session& session, const sql::Table& table) {
  Transaction transaction(session, warehouse::Access::read_write);
  control.forget_units(table.name);
  session.execute({sql::drop_table(session.dialect(), table), {}});
  transaction.commit();
}

}  // namespace

void take_away_units(const Job& job, warehouse::Session& destination,
                     const base::CancelToken& cancel) {
  const sql::Dialect& dialect = destination.dialect();
  if (dialect.rename_table.empty() && dialect.shared_staging.empty()) return;
  Control control(destination, job);
  for (const std::string& left : control.tables_of_units()) {
    try {
      drop(control, destination, {job.schema, left});
    } catch (const Error& error) {
      // One that a session which hangs still writes to is left to the next run.
      if (error.code().error_class != ErrorClass::transient) throw;
      cancel.throw_if_cancelled();
    }
  }
}

Units::Units(const Job& job, warehouse::Session& own, const OpenSession& open,
             const base::CancelToken& cancel, Into into, const sql::TableDef& wanted,
             Refused refused)
    : job_(job),
      own_(own),
      open_(open),
      cancel_(cancel),
      control_(own, job),
      refused_(std::move(refused)),
      table_(wanted),
      most_others_(static_cast<std::size_t>(job.load_connections) - 1) {
  // Not by the run's id: another attempt of the run must not meet what this one left.
  std::string id = base::new_uuid(base::system_now());
  std::erase(id, '-');
  const bool is_new = into == Into::new_table;
  table_.table.name = (is_new ? "_waybill_new_" : "_waybill_stg_") + id;
  table_.with_key = false;
  control_.expect_units(table_.table.name, job.run_id);
  base::crash_point("units.expected");
  const sql::Dialect& dialect = own_.dialect();
  own_.execute({is_new ? sql::create_table(dialect, table_)
                       : sql::create_shared_staging(dialect, table_).value(),
                {}});
}

Units::~Units() {
  for (const auto& other : others_) {
    if (other->session) other->session->cancel();
  }
  others_.clear();
  if (committed_) return;
  try {
    // The caller's cancel has been heard: what it leaves is not.
    own_.clear_cancel();
    drop(control_, own_, table_.table);
  } catch (const std::exception&) {
    // The next run does it.
  }
}

void Units::write(warehouse::Session& session, std::int64_t unit, const rows::Batch& rows) {
  Transaction transaction(session, warehouse::Access::read_write);
  // A server that goes down takes the run's own session along, without which nobody sees the rows.
  if (!session.dialect().commit_later.empty()) {
    session.execute({std::string(session.dialect().commit_later), {}});
  }
  Control(session, job_).write_unit(table_.table.name, unit, rows.length);
  session.ingest(table_.table, rows);
  transaction.commit();
}

// `again`: another session may have written it.
void Units::write_by_own(std::int64_t unit, const rows::Batch& rows, bool again) {
  try {
    write(own_, unit, rows);
  } catch (const Error& error) {
    if (again && control_.has_unit(table_.table.name, unit)) return;
    if (!is_about_rows(error)) throw;
    refused_(rows, error);
  }
}

void Units::add(rows::Batch& rows) {
  const std::int64_t unit = ++units_;
  Other* const other = free_one();
  if (other == nullptr) {
    write_by_own(unit, rows, false);
    return;
  }
  std::swap(other->rows, rows);
  other->unit = unit;
  other->writing = std::async(std::launch::async,
                              [this, other] { write(*other->session, other->unit, other->rows); });
}

Units::Other* Units::free_one() {
  for (std::size_t i = 0; i < others_.size(); ++i) {
    Other& other = *others_[i];
    if (other.writing.valid()) {
      if (other.writing.wait_for(std::chrono::seconds(0)) != std::future_status::ready) continue;
      collect(other);
    }
    if (other.session) return &other;
    others_.erase(others_.begin() + static_cast<std::ptrdiff_t>(i));
    return nullptr;
  }
  // The first unit may be the only one.
  return units_ > 1 && open_another() ? others_.back().get() : nullptr;
}

bool Units::open_another() {
  if (others_.size() >= most_others_) return false;
  auto other = std::make_unique<Other>();
  try {
    other->session = open_();
  } catch (const Error&) {
    // As many as the destination lets in.
    cancel_.throw_if_cancelled();
    most_others_ = others_.size();
    return false;
  }
  other->interrupt = cancel_.on_cancel([&session = *other->session] { session.cancel(); });
  others_.push_back(std::move(other));
  return true;
}

// A session that is lost leaves its unit to the run's own.
void Units::collect(Other& other) {
  try {
    other.writing.get();
  } catch (const Error& error) {
    cancel_.throw_if_cancelled();
    if (is_about_rows(error)) {
      refused_(other.rows, error);
      return;
    }
    if (error.code().error_class != ErrorClass::transient) throw;
    most_others_ = others_.size() - 1;
    other.interrupt = {};
    other.session.reset();
    write_by_own(other.unit, other.rows, true);
  }
}

void Units::finish() {
  for (const auto& other : others_) {
    if (other->writing.valid()) collect(*other);
  }
  std::erase_if(others_, [](const auto& other) { return !other->session; });
}

void Units::show(const std::string& name) {
  own_.execute({sql::rename_table(own_.dialect(), table_.table, name).value(), {}});
  control_.forget_units(table_.table.name);
}

void Units::take_away() {
  own_.execute({sql::drop_table(own_.dialect(), table_.table), {}});
  control_.forget_units(table_.table.name);
}

}  // namespace waybill::sync
