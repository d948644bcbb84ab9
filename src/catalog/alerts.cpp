// Alerts: which rules hold, and what is still to be told of them.
#include <fmt/format.h>

#include "catalog/catalog.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {

// What was told, or what nobody took, is kept this long.
constexpr base::Micros kept_for = base::Micros{30} * 86'400 * 1'000'000;
// Whoever took an event and did not say what became of it has died.
constexpr base::Micros claim_lasts = 120'000'000;

}  // namespace

std::vector<Alert> Catalog::alerts(std::string_view sync_id) {
  Query query(impl_->database,
              "SELECT sync_id, rule, alert_id, since, body FROM alerts WHERE ?1 = '' OR "
              "sync_id = ?1 ORDER BY sync_id, rule",
              sync_id);
  std::vector<Alert> alerts;
  while (query.next()) {
    alerts.push_back({query.text(0), query.text(1), query.text(2), query.integer(3),
                      read_stored(impl_->database, query.view(4), "alert")});
  }
  return alerts;
}

void Catalog::put_alert(const Alert& alert) {
  catalog::in_transaction(impl_->database, [&] {
    Query(impl_->database,
          "INSERT OR REPLACE INTO alerts (sync_id, rule, alert_id, since, body) "
          "VALUES (?, ?, ?, ?, ?)",
          alert.sync_id, alert.rule, alert.id, alert.since, write_stored(alert.body, "alert"))
        .run();
  });
}

void Catalog::end_alert(std::string_view sync_id, std::string_view rule) {
  catalog::in_transaction(impl_->database, [&] {
    Query(impl_->database, "DELETE FROM alerts WHERE sync_id = ? AND rule = ?", sync_id, rule)
        .run();
  });
}

void Catalog::add_alert_event(const AlertEvent& event) {
  catalog::in_transaction(impl_->database, [&] {
    Query(impl_->database, "DELETE FROM alert_events WHERE at < ?", event.at - kept_for).run();
    Query(impl_->database, "INSERT INTO alert_events (id, at, body) VALUES (?, ?, ?)", event.id,
          event.at, write_stored(event.body, "event of an alert"))
        .run();
  });
}

std::optional<AlertEvent> Catalog::take_alert_event(std::int64_t attempts) {
  std::optional<AlertEvent> taken;
  catalog::in_transaction(impl_->database, [&] {
    taken.reset();
    const base::Micros now = impl_->clock();
    Query query(impl_->database,
                "SELECT id, at, body, attempts FROM alert_events INDEXED BY alert_events_to_tell "
                "WHERE delivered_at IS NULL AND attempts < ? AND "
                "(claimed_at IS NULL OR claimed_at <= ?) ORDER BY at, number LIMIT 1",
                attempts, now - claim_lasts);
    if (!query.next()) return;
    taken = AlertEvent{query.text(0), query.integer(1),
                       read_stored(impl_->database, query.view(2), "event of an alert"),
                       query.integer(3) + 1};
    Query(impl_->database,
          "UPDATE alert_events SET attempts = attempts + 1, claimed_at = ? WHERE id = ?", now,
          taken->id)
        .run();
  });
  return taken;
}

void Catalog::settle_alert_event(std::string_view id, bool delivered) {
  catalog::in_transaction(impl_->database, [&] {
    Query(impl_->database,
          "UPDATE alert_events SET delivered_at = ? WHERE id = ? AND delivered_at IS NULL",
          delivered ? std::optional<std::int64_t>(impl_->clock()) : std::nullopt, id)
        .run();
  });
}

std::int64_t Catalog::untold_alert_events() {
  Query query(impl_->database,
              "SELECT count(*) FROM alert_events INDEXED BY alert_events_to_tell "
              "WHERE delivered_at IS NULL");
  return query.next() ? query.integer(0) : 0;
}

}  // namespace waybill::catalog
