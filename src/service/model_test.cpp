#include "service/model_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/error.hpp"
#include "service/live_test.hpp"
#include "service/model_job.hpp"
#include "sql/gate.hpp"
#include "sql/read_tables.hpp"
#include "sql/template.hpp"
#include "sync/checked_rows.hpp"
#include "sync/query.hpp"
#include "validate/check.hpp"
#include "validate/time_limit.hpp"
#include "warehouse/private.hpp"

namespace waybill::service {

using base::Json;
using model::Kind;

namespace {

constexpr std::string_view kRepeatedKey = "WB8511";

// A source that no document describes is what the model says of it.
model::Source source_of(const Documents& documents, const model::Model& model) {
  if (!documents.all(Kind::source).empty()) return documents.source_of(model);
  model::Source source;
  source.name = model.source_name;
  std::vector<sql::TemplateProblem> problems;
  const sql::Template query = sql::Template::parse(model.source_query, problems);
  if (!model.organization_column.empty()) {
    source.tenancy = model::Tenancy::multi_tenant_tables;
  } else if (problems.empty() && query.uses(sql::Variable::schema)) {
    source.tenancy = model::Tenancy::schema_tenanted;
  }
  return source;
}

// A test names a tenant by its id, whether or not a recipient has it.
std::optional<model::Recipient> recipient_of(const Documents& documents, const std::string& id) {
  if (id.empty()) return std::nullopt;
  for (const model::Document& document : documents.all(Kind::recipient)) {
    const model::Recipient recipient = model::read_recipient(document);
    if (recipient.id_in_provider_system == id) return recipient;
  }
  model::Recipient nobody;
  nobody.name = nobody.id_in_provider_system = nobody.schema = id;
  return nobody;
}

Tenant tenant_for(const Documents& documents, const model::Model& model,
                  const model::Source& source, const model::Test& test) {
  try {
    return tenant_of(model, source, recipient_of(documents, test.tenant));
  } catch (const Error& error) {
    if (!test.tenant.empty()) throw;
    throw Error(error.code(), error.message()).with_hint("say a tenant in the test");
  }
}

std::optional<base::Micros> bound_of(const std::string& text, std::string_view name) {
  if (text.empty()) return std::nullopt;
  if (const auto at = base::parse_instant(text)) return at;
  throw Error(codes::bad_parameter, fmt::format("window.{} is no RFC 3339 time", name))
      .with_hint("write it as 2026-01-31T12:00:00Z");
}

sync::Job job_of(const model::Model& model, const Tenant& tenant, const model::Test& test) {
  sync::Job job = job_of_model(model, tenant, "test");
  job.from = bound_of(test.from, "from");
  job.until = bound_of(test.until, "to");
  if (job.from && job.until && *job.from >= *job.until) {
    throw Error(codes::bad_parameter, "the window is empty: 'from' is not before 'to'")
        .with_hint("'from' is inclusive, 'to' exclusive");
  }
  job.on_reject.max_rows = std::numeric_limits<std::int64_t>::max();  // they are told one by one
  job.on_reject.payload = model::RejectPayload::none;
  return job;
}

std::string query_text(const sync::Job& job, const sql::Syntax& syntax) {
  return sync::query_for(job, syntax, std::nullopt, std::nullopt);
}

// Why a query that SQLite refused may be right all the same: it is written for another vendor.
// Empty: there is no such reason.
std::string why_of_other_vendor(const sync::Job& job, const Error& refusal) {
  if (job.model.source_query.empty()) return "";
  const sql::Syntax& sqlite = *sql::sqlite().syntax;
  if (refusal.code().id == codes::sql_rejected.id) {
    const std::string query = query_text(job, sqlite);
    if (const auto refused = sql::refuse_unless_read_only(sqlite, query)) return refused->message;
    return warehouse::why_not_sqlite(sql::single_query(sqlite, query));
  }
  const bool by_text = refusal.code().id == codes::not_read_only.id ||
                       refusal.code().id == codes::template_refused.id;
  return by_text ? refusal.message() : "";
}

bool reads_as(const sync::Job& job, std::string_view vendor) {
  const sql::Syntax* syntax = sql::find_syntax(vendor);
  if (syntax == nullptr) return false;
  try {
    sql::single_query(*syntax, query_text(job, *syntax));
    return true;
  } catch (const Error&) {
    return false;
  }
}

class Run {
 public:
  Run(const TestBench& bench, const model::Document& document, const model::Test& test)
      : bench_(bench),
        model_(model::read_model(document)),
        source_(source_of(bench.documents, model_)),
        tenant_(tenant_for(bench.documents, model_, source_, test)),
        job_(job_of(model_, tenant_, test)),
        tables_(given_tables(test.given, job_.model, tenant_.schema)) {}

  // Where skipped() says why, the error is that of SQLite, which knows other SQL.
  void read() {
    session_ = bench_.live ? open_live_test(bench_, source_, tables_, job_)
                           : open_given("given rows", tables_);
    const auto interrupt = bench_.call.cancel.on_cancel([this] { session_->cancel(); });
    const validate::TimeLimit limit(*session_, bench_.limit);
    try {
      read_rows();
      if (!bench_.live) warn_of_unread();
    } catch (const Error& error) {
      bench_.call.cancel.throw_if_cancelled();
      if (limit.over()) {
        throw Error(codes::bad_parameter,
                    fmt::format("the rows were not read within {} s", bench_.limit.count()))
            .with_hint("give the tests more seconds, or less to read");
      }
      if (!bench_.live) explain(error);
      throw;
    }
  }

  Arrived& arrived() { return arrived_; }
  const std::vector<sync::DeadLetter>& refused() const { return refused_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  const std::string& skipped() const { return skipped_; }  // why; empty: it is not

 private:
  void read_rows() {
    sync::CheckedRows rows(job_, *session_);
    arrived_.schema = rows.schema();
    arrived_.key = rows.plan().key;
    for (rows::Batch batch; rows.next(batch);) arrived_.batches.push_back(std::move(batch));
    refused_ = rows.refused();
    for (Json& key : take_repeated_keys(arrived_)) {
      refused_.push_back({"", std::string(kRepeatedKey),
                          "another row of the same run has the same primary key", std::move(key),
                          nullptr});
    }
  }

  // What the model names, as SQLite reads it.
  std::vector<sql::Table> tables_named() const {
    if (job_.model.source_query.empty()) return {sql::parse_table(job_.model.source_table)};
    const sql::Syntax& syntax = *session_->dialect().syntax;
    return sql::tables_read(syntax, sql::single_query(syntax, query_text(job_, syntax)));
  }

  void warn_of_unread() {
    const std::vector<sql::Table> named = tables_named();
    for (const GivenTable& given : tables_) {
      const auto is_it = [&](const auto& table) { return sql::may_be_same(given.table, table); };
      if (std::ranges::none_of(named, is_it)) {
        warnings_.push_back(fmt::format("given '{}' is never read", given.name));
      }
    }
  }

  void explain(const Error& error) {
    if (const std::string why = why_of_other_vendor(job_, error); !why.empty()) {
      return explain_sql(error, why);
    }
    if (error.code().id != codes::sql_rejected.id && error.code().id != codes::no_such_table.id) {
      return;
    }
    for (const sql::Table& table : tables_named()) {
      const auto is_it = [&](const GivenTable& given) {
        return sql::may_be_same(given.table, table);
      };
      if (std::ranges::any_of(tables_, is_it)) continue;
      throw Error(codes::no_such_table,
                  fmt::format("the model reads '{}', which is not given", sql::shown_table(table)))
          .with_hint("give its rows: \"given\": {\"table\": [{\"column\": value}]}");
    }
  }

  void explain_sql(const Error& error, const std::string& why) {
    const std::string vendor = vendor_of_source();
    if (vendor.empty()) {
      throw Error(error.code(), fmt::format("SQLite, in which given rows stand, does not read the "
                                            "query: {}",
                                            why))
          .with_hint(
              "where it is another vendor's SQL, name the model's source: --live runs it there");
    }
    if (vendor == session_->dialect().name || !reads_as(job_, vendor)) return;
    skipped_ = fmt::format("the query is written for {}, and SQLite does not read it: {}",
                           sql::find_syntax(vendor)->title, why);
  }

  // Empty: no document says it.
  std::string vendor_of_source() const {
    if (!source_.host.empty()) return std::string(sql::sqlite().name);
    const auto connection = bench_.documents.find(Kind::connection, source_.connection);
    return connection ? model::read_connection(*connection).vendor : "";
  }

  const TestBench& bench_;
  const model::Model model_;
  const model::Source source_;
  const Tenant tenant_;
  sync::Job job_;
  const std::vector<GivenTable> tables_;
  std::unique_ptr<warehouse::Session> session_;
  Arrived arrived_;
  std::vector<sync::DeadLetter> refused_;
  std::vector<std::string> warnings_;
  std::string skipped_;
};

void judge_findings(const model::Test& test, const std::vector<TestFinding>& found,
                    Differences& differences) {
  for (const std::string& code : test.expect_findings) {
    if (std::ranges::find(found, code, &TestFinding::code) != found.end()) continue;
    differences.add({"finding", nullptr, "", code, nullptr});
  }
  std::vector<std::string> told;
  for (const TestFinding& finding : found) {
    const auto among = [&](const std::vector<std::string>& codes) {
      return std::ranges::find(codes, finding.code) != codes.end();
    };
    if (!finding.error || among(test.expect_findings) || among(told)) continue;
    told.push_back(finding.code);
    differences.add(
        {"finding", nullptr, "", nullptr, fmt::format("{} {}", finding.code, finding.message)});
  }
}

void fail(TestResult& result, const Error& error) {
  result.verdict = Verdict::error;
  result.message = fmt::format("{} {}", error.code().id, error.message());
  result.hint = error.hint();
}

// False: the rows could not be read, and the result says why.
bool read(Run& run, const model::Test& test, std::vector<TestFinding>& found, TestResult& result) {
  try {
    run.read();
    for (const sync::DeadLetter& letter : run.refused()) {
      found.push_back({letter.code, letter.message});
    }
    return true;
  } catch (const Error& error) {
    if (validate::ends_the_call(error)) throw;
    if (!run.skipped().empty()) {
      result.verdict = Verdict::skipped;
      result.message = run.skipped();
      result.hint = "waybill test --live runs it on the source itself";
      return false;
    }
    if (test.expect || error.code().id == codes::bad_parameter.id) {
      fail(result, error);
      return false;
    }
    found.push_back({std::string(error.code().id), error.message()});
    return true;
  }
}

void judge(Run& run, const model::Test& test, std::vector<TestFinding>& found, TestResult& result) {
  if (!read(run, test, found, result)) return;
  if (!test.expect) {
    judge_findings(test, found, result.differences);
  } else {
    for (const sync::DeadLetter& letter : run.refused()) {
      result.differences.add(
          {"refused", letter.key, "", nullptr, fmt::format("{} {}", letter.code, letter.message)});
    }
    compare_rows(run.arrived(), *test.expect, result.differences);
  }
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  constexpr auto kNames = std::to_array<std::string_view>({"passed", "failed", "error", "skipped"});
  static_assert(kNames.size() == kVerdicts);
  return kNames[static_cast<std::size_t>(verdict)];
}

TestResult run_test(const TestBench& bench, const model::Document& document,
                    const model::Test& test, std::vector<TestFinding> linted) {
  TestResult result;
  const auto broken = std::ranges::find(linted, true, &TestFinding::error);
  try {
    if (broken == linted.end()) {
      Run run(bench, document, test);
      judge(run, test, linted, result);
      result.warnings = run.warnings();
    } else if (test.expect) {  // no such model is ever run
      result.verdict = Verdict::error;
      result.message = fmt::format("{} {}", broken->code, broken->message);
      result.hint = "waybill lint shows every finding with its fix";
    } else {
      judge_findings(test, linted, result.differences);
    }
  } catch (const Error& error) {
    bench.call.cancel.throw_if_cancelled();
    if (validate::ends_the_call(error)) throw;
    // The tenant's part of a run is refused before anything is read.
    if (!test.expect && error.code().id == codes::tenant_missing.id) {
      linted.push_back({std::string(error.code().id), error.message()});
      judge_findings(test, linted, result.differences);
    } else {
      fail(result, error);
    }
  }
  if (result.verdict == Verdict::passed && result.differences.count() > 0) {
    result.verdict = Verdict::failed;
    result.message = result.differences.summary();
  }
  return result;
}

}  // namespace waybill::service
