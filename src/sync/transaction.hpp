// A transaction that ends on every path: committed, or rolled back when its scope is left.
#ifndef WAYBILL_SYNC_TRANSACTION_HPP
#define WAYBILL_SYNC_TRANSACTION_HPP

#include "warehouse/session.hpp"

namespace waybill::sync {

class Transaction {
 public:
  Transaction(warehouse::Session& session, warehouse::Access access) : session_(session) {
    session_.begin(access);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (!committed_) session_.rollback();
  }
  void commit() {
    session_.commit();
    committed_ = true;
  }

 private:
  warehouse::Session& session_;
  bool committed_ = false;
};

}  // namespace waybill::sync

#endif
