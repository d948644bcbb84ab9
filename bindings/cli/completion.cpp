#include "completion.hpp"

namespace waybill::cli {

namespace {

std::string replaced(std::string_view text, char what, std::string_view by) {
  std::string result;
  for (const char c : text) {
    if (c == what) {
      result += by;
    } else {
      result += c;
    }
  }
  return result;
}

// In single quotes, as bash and zsh read them.
std::string quoted(std::string_view text) {
  return "'" + replaced(text, '\'', R"('\'')") + "'";
}

std::string fish_quoted(std::string_view text) {
  return "'" + replaced(replaced(text, '\\', R"(\\)"), '\'', R"(\')") + "'";
}

// What a case of bash and zsh chooses by.
std::string place(const CompletedCommand& command, std::string_view option = {}) {
  return quoted(command.path + (option.empty() ? "" : " " + std::string(option)));
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : " ") + value;
  return text;
}

// The body of both: $path is the command so far, $before the option whose value is due. In zsh an
// unquoted variable is one word, and lists count from 1.
std::string walk(const std::vector<CompletedCommand>& commands, std::string_view words,
                 std::string_view first, std::string_view end) {
  std::string values;
  std::string paths;
  for (const CompletedCommand& command : commands) {
    if (!command.path.empty()) paths += (paths.empty() ? "" : "|") + quoted(command.path);
    for (const CompletedOption& option : command.options) {
      if (option.takes_value) values += (values.empty() ? "" : "|") + place(command, option.name);
    }
  }
  std::string text = "  local command='' before='' word next i\n";
  text += "  for ((i = " + std::string(first) + "; i < " + std::string(end) + "; i++)); do\n";
  text += "    word=\"${" + std::string(words) + "[i]}\"\n";
  text +=
      "    if [[ -n $before ]]; then before=''; continue; fi\n"
      "    if [[ $word == -* ]]; then\n"
      "      case \"$command $word\" in\n"
      "        " +
      values +
      ") before=$word ;;\n"
      "      esac\n"
      "      continue\n"
      "    fi\n"
      "    next=\"${command:+$command }$word\"\n"
      "    case \"$next\" in\n"
      "      " +
      paths +
      ") command=$next ;;\n"
      "    esac\n"
      "  done\n";
  return text;
}

std::string bash_script(const std::vector<CompletedCommand>& commands) {
  std::string text =
      "# bash completion of waybill: source it, or put it into\n"
      "# ~/.local/share/bash-completion/completions/waybill\n"
      "_waybill() {\n"
      "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" offer='' file=''\n";
  text += walk(commands, "COMP_WORDS", "1", "COMP_CWORD");
  text += "  if [[ -n $before ]]; then\n    case \"$command $before\" in\n";
  for (const CompletedCommand& command : commands) {
    for (const CompletedOption& option : command.options) {
      if (option.takes_file) {
        text += "      " + place(command, option.name) + ") file=1 ;;\n";
      } else if (!option.values.empty()) {
        text += "      " + place(command, option.name) +
                ") offer=" + quoted(joined(option.values)) + " ;;\n";
      }
    }
  }
  text += "    esac\n  elif [[ $cur == -* ]]; then\n    case \"$command\" in\n";
  for (const CompletedCommand& command : commands) {
    std::vector<std::string> names;
    for (const CompletedOption& option : command.options) names.push_back(option.name);
    text += "      " + place(command) + ") offer=" + quoted(joined(names)) + " ;;\n";
  }
  text += "    esac\n  else\n    case \"$command\" in\n";
  for (const CompletedCommand& command : commands) {
    std::vector<std::string> words;
    for (const CompletedWord& word : command.words) words.push_back(word.word);
    if (words.empty() && !command.takes_file) continue;
    text += "      " + place(command) + ") offer=" + quoted(joined(words)) +
            (command.takes_file ? " file=1" : "") + " ;;\n";
  }
  text +=
      "    esac\n  fi\n"
      "  COMPREPLY=()\n"
      "  [[ -z $offer ]] || mapfile -t COMPREPLY < <(compgen -W \"$offer\" -- \"$cur\")\n"
      "  if [[ -n $file ]]; then\n"
      "    local files\n"
      "    mapfile -t files < <(compgen -f -- \"$cur\")\n"
      "    COMPREPLY+=(\"${files[@]}\")\n"
      "    compopt -o filenames 2>/dev/null\n"
      "  fi\n"
      "}\n"
      "complete -F _waybill waybill\n";
  return text;
}

std::string zsh_item(const std::string& name, const std::string& help) {
  return " " + quoted(replaced(name, ':', "\\:") + ":" + help);
}

std::string zsh_script(const std::vector<CompletedCommand>& commands) {
  std::string text =
      "#compdef waybill\n"
      "# zsh completion of waybill: put it into a folder of $fpath as _waybill, or source it\n"
      "_waybill() {\n"
      "  local -a offer\n"
      "  local file=''\n";
  text += walk(commands, "words", "2", "CURRENT");
  text += "  if [[ -n $before ]]; then\n    case \"$command $before\" in\n";
  for (const CompletedCommand& command : commands) {
    for (const CompletedOption& option : command.options) {
      if (option.takes_file) {
        text += "      " + place(command, option.name) + ") file=1 ;;\n";
      } else if (!option.values.empty()) {
        text +=
            "      " + place(command, option.name) + ") offer=(" + joined(option.values) + ") ;;\n";
      }
    }
  }
  text += "    esac\n  elif [[ ${words[CURRENT]} == -* ]]; then\n    case \"$command\" in\n";
  for (const CompletedCommand& command : commands) {
    text += "      " + place(command) + ") offer=(";
    for (const CompletedOption& option : command.options) {
      text += zsh_item(option.name, option.help);
    }
    text += " ) ;;\n";
  }
  text += "    esac\n  else\n    case \"$command\" in\n";
  for (const CompletedCommand& command : commands) {
    if (command.words.empty() && !command.takes_file) continue;
    text += "      " + place(command) + ") offer=(";
    for (const CompletedWord& word : command.words) text += zsh_item(word.word, word.help);
    text += std::string(" )") + (command.takes_file ? " file=1" : "") + " ;;\n";
  }
  text +=
      "    esac\n  fi\n"
      "  (( ${#offer} == 0 )) || _describe -t waybill waybill offer\n"
      "  [[ -z $file ]] || _files\n"
      "}\n"
      "if [[ ${funcstack[1]} == _waybill ]]; then _waybill \"$@\"; else compdef _waybill waybill; "
      "fi\n";
  return text;
}

std::string fish_script(const std::vector<CompletedCommand>& commands) {
  std::string values;
  std::string paths;
  for (const CompletedCommand& command : commands) {
    if (!command.path.empty()) paths += " " + fish_quoted(command.path);
    for (const CompletedOption& option : command.options) {
      if (option.takes_value) values += " " + fish_quoted(command.path + " " + option.name);
    }
  }
  std::string text =
      "# fish completion of waybill: put it into ~/.config/fish/completions/waybill.fish\n"
      "function __waybill_at\n"
      "  set -l command ''\n"
      "  set -l before ''\n"
      "  for word in (commandline -opc)[2..-1]\n"
      "    if test -n \"$before\"\n"
      "      set before ''\n"
      "      continue\n"
      "    end\n"
      "    if string match -q -- '-*' $word\n"
      "      if contains -- \"$command $word\"" +
      values +
      "\n"
      "        set before $word\n"
      "      end\n"
      "      continue\n"
      "    end\n"
      "    set -l next (string trim -- \"$command $word\")\n"
      "    if contains -- $next" +
      paths +
      "\n"
      "      set command $next\n"
      "    end\n"
      "  end\n"
      "  test \"$command\" = \"$argv[1]\"\n"
      "end\n"
      "complete -c waybill -f\n";
  for (const CompletedCommand& command : commands) {
    const std::string at =
        "complete -c waybill -n " + fish_quoted("__waybill_at " + fish_quoted(command.path));
    for (const CompletedWord& word : command.words) {
      text += at + " -a " + fish_quoted(word.word) + " -d " + fish_quoted(word.help) + "\n";
    }
    if (command.takes_file) text += at + " -F\n";
    for (const CompletedOption& option : command.options) {
      text += at + " -l " + option.name.substr(2) + " -d " + fish_quoted(option.help);
      if (option.takes_file) {
        text += " -r -F";
      } else if (!option.values.empty()) {
        text += " -x -a " + fish_quoted(joined(option.values));
      } else if (option.takes_value) {
        text += " -x";
      }
      text += "\n";
    }
  }
  return text;
}

}  // namespace

std::string completion_script(std::string_view shell,
                              const std::vector<CompletedCommand>& commands) {
  if (shell == "bash") return bash_script(commands);
  return shell == "zsh" ? zsh_script(commands) : fish_script(commands);
}

}  // namespace waybill::cli
