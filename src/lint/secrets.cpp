// WB7003: secrets in a document stand as references. No finding shows a value.
#include "lint/secrets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using base::Json;

// Parts of names that only secrets have, letters only.
constexpr auto kSecretParts =
    std::to_array<std::string_view>({"accesskey", "apikey", "credential", "passphrase", "passwd",
                                     "password", "privatekey", "pwd", "secret", "token"});

constexpr std::string_view kMoveHint =
    "take it out, and name it in secrets as a reference: env:NAME, file:/path or host:name";

bool is_reference(std::string_view value) {
  constexpr std::string_view kEnv = "env:";
  constexpr std::string_view kFile = "file:/";
  constexpr std::string_view kHost = "host:";
  if (value.starts_with(kEnv)) {
    const std::string_view name = value.substr(kEnv.size());
    return !name.empty() && name.find_first_of("= \t") == std::string_view::npos;
  }
  return (value.starts_with(kFile) && value.size() > kFile.size()) ||
         (value.starts_with(kHost) && value.size() > kHost.size());
}

// The keyword of the first secret in an ODBC connection string: `Key=value;Key={v;v}}v};`.
std::string_view secret_of(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end_of_key = text.find_first_of("=;");
    if (end_of_key == std::string_view::npos) return {};
    const std::string_view key = base::trim(text.substr(0, end_of_key));
    const bool has_value = text[end_of_key] == '=';
    text.remove_prefix(end_of_key + 1);
    if (!has_value) continue;
    const std::size_t start = text.find_first_not_of(" \t");
    std::size_t end = text.find(';');
    if (start != std::string_view::npos && text[start] == '{') {
      std::size_t close = text.find('}', start + 1);
      while (close != std::string_view::npos && close + 1 < text.size() && text[close + 1] == '}') {
        close = text.find('}', close + 2);
      }
      end = close == std::string_view::npos ? close : text.find(';', close);
    }
    const std::string_view value = base::trim(text.substr(0, end));
    if (is_secret_name(key) && !value.empty() && value != "{}") return key;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return {};
}

// `scheme://user:password@host`
bool has_password_in_url(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view authority =
      text.substr(scheme + 3, text.find_first_of("/?#", scheme + 3) - scheme - 3);
  const std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  return at != std::string_view::npos && colon < at && colon + 1 < at;
}

Spot member(const Spot& object, const Json::Member& of) {
  return {object.file, of.value.place(), base::pointer_join(object.pointer, of.key)};
}

void check_secrets(Findings& findings, const Doc& connection) {
  const Json* secrets = connection.body->find("secrets");
  if (secrets == nullptr || !secrets->is_object()) return;
  const Spot at = spot(connection, "secrets");
  for (const Json::Member& secret : secrets->as_object()) {
    if (secret.value.is_string() && is_reference(secret.value.as_string())) continue;
    if (!secret.value.is_string() && !secret.value.is_number() && !secret.value.is_bool()) continue;
    findings.add("WB7003", member(at, secret),
                 fmt::format("secret {} is no reference", shown(secret.key)));
  }
}

void check_options(Findings& findings, const Doc& connection) {
  const Json* options = connection.body->find("options");
  if (options == nullptr || !options->is_object()) return;
  const Spot at = spot(connection, "options");
  for (const Json::Member& option : options->as_object()) {
    if (is_secret_in_clear(option)) {
      findings.add("WB7003", member(at, option),
                   fmt::format("option {} holds a secret", shown(option.key)),
                   std::string(kMoveHint));
      continue;
    }
    if (!option.value.is_string()) continue;
    const std::string& text = option.value.as_string();
    if (const std::string_view key = secret_of(text); !key.empty()) {
      findings.add("WB7003", member(at, option),
                   fmt::format("option {} holds the secret {}", shown(option.key), shown(key)),
                   std::string(kMoveHint));
    } else if (has_password_in_url(text)) {
      findings.add("WB7003", member(at, option),
                   fmt::format("option {} is a URL with a password", shown(option.key)),
                   std::string(kMoveHint));
    }
  }
}

}  // namespace

bool is_secret_name(std::string_view name) {
  std::string letters;
  for (const char c : base::ascii_lower(name)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return std::ranges::any_of(
      kSecretParts, [&](std::string_view part) { return letters.find(part) != std::string::npos; });
}

bool is_secret_in_clear(const Json::Member& option) {
  if (!is_secret_name(option.key)) return false;
  if (!option.value.is_string()) return option.value.is_number();
  return !option.value.as_string().empty() && !is_reference(option.value.as_string());
}

void check_connection(Findings& findings, const Doc& connection) {
  check_secrets(findings, connection);
  check_options(findings, connection);
}

}  // namespace waybill::lint
