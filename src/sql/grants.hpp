// The statements that set a vendor up for Waybill: a user, and the rights it needs and no more.
#ifndef WAYBILL_SQL_GRANTS_HPP
#define WAYBILL_SQL_GRANTS_HPP

#include <string>
#include <string_view>
#include <vector>

namespace waybill::sql {

struct GrantRequest {
  bool destination = false;          // else a source
  std::string user;                  // empty: waybill_reader, or waybill_writer
  std::string database;              // empty: the vendor's usual
  std::vector<std::string> schemas;  // empty: the vendor's usual
  std::string warehouse;             // of Snowflake; empty: COMPUTE_WH
};

// Why a vendor has no such script; empty: it has one.
std::string_view why_no_grants(std::string_view vendor);

// Statements a line, each ended by a semicolon, with comments for who runs them. The password is
// left as <password>. Throws Error(bad_identifier) for a name that the vendor cannot spell.
std::string grants_script(std::string_view vendor, const GrantRequest& request);

}  // namespace waybill::sql

#endif
