// destination.test: a destination reached, and its rights where it is to be written.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "service/connections.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/references.hpp"
#include "service/resolve.hpp"
#include "service/sinks.hpp"
#include "sink/open.hpp"

namespace waybill::service {

using base::Json;
using validate::Check;
using validate::CheckStatus;

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchemaCheck = "Destination schema";

Check no_database_yet() {
  Check check;
  check.name = kSchemaCheck;
  check.status = CheckStatus::skipped;
  check.message = "there is no database yet";
  return check;
}

// The schema that rows go to. One that is not there is made by the first run.
Check check_schema(const Call& call, const warehouse::ConnectSpec& spec,
                   const std::string& wanted) {
  return validate::timed(std::string(kSchemaCheck), [&](Check& check) {
    if (wanted.empty()) {
      check.message = "the session's own";
      return;
    }
    const auto session = warehouse::open_session(spec, warehouse::Access::read_only);
    const auto interrupt = call.cancel.on_cancel([&session] { session->cancel(); });
    const std::vector<std::string> schemas = session->schemas();
    if (std::ranges::find(schemas, wanted) != schemas.end()) {
      check.message = fmt::format("'{}' is there", wanted);
      return;
    }
    check.status = CheckStatus::warning;
    check.message = fmt::format("there is no schema '{}' that the user may use", wanted);
    check.hint = "the first run makes it where the user has the right to; else create it first";
  });
}

// The folder of a sink, or the one in which it is to be made.
Check check_folder(const std::string& folder) {
  return validate::timed("Able to write files", [&](Check& check) {
    std::error_code ignored;
    fs::path at = fs::absolute(folder, ignored);
    const bool is_there = fs::exists(at, ignored);
    while (!fs::exists(at, ignored) && at.has_relative_path()) at = at.parent_path();
    if (!fs::is_directory(at, ignored) || ::access(at.c_str(), W_OK | X_OK) != 0) {
      throw Error(codes::unwritable_file, fmt::format("'{}' cannot be written to", at.string()))
          .with_hint("make it a folder that this user may write to, or correct config.folder");
    }
    check.message = is_there ? fmt::format("'{}' can be written to", folder)
                             : fmt::format("'{}' is not there yet; the first run makes it", folder);
  });
}

std::vector<Check> test_sink(const Call& call, const model::Destination& destination) {
  std::vector<Check> checks;
  const sink::Registry registered = registered_sinks(call.environment);
  const auto of_host = registered.find(destination.sink);
  checks.push_back(validate::timed("Sink and its config", [&](Check& check) {
    if (of_host != registered.end()) {
      of_host->second->try_out(destination.config, call.cancel);
    } else {
      sink::open_sink(destination.sink, destination.config, registered, call.cancel);
    }
    check.message = destination.sink;
  }));
  if (of_host != registered.end()) return checks;
  if (checks.front().status == CheckStatus::failed) return checks;
  checks.push_back(check_folder(destination.config.find("folder")->as_string()));
  return checks;
}

}  // namespace

Json destination_test(Call& call) {
  const model::Destination destination = model::read_destination(document_of(
      find_object(*call.catalog, model::Kind::destination, text_param(call.params, "name"))));
  if (!destination.sink.empty()) return checks_json(test_sink(call, destination));
  const warehouse::ConnectSpec spec = connect_spec(call, destination.connection);
  std::vector<Check> checks = validate::verify(spec, {.source = false, .destination = true},
                                               call.environment.clock, call.cancel);
  if (validate::unusable(checks) == nullptr) {
    // Without a session nothing was listed: the first run makes the file.
    const bool is_there = checks[1].status != CheckStatus::skipped;
    checks.push_back(is_there ? check_schema(call, spec, destination.schema) : no_database_yet());
  }
  return checks_json(checks);
}

}  // namespace waybill::service
