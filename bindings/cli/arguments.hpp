// From words to a call: the command line is made from the operation table.
#ifndef WAYBILL_CLI_ARGUMENTS_HPP
#define WAYBILL_CLI_ARGUMENTS_HPP

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace waybill::cli {

struct Invocation {
  std::string operation;
  std::string params;  // JSON object
  std::string needs;   // a catalog: "catalog", "catalog_if_there", "nothing"
  bool lasting = false;
  bool only_rows = false;      // it answers rows and nothing else
  bool csv = false;            // of rows; else JSON lines
  bool catalog_given = false;  // by --catalog or the environment
  std::string catalog = "waybill.db";
  std::string actor;
  std::vector<std::string> roles;
  std::vector<std::string> alert_command;  // who is told of alerts; empty: nobody
  bool json = false;
  bool color = true;   // if the screen can
  bool check = false;  // plan --check: changes pending are a failure
  std::string junit;   // test --junit: where the report goes as XML; empty: nowhere
};

// Something to print and an exit code in place of a call: help, the version, a usage error.
struct Answer {
  std::string out;
  std::string error;
  int code = 0;
};

std::variant<Invocation, Answer> read_arguments(int argc, const char* const* argv);

}  // namespace waybill::cli

#endif
