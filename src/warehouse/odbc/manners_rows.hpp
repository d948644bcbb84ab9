// The rows of find_manners(), each in its own file, and what they share.
#ifndef WAYBILL_WAREHOUSE_ODBC_MANNERS_ROWS_HPP
#define WAYBILL_WAREHOUSE_ODBC_MANNERS_ROWS_HPP

#include <string>
#include <vector>

#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/manners.hpp"
#include "warehouse/odbc/vendors.hpp"

namespace waybill::warehouse::odbc {

const Manners& generic_manners();
const Manners& mariadb_manners();
const Manners& postgres_manners();
const Manners& sqlite_manners();

// The generic row with the texts of a dialect, which must outlive it, and what is known of a
// vendor.
Manners generic_manners_of(const sql::Dialect& dialect, const Vendor* vendor);

// Throws Error(connect_failed) where TLS was asked for and Manners::about shows no cipher.
void check_encrypted(Connection& connection, const ConnectSpec& spec);

// Of MariaDB: different texts are never equal in it.
bool is_exact_collation(const std::string& collation);

// Empty where there is no such cell, or NULL in it.
std::string text_at(const Texts& rows, std::size_t row, std::size_t column);

// A unique index; `why_not` says why it cannot serve as a key.
void add_key(TableInfo& info, const std::string& name, const std::string& why_not,
             std::vector<std::string> columns);

}  // namespace waybill::warehouse::odbc

#endif
