// Which models each destination gets, and which warehouse it is.
#ifndef WAYBILL_LINT_DELIVERIES_HPP
#define WAYBILL_LINT_DELIVERIES_HPP

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/registry.hpp"
#include "sql/syntax.hpp"

namespace waybill::lint {

// The models that a transfer sends to some destinations.
struct ModelSet {
  std::vector<const Doc*> models;
  std::unordered_set<const Doc*> members;
  bool certain = true;  // every product that counts is at hand
};

struct Delivery {
  const Doc* destination = nullptr;
  const ModelSet* set = nullptr;
  const sql::Syntax* syntax = nullptr;  // nullptr: not known
  bool is_sink = false;
};

// The vendor of a connection, by its name; nullptr: not known.
const sql::Syntax* syntax_of_connection(const Registry& registry, const std::string& name);

class Deliveries {
 public:
  explicit Deliveries(const Registry& registry);
  // `all()` points into this.
  Deliveries(const Deliveries&) = delete;
  Deliveries& operator=(const Deliveries&) = delete;

  const std::vector<Delivery>& all() const { return all_; }
  const Delivery* of(const Doc* destination) const;  // nullptr for nullptr
  // The delivery of a sync's destination; nullptr: not at hand.
  const Delivery* of_sync(const Doc& sync) const;

 private:
  const ModelSet& set_of(const Doc& destination);

  const Registry& registry_;
  std::map<std::string, ModelSet> sets_;  // by what decides them, so that alike ones are made once
  std::vector<Delivery> all_;
  std::unordered_map<const Doc*, std::size_t> index_;
};

}  // namespace waybill::lint

#endif
