// Connecting: where to, with which proof of the server, and the settings every session starts with.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_CONNECT_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_CONNECT_HPP

#include <string>
#include <utility>
#include <vector>

#include "base/secret.hpp"
#include "warehouse/open.hpp"
#include "warehouse/postgres/certificate.hpp"
#include "warehouse/postgres/libpq.hpp"

namespace waybill::warehouse::postgres {

class Connection;

std::string target_of(const ConnectSpec& spec);  // for messages

// What is said to libpq, by whichever program it is called: everything but the password.
std::vector<std::pair<std::string, std::string>> connection_settings(const ConnectSpec& spec);
base::Secret password(const ConnectSpec& spec);
// Throws Error(connect_failed) where TLS is asked of a socket, or a file of it cannot be read.
void check_tls(const ConnectSpec& spec);

// A connected handle. Throws Error(connect_failed): which field is probably wrong.
PGconn* connect_handle(const Libpq& api, const ConnectSpec& spec);

// Sets what must hold in every session and asks the server whether it does. Throws
// Error(connect_failed) where it does not.
void set_up_session(Connection& connection, const ConnectSpec& spec, Access access);

// What is wrong with the certificate of a server that was refused for it, whatever the driver.
CertificateTrouble look_at_certificate(const ConnectSpec& spec);

}  // namespace waybill::warehouse::postgres

#endif
