// A unit test of a model on its source itself: in a session that cannot write, the given rows stand
// in a WITH in front of the query, in the place of the tables it names.
#ifndef WAYBILL_SERVICE_LIVE_TEST_HPP
#define WAYBILL_SERVICE_LIVE_TEST_HPP

#include <memory>
#include <vector>

#include "service/given_rows.hpp"
#include "service/model_test.hpp"
#include "sync/job.hpp"

namespace waybill::service {

// Makes `job` read the given rows. Throws Error(unsupported) where the source takes none.
std::unique_ptr<warehouse::Session> open_live_test(const TestBench& bench,
                                                   const model::Source& source,
                                                   const std::vector<GivenTable>& tables,
                                                   sync::Job& job);

}  // namespace waybill::service

#endif
