// Rows of the host program: what it says of its tables, and a stream of each when it is asked.
#ifndef WAYBILL_ROWS_HOST_SOURCE_HPP
#define WAYBILL_ROWS_HOST_SOURCE_HPP

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "waybill/arrow_abi.h"

namespace waybill::rows {

// Whose rows are wanted, and from when on: what may be left out. A source may hand out more;
// whoever reads tells rows apart.
struct ReadHints {
  std::string tenant;                // empty: of nobody in particular
  std::optional<std::int64_t> from;  // microseconds since 1970; absent: all
  bool operator==(const ReadHints&) const = default;
};

struct HostTable {
  std::string name;  // optionally schema-qualified
  Schema columns;
};

// Called from one thread at a time for each session.
class HostSource {
 public:
  virtual ~HostSource() = default;
  virtual const std::vector<HostTable>& tables() const = 0;
  // Fills `out` with the rows of a table, its columns by name; others may be beside them. Throws
  // what the host says when it cannot, of the classes that a database's refusals have.
  virtual void open(const std::string& table, const ReadHints& hints, ArrowArrayStream* out) = 0;
};

// By the name a source document says. nullptr: the host registered none.
using HostSources = std::function<std::shared_ptr<HostSource>(std::string_view name)>;

// From {"tables": [{"name", "columns": [{"name", "type"}]}]}. Throws Error(bad_parameter), with the
// path of what is wrong.
std::vector<HostTable> read_host_tables(std::string_view json);

}  // namespace waybill::rows

#endif
