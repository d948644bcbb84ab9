#include "warehouse/postgres/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "warehouse/postgres/certificate.hpp"
#include "warehouse/postgres/connect.hpp"

namespace waybill::warehouse::postgres {
namespace {

struct Row {
  std::string_view state;  // a whole SQLSTATE, or its class
  const Code* code;
  std::string_view hint;
};

// https://www.postgresql.org/docs/current/errcodes-appendix.html, whole ones first
constexpr auto kTable = std::to_array<Row>({
    {"08P01", &codes::sql_rejected,
     "the statement has parameters for which there are no values; write jsonb_exists(a, b) for a ? "
     "b"},
    {"25006", &codes::not_read_only, "write one SELECT or WITH statement that only reads"},
    {"40001", &codes::database_busy, "run again: another transaction changed the same rows"},
    {"40P01", &codes::database_busy, "run again: two transactions waited for each other"},
    {"42501", &codes::denied_by_database,
     "grant the user the rights it needs on the table and its schema"},
    {"53100", &codes::database_full, "free space on the server's disk, then run again"},
    {"53300", &codes::database_busy,
     "too many connections: run again, or raise the server's max_connections"},
    {"55P03", &codes::database_busy,
     "run again when the other session has finished, or raise timeouts.lock_s"},
    {"57014", &codes::sql_rejected,
     "the statement took longer than timeouts.statement_s, or somebody cancelled it"},
    {"58030", &codes::database_io, "see the server's log"},
    {"XX001", &codes::database_corrupt, "see the server's log; restore from a backup"},
    {"XX002", &codes::database_corrupt, "rebuild the index with REINDEX; see the server's log"},
    {"08", &codes::connection_lost, "run again; see the server's log"},
    {"21", &codes::constraint_violated, "fix the rows that share a key"},
    {"22", &codes::constraint_violated, "fix the value, or the column's type"},
    {"23", &codes::constraint_violated, "fix the row, or the table's constraint"},
    {"53", &codes::database_busy, "run again when the server is less busy"},
    {"57", &codes::connection_lost, "run again when the server is up"},
});

// One line, whatever a function of the user's raises.
std::string one_line(std::string_view text) {
  std::string line = base::one_line(base::trim(text), 400);
  const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
  line.erase(std::unique(line.begin(), line.end(), both_blank), line.end());
  return line;
}

// What libpq and the server write when a connection fails, most telling first. Both write English
// in the C locale only, but names of settings and words such as SSL stand in every language.
struct Failure {
  std::string_view part;
  std::string_view why;
  std::string_view hint;
  bool passes = false;  // it may go well a moment later
};
constexpr auto kFailures = std::to_array<Failure>({
    {"password authentication failed", "the password or the user is wrong",
     "correct options.user, or what secrets.password points to"},
    {"no password supplied", "the server wants a password and there is none",
     "set secrets.password to env:NAME or file:/path"},
    {"no pg_hba.conf entry", "the server lets this user not in from here, or not without TLS",
     "check options.user, options.database and ssl_mode, and the server's pg_hba.conf"},
    {"pg_hba.conf rejects", "the server refuses this user from here",
     "check options.user, options.database and ssl_mode, and the server's pg_hba.conf"},
    {"Peer authentication failed", "the server knows users of this socket by the system's names",
     "set options.user to the name of the system's user, or connect by TCP with a password"},
    {"authentication failed", "the server refuses the user",
     "check options.user and how the server's pg_hba.conf proves it"},
    {"is not permitted to log in", "the role may not log in", "ALTER ROLE ... LOGIN"},
    {"too many connections", "the user or the database has no connection left",
     "run again later, or raise the CONNECTION LIMIT of the role or the database", true},
    {"permission denied for database", "the user may not connect to this database",
     "correct options.database, or GRANT CONNECT ON DATABASE ... TO the user"},
    {"role \"", "there is no such user", "correct options.user, or create the role"},
    {"database \"", "there is no such database", "correct options.database"},
    {"certificate has expired", "the server's certificate has expired", "renew it on the server"},
    {"certificate is not yet valid", "the server's certificate is not valid yet",
     "set this machine's clock, or renew the certificate on the server"},
    {"certificate verify failed", "the server's certificate is not from a trusted authority",
     "set ssl.root_cert to the authority's certificate"},
    {"does not match host name", "the server's certificate is for another host",
     "set options.host to the name in the certificate"},
    {"root certificate file", "the file of trusted certificates cannot be read",
     "set ssl.root_cert to a file of certificates that are trusted"},
    {"certificate file", "the client's certificate cannot be read", "correct ssl.cert"},
    {"private key file", "the client's key cannot be used",
     "correct ssl.key; only its owner may read it"},
    {"server does not support SSL", "the server has no TLS",
     "switch TLS on at the server, or set ssl_mode to disable if the network may be trusted"},
    {"SSL error", "TLS could not be set up", "check ssl_mode and the ssl settings"},
    {"could not translate host name", "the host is unknown", "correct options.host"},
    {"Connection refused", "nothing listens there",
     "correct options.host or options.port, or start the server", true},
    {"No such file or directory", "no server has its socket there",
     "correct options.host or options.port, or start the server", true},
    {"timeout expired", "the server did not answer in time",
     "check options.host, options.port and the network, or raise timeouts.connect_s", true},
    {"Connection timed out", "the server did not answer in time",
     "check options.host, options.port and the network", true},
    {"No route to host", "the host cannot be reached", "check options.host and the network", true},
    {"Network is unreachable", "the host cannot be reached", "check options.host and the network",
     true},
    {"too many clients", "the server has no connection left",
     "run again later, or raise the server's max_connections", true},
    {"remaining connection slots", "the server has no connection left",
     "run again later, or raise the server's max_connections", true},
    {"the database system is", "the server is starting or stopping", "run again in a moment", true},
    {"server closed the connection", "what listens there is no PostgreSQL, or wants TLS",
     "check options.port and ssl_mode"},
    {"expected authentication request", "what listens there is no PostgreSQL",
     "correct options.port"},
});

}  // namespace

Error make_error(std::string_view sqlstate, std::string_view message, std::string_view connection) {
  const Row* row = nullptr;
  for (const Row& candidate : kTable) {
    if (sqlstate.starts_with(candidate.state)) {
      row = &candidate;
      break;
    }
  }
  const Code& code = row != nullptr ? *row->code : codes::sql_rejected;
  return Error(code,
               fmt::format("connection '{}': {}: {}", connection, code.title, one_line(message)))
      .with_hint(std::string(
          row != nullptr ? row->hint
                         : "check the statement against the tables and columns; a name in capitals "
                           "stands in double quotes"))
      .with_sqlstate(std::string(sqlstate));
}

Error cancelled_error(std::string_view connection) {
  return Error(codes::cancelled, fmt::format("connection '{}': cancelled", connection))
      .with_sqlstate("57014");
}

Error lost_error(std::string_view message, std::string_view connection) {
  return Error(codes::connection_lost,
               fmt::format("connection '{}': {}{}{}", connection, codes::connection_lost.title,
                           message.empty() ? "" : ": ", one_line(message)))
      .with_hint("run again; see the server's log");
}

Error connect_error(std::string_view native, const ConnectSpec& spec, std::string_view target,
                    bool needs_password) {
  constexpr std::string_view kVerifyFailed = "certificate verify failed";
  std::string message(native);
  if (native.find(kVerifyFailed) != std::string_view::npos) {
    message += certificate_words(look_at_certificate(spec));
  }
  const Failure* found = nullptr;
  for (const Failure& candidate : kFailures) {
    if (message.find(candidate.part) != std::string_view::npos) {
      found = &candidate;
      break;
    }
  }
  const std::string_view why = found != nullptr ? found->why
                               : needs_password ? "the server wants a password and there is none"
                                                : "";
  const std::string_view hint = found != nullptr ? found->hint
                                : needs_password
                                    ? "set secrets.password to env:NAME or file:/path"
                                    : "check the connection's options against the server's log";
  return Error(found != nullptr && found->passes ? codes::unreachable : codes::connect_failed,
               fmt::format("connection '{}': cannot connect to {}: {}{}{}", spec.name, target, why,
                           why.empty() ? "" : ": ", one_line(message)))
      .with_hint(std::string(hint));
}

}  // namespace waybill::warehouse::postgres
