#include "sync/settle.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "rows/json.hpp"
#include "sync/check.hpp"

namespace waybill::sync {

Settling::Settling(const Job& job, const Plan& plan) : plan_(plan) {
  if (plan.key.empty()) return;  // no row can be told to be theirs
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
    if (values.size() != plan.key.size()) continue;
    waiting.readable = true;
    if (!letter.read || waiting.read) continue;
    waiting.read = true;
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

void Settling::resent(const std::string& id, const base::Json& payload) {
  resent_.emplace_back(id, base::write_json(payload));
}

// Each refusal is either that of a letter that was there, or a new one in the place of one.
void Settling::settle_resent(const std::vector<DeadLetter>& refused, Settled& settled) const {
  if (resent_.empty()) return;
  std::unordered_map<std::string, std::int64_t> in_another_way;  // by payload
  std::unordered_set<std::string_view> again;
  for (const DeadLetter& letter : refused) {
    again.insert(letter.id);
    ++in_another_way[base::write_json(letter.payload)];
  }
  for (const auto& [id, payload] : resent_) {
    if (again.contains(id)) --in_another_way[payload];
  }
  for (const auto& [id, payload] : resent_) {
    if (again.contains(id)) continue;
    if (const auto found = in_another_way.find(payload);
        found != in_another_way.end() && found->second > 0) {
      --found->second;
      settled.replaced.push_back(id);
    } else {
      settled.resolved.push_back(id);
    }
  }
}

Settled Settling::result(const std::vector<DeadLetter>& refused, bool all_read) const {
  std::unordered_map<std::string, std::vector<std::string>> again;  // key: ids
  if (!waiting_.empty()) {
    for (const DeadLetter& letter : refused) {
      again[base::write_json(letter.key)].push_back(letter.id);
    }
  }
  Settled settled;
  settle_resent(refused, settled);
  const bool reads_everything = !plan_.from && !plan_.until && !plan_.only_retried;
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
      } else if (waiting.fate == Fate::unknown && waiting.readable && all_read &&
                 (waiting.read || reads_everything)) {
        settled.gone.push_back(id);
      }
    }
  }
  return settled;
}

}  // namespace waybill::sync
