// A transaction around one load, unless one is open.
#ifndef WAYBILL_WAREHOUSE_ADBC_AROUND_HPP
#define WAYBILL_WAREHOUSE_ADBC_AROUND_HPP

#include "warehouse/adbc/connection.hpp"

namespace waybill::warehouse::adbc {

class Around {
 public:
  explicit Around(Connection& connection) : connection_(connection) {
    if (connection_.in_transaction()) return;
    connection_.begin(connection_.dialect().begin_write);
    mine_ = true;
  }
  Around(const Around&) = delete;
  Around& operator=(const Around&) = delete;
  ~Around() {
    if (mine_) connection_.rollback();
  }
  void done() {
    if (mine_) connection_.commit();
    mine_ = false;
  }

 private:
  Connection& connection_;
  bool mine_ = false;
};

}  // namespace waybill::warehouse::adbc

#endif
