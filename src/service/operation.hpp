// Every operation Waybill offers is one row of one table. The C call, the command line and the
// reference come from it; adding an operation is adding a row.
#ifndef WAYBILL_SERVICE_OPERATION_HPP
#define WAYBILL_SERVICE_OPERATION_HPP

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "catalog/catalog.hpp"
#include "rows/batch.hpp"
#include "rows/host_source.hpp"
#include "sink/registered.hpp"

namespace waybill::service {

// What a host brings: its clock, its log hook, its secrets and its sinks.
struct Environment {
  base::Clock clock = base::system_now;
  base::LogSink log;
  base::HostSecrets host_secrets;
  // Takes the JSON of one event of an alert; false: not now. Empty: nobody takes them.
  std::function<bool(const std::string& event)> alert;
  std::function<sink::Registry()> sinks;  // empty: it brings none
  rows::HostSources host_sources;         // rows of the host; empty: it has none
};

struct Actor {
  std::string name;
  std::vector<std::string> roles;
};

enum class ParamType { text, text_list, integer, boolean, instant, text_map, document, documents };
std::string_view to_string(ParamType type);

// One parameter or one member of a result.
struct Param {
  std::string_view name;
  ParamType type = ParamType::text;
  std::string_view help;
  bool required = false;
  bool positional = false;  // on a command line, in this order
  std::span<const std::string_view> allowed = {};
  std::string_view default_text = {};
};

struct ResultKey {
  std::string_view name;
  std::string_view type;  // of JSON: "string", "integer", "array", ...; empty: more than one
  std::string_view help;
};

// catalog_if_there: runs without one, and knows more with one.
enum class Needs { nothing, catalog_if_there, catalog };
std::string_view to_string(Needs needs);

// What one call works with. The catalog is the caller's own handle, nullptr where none is needed.
struct Call {
  const Environment& environment;
  catalog::Catalog* catalog = nullptr;
  Actor actor;
  base::Json params;
  base::CancelToken cancel;
  // Events of a run. False asks to cancel. Never called under a lock of Waybill's.
  std::function<bool(const base::Json& event)> progress;
};

// Rows of a stream operation.
class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual const rows::Schema& schema() const = 0;
  virtual bool next(rows::Batch& batch) = 0;  // false: the end
};

struct Operation {
  std::string_view name;     // "model.preview"
  std::string_view help;     // one line
  std::string_view example;  // of the command line, after "waybill "
  Needs needs = Needs::nothing;
  bool changes = false;  // the catalog, files or a destination
  bool lasting = false;  // takes time: made for start, reports progress, can be cancelled
  std::span<const Param> params;
  std::span<const ResultKey> result;
  base::Json (*run)(Call&) = nullptr;                     // nullptr: answers nothing but rows
  std::unique_ptr<RowSource> (*stream)(Call&) = nullptr;  // nullptr: answers no rows
};

std::span<const Operation> operations();  // ordered by name
const Operation* find_operation(std::string_view name);

// The row for C hosts and bindings: name, help, needs, ways, params and result as JSON Schema.
base::Json describe(const Operation& operation);

// Checks the parameters against the table, then runs. Throws Error.
base::Json run(const Operation& operation, Call& call);
std::unique_ptr<RowSource> open_stream(const Operation& operation, Call& call);

// An error as every surface shows it: code, class, title, message, hint, path, ...
base::Json error_json(const Error& error);

}  // namespace waybill::service

#endif
