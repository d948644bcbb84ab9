#include "warehouse/odbc/connection_string.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace waybill::warehouse::odbc {
namespace {

struct RefusedKey {
  std::string_view key;  // in lower case
  std::string_view hint;
};
constexpr std::string_view kSecretHint = "put a reference to it into secrets.password";
constexpr auto kRefused = std::to_array<RefusedKey>({
    {"connsettings", "the session is set up by Waybill"},
    {"driver", "name it in the connection's driver"},
    {"dsn", "name it in the connection's dsn"},
    {"filedsn", "write what the file holds"},
    {"initstmt", "the session is set up by Waybill"},
    {"loadext", "libraries are not loaded into the database"},
    {"pqopt", "name such settings in the connection's options"},
    {"savefile", "the connection would be written to a file, with its password"},
    {"tracefile", "the statements would be written to a file"},
});

Error bad(std::string_view connection, std::string why, std::string hint) {
  return Error(codes::connect_failed, fmt::format("connection '{}': {}", connection, why))
      .with_hint(std::move(hint));
}

bool is_secret(std::string_view lower) {
  constexpr auto kParts = std::to_array<std::string_view>(
      {"pwd", "password", "passwd", "passphrase", "secret", "token", "apikey", "credential"});
  return std::ranges::any_of(
      kParts, [&](std::string_view part) { return lower.find(part) != std::string_view::npos; });
}

// psqlODBC's short ones (A0, B3, CX, ...) would switch on what the long ones switch off.
bool is_abbreviation(std::string_view lower) {
  return lower.size() == 2 && lower[0] >= 'a' && lower[0] <= 'd' &&
         (lower[1] == 'x' || (lower[1] >= '0' && lower[1] <= '9'));
}

std::string braced(std::string_view value) {
  std::string text = "{";
  for (const char c : value) {
    text += c;
    if (c == '}') text += c;
  }
  return text += '}';
}

}  // namespace

// What no driver reads in any other way. psqlODBC takes the braces away from some values only, and
// unquoted % and + for what they mean in addresses of pages.
bool is_plain(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("_-./:").find(c) != std::string_view::npos;
  });
}

std::vector<Pair> parse_connection_string(std::string_view text, std::string_view connection) {
  const auto refuse = [&](const std::string& why) {
    return bad(connection, "options.connection_string " + why,
               "write key=value;key={value}; with a } inside braces doubled");
  };
  std::vector<Pair> pairs;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ';' || text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t equals = text.find('=', at);
    if (equals == std::string_view::npos ||
        text.substr(at, equals - at).find(';') != std::string_view::npos) {
      throw refuse(fmt::format("has no = behind the key at byte {}", at + 1));
    }
    Pair pair{std::string(base::trim(text.substr(at, equals - at))), {}};
    if (pair.key.empty()) throw refuse(fmt::format("has no key at byte {}", at + 1));
    at = equals + 1;
    if (at < text.size() && text[at] == '{') {
      for (++at;; ++at) {
        if (at >= text.size())
          throw refuse(fmt::format("does not close the braces of {}", pair.key));
        if (text[at] == '}') {
          if (at + 1 >= text.size() || text[at + 1] != '}') break;
          ++at;
        }
        pair.value += text[at];
      }
      ++at;
      if (at < text.size() && text[at] != ';') {
        throw refuse(fmt::format("goes on behind the braces of {}", pair.key));
      }
    } else {
      const std::size_t end = std::min(text.find(';', at), text.size());
      pair.value = base::trim(text.substr(at, end - at));
      at = end;
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

void refuse_keys(const std::vector<Pair>& pairs, std::string_view connection,
                 std::string_view where) {
  for (const Pair& pair : pairs) {
    const std::string lower = base::ascii_lower(pair.key);
    const auto refuse = [&](std::string_view why, std::string_view hint) {
      return bad(connection, fmt::format("{} {} '{}'", where, why, pair.key), std::string(hint));
    };
    if (is_secret(lower)) throw refuse("holds a secret:", kSecretHint);
    if (is_abbreviation(lower)) {
      throw refuse("has the abbreviation", "write psqlODBC's long name of the setting");
    }
    for (const RefusedKey& row : kRefused) {
      if (row.key == lower) throw refuse("may not hold", row.hint);
    }
  }
}

ConnectionString::ConnectionString(const Driver& driver, std::string_view connection)
    : driver_(driver), connection_(connection) {}

ConnectionString::~ConnectionString() {
  for (Pair& pair : pairs_) base::wipe(pair.value);
}

void ConnectionString::check(std::string_view key, std::string_view value) const {
  if (value.find('\0') != std::string_view::npos) {
    throw bad(connection_, fmt::format("the value of {} holds a NUL character", key),
              "take it out");
  }
  if (!driver_.reads_braces && value.find_first_of(";{}") != std::string_view::npos) {
    throw bad(connection_,
              fmt::format("the value of {} holds one of ; {{ }}, which {} cannot carry", key,
                          driver_.title),
              "use a value without them");
  }
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  if (!driver_.carries_outer_blanks && !value.empty() &&
      (blank(value.front()) || blank(value.back()))) {
    throw bad(connection_,
              fmt::format("the value of {} begins or ends with a blank, which {} cannot carry", key,
                          driver_.title),
              "use a value without one");
  }
}

void ConnectionString::put(std::string_view key, std::string written) {
  for (Pair& pair : pairs_) {
    if (!base::ascii_iequals(pair.key, key)) continue;
    base::wipe(pair.value);
    pair.value = std::move(written);
    return;
  }
  pairs_.push_back({std::string(key), std::move(written)});
}

void ConnectionString::set(std::string_view key, std::string_view value) {
  check(key, value);
  put(key, is_plain(value) || !driver_.reads_braces ? std::string(value) : braced(value));
}

void ConnectionString::set_secret(std::string_view key, const base::Secret& secret) {
  const std::string_view value = secret.reveal();
  check("the secret", value);
  std::string written;
  written.reserve(value.size() * 2 + 2);  // so that no copy of a part of it is left behind
  written += '{';
  for (const char c : value) {
    written += c;
    if (c == '}') written += c;
  }
  written += '}';
  put(key, std::move(written));
}

std::string ConnectionString::text() const {
  std::size_t size = 0;
  for (const Pair& pair : pairs_) size += pair.key.size() + pair.value.size() + 2;
  std::string text;
  text.reserve(size);
  for (const Pair& pair : pairs_) {
    text += pair.key;
    text += '=';
    text += pair.value;
    text += ';';
  }
  return text;
}

}  // namespace waybill::warehouse::odbc
