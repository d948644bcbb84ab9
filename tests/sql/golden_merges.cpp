// Staging into the target, and what is asked of both.
#include "golden_cases.hpp"
#include "sql/compare.hpp"

namespace waybill::tests::golden {
namespace {

using sql::Dialect;

const std::vector<std::string>& two() {
  static const std::vector<std::string> names{"id", "org"};
  return names;
}

std::vector<sql::Statement> merge_beyond(const Dialect& d,
                                         std::vector<std::string> sql::MergeSpec::*kind) {
  sql::MergeSpec spec = staged(d, {"id", "body"}, {"id"});
  spec.*kind = {"body"};
  return merge(d, spec);
}

sql::MergeSpec three(const Dialect& d) {
  return staged(d, {"id", "org", "name"}, two());
}

}  // namespace

std::vector<Case> merge_cases() {
  return {
      {"merge",
       [](const Dialect& d) {
         return merge(d, staged(d, {"id", "name", "updated_at"}, {"id"}));
       }},
      {"merge: two columns of the key", [](const Dialect& d) { return merge(d, three(d)); }},
      {"merge: nothing but the key",
       [](const Dialect& d) { return merge(d, staged(d, two(), two())); }},
      {"merge: a JSON", [](const Dialect& d) { return merge_beyond(d, &sql::MergeSpec::json); }},
      {"merge: bytes", [](const Dialect& d) { return merge_beyond(d, &sql::MergeSpec::bytes); }},
      {"merge: only new rows",
       [](const Dialect& d) {
         sql::MergeSpec spec = three(d);
         spec.insert_only = true;
         return merge(d, spec);
       }},
      {"merge: many rows",
       [](const Dialect& d) {
         sql::MergeSpec spec = three(d);
         spec.many = true;
         return merge(d, spec);
       }},
      {"merge: many rows in one pass",
       [](const Dialect& d) {
         sql::MergeSpec spec = three(d);
         spec.many = spec.one_pass = true;
         return d.one_pass.empty() ? std::vector<sql::Statement>{} : merge(d, spec);
       }},
      {"one_pass_probe",
       [](const Dialect& d) {
         const auto probe = one_pass_probe(d, three(d).target);
         return probe ? std::vector{*probe} : std::vector<sql::Statement>{};
       }},
      {"one_pass_probe: hostile names",
       [](const Dialect& d) {
         const auto probe = one_pass_probe(d, staged_hostile(d).target);
         return probe ? std::vector{*probe} : std::vector<sql::Statement>{};
       }},
      {"merge: many rows, only new ones",
       [](const Dialect& d) {
         sql::MergeSpec spec = three(d);
         spec.many = spec.insert_only = true;
         return merge(d, spec);
       }},
      {"merge: hostile names", [](const Dialect& d) { return merge(d, staged_hostile(d)); }},
      {"delete_matched",
       one([](const Dialect& d) { return delete_matched(d, staged(d, two(), two())); })},
      {"delete_matched: hostile names",
       one([](const Dialect& d) { return delete_matched(d, staged_hostile(d)); })},
      {"delete_unmatched",
       one([](const Dialect& d) { return delete_unmatched(d, staged(d, two(), two())); })},
      {"delete_unmatched: hostile names",
       one([](const Dialect& d) { return delete_unmatched(d, staged_hostile(d)); })},
      {"count_matched", one([](const Dialect& d) { return count_matched(d, three(d)); })},
      {"count_matched: many rows", one([](const Dialect& d) {
         auto spec = three(d);
         spec.many = true;
         return count_matched(d, spec);
       })},
      {"count_matched: hostile names",
       one([](const Dialect& d) { return count_matched(d, staged_hostile(d)); })},
      {"read_staged: found",
       one([](const Dialect& d) { return read_staged(d, three(d), sql::Found::yes); })},
      {"read_staged: not found",
       one([](const Dialect& d) { return read_staged(d, three(d), sql::Found::no); })},
      {"read_staged: hostile names",
       one([](const Dialect& d) { return read_staged(d, staged_hostile(d), sql::Found::no); })},
      {"count_different", one([](const Dialect& d) { return count_different(d, three(d)); })},
      {"count_different: nothing but the key",
       one([](const Dialect& d) { return count_different(d, staged(d, two(), two())); })},
      {"count_different: hostile names",
       one([](const Dialect& d) { return count_different(d, staged_hostile(d)); })},
      {"read_different", one([](const Dialect& d) { return read_different(d, three(d)); })},
      {"read_different: nothing but the key",
       one([](const Dialect& d) { return read_different(d, staged(d, two(), two())); })},
      {"read_different: hostile names",
       one([](const Dialect& d) { return read_different(d, staged_hostile(d)); })},
  };
}

}  // namespace waybill::tests::golden
