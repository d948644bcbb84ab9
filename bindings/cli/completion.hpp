// What a shell completes a command line with, written from the commands and options there are.
#ifndef WAYBILL_CLI_COMPLETION_HPP
#define WAYBILL_CLI_COMPLETION_HPP

#include <string>
#include <string_view>
#include <vector>

namespace waybill::cli {

struct CompletedOption {
  std::string name;  // "--status"
  std::string help;
  bool takes_value = false;
  bool takes_file = false;
  std::vector<std::string> values;  // all that may follow it; empty: anything
};

struct CompletedWord {
  std::string word;
  std::string help;
};

struct CompletedCommand {
  std::string path;                  // "run list"; empty: the program itself
  std::vector<CompletedWord> words;  // that may follow
  std::vector<CompletedOption> options;
  bool takes_file = false;  // without an option before it
};

// `shell` is bash, zsh or fish.
std::string completion_script(std::string_view shell,
                              const std::vector<CompletedCommand>& commands);

}  // namespace waybill::cli

#endif
