// A throw-away PostgreSQL of this test process: made when first asked for, on a unix socket in a
// temporary folder, run by a user who is not root, ended with the process.
//
//   TEST_CASE("..." * doctest::skip(without_postgres())) {
//     PostgresDatabase database;               // an empty one, gone with this object
//     const auto session = database.open(warehouse::Access::read_write);
//     database.run("CREATE TABLE t (a int)");  // past Waybill
#ifndef WAYBILL_TESTS_SUPPORT_POSTGRES_SERVER_HPP
#define WAYBILL_TESTS_SUPPORT_POSTGRES_SERVER_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "warehouse/open.hpp"

namespace waybill::tests {

// For doctest::skip(): says which program or library is missing.
bool without_postgres();

// What a connection to the server, as its superuser postgres, needs. A role with_password has to
// say one; a role turned_away is refused.
std::string postgres_socket_folder();

// Of a second server that is a hot standby, with nothing but the database postgres.
std::unique_ptr<warehouse::Session> open_postgres_standby();

class PostgresDatabase {
 public:
  PostgresDatabase();
  PostgresDatabase(const PostgresDatabase&) = delete;
  PostgresDatabase& operator=(const PostgresDatabase&) = delete;
  ~PostgresDatabase();

  const std::string& name() const { return name_; }
  warehouse::ConnectSpec spec(std::int64_t lock_s = 30) const;
  std::unique_ptr<warehouse::Session> open(warehouse::Access access,
                                           std::int64_t lock_s = 30) const;

  // Statements past Waybill; throws std::runtime_error with the server's words.
  void run(const std::string& sql) const { rows(sql); }
  // Each row as texts joined by '|', NULL as "NULL".
  std::vector<std::string> rows(const std::string& sql) const;
  std::int64_t number(const std::string& sql) const;

 private:
  std::string name_;
};

}  // namespace waybill::tests

#endif
