#include "arguments.hpp"

#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>

#include "alert_command.hpp"
#include "completion.hpp"
#include "waybill/waybill.hpp"

namespace waybill::cli {

namespace json = boost::json;

namespace {

// The verbs typed most have a word of their own.
struct Short {
  const char* word;
  const char* operation;
};
constexpr Short kShort[] = {
    {"init", "config.init"},
    {"lint", "config.lint"},
    {"plan", "config.plan"},
    {"apply", "config.apply"},
    {"export", "config.export"},
    {"preview", "model.preview"},
    {"compare", "sync.compare"},
    {"run", "sync.run"},
    {"transfer", "destination.transfer"},
    {"verify", "connection.verify"},
    {"doctor", "system.doctor"},
    {"validate", "model.validate"},
    {"test", "model.test"},
    {"explain", "rules.explain"},
    {"scheduler", "schedule.run_due"},
    {"metrics", "metrics.get"},
};

constexpr const char* kPlanOperation = "config.plan";
constexpr const char* kTestOperation = "model.test";
// `scheduler` is an operation that is told to go on.
constexpr const char* kScheduler = "scheduler";
constexpr const char* kGoesOn = "until_stopped";

constexpr const char* kCompletion = "completion";
constexpr const char* kShells[] = {"bash", "zsh", "fish"};

// The rows of an operation that answers nothing else go to standard output.
constexpr const char* kRowFormats[] = {"jsonl", "csv"};

bool only_rows(const json::object& operation) {
  const json::array& ways = operation.at("ways").as_array();
  return std::find(ways.begin(), ways.end(), json::value("call")) == ways.end();
}

// What an option was given, until the parameters are put together.
struct Given {
  std::string name;
  std::string type;
  CLI::Option* option = nullptr;
  std::string text;
  std::vector<std::string> list;
  bool flag = false;
  std::int64_t number = 0;
};

struct Command {
  json::object operation;
  std::string always;  // a flag that its word stands for
  CLI::App* app = nullptr;
  std::deque<Given> given;
};

std::string text_of(const json::object& object, const char* key) {
  return std::string(object.at(key).as_string());
}

// Options with a word of their own.
struct Renamed {
  const char* parameter;
  const char* option;
};
constexpr Renamed kRenamed[] = {{"skip_verification", "--no-verify"},
                                {"skip_model_validation", "--no-validate"}};

std::string dashed(std::string word) {
  std::replace(word.begin(), word.end(), '_', '-');
  return word;
}

// "full_refresh" -> "--full-refresh"; a repeatable one is named by one of its items: "--model".
std::string option_name(const std::string& name, const std::string& type) {
  for (const auto& [parameter, option] : kRenamed) {
    if (name == parameter) return option;
  }
  std::string word = dashed(name);
  if ((type == "text_list" || type == "text_map") && word.back() == 's') word.pop_back();
  return "--" + word;
}

void add_option(Command& command, const std::string& name, const std::string& type, bool positional,
                bool required, const json::object& schema) {
  Given& given = command.given.emplace_back();
  given.name = name;
  given.type = type;
  const std::string word = positional ? name : option_name(name, type);
  const std::string help = text_of(schema, "description");
  if (type == "boolean") {
    given.option = command.app->add_flag(word, given.flag, help);
  } else if (type == "integer") {
    given.option = command.app->add_option(word, given.number, help)->type_name("N");
  } else if (type == "text_list" || type == "text_map") {
    given.option = command.app->add_option(word, given.list, help);
    given.option->type_name(type == "text_map" ? "KEY=VALUE" : "TEXT");
    if (!positional) given.option->allow_extra_args(false);
  } else {
    given.option = command.app->add_option(word, given.text, help);
    given.option->type_name(type == "instant" ? "TIME" : type == "document" ? "FILE" : "TEXT");
    if (const json::value* allowed = schema.if_contains("enum")) {
      std::vector<std::string> values;
      for (const json::value& value : allowed->as_array()) {
        values.emplace_back(value.as_string());
      }
      given.option->check(CLI::IsMember(values))->type_name("");
    }
  }
  if (required) given.option->required();
}

// `is_noun`: the word is followed by a verb as well ("run list"). A required positional would
// swallow the verb, so the library is left to say that it is missing.
void fill(Command& command, bool is_noun = false) {
  const json::object& types = command.operation.at("parameter_types").as_object();
  const json::object& schema = command.operation.at("parameters").as_object();
  const json::array& positional = command.operation.at("positional").as_array();
  const json::array& required = schema.at("required").as_array();
  const auto among = [](const json::array& names, const auto& name) {
    return std::find(names.begin(), names.end(), json::value(name)) != names.end();
  };
  const bool tests_everything = text_of(command.operation, "name") == kTestOperation;
  for (const auto& [name, property] : schema.at("properties").as_object()) {
    const std::string type(types.at(name).as_string());
    if (type == "documents") continue;  // a command line names files
    if (name == command.always) continue;
    add_option(command, std::string(name), type, among(positional, name),
               !is_noun && (among(required, name) ||
                            (among(positional, name) && type == "text_list" && !tests_everything)),
               property.as_object());
  }
  command.app->footer("Example:\n  " + (command.always.empty()
                                            ? text_of(command.operation, "example")
                                            : std::string("waybill ") + command.app->get_name()));
}

// What a file holds; "-" is standard input. What is larger than any document may be is read that
// far: the library says that it is too large.
std::string document_text(const std::string& option, const std::string& path) {
  constexpr std::size_t kMost = (std::size_t{16} << 20) + 1;
  std::error_code ignored;
  const bool is_file = path == "-" || !std::filesystem::is_directory(path, ignored);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(
      path == "-" || !is_file ? nullptr : std::fopen(path.c_str(), "rb"), std::fclose);
  std::FILE* const file = path == "-" ? stdin : opened.get();
  if (file == nullptr) {
    throw CLI::ValidationError(option, "cannot read '" + path + "': " +
                                           (is_file ? std::strerror(errno) : "it is a folder"));
  }
  std::string text;
  char buffer[65536];
  for (std::size_t got = 0;
       text.size() < kMost && (got = std::fread(buffer, 1, sizeof buffer, file)) > 0;) {
    text.append(buffer, got);
  }
  if (std::ferror(file) != 0) {
    throw CLI::ValidationError(option, "cannot read '" + path + "'");
  }
  return text;
}

json::object params_of(const Command& command) {
  json::object params;
  if (!command.always.empty()) params[command.always] = true;
  for (const Given& given : command.given) {
    if (given.option->count() == 0) continue;
    if (given.type == "boolean") {
      params[given.name] = given.flag;
    } else if (given.type == "integer") {
      params[given.name] = given.number;
    } else if (given.type == "text_list") {
      params[given.name] = json::value_from(given.list);
    } else if (given.type == "text_map") {
      json::object map;
      for (const std::string& item : given.list) {
        const std::size_t at = item.find('=');
        if (at == std::string::npos || at == 0) {
          throw CLI::ValidationError(given.option->get_name(),
                                     "'" + item + "' is not of the form KEY=VALUE");
        }
        map[item.substr(0, at)] = item.substr(at + 1);
      }
      params[given.name] = std::move(map);
    } else if (given.type == "document") {
      params[given.name] = document_text(given.option->get_name(), given.text);
    } else {
      params[given.name] = given.text;
    }
  }
  return params;
}

// What an option may be given, where the table says it.
std::vector<std::string> allowed_values(const std::deque<Command>& commands, const CLI::App* app,
                                        const CLI::Option* option) {
  std::vector<std::string> values;
  for (const Command& command : commands) {
    if (command.app != app) continue;
    for (const Given& given : command.given) {
      if (given.option != option) continue;
      const json::object& schema = command.operation.at("parameters").as_object();
      const json::object& property = schema.at("properties").as_object().at(given.name).as_object();
      if (const json::value* allowed = property.if_contains("enum")) {
        for (const json::value& value : allowed->as_array()) values.emplace_back(value.as_string());
      }
    }
    if (option->check_lname("format") && only_rows(command.operation)) {
      values.assign(std::begin(kRowFormats), std::end(kRowFormats));
    }
  }
  return values;
}

// A command, and all below it. Options of the program itself stand after any command.
void add_completed(const CLI::App* app, const std::string& path, const CLI::App& program,
                   const std::deque<Command>& commands, std::vector<CompletedCommand>& all) {
  CompletedCommand& command = all.emplace_back();
  command.path = path;
  for (const CLI::App* sub : app->get_subcommands({})) {
    command.words.push_back({sub->get_name(), sub->get_description()});
  }
  if (path == kCompletion) {
    for (const char* shell : kShells) command.words.push_back({shell, ""});
  }
  const auto add_options = [&](const CLI::App* of) {
    for (const CLI::Option* option : of->get_options()) {
      const bool is_file = option->get_type_name() == "FILE";
      if (option->get_positional()) {
        command.takes_file = command.takes_file || is_file || option->get_name() == "paths" ||
                             option->get_name() == "directory" || path == "test";
      } else if (!option->get_lnames().empty()) {
        CompletedOption one;
        one.name = "--" + option->get_lnames().front();
        one.help = option->get_description();
        one.takes_value = option->get_items_expected_max() > 0;
        one.takes_file = is_file || one.name == "--path" || one.name == "--textfile";
        one.values = allowed_values(commands, of, option);
        command.options.push_back(std::move(one));
      }
    }
  };
  add_options(app);
  if (app != &program) {
    for (const CLI::Option* option : program.get_options()) {
      if (option->get_lnames().empty() || option->check_lname("help")) continue;
      command.options.push_back({"--" + option->get_lnames().front(),
                                 option->get_description(),
                                 option->get_items_expected_max() > 0,
                                 option->get_type_name() == "FILE",
                                 {}});
    }
  }
  for (const CLI::App* sub : app->get_subcommands({})) {
    add_completed(sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), program,
                  commands, all);
  }
}

Answer usage_error(const CLI::App& app, const std::string& message) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  std::string path = at->get_name();
  for (const CLI::App* up = at->get_parent(); up != nullptr; up = up->get_parent()) {
    path.insert(0, up->get_name() + " ");
  }
  std::string what = message;
  const bool lacks_verb = !at->get_subcommands({}).empty() && at != &app;
  const std::vector<std::string> rest = app.remaining();
  if (lacks_verb && !rest.empty()) {
    what = "there is no verb '" + rest.front() + "' of " + at->get_name();
  }
  return {"", "waybill: " + what + "\n  hint: " + path + " --help shows how it is used\n", 2};
}

}  // namespace

std::variant<Invocation, Answer> read_arguments(int argc, const char* const* argv) {
  Invocation invocation;
  CLI::App app("Describes, checks and ships data between databases.", "waybill");
  app.fallthrough();
  app.require_subcommand(0, 1);
  app.set_help_all_flag("--help-all", "Help of every command");
  app.set_version_flag("--version", std::string("waybill ") + waybill::version());
  bool no_color = false;
  std::string row_format = kRowFormats[0];
  CLI::Option* const catalog = app.add_option("--catalog", invocation.catalog,
                                              "Catalog file [WAYBILL_CATALOG, else ./waybill.db]")
                                   ->type_name("FILE");
  app.add_flag("--json", invocation.json, "One JSON document on standard output");
  app.add_flag("--no-color", no_color, "No colours, also with NO_COLOR set");
  app.add_option("--as", invocation.actor, "Who acts, kept with versions and runs")
      ->type_name("NAME");
  app.add_option("--role", invocation.roles, "A role the actor holds; may be repeated")
      ->type_name("ROLE")
      ->allow_extra_args(false);

  app.add_option(
         "--alert-command", invocation.alert_command,
         "A word of the program that is told of alerts, and again for each of its arguments "
         "[WAYBILL_ALERT_COMMAND, a JSON list]")
      ->type_name("WORD")
      ->allow_extra_args(false);

  const json::value table = json::parse(waybill::call("operations.list"));
  std::deque<Command> commands;
  std::map<std::string, CLI::App*> nouns;
  for (const Short& alias : kShort) {
    for (const json::value& row : table.at("items").as_array()) {
      if (row.at("name").as_string() != alias.operation) continue;
      Command& command = commands.emplace_back();
      command.operation = row.as_object();
      const bool goes_on = std::string(alias.word) == kScheduler;
      if (goes_on) command.always = kGoesOn;
      command.app = app.add_subcommand(
          alias.word, goes_on ? "Run what falls due until it is stopped (Ctrl-C, SIGTERM)"
                              : text_of(command.operation, "help"));
      const std::string noun = std::string(alias.word) + ".";
      fill(command, std::any_of(table.at("items").as_array().begin(),
                                table.at("items").as_array().end(), [&](const json::value& other) {
                                  return other.at("name").as_string().starts_with(noun);
                                }));
      nouns[alias.word] = command.app;
      if (std::string(alias.operation) == kPlanOperation) {
        command.app->add_flag("--check", invocation.check, "Exit with 1 if changes are pending");
      }
      if (std::string(alias.operation) == kTestOperation) {
        command.app
            ->add_option("--junit", invocation.junit, "Write the report there too, as JUnit's XML")
            ->type_name("FILE");
      }
    }
  }
  for (const json::value& row : table.at("items").as_array()) {
    const std::string name(row.at("name").as_string());
    const std::string noun = name.substr(0, name.find('.'));
    const std::string verb = name.substr(name.find('.') + 1);
    CLI::App*& parent = nouns[noun];
    if (parent == nullptr) {
      parent = app.add_subcommand(noun, "")->group("Nouns, each with its verbs");
      parent->require_subcommand(1);
    }
    Command& command = commands.emplace_back();
    command.operation = row.as_object();
    command.app = parent->add_subcommand(verb, text_of(command.operation, "help"));
    fill(command);
    if (const std::string typed = dashed(verb); typed != verb) command.app->alias(typed);
    if (only_rows(command.operation)) {
      command.app->add_option("--format", row_format, "How rows are written [jsonl]")
          ->check(CLI::IsMember({kRowFormats[0], kRowFormats[1]}))
          ->type_name("");
    }
  }
  std::string shell;
  CLI::App* const completion =
      app.add_subcommand(kCompletion, "Write what a shell completes command lines with");
  completion->add_option("shell", shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({kShells[0], kShells[1], kShells[2]}))
      ->type_name("");
  completion->footer("Example:\n  source <(waybill completion bash)");
  for (auto& [noun, sub] : nouns) {
    if (!sub->get_description().empty()) continue;
    std::string verbs;
    for (const CLI::App* verb : sub->get_subcommands({})) {
      verbs += (verbs.empty() ? "" : ", ") + verb->get_name();
    }
    sub->description(verbs);
  }

  try {
    app.parse(argc, argv);
    const CLI::App* chosen = &app;
    while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
    if (chosen == &app) return Answer{app.help(), "", 0};
    if (chosen == completion) {
      std::vector<CompletedCommand> all;
      add_completed(&app, "", app, commands, all);
      return Answer{completion_script(shell, all), "", 0};
    }
    for (const Command& command : commands) {
      if (command.app != chosen) continue;
      invocation.operation = text_of(command.operation, "name");
      invocation.params = json::serialize(params_of(command));
      invocation.needs = text_of(command.operation, "needs");
      invocation.lasting = command.operation.at("lasting").as_bool();
      invocation.only_rows = only_rows(command.operation);
      invocation.csv = row_format == kRowFormats[1];
      if (const CLI::Option* const format = command.app->get_option_no_throw("--format");
          invocation.only_rows && invocation.json && format != nullptr && format->count() > 0) {
        return usage_error(app, "--json writes one JSON document, --format something else");
      }
      break;
    }
  } catch (const CLI::Success& success) {  // help and version
    std::ostringstream out;
    std::ostringstream error;
    app.exit(success, out, error);
    return Answer{out.str(), error.str(), 0};
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error.what());
  }
  if (invocation.alert_command.empty()) {
    try {
      invocation.alert_command = alert_command_of_environment();
    } catch (const std::runtime_error& error) {
      return usage_error(app, error.what());
    }
  }
  invocation.catalog_given = catalog->count() > 0;
  if (const char* path = ::getenv("WAYBILL_CATALOG");
      !invocation.catalog_given && path != nullptr && *path != '\0') {
    invocation.catalog = path;
    invocation.catalog_given = true;
  }
  const char* no_color_variable = ::getenv("NO_COLOR");
  invocation.color = !no_color && (no_color_variable == nullptr || *no_color_variable == '\0');
  return invocation;
}

}  // namespace waybill::cli
