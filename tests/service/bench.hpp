// A catalog, databases and documents for tests of the operations, called as a host would call them.
#ifndef WAYBILL_TESTS_SERVICE_BENCH_HPP
#define WAYBILL_TESTS_SERVICE_BENCH_HPP

#include <fmt/format.h>

#include <memory>
#include <string>

#include "catalog/catalog.hpp"
#include "service/operation.hpp"
#include "support/sqlite_file.hpp"
#include "support/temp_dir.hpp"

namespace waybill::tests {

struct Bench {
  TempDir folder;
  base::Micros now = *base::parse_instant("2026-03-01T12:00:00Z");
  service::Environment environment;
  service::Actor actor{"tester", {}};
  std::unique_ptr<catalog::Catalog> catalog;
  SqliteFile source{folder.file("source.db")};

  Bench() {
    environment.clock = [this] { return now; };
    reopen();
    source.run("CREATE TABLE items (id INTEGER, name TEXT, org TEXT, updated_at TEXT)");
    source.run(
        "INSERT INTO items VALUES (1, 'a', 'acme', '2026-01-01T00:00:00Z'), "
        "(2, 'b', 'acme', '2026-01-01T00:00:00Z'), "
        "(3, 'c', 'globex', '2026-01-01T00:00:00Z')");
  }

  void reopen() { catalog = catalog::Catalog::open(folder.file("waybill.db"), environment.clock); }

  base::Json call(const std::string& operation, const std::string& params = "{}") {
    const service::Operation* row = service::find_operation(operation);
    if (row == nullptr) throw std::runtime_error("no operation " + operation);
    service::Call call{
        environment, catalog.get(), actor, base::parse_json_or_throw(params, "params"), {}, {}};
    return service::run(*row, call);
  }
  std::unique_ptr<service::RowSource> stream(const std::string& operation,
                                             const std::string& params,
                                             const base::CancelToken& cancel = {}) {
    service::Call call{
        environment, catalog.get(), actor, base::parse_json_or_throw(params, "params"), cancel, {}};
    return service::open_stream(*service::find_operation(operation), call);
  }
  // The code of the error a call ends with; "" when it does not fail.
  std::string failure(const std::string& operation, const std::string& params = "{}") {
    try {
      call(operation, params);
      return "";
    } catch (const Error& error) {
      last_error = error.message() + " | " + error.hint();
      return std::string(error.code().id);
    }
  }
  std::string last_error;

  // Documents without a comma between them and the closing bracket are put in as they are. Models
  // are not validated: many a test wants one that fails when it runs.
  base::Json apply(const std::string& documents) {
    return call("config.apply",
                fmt::format(R"({{"documents": [{}], "skip_model_validation": true}})", documents));
  }

  static constexpr const char* kConnections =
      R"({"connection": {"name": "from", "vendor": "sqlite", "options": {"path": "source.db"}}},
         {"connection": {"name": "to", "vendor": "sqlite", "options": {"path": "acme.db"}}},
         {"connection": {"name": "to2", "vendor": "sqlite", "options": {"path": "globex.db"}}})";
  static constexpr const char* kSource =
      R"({"source": {"name": "shop", "connection": "from", "tenancy": "multi_tenant_tables"}})";
  static constexpr const char* kModel =
      R"({"model": {"model_name": "items", "source_table": "items", "organization_column": "org",
          "columns": [
            {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
            {"name_in_source": "name", "name_in_destination": "label", "data_type": "text"},
            {"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}]}})";
  static constexpr const char* kTenants =
      R"({"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
         {"recipient": {"name": "Globex", "id_in_provider_system": "globex"}},
         {"destination": {"name": "acme", "connection": "to", "recipient": "Acme"}},
         {"destination": {"name": "globex", "connection": "to2", "recipient": "Globex"}})";

  static std::string everything() {
    return fmt::format("{},{},{},{}", kConnections, kSource, kModel, kTenants);
  }
  void set_up() { apply(everything()); }
};

// `text` with its first `from` replaced.
inline std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string_view::npos) throw std::runtime_error("not there: " + std::string(from));
  std::string result(text.substr(0, at));
  result += to;
  result += text.substr(at + from.size());
  return result;
}

inline std::string text_at(const base::Json& value, std::string_view pointer) {
  const base::Json* found = value.at_pointer(pointer);
  if (found == nullptr) return "(absent)";
  return found->is_string() ? found->as_string() : base::write_json(*found);
}

}  // namespace waybill::tests

#endif
