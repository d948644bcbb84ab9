// Connecting: where to, with which proof of the server, and the settings every session starts with.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_CONNECT_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_CONNECT_HPP

#include <string>

#include "warehouse/open.hpp"
#include "warehouse/postgres/certificate.hpp"
#include "warehouse/postgres/libpq.hpp"

namespace waybill::warehouse::postgres {

class Connection;

// A connected handle. Throws Error(connect_failed): which field is probably wrong.
PGconn* connect_handle(const Libpq& api, const ConnectSpec& spec);

// Sets what must hold in every session and asks the server whether it does. Throws
// Error(connect_failed) where it does not.
void set_up_session(Connection& connection, const ConnectSpec& spec, Access access);

// What is wrong with the certificate of a server that was refused for it, whatever the driver.
CertificateTrouble look_at_certificate(const ConnectSpec& spec);

}  // namespace waybill::warehouse::postgres

#endif
