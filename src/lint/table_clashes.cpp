// WB4005 of tables: two models that one destination would keep in one table.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lint/identifiers.hpp"
#include "lint/name_rules.hpp"
#include "lint/references.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using model::Kind;

// A model, or the query of a sync, and the name of the table it is sent to.
struct SentTable {
  const Doc* model = nullptr;
  const Doc* sync = nullptr;  // nullptr: sent by transfers
  const std::string* name = nullptr;
  std::string_view key;

  const Doc& says() const { return sync != nullptr && key == "object" ? *sync : *model; }
};

using Clash = std::pair<SentTable, SentTable>;

// The tables of one model set at one vendor: by the name that is kept, and those that clash.
struct Tables {
  std::unordered_map<std::string, SentTable> by_name;
  std::vector<Clash> clashes;  // not reported yet
};

class TableClashes {
 public:
  explicit TableClashes(const References& on) : on_(on) {
    for (const Doc& sync : on.registry.all(Kind::sync)) {
      const Delivery* delivery = on.deliveries.of_sync(sync);
      const Doc* model = sent_model(on.registry, sync);
      if (delivery == nullptr || model == nullptr) continue;
      SentTable table{model, &sync, text_at(*sync.body, "object"), "object"};
      if (table.name == nullptr && model->kind == Kind::model) {
        const NamedTable named = table_of(*model);
        table.name = named.name;
        table.key = named.key;
      }
      Syncs& syncs = syncs_[delivery->destination];
      syncs.models.insert(model);
      if (table.name != nullptr) syncs.tables.push_back(table);
    }
  }

  void check(const Delivery& delivery) {
    if (delivery.is_sink) return;
    Tables& tables = tables_of(delivery);
    const auto found = syncs_.find(delivery.destination);
    const Syncs* syncs = found != syncs_.end() ? &found->second : nullptr;
    // A sync of a model takes the place of its transfer.
    const auto is_transferred = [&](const SentTable& table) {
      return syncs == nullptr || !syncs->models.contains(table.model);
    };
    std::erase_if(tables.clashes, [&](const Clash& clash) {
      if (!is_transferred(clash.first) || !is_transferred(clash.second)) return false;
      report(delivery, clash.first, clash.second);
      return true;
    });
    if (syncs == nullptr) return;
    std::unordered_map<std::string, SentTable> first;
    for (const SentTable& table : syncs->tables) {
      std::string name = kept_name(delivery.syntax, NameOf::table, *table.name);
      const auto other = tables.by_name.find(name);
      if (other != tables.by_name.end() && is_transferred(other->second)) {
        check_pair(delivery, other->second, table);
      }
      const auto [before, is_new] = first.emplace(std::move(name), table);
      if (!is_new) check_pair(delivery, before->second, table);
    }
  }

 private:
  struct Syncs {
    std::vector<SentTable> tables;
    std::unordered_set<const Doc*> models;
  };

  Tables& tables_of(const Delivery& delivery) {
    const auto [entry, is_new] = tables_.try_emplace({delivery.set, delivery.syntax});
    if (!is_new) return entry->second;
    for (const Doc* model : delivery.set->models) {
      const NamedTable named = table_of(*model);
      if (named.name == nullptr) continue;
      const SentTable table{model, nullptr, named.name, named.key};
      const auto [other, is_first] = entry->second.by_name.emplace(
          kept_name(delivery.syntax, NameOf::table, *named.name), table);
      if (!is_first) entry->second.clashes.emplace_back(other->second, table);
    }
    return entry->second;
  }

  // Who writes the very name of another's table as an object means that table.
  void check_pair(const Delivery& delivery, const SentTable& a, const SentTable& b) {
    if (a.model == b.model) return;
    const bool is_meant = *a.name == *b.name && (a.key == "object" || b.key == "object");
    if (!is_meant) report(delivery, a, b);
  }

  void report(const Delivery& delivery, const SentTable& a, const SentTable& b) {
    const bool at_second = b.says().in_files();
    const SentTable& here = at_second ? b : a;
    const SentTable& other = at_second ? a : b;
    if (!here.says().in_files() || !reported_.emplace(&here.says(), &other.says()).second) return;
    const std::string of_vendor =
        delivery.syntax != nullptr ? fmt::format(" ({})", delivery.syntax->title) : "";
    on_.findings.add(
        "WB4005", spot(here.says(), here.key),
        fmt::format("{} {} and the table {} of {} {} are one table at destination {}{}", here.key,
                    shown(*here.name), shown(*other.name), to_string(other.says().kind),
                    shown(other.says().name), shown(delivery.destination->name), of_vendor),
        "send one of the two to a table of another name");
  }

  const References& on_;
  std::unordered_map<const Doc*, Syncs> syncs_;  // by destination
  std::map<std::pair<const ModelSet*, const sql::Syntax*>, Tables> tables_;
  std::set<std::pair<const Doc*, const Doc*>> reported_;
};

}  // namespace

void check_table_clashes(const References& on) {
  TableClashes clashes(on);
  for (const Delivery& delivery : on.deliveries.all()) clashes.check(delivery);
}

}  // namespace waybill::lint
