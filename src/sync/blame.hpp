// Errors of a session say whose they are: it does not know itself which side of a run it is.
#ifndef WAYBILL_SYNC_BLAME_HPP
#define WAYBILL_SYNC_BLAME_HPP

#include "base/error.hpp"

namespace waybill::sync {

template <class Work>
auto blaming(Blame blame, Work&& work) {
  try {
    return work();
  } catch (Error& error) {
    if (error.blame() == Blame::host) error.set_blame(blame);
    throw;
  }
}

}  // namespace waybill::sync

#endif
