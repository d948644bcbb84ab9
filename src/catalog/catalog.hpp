// Waybill's own SQLite file: definitions and their versions, runs, dead letters, leases. Knows no
// warehouse: it can be read and repaired with none in reach. One handle, one thread at a time; any
// number of processes.
#ifndef WAYBILL_CATALOG_CATALOG_HPP
#define WAYBILL_CATALOG_CATALOG_HPP

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/process.hpp"
#include "base/time.hpp"
#include "model/document.hpp"

namespace waybill::catalog {

struct Object {
  std::string id;  // UUID
  model::Kind kind = model::Kind::model;
  std::string name;
  std::int64_t version = 0;  // of its newest version, from 1
  base::Json body;
  base::Micros created_at = 0;
  base::Micros updated_at = 0;
};

// Who changes something, and why; kept with every version.
struct Author {
  std::string actor;
  std::string note;
};

enum class Action { create, update, remove };
std::string_view to_string(Action action);

struct Version {
  std::string object_id;
  model::Kind kind = model::Kind::model;
  std::string name;
  std::int64_t number = 0;
  Action action = Action::create;
  base::Json body;
  Author author;
  base::Micros at = 0;
};

// Lists are pages: pass `next` of one page as `after` of the next. Empty next: no more.
struct Page {
  std::int64_t size = 100;  // 1..1000
  std::string after;
};
template <class T>
struct Listing {
  std::vector<T> items;
  std::string next;
};

// orphaned: its process died before anything was committed; expired: it waited too long for its
// turn.
enum class RunStatus { running, success, partial_failure, error, cancelled, orphaned, expired };
std::string_view to_string(RunStatus status);
std::optional<RunStatus> parse_run_status(std::string_view text);

struct Run {
  std::string id;       // UUID, version 7
  std::string sync_id;  // of a sync object, or "<destination id>/<model id>" of an implicit one
  std::string sync_name;
  std::string destination;
  std::string model;
  std::string tenant;
  std::string transfer_id;  // empty: not part of a transfer
  std::string trigger;      // "manual", "transfer", "schedule"
  std::string actor;
  RunStatus status = RunStatus::running;
  base::Micros started_at = 0;
  std::optional<base::Micros> ended_at;
  base::Json report;  // null while it runs
  std::map<std::string, std::string> tags;
};

struct RunFilter {
  std::string sync;  // name, case-insensitive; empty: any
  std::string destination;
  std::optional<RunStatus> status;
  std::optional<base::Micros> ended_before;  // exclusive
  std::optional<base::Micros> ended_after;   // inclusive
  std::string model = {};                    // as it was named when it ran, exact; empty: any
  std::map<std::string, std::string> tags;   // those that have all of them
  bool oldest_first = false;
  std::string sync_id = {};  // with a name: runs of either
};

// Something that happened in a run: "started", "retried", "cancel_asked", "finished".
struct RunEvent {
  std::int64_t number = 0;  // from 1
  base::Micros at = 0;
  std::string event;
  base::Json fields;
};

// How far a schedule was carried out.
struct ScheduleState {
  std::string owner_id;         // of a sync or a destination
  std::string schedule;         // its text: what the rest was said about
  base::Micros handled_to = 0;  // starts up to here need no more
  struct Claim {
    std::string id;  // of the run, or of the transfer
    base::Micros tick = 0;
    base::Micros at = 0;
  };
  std::optional<Claim> claim;  // the start under way
};

// pending: it waits; resolved: its row was delivered; replaced: its row was refused in another way;
// gone: its row is not in the source any more; discarded: nobody wants it.
enum class RejectState { pending, resolved, replaced, gone, discarded };
std::string_view to_string(RejectState state);
std::optional<RejectState> parse_reject_state(std::string_view text);

struct Reject {
  std::string id;  // the same for the same refusal (sync, tenant, key, code, payload) in every run
  std::string sync_id;
  std::string sync_name;
  std::string run_id;
  std::string tenant;
  base::Json key;    // object: column -> value
  std::string code;  // WB85xx
  std::string message;
  base::Json payload;         // null when the policy keeps none
  std::int64_t attempts = 1;  // runs that refused it
  base::Micros first_at = 0;
  base::Micros last_at = 0;
  RejectState state = RejectState::pending;
  std::optional<base::Micros> settled_at;
  Author settled_by;  // of one that was discarded
};

// Those that all of it is true of.
struct RejectFilter {
  std::string sync;  // name; with sync_id: one of both
  std::string code;
  std::optional<RejectState> state;
  std::vector<std::string> ids = {};                // one of these; empty: any
  std::string run = {};                             // that refused it last
  std::optional<base::Micros> refused_before = {};  // last refused; exclusive
  std::optional<base::Micros> refused_after = {};   // inclusive
  std::map<std::string, std::string> key = {};      // columns of its key, as text
  std::string sync_id = {};
  std::optional<std::string> tenant = {};
};

// What the runs of a sync that are over came to.
struct Totals {
  std::string sync_id;
  std::string sync_name;  // as in its last run
  std::string destination;
  std::string model;
  base::Micros last_started_at = 0;
  base::Micros last_ended_at = 0;
  RunStatus last_status = RunStatus::success;
  std::optional<base::Micros> last_success_at;
  std::optional<base::Micros> last_commit_at;  // by a success or a partial failure
  struct Sum {
    std::string what;  // "runs", "rows", "phase_us", "bytes", "retries"
    std::string part;  // a status, an outcome, a phase; else empty
    std::int64_t total = 0;
  };
  std::vector<Sum> sums;
};

// A rule that holds now.
struct Alert {
  std::string sync_id;
  std::string rule;
  std::string id;  // UUID, of this time that it holds
  base::Micros since = 0;
  base::Json body;
};

// What is to be told of an alert, at least once.
struct AlertEvent {
  std::string id;  // UUID, the same each time it is told
  base::Micros at = 0;
  base::Json body;
  std::int64_t attempts = 0;
};

// What a started run of a sync holds. At most one live lease a sync.
struct Lease {
  std::string sync_id;
  std::string run_id;
  std::string actor;
  base::ProcessId owner;
  base::Micros heartbeat = 0;
};
struct LeaseAnswer {
  bool granted = false;
  Lease holder;                             // the new lease, or who has it
  std::optional<std::string> orphaned_run;  // the run whose dead owner was replaced
};

struct CheckResult {
  bool ok = false;
  std::vector<std::string> problems;
  std::int64_t schema_version = 0;
};

// What may go: what ended, was settled or was replaced before an instant. Unset: nothing.
struct Retention {
  std::optional<base::Micros> runs;
  std::optional<base::Micros> run_events;
  std::optional<base::Micros> rejects;
  std::optional<base::Micros> versions;
};
struct VacuumResult {
  std::int64_t runs = 0, run_events = 0, rejects = 0, versions = 0;  // that went
  std::int64_t bytes_before = 0, bytes_after = 0;
};

struct UpgradeResult {
  std::int64_t from = 0, to = 0;  // schema versions
  CheckResult check;              // of the upgraded file
};

class Catalog {
 public:
  // Creates the file when it is absent, upgrades an older schema, refuses a newer one, a foreign
  // or damaged file, and one that may not be written: Error(catalog_...). Waits up to 30 s for
  // other processes.
  static std::unique_ptr<Catalog> open(const std::string& path, base::Clock clock);
  ~Catalog();
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  const std::string& id() const;    // UUID made when the file was created
  const std::string& path() const;  // absolute
  std::string directory() const;    // of path()
  std::int64_t schema_version() const;
  CheckResult check();  // integrity, foreign keys, JSON bodies

  // The whole catalog as it is at one instant, in a file of its own that was read back and checked;
  // others go on working. Throws Error(unwritable_file) for a file that is there, unless it may be
  // overwritten, and for one that is the catalog or in use.
  void backup(const std::string& path, bool overwrite);
  // Removes what `retention` lets go, then gives free pages back to the file system, when they are
  // a quarter of the file. Stays: runs under way, those a lease, a claim or a waiting dead letter
  // names, and of each sync and model the newest one in each status; dead letters that wait; the
  // newest version of every object.
  VacuumResult vacuum(const Retention& retention);
  // What opening does with an older file, with a copy of it made before, unless `backup` is empty.
  // Throws Error(not_found) where there is none.
  static UpgradeResult upgrade(const std::string& path, base::Clock clock,
                               const std::string& backup);

  // All changes inside `work` are applied together or not at all; nested calls join the outer one.
  // `work` may be run again when another process won: it must have no other effects.
  void in_transaction(const std::function<void()>& work);

  // Objects. Names are unique per kind, compared by base::fold_name.
  std::optional<Object> find(model::Kind kind, std::string_view name);
  std::optional<Object> find_by_id(std::string_view id);
  std::vector<Object> all(model::Kind kind);  // by name
  Listing<Object> list(model::Kind kind, const Page& page);
  // Creates, or makes a new version of, the object of this kind and name (or id, when given and
  // known: then a changed name is a rename). A body equal to the present one changes nothing.
  Object put(const model::Document& document, const Author& author);
  void remove(model::Kind kind, std::string_view name, const Author& author);
  // The version that the last removal of an object of this name made, unless an object has the name
  // or the id again.
  std::optional<Version> find_removed(model::Kind kind, std::string_view name);
  Listing<Version> versions(std::string_view object_id, const Page& page);  // newest first
  std::optional<Version> version(std::string_view object_id, std::int64_t number);

  // Runs
  void start_run(const Run& run);   // or one that is over already
  void finish_run(const Run& run);  // status, ended_at, report; a finished run stays as it is
  std::optional<Run> run(std::string_view id);
  Listing<Run> runs(const RunFilter& filter, const Page& page);  // newest first
  // Whoever runs it sees it within a second or so. False: it does not run.
  bool ask_cancel(std::string_view id, const std::string& actor);
  bool cancel_asked(std::string_view id);
  void add_event(std::string_view run_id, std::string_view event, const base::Json& fields);
  Listing<RunEvent> events(std::string_view run_id, const Page& page);  // oldest first

  // Sums of the runs that are over; they are kept as runs end.
  std::vector<Totals> totals();                           // by sync id
  std::map<std::string, std::int64_t> waiting_rejects();  // dead letters, by sync id

  // Alerts
  std::vector<Alert> alerts(std::string_view sync_id);  // empty: of all
  void put_alert(const Alert& alert);
  void end_alert(std::string_view sync_id, std::string_view rule);
  void add_alert_event(const AlertEvent& event);
  // The oldest that nobody else is telling, with this attempt counted; those that were tried
  // `attempts` times are given up.
  std::optional<AlertEvent> take_alert_event(std::int64_t attempts);
  void settle_alert_event(std::string_view id, bool delivered);
  std::int64_t untold_alert_events();

  // Schedules. Whoever changes a state holds the lease of its schedule.
  std::optional<ScheduleState> schedule_state(std::string_view owner_id);
  void put_schedule_state(const ScheduleState& state);

  // Dead letters. Adding one that is there already (same id) counts an attempt and takes over
  // message, run_id and last_at if the run is another, and changes nothing if it is the same run:
  // copying twice is once. One that was discarded stays so where it is known to be the same row.
  void add_rejects(const std::vector<Reject>& rejects);
  // Those that wait, oldest first.
  enum class Payload { left_out, read };
  std::vector<Reject> pending_rejects(const RejectFilter& filter, std::int64_t limit,
                                      Payload payload);
  // Those that wait are discarded; how many were.
  std::int64_t discard_rejects(const RejectFilter& filter, const Author& author);
  // Those that wait get this state; one that is refused again waits again.
  void settle_rejects(const std::vector<std::string>& ids, RejectState state, base::Micros at);
  std::optional<Reject> reject(std::string_view id);
  Listing<Reject> rejects(const RejectFilter& filter, const Page& page);  // newest first
  std::int64_t count_rejects(const RejectFilter& filter);

  // Leases. A holder that is dead on this boot is replaced at once; one elsewhere, or another run
  // of the asking process, after 60 s without a heartbeat; a live one in another process never.
  LeaseAnswer acquire(const Lease& wanted);
  bool heartbeat(std::string_view sync_id, std::string_view run_id);  // false: the lease is lost
  void release(std::string_view sync_id, std::string_view run_id);
  std::vector<Lease> leases();

 private:
  Catalog();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace waybill::catalog

#endif
