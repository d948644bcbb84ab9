// A throw-away MariaDB of this test process: made when first asked for, on a unix socket in a
// temporary folder and a port of loopback, run by a user who is not root, ended with the process.
//
//   TEST_CASE("..." * doctest::skip(without_mariadb())) {
//     MariadbDatabase database;               // an empty one, gone with this object
//     const auto session = database.open(warehouse::Access::read_write);
//     database.run("CREATE TABLE t (a int)");  // past Waybill
#ifndef WAYBILL_TESTS_SUPPORT_MARIADB_SERVER_HPP
#define WAYBILL_TESTS_SUPPORT_MARIADB_SERVER_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "warehouse/open.hpp"

namespace waybill::tests {

// For doctest::skip(): says which program is missing.
bool without_mariadb();

// What a connection to the server needs: as root, without a password; or as the role
// with_password, who may do anything too and says mariadb_password().
std::string mariadb_socket();
int mariadb_port();  // on 127.0.0.1
std::string mariadb_password();

class MariadbDatabase {
 public:
  MariadbDatabase();
  MariadbDatabase(const MariadbDatabase&) = delete;
  MariadbDatabase& operator=(const MariadbDatabase&) = delete;
  ~MariadbDatabase();

  const std::string& name() const { return name_; }
  warehouse::ConnectSpec spec(std::int64_t lock_s = 30) const;  // by the socket
  std::unique_ptr<warehouse::Session> open(warehouse::Access access,
                                           std::int64_t lock_s = 30) const;

  // Statements past Waybill, separated by ';'; throws std::runtime_error with the server's words.
  void run(const std::string& sql) const { rows(sql); }
  // Each row as texts joined by '|', NULL as "NULL".
  std::vector<std::string> rows(const std::string& sql) const;
  std::int64_t number(const std::string& sql) const;

 private:
  std::string name_;
};

}  // namespace waybill::tests

#endif
