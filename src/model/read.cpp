// Bodies -> values. Lenient: what lint would refuse keeps its default here.
#include <fmt/format.h>

#include "base/error.hpp"
#include "model/document.hpp"
#include "model/key_tables.hpp"
#include "model/words.hpp"

namespace waybill::model {
namespace {

using base::Json;

constexpr std::int64_t kAbsent = -1;

std::string text(const Json& body, std::string_view key) {
  const Json* value = body.find(key);
  return value != nullptr && value->is_string() ? value->as_string() : std::string();
}

std::vector<std::string> texts(const Json& body, std::string_view key,
                               std::vector<std::string> fallback = {}) {
  const Json* value = body.find(key);
  if (value == nullptr || !value->is_array()) return fallback;
  std::vector<std::string> result;
  for (const Json& item : value->as_array()) {
    if (item.is_string()) result.push_back(item.as_string());
  }
  return result;
}

bool flag(const Json& body, std::string_view key, bool fallback) {
  const Json* value = body.find(key);
  return value != nullptr && value->is_bool() ? value->as_bool() : fallback;
}

const Key& key_of(std::span<const Key> keys, std::string_view name) {
  const Key* key = find_key(keys, name);
  if (key == nullptr) throw Error(codes::internal, fmt::format("no key \"{}\" is described", name));
  return *key;
}

// Numbers outside the limits of the key table are never used.
std::int64_t integer(const Json& body, const Key& key, std::int64_t fallback) {
  const Json* value = body.find(key.name);
  if (value == nullptr) return fallback;
  const std::optional<std::int64_t> number = value->as_int64();
  return number && within_bounds(key, static_cast<double>(*number)) ? *number : fallback;
}

double number(const Json& body, const Key& key, double fallback) {
  const Json* value = body.find(key.name);
  if (value == nullptr) return fallback;
  const std::optional<double> number = value->as_double();
  return number && within_bounds(key, *number) ? *number : fallback;
}

template <class Enum>
Enum word(const Json& body, std::string_view key, std::span<const std::string_view> words,
          Enum fallback) {
  return words::parse<Enum>(words, text(body, key)).value_or(fallback);
}

const Json& object_at(const Json& body, std::string_view key) {
  static const Json kNothing;
  const Json* value = body.find(key);
  return value != nullptr && value->is_object() ? *value : kNothing;
}

// Texts, and whole numbers as their texts.
std::map<std::string, std::string> values(const Json& body) {
  std::map<std::string, std::string> result;
  if (!body.is_object()) return result;
  for (const Json::Member& member : body.as_object()) {
    if (member.value.is_string()) {
      result.emplace(member.key, member.value.as_string());
    } else if (const auto number = member.value.as_int64()) {
      result.emplace(member.key, std::to_string(*number));
    }
  }
  return result;
}

Column read_column(const Json& body) {
  Column column;
  column.name_in_source = text(body, "name_in_source");
  column.name_in_destination = text(body, "name_in_destination");
  const rows::ParsedType parsed = rows::parse_type(text(body, "data_type"));
  if (!parsed.problem) column.type = parsed.type;
  column.is_primary_key = flag(body, "is_primary_key", column.is_primary_key);
  column.is_last_modified = flag(body, "is_last_modified", column.is_last_modified);
  column.description = text(body, "description");
  column.on_precision_loss =
      word(body, "on_precision_loss", words::kPrecisionLosses, column.on_precision_loss);
  return column;
}

std::vector<std::string> one_or_more(const Json& body, std::string_view name) {
  if (std::string one = text(body, name); !one.empty()) return {std::move(one)};
  return texts(body, name);
}

}  // namespace

Connection read_connection(const Document& document) {
  const Json& body = document.body;
  Connection result;
  result.name = document.name;
  result.description = text(body, "description");
  result.vendor = text(body, "vendor");
  result.via = text(body, "via");
  result.driver = text(body, "driver");
  result.dsn = text(body, "dsn");
  result.options = values(object_at(body, "options"));
  result.secrets = values(object_at(body, "secrets"));
  result.ssl_mode = text(body, "ssl_mode");
  result.ssl = values(object_at(body, "ssl"));
  result.roles = texts(body, "roles");
  const Key& timeouts = key_of(keys_of(Kind::connection), "timeouts");
  const auto seconds = [&](std::string_view name, std::int64_t fallback) {
    return integer(object_at(body, "timeouts"), key_of(timeouts.children, name), fallback);
  };
  result.connect_s = seconds("connect_s", result.connect_s);
  result.statement_s = seconds("statement_s", result.statement_s);
  result.lock_s = seconds("lock_s", result.lock_s);
  return result;
}

Source read_source(const Document& document) {
  const Json& body = document.body;
  Source result;
  result.name = document.name;
  result.description = text(body, "description");
  result.host = text(body, "host");
  result.connection = text(body, "connection");
  result.tenancy = word(body, "tenancy", words::kTenancies, result.tenancy);
  const std::int64_t lookback =
      integer(body, key_of(keys_of(Kind::source), "lookback_seconds"), kAbsent);
  if (lookback != kAbsent) result.lookback_seconds = lookback;
  result.last_modified_set_by_database = text(body, "last_modified_set_by") == words::kByDatabase;
  return result;
}

Model read_model(const Document& document) {
  const Json& body = document.body;
  Model result;
  result.name = document.name;
  result.description = text(body, "description");
  if (const Json* columns = body.find("columns"); columns != nullptr && columns->is_array()) {
    for (const Json& column : columns->as_array()) {
      if (column.is_object()) result.columns.push_back(read_column(column));
    }
  }
  result.source_table = text(body, "source_table");
  result.source_query = text(body, "source_query");
  result.source_name = text(body, "source_name");
  result.source_id = text(body, "source_id");
  result.organization_column = text(body, "organization_column");
  result.destination_table_name = text(body, "destination_table_name");
  result.is_append_only = flag(body, "is_append_only", result.is_append_only);
  result.change_detection =
      word(body, "change_detection", words::kChangeDetections, result.change_detection);
  result.soft_delete_column = text(body, "soft_delete_column");
  result.lookback_value =
      integer(body, key_of(keys_of(Kind::model), "lookback_value"), result.lookback_value);
  result.primary_key = one_or_more(body, "primary_key");
  result.last_modified = text(body, "last_modified");
  return result;
}

std::vector<Test> read_tests(const Document& model) {
  std::vector<Test> tests;
  const Json* items = model.body.find("tests");
  if (items == nullptr || !items->is_array()) return tests;
  for (const Json& item : items->as_array()) {
    if (!item.is_object()) continue;
    Test& test = tests.emplace_back();
    test.name = text(item, "name");
    test.tenant = text(item, "tenant");
    const Json& window = object_at(item, "window");
    test.from = text(window, "from");
    test.until = text(window, "to");
    test.given = object_at(item, "given");
    if (const Json* expect = item.find("expect")) test.expect = *expect;
    test.expect_findings = texts(item, "expect_findings");
    test.place = item.place();
  }
  return tests;
}

Product read_product(const Document& document) {
  return {document.name, text(document.body, "description"), texts(document.body, "models")};
}

Recipient read_recipient(const Document& document) {
  Recipient recipient{document.name, text(document.body, "description"),
                      text(document.body, "id_in_provider_system"), text(document.body, "schema"),
                      texts(document.body, "products")};
  if (recipient.schema.empty()) recipient.schema = recipient.id_in_provider_system;
  return recipient;
}

namespace {

AlertRules read_alerts(const Json& rules) {
  const std::span<const Key> keys = tables::kAlertRules;
  AlertRules result;
  result.failed = flag(rules, "failed", result.failed);
  result.partial = flag(rules, "partial", result.partial);
  result.full_run = flag(rules, "full_run", result.full_run);
  result.zero_rows = flag(rules, "zero_rows", result.zero_rows);
  const std::int64_t longer = integer(rules, key_of(keys, "longer_than_s"), kAbsent);
  if (longer != kAbsent) result.longer_than_s = longer;
  const double factor = number(rules, key_of(keys, "row_count_factor"), 0);
  if (factor > 0) result.row_count_factor = factor;
  result.last_runs = integer(rules, key_of(keys, "last_runs"), result.last_runs);
  const std::int64_t overdue = integer(rules, key_of(keys, "overdue_s"), kAbsent);
  if (overdue != kAbsent) result.overdue_s = overdue;
  return result;
}

}  // namespace

Destination read_destination(const Document& document) {
  const Json& body = document.body;
  Destination result;
  result.name = document.name;
  result.description = text(body, "description");
  result.connection = text(body, "connection");
  result.sink = text(body, "sink");
  result.config = Json::object();
  if (const Json* config = body.find("config"); config != nullptr) result.config = *config;
  result.schema = text(body, "schema");
  result.control_schema = text(body, "control_schema");
  result.recipient = text(body, "recipient");
  result.products = texts(body, "products");
  result.enabled_models = texts(body, "enabled_models", result.enabled_models);
  result.max_concurrent_transfers =
      integer(body, key_of(keys_of(Kind::destination), "max_concurrent_transfers"),
              result.max_concurrent_transfers);
  result.load_connections = integer(body, key_of(keys_of(Kind::destination), "load_connections"),
                                    result.load_connections);
  result.is_enabled = flag(body, "is_enabled", result.is_enabled);
  result.alerts = read_alerts(object_at(body, "alerts"));
  return result;
}

Sync read_sync(const Document& document) {
  const Json& body = document.body;
  const std::span<const Key> keys = keys_of(Kind::sync);
  Sync result;
  result.name = document.name;
  result.description = text(body, "description");
  result.model = text(body, "model");
  result.query = text(body, "query");
  result.source = text(body, "source");
  result.primary_key = one_or_more(body, "primary_key");
  result.destination = text(body, "destination");
  result.object = text(body, "object");
  result.on_null_last_modified =
      word(body, "on_null_last_modified", words::kNullCursors, result.on_null_last_modified);
  result.memory_mib = integer(body, key_of(keys, "memory_mib"), result.memory_mib);
  result.mode = word(body, "mode", words::kModes, result.mode);
  if (const Json* mapping = body.find("mapping"); mapping != nullptr && mapping->is_array()) {
    for (const Json& item : mapping->as_array()) {
      if (!item.is_object()) continue;
      const Json* value = item.find("value");
      result.mapping.push_back(
          {text(item, "from"), value == nullptr ? Json() : *value, text(item, "to")});
    }
  }
  result.on_existing = word(body, "on_existing", words::kOnExisting, result.on_existing);
  result.on_unmatched = word(body, "on_unmatched", words::kOnUnmatched, result.on_unmatched);
  result.on_duplicate_key =
      word(body, "on_duplicate_key", words::kOnDuplicateKey, result.on_duplicate_key);
  if (const Json* guard = body.find("delete_guard"); guard != nullptr && guard->is_bool()) {
    result.delete_guard.reset();
  } else if (guard != nullptr) {
    const std::span<const Key> guard_keys = key_of(keys, "delete_guard").children.front().children;
    DeleteGuard& limits = *result.delete_guard;
    limits.max_rows = integer(*guard, key_of(guard_keys, "max_rows"), limits.max_rows);
    limits.max_ratio = number(*guard, key_of(guard_keys, "max_ratio"), limits.max_ratio);
  }
  result.backfill_added_columns =
      flag(body, "backfill_added_columns", result.backfill_added_columns);
  result.counts = word(body, "counts", words::kCountings, result.counts);
  const std::int64_t max_rows = integer(body, key_of(keys, "max_rows"), kAbsent);
  if (max_rows != kAbsent) result.max_rows = max_rows;
  const std::int64_t statement = integer(body, key_of(keys, "statement_timeout_s"), kAbsent);
  if (statement != kAbsent) result.statement_timeout_s = statement;
  result.tags = values(object_at(body, "tags"));
  result.paused = flag(body, "paused", result.paused);
  if (body.find("alerts") != nullptr) result.alerts = read_alerts(object_at(body, "alerts"));

  const Json& on_reject = object_at(body, "on_reject");
  const std::span<const Key> reject_keys = key_of(keys, "on_reject").children;
  RejectPolicy& policy = result.on_reject;
  policy.max_rows = integer(on_reject, key_of(reject_keys, "max_rows"), policy.max_rows);
  policy.max_ratio = number(on_reject, key_of(reject_keys, "max_ratio"), policy.max_ratio);
  if (text(on_reject, "policy") == "fail") policy.max_rows = 0;
  policy.retry = word(on_reject, "retry", words::kRetries, policy.retry);
  policy.payload = word(on_reject, "payload", words::kRejectPayloads, policy.payload);
  return result;
}

}  // namespace waybill::model
