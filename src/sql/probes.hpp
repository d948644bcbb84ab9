// What verification asks a warehouse about its user and its session: SQL as data, one row a vendor.
#ifndef WAYBILL_SQL_PROBES_HPP
#define WAYBILL_SQL_PROBES_HPP

#include <string_view>

namespace waybill::sql {

// Every text is a statement that answers one value; empty: there is nothing to ask. A statement
// about rights answers NULL where all is well, else what is there and should not be, or the
// statements that grant what is missing.
struct Probes {
  std::string_view vendor;
  bool is_file;                       // the rights are those of a file, the clock is this machine's
  bool in_memory = false;             // opens without a file as well
  std::string_view time_zone;         // the session's
  std::string_view utc;               // what it then answers
  std::string_view excess;            // rights that neither a source nor a destination needs
  std::string_view excess_source;     // rights that a source does not need
  std::string_view readable;          // how many tables the user may read
  std::string_view control_tables;    // how many of Waybill's own tables there are
  std::string_view control_missing;   // grants without which they cannot be used or made
  std::string_view missing;           // grants that a destination needs and the user lacks
  std::string_view how_to_take_away;  // hint for what is too much
};

// nullptr: nothing is known of this vendor.
const Probes* find_probes(std::string_view vendor);

}  // namespace waybill::sql

#endif
