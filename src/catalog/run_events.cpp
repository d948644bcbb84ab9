// What happened in a run, and what others asked of it.
#include <fmt/format.h>

#include "catalog/catalog.hpp"
#include "catalog/page.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {
constexpr std::string_view list_name = "run_events";
}  // namespace

bool Catalog::ask_cancel(std::string_view id, const std::string& actor) {
  bool runs = false;
  catalog::in_transaction(impl_->database, [&] {
    const auto found = run(id);
    runs = found && found->status == RunStatus::running;
    if (!runs || cancel_asked(id)) return;
    Query(impl_->database, "UPDATE runs SET cancel_asked_at = ? WHERE id = ?", impl_->clock(), id)
        .run();
    add_event(id, "cancel_asked", base::Json::object({{"actor", actor}}));
  });
  return runs;
}

bool Catalog::cancel_asked(std::string_view id) {
  Query query(impl_->database, "SELECT 1 FROM runs WHERE id = ? AND cancel_asked_at IS NOT NULL",
              id);
  return query.next();
}

void Catalog::add_event(std::string_view run_id, std::string_view event, const base::Json& fields) {
  catalog::in_transaction(impl_->database, [&] {
    Query(impl_->database,
          "INSERT INTO run_events (run_id, number, at, event, fields) SELECT ?, "
          "1 + coalesce((SELECT max(number) FROM run_events WHERE run_id = ?), 0), ?, ?, ?",
          run_id, run_id, impl_->clock(), event, write_stored(fields, "event of a run"))
        .run();
  });
}

Listing<RunEvent> Catalog::events(std::string_view run_id, const Page& page) {
  const auto after = read_position(list_name, page);
  Query query(impl_->database,
              "SELECT number, at, event, fields FROM run_events WHERE run_id = ? AND number > ? "
              "ORDER BY number LIMIT ?",
              run_id, after ? after->number : 0, page.size + 1);
  return read_page<RunEvent>(
      query, list_name, page,
      [&](Query& row) {
        return RunEvent{row.integer(0), row.integer(1), row.text(2),
                        read_stored(impl_->database, row.view(3), "event of a run")};
      },
      [](const RunEvent& last) {
        return Position{last.number, ""};
      });
}

}  // namespace waybill::catalog
