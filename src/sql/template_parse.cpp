// The text of a query template -> nodes, by the rules of Go's text/template
// (https://pkg.go.dev/text/template, and its text/template/parse/lex.go for trim markers and
// comments), reporting every problem.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/template_action.hpp"
#include "sql/template_nodes.hpp"

namespace waybill::sql {
namespace {

constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxBytes = 1 << 20;
constexpr std::string_view kBlanks = " \t\r\n";
constexpr auto npos = std::string_view::npos;

bool is_blank(char c) {
  return kBlanks.find(c) != npos;
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// An if or with that is not ended yet. `arms` are those begun; the last one's body, or
// `otherwise`, is what nodes are added to.
struct Frame {
  bool is_with = false;
  bool supported = true;  // false: opened by a construct that was refused; its end is still its end
  bool has_else = false;
  std::size_t at = 0;
  std::optional<Variable> dot;  // what {{.}} is within the first arm
  TemplateNode node;
};

class Parser {
 public:
  Parser(std::string_view text, std::vector<TemplateProblem>& problems)
      : text_(text), problems_(problems), first_problem_(problems.size()) {}

  std::vector<TemplateNode> run() {
    if (text_.size() > kMaxBytes) {
      report(0,
             fmt::format("the query has {} bytes, at most {} are taken", text_.size(), kMaxBytes),
             "move lists of values into a table of the source");
      return {};
    }
    while (at_ < text_.size()) {
      const std::size_t open = std::min(text_.size(), text_.find("{{", at_));
      std::string_view plain = text_.substr(at_, open - at_);
      if (open == text_.size()) {
        add_text(plain);
        break;
      }
      const bool trims =
          open + 3 < text_.size() && text_[open + 2] == '-' && is_blank(text_[open + 3]);
      if (trims) plain = plain.substr(0, plain.find_last_not_of(kBlanks) + 1);
      add_text(plain);
      at_ = open + 2;
      if (!action(open, trims)) break;
    }
    for (const Frame& frame : frames_) {
      report(frame.at, fmt::format("{{{{{}}}}} has no {{{{end}}}}", frame.is_with ? "with" : "if"),
             "write {{end}} where it ends", frame.supported);
    }
    if (failed()) return {};
    return std::move(top_);
  }

 private:
  bool failed() const { return problems_.size() > first_problem_; }

  void report(std::size_t at, std::string message, std::string_view hint, bool wanted = true,
              std::string_view code = "WB5001") {
    if (wanted) problems_.push_back({code, at, std::move(message), std::string(hint)});
  }

  // Where nodes are added now.
  std::vector<TemplateNode>& here() {
    if (frames_.empty()) return top_;
    Frame& frame = frames_.back();
    if (frame.has_else || frame.node.arms.empty()) return frame.node.otherwise;
    return frame.node.arms.back().body;
  }

  void add_text(std::string_view plain) {
    if (plain.empty() || failed()) return;
    here().push_back({.text = std::string(plain)});
  }

  std::optional<Variable> dot() const {
    for (std::size_t i = frames_.size(); i-- > 0;) {
      if (frames_[i].is_with && !frames_[i].has_else) return frames_[i].dot;
    }
    return std::nullopt;
  }
  bool within_with() const {
    return std::ranges::any_of(frames_, [](const Frame& f) { return f.is_with && !f.has_else; });
  }

  // Behind the opening braces. False when nothing more can be read.
  bool action(std::size_t open, bool trims) {
    const std::size_t inner = at_ + (trims ? 2 : 0);
    if (text_.substr(inner).starts_with("/*")) return comment(open, inner);
    const std::size_t end = closing(inner);
    if (end == npos) {
      report(open, "an action that {{ opens has no }}", "write }} where it ends");
      return false;
    }
    std::size_t last = end;
    const bool trims_after = end >= inner + 2 && text_[end - 1] == '-' && is_blank(text_[end - 2]);
    if (trims_after) last -= 2;
    read_tokens(inner, last);
    behind(end, trims_after);
    evaluate(open);
    return true;
  }

  // Go lexes quotes within braces, so that {{"}}"}} is one action.
  std::size_t closing(std::size_t from) const {
    for (std::size_t i = from; i < text_.size(); ++i) {
      if (text_.substr(i).starts_with("}}")) return i;
      const char quote = text_[i];
      if (quote != '"' && quote != '`' && quote != '\'') continue;
      std::size_t end = i + 1;
      while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
        end += text_[end] == '\\' && quote != '`' ? 2U : 1U;
      }
      // Quotes that do not match: the braces count.
      if (end >= text_.size() || text_[end] != quote) return text_.find("}}", i);
      i = end;
    }
    return npos;
  }

  void behind(std::size_t end, bool trims) {
    at_ = end + 2;
    if (trims) at_ = std::min(text_.size(), text_.find_first_not_of(kBlanks, at_));
  }

  bool comment(std::size_t open, std::size_t inner) {
    const std::size_t end = text_.find("*/", inner);
    if (end == npos) {
      report(open, "a comment that {{/* opens has no */}}", "write */}} where it ends");
      return false;
    }
    const std::string_view rest = text_.substr(end + 2);
    const bool trims = rest.size() >= 4 && is_blank(rest[0]) && rest.substr(1).starts_with("-}}");
    if (trims || rest.starts_with("}}")) {
      behind(end + 2 + (trims ? 2 : 0), trims);
      return true;
    }
    report(end + 2, "a comment must be all that its braces hold",
           "write {{/* ... */}}, or with trim markers {{- /* ... */ -}}");
    const std::size_t close = text_.find("}}", end);
    if (close == npos) return false;
    behind(close, false);
    return true;
  }

  void read_tokens(std::size_t from, std::size_t end) {
    tokens_.clear();
    for (std::size_t i = from; i < end;) {
      if (is_blank(text_[i])) {
        ++i;
        continue;
      }
      const bool point = text_[i] == '.';
      std::size_t stop = i + (point ? 1 : 0);
      while (stop < end && is_word(text_[stop])) ++stop;
      ActionToken token{ActionPart::other, i, {}};
      if (point) {
        token.part = stop == i + 1 ? ActionPart::dot : ActionPart::field;
        token.text = text_.substr(i + 1, stop - i - 1);
      } else if (stop > i) {
        token.part = text_[i] >= '0' && text_[i] <= '9' ? ActionPart::other : ActionPart::word;
        token.text = text_.substr(i, stop - i);
      } else {
        const char c = text_[i];
        if (c == '"' || c == '`' || c == '\'') {
          token.part = ActionPart::text;
          stop = end;
        } else {
          stop = i + 1;
        }
        token.text = text_.substr(i, stop - i);
      }
      tokens_.push_back(token);
      i = stop;
    }
  }

  void evaluate(std::size_t open) {
    if (tokens_.empty()) {
      return report(open, "the braces {{}} are empty", "write a variable, or take them out");
    }
    const ActionToken& first = tokens_[0];
    if (first.part != ActionPart::word) return value_action();
    if (first.text == "if" || first.text == "with") return open_action(open);
    if (first.text == "else") return else_action(open);
    if (first.text == "end") return end_action(open);
    if (opens_block(first.text)) {
      push({.supported = false, .at = open, .dot = {}, .node = {}});
    }
    refuse_token(first);
  }

  void refuse_token(const ActionToken& token) { problems_.push_back(refusal_of(token)); }

  // The variable that a field or a point means; nullopt: reported.
  std::optional<Variable> variable(const ActionToken& token) {
    if (token.part == ActionPart::dot) {
      if (std::ranges::any_of(frames_, [](const Frame& f) { return !f.supported; })) {
        return std::nullopt;  // what it means there is part of what was refused
      }
      if (!within_with()) {
        report(token.at, "{{.}} means nothing outside {{with}}", "write the variable's name");
        return std::nullopt;
      }
      return dot();
    }
    const auto variables = template_variables();
    const auto found = std::ranges::find(variables, token.text, &VariableInfo::name);
    if (found == variables.end()) {
      std::vector<std::string_view> names;
      for (const VariableInfo& each : variables) names.push_back(each.name);
      const auto close = base::nearest(token.text, names);
      report(token.at, fmt::format("there is no variable .{}", shown_in_message(token.text)),
             close ? fmt::format("did you mean .{}?", *close)
                   : fmt::format("there are .{}", fmt::join(names, ", .")),
             true, "WB5002");
      return std::nullopt;
    }
    if (within_with()) {
      report(token.at,
             fmt::format("within {{{{with}}}} the point is its value, so .{} cannot be reached",
                         token.text),
             "write {{if .X}} in place of {{with .X}}: within it every variable can be reached");
      return std::nullopt;
    }
    return found->variable;
  }

  static bool is_value(const ActionToken& token) {
    return token.part == ActionPart::field || token.part == ActionPart::dot;
  }

  // One value and nothing else, from the token at `index` on.
  std::optional<Variable> only_value(std::size_t index) {
    if (!is_value(tokens_[index])) {
      refuse_token(tokens_[index]);
      return std::nullopt;
    }
    const auto result = variable(tokens_[index]);
    if (index + 1 == tokens_.size()) return result;
    const ActionToken& next = tokens_[index + 1];
    if (!is_value(next)) {
      refuse_token(next);
    } else if (next.at == tokens_[index].at + 1 + tokens_[index].text.size()) {
      report(next.at, "a variable has no parts", "end the name before the second point");
    } else {
      report(next.at, "one action holds one value", "write {{.X}} for each");
    }
    return std::nullopt;
  }

  void value_action() {
    const auto found = only_value(0);
    if (found && !failed()) here().push_back({.text = {}, .value = found, .at = tokens_[0].at});
  }

  std::optional<Variable> condition(std::size_t index, std::size_t open, std::string_view word) {
    if (index < tokens_.size()) return only_value(index);
    report(open, fmt::format("{{{{{0}}}}} names no variable", word),
           fmt::format("write {{{{{} .X}}}}", word));
    return std::nullopt;
  }

  void open_action(std::size_t open) {
    const bool is_with = tokens_[0].text == "with";
    const auto about = condition(1, open, tokens_[0].text);
    Frame frame{.is_with = is_with, .at = open, .dot = about, .node = {}};
    frame.node.arms.push_back({about.value_or(Variable::schema), tokens_.back().at, {}});
    push(std::move(frame));
  }

  // What is too deep is only counted, so that its {{end}} is found.
  void push(Frame frame) {
    if (frames_.size() < kMaxDepth) {
      frames_.push_back(std::move(frame));
      return;
    }
    report(frame.at,
           fmt::format("more than {} {{{{if}}}} and {{{{with}}}} within one another", kMaxDepth),
           "flatten them, for instance with {{else if .X}}", !too_deep_);
    too_deep_ = true;
    ++hidden_;
  }

  void else_action(std::size_t open) {
    if (hidden_ > 0) return;
    if (frames_.empty()) {
      return report(open, "{{else}} outside {{if}} and {{with}}",
                    "take it out, or open an {{if .X}}");
    }
    Frame& frame = frames_.back();
    if (frame.has_else) {
      return report(open, "{{else}} after the {{else}} of the same {{if}} or {{with}}",
                    "close the first one with {{end}}", frame.supported);
    }
    const std::string_view word = tokens_.size() > 1 ? tokens_[1].text : std::string_view();
    if (tokens_.size() > 1 && tokens_[1].part == ActionPart::word && word == "with") {
      frame.has_else = true;
      return report(tokens_[1].at, "{{else with}} is not supported",
                    "write {{else}}{{with .X}}...{{end}}{{end}}");
    }
    if (tokens_.size() > 1 && tokens_[1].part == ActionPart::word && word == "if") {
      if (frame.is_with) {
        frame.has_else = true;
        return report(tokens_[1].at, "{{else if}} belongs to {{if}}, not to {{with}}",
                      "write {{else}}{{if .X}}...{{end}}{{end}}");
      }
      const auto about = condition(2, open, "else if");
      if (about && !failed()) frame.node.arms.push_back({*about, tokens_.back().at, {}});
      return;
    }
    frame.has_else = true;
    if (tokens_.size() > 1) {
      report(tokens_[1].at, "{{else}} takes nothing but {{else if .X}}", "write {{else}}");
    }
  }

  void end_action(std::size_t open) {
    if (hidden_ > 0) {
      --hidden_;
      return;
    }
    if (frames_.empty()) {
      return report(open, "{{end}} without an {{if}} or {{with}}",
                    "take it out, or open an {{if .X}}");
    }
    if (tokens_.size() > 1) {
      report(tokens_[1].at, "{{end}} takes nothing", "write {{end}}");
    }
    TemplateNode node = std::move(frames_.back().node);
    frames_.pop_back();
    // After a problem nothing is kept, so that no tree grows deeper than what was checked.
    if (!failed()) here().push_back(std::move(node));
  }

  std::string_view text_;
  std::vector<TemplateProblem>& problems_;
  std::size_t first_problem_;
  std::size_t at_ = 0;
  std::vector<ActionToken> tokens_;  // of the current action
  std::vector<Frame> frames_;
  std::vector<TemplateNode> top_;
  bool too_deep_ = false;
  std::size_t hidden_ = 0;
};

}  // namespace

std::vector<TemplateNode> parse_template(std::string_view text,
                                         std::vector<TemplateProblem>& problems) {
  return Parser(text, problems).run();
}

}  // namespace waybill::sql
