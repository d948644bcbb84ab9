// The key tables by kind, and what is asked of a key.
#include "model/key_tables.hpp"
#include "model/words.hpp"

namespace waybill::model {
namespace {

constexpr auto kKeyTypeNames = std::to_array<std::string_view>(
    {"a text", "a text", "a list of texts", "a text or a list of texts", "an integer", "a number",
     "true or false", "an object", "a list of objects", "an object of texts and numbers",
     "an object", "any value", "one of several types"});
static_assert(kKeyTypeNames.size() == static_cast<std::size_t>(KeyType::one_of) + 1);

}  // namespace

std::string_view to_string(KeyType type) {
  return kKeyTypeNames[static_cast<std::size_t>(type)];
}

std::span<const Key> keys_of(Kind kind) {
  using Table = std::span<const Key> (*)();
  static constexpr std::array<Table, words::kKinds.size()> kTables{
      tables::connection, tables::source,      tables::model, tables::product,
      tables::recipient,  tables::destination, tables::sync};
  return kTables[static_cast<std::size_t>(kind)]();
}

const Key* find_key(std::span<const Key> keys, std::string_view name) {
  for (const Key& key : keys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

bool within_bounds(const Key& key, double value) {
  return value >= key.minimum.value_or(value) && value <= key.maximum.value_or(value);
}

}  // namespace waybill::model
