// A source of the host's, from its C callbacks to the interface of sessions.
#ifndef WAYBILL_CAPI_HOST_SOURCE_HPP
#define WAYBILL_CAPI_HOST_SOURCE_HPP

#include <memory>
#include <string>
#include <vector>

#include "capi/callback.hpp"
#include "rows/host_source.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

class CallbackSource final : public rows::HostSource {
 public:
  CallbackSource(std::string name, std::vector<rows::HostTable> tables, UserData user_data,
                 waybill_source_open_fn opens);

  const std::vector<rows::HostTable>& tables() const override { return tables_; }
  void open(const std::string& table, const rows::ReadHints& hints, ArrowArrayStream* out) override;

 private:
  std::string name_;
  std::vector<rows::HostTable> tables_;
  UserData user_data_;
  waybill_source_open_fn open_;
};

}  // namespace waybill::capi

#endif
