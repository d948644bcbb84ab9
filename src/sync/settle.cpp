#include "sync/settle.hpp"

#include <algorithm>

#include "rows/json.hpp"
#include "sync/check.hpp"

namespace waybill::sync {

Settling::Settling(const Job& job, const Plan& plan) : plan_(plan) {
  for (const Retried& letter : job.retried) {
    std::vector<rows::Value> values;
    for (const std::size_t position : plan.key) {
      const rows::Field& field = plan.read_schema[position];
      const base::Json* part = letter.key.find(field.name);
      auto value = part == nullptr ? std::nullopt : rows::value_from_json(field.type, *part);
      if (!value) break;
      values.push_back(std::move(*value));
    }
    Waiting& waiting = waiting_[base::write_json(letter.key)];
    waiting.ids.push_back(letter.id);
    if (values.empty() || values.size() != plan.key.size() || waiting.readable) continue;
    waiting.readable = true;
    keys_.push_back(std::move(values));
  }
}

bool Settling::awaits(const rows::Batch& batch, std::int64_t row) const {
  return waiting_.contains(base::write_json(key_json(plan_, batch, row)));
}

void Settling::came(const rows::Batch& batch, std::int64_t row, bool goes) {
  if (waiting_.empty()) return;
  const auto found = waiting_.find(base::write_json(key_json(plan_, batch, row)));
  if (found != waiting_.end()) found->second.fate = goes ? Fate::delivered : Fate::refused;
}

Settled Settling::result(const std::vector<DeadLetter>& refused, bool all_read) const {
  std::unordered_map<std::string, std::vector<std::string>> again;  // key: ids
  if (!waiting_.empty()) {
    for (const DeadLetter& letter : refused) {
      again[base::write_json(letter.key)].push_back(letter.id);
    }
  }
  Settled settled;
  for (const auto& [key, waiting] : waiting_) {
    const auto refusals = again.find(key);
    for (const std::string& id : waiting.ids) {
      if (refusals != again.end()) {
        // The same refusal counts an attempt of its letter.
        if (std::ranges::find(refusals->second, id) == refusals->second.end()) {
          settled.replaced.push_back(id);
        }
      } else if (waiting.fate == Fate::delivered) {
        settled.resolved.push_back(id);
      } else if (waiting.fate == Fate::unknown && waiting.readable && all_read) {
        settled.gone.push_back(id);
      }
    }
  }
  return settled;
}

}  // namespace waybill::sync
