"""What operations answer, for type checkers: `waybill.results.SyncRunResult` is the dict that
`catalog.syncs[...].run()` gives. Made by tests/docs/generate.py: do not edit."""

from typing import Any, Dict, List, TypedDict


class AlertCheckResult(TypedDict):
    firing: int  #: rules that hold now
    told: int  #: events that were taken by whoever is told
    untold: int  #: events that still have to be


class AlertListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class CatalogBackupResult(TypedDict):
    path: str  #: the file
    bytes: int  #: its size
    schema_version: int  #: of the catalog


class CatalogCheckResult(TypedDict):
    ok: bool  #: no problem found
    problems: List[Any]  #: what was found
    schema_version: int  #: of the catalog file


CatalogUpgradeResult = TypedDict("CatalogUpgradeResult", {"from": int, "to": int, "ok": bool, "problems": List[Any]})


class CatalogVacuumResult(TypedDict):
    runs: int  #: forgotten
    run_events: int  #: forgotten
    rejects: int  #: forgotten
    versions: int  #: forgotten
    bytes_before: int  #: size of the catalog
    bytes_after: int  #: size of the catalog


class ConfigApplyResult(TypedDict):
    changes: List[Any]  #: {kind, name, action, diff: [{pointer, before, after}]}
    unchanged: int  #: documents equal to the catalog's
    findings: List[Any]  #: warnings about models that changed: {code, severity, column, pointer, message, hint, model}
    #: {path, status}: of each folder, whether its waybill.lock.json was written, is unchanged, or why not
    lock_files: List[Any]


class ConfigExportResult(TypedDict):
    files: List[Any]  #: paths written
    removed: List[Any]  #: paths of files whose objects the catalog has no more
    unchanged: int  #: documents that stand in the folder as they are


class ConfigInitResult(TypedDict):
    files: List[Any]  #: paths written


class ConfigLintResult(TypedDict):
    findings: List[Any]  #: {code, severity, file, line, column, pointer, message, hint}
    counts: Dict[str, Any]  #: {error, warning}
    unchecked: List[Any]  #: {code, why}: rules that could not be judged


class ConfigPlanResult(TypedDict):
    changes: List[Any]  #: {kind, name, action, diff: [{pointer, before, after}]}
    unchanged: int  #: documents equal to the catalog's


ConfigSchemaResult = TypedDict("ConfigSchemaResult", {"$schema": str, "title": str, "$defs": Dict[str, Any]})


class ConnectionCreateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class ConnectionDeleteResult(TypedDict):
    id: str  #: UUID
    name: str  #: that it had
    version: int  #: that the deletion made
    deleted: bool  #: true; waybill version restore brings it back


class ConnectionGetResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document


class ConnectionGrantsResult(TypedDict):
    vendor: str  #: whose SQL it is
    use: str  #: source or destination
    script: str  #: statements, the password left out


class ConnectionListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class ConnectionRenameResult(TypedDict):
    id: str  #: UUID
    name: str  #: the new one
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    followed: List[Any]  #: documents that name it so now: {kind, name}


class ConnectionRotateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    checks: List[Any]  #: {name, status, message, hint, sqlstate, ms}: what was tried before


class ConnectionUpdateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class ConnectionVerifyResult(TypedDict):
    checks: List[Any]  #: {name, status, message, hint, sqlstate, ms}
    ok: bool  #: no check failed; warnings do not count


class DestinationCreateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class DestinationDeleteResult(TypedDict):
    id: str  #: UUID
    name: str  #: that it had
    version: int  #: that the deletion made
    deleted: bool  #: true; waybill version restore brings it back


class DestinationFieldsResult(TypedDict):
    items: List[Any]  #: the page: {name, source_type, type, nullable, primary_key}
    next: Any  #: cursor of the next page, or null


class DestinationGetResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document


class DestinationListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class DestinationObjectsResult(TypedDict):
    items: List[Any]  #: the page: {schema, name}
    next: Any  #: cursor of the next page, or null


class DestinationRenameResult(TypedDict):
    id: str  #: UUID
    name: str  #: the new one
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    followed: List[Any]  #: documents that name it so now: {kind, name}


class DestinationTestResult(TypedDict):
    checks: List[Any]  #: {name, status, message, hint, sqlstate, ms}
    ok: bool  #: no check failed; warnings do not count


class DestinationTransferResult(TypedDict):
    status: str  #: success, partial_failure or error
    transfer_id: str  #: UUID
    destination: str  #: its name
    runs: List[Any]  #: one a model: {run_id, sync, model, status, report or error}; a paused sync does not run


class DestinationUpdateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class DialectCheckResult(TypedDict):
    name: str  #: of the dialect, and every other key of a dialect file


class DialectKeysResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class DialectListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class DialectShowResult(TypedDict):
    name: str  #: of the dialect, and every other key of a dialect file


class MetricsGetResult(TypedDict):
    at: str  #: when it was so
    metrics: Any  #: json: {name, type, help, samples: [{labels, value}]} each; else null
    text: Any  #: prometheus: its text format; else null
    textfile: Any  #: the file that was written, or null


class ModelColumnsResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class ModelCreateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class ModelDeleteResult(TypedDict):
    id: str  #: UUID
    name: str  #: that it had
    version: int  #: that the deletion made
    deleted: bool  #: true; waybill version restore brings it back


class ModelGetResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document


class ModelInferResult(TypedDict):
    model: Dict[str, Any]  #: a model document, to be read through before it is used
    notes: List[Any]  #: what was guessed, and what is missing


class ModelListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class ModelPreviewResult(TypedDict):
    columns: List[Any]  #: {name, type, name_in_source, source_type}
    rows: List[Any]  #: objects, column name to value
    misfits: int  #: values that do not fit their type; shown as null
    cut: List[Any]  #: {row, column}: cells of more than 64 KiB, which did not arrive
    total: Any  #: rows in all, or null when not asked for or not counted in time
    next: Any  #: cursor of the next page, or null


class ModelRenameResult(TypedDict):
    id: str  #: UUID
    name: str  #: the new one
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    followed: List[Any]  #: documents that name it so now: {kind, name}


class ModelRenderResult(TypedDict):
    sql: str  #: the query with every value encoded
    dialect: str  #: whose SQL it is


class ModelTestResult(TypedDict):
    #: {model, name, status: passed, failed, error, skipped or listed, seconds, message, hint, differences:
    #: [{kind: value, missing, unexpected, column, refused or finding, row, column, expected, got}], at most 50
    #: of difference_count, warnings, file, line}
    tests: List[Any]
    counts: Dict[str, Any]  #: {passed, failed, error, skipped}
    findings: List[Any]  #: as of config.lint: files that hold no document, and so no test


class ModelUpdateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class ModelUsageResult(TypedDict):
    items: List[Any]  #: {kind, name, by: the key that names the model, or in words}
    next: Any  #: null: all users are there


class ModelValidateResult(TypedDict):
    findings: List[Any]  #: {code, severity, column, pointer, message, hint, model}
    counts: Dict[str, Any]  #: {error, warning}
    #: {model, status, rows, ms, breaks: syncs that fail without columns it lacks, skipped: [{check, why}]}
    models: List[Any]


class OperationsListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class ProductCreateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class ProductDeleteResult(TypedDict):
    id: str  #: UUID
    name: str  #: that it had
    version: int  #: that the deletion made
    deleted: bool  #: true; waybill version restore brings it back


class ProductGetResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document


class ProductListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class ProductRenameResult(TypedDict):
    id: str  #: UUID
    name: str  #: the new one
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    followed: List[Any]  #: documents that name it so now: {kind, name}


class ProductUpdateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class ProductValidateResult(TypedDict):
    findings: List[Any]  #: {code, severity, column, pointer, message, hint, model}
    counts: Dict[str, Any]  #: {error, warning}
    #: {model, status, rows, ms, breaks: syncs that fail without columns it lacks, skipped: [{check, why}]}
    models: List[Any]


class RecipientCreateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class RecipientDeleteResult(TypedDict):
    id: str  #: UUID
    name: str  #: that it had
    version: int  #: that the deletion made
    deleted: bool  #: true; waybill version restore brings it back


class RecipientGetResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document


class RecipientListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class RecipientRenameResult(TypedDict):
    id: str  #: UUID
    name: str  #: the new one
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    followed: List[Any]  #: documents that name it so now: {kind, name}


class RecipientUpdateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class RejectDiscardResult(TypedDict):
    discarded: int  #: that waited until now


class RejectGetResult(TypedDict):
    reject_id: str  #: stable over runs
    code: str  #: WB85xx
    message: str  #: why the row was refused
    key: Dict[str, Any]  #: the row's key
    payload: Any  #: the row, as far as on_reject.payload keeps it
    attempts: int  #: runs that refused it
    state: str  #: pending, or how it was settled
    settled_by: Any  #: who discarded it, or null
    note: Any  #: why


class RejectListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class RejectRetryResult(TypedDict):
    status: str  #: success: none was refused again
    matched: int  #: dead letters that waited
    resolved: int  #: delivered
    refused: int  #: refused again, in the same way or another
    gone: int  #: not in the source any more
    untouched: int  #: not tried: their run failed, or neither key nor row is known
    more: bool  #: the limit left some out
    runs: List[Any]  #: one a sync, as of sync.run; of one that failed with its error


class RulesExplainResult(TypedDict):
    code: str  #: such as WB4001
    title: str  #: what it finds


class RulesListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class RunCancelResult(TypedDict):
    run_id: str  #: UUID
    status: str  #: running: it is about to end; else how it ended
    asked: bool  #: false: it had ended


class RunEventsResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class RunGetResult(TypedDict):
    run_id: str  #: UUID
    status: str  #: how it ended, or running
    report: Any  #: counts, window, watermark, times; or the error


class RunListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class ScheduleListResult(TypedDict):
    #: syncs and destinations with a schedule: {kind, name, schedule, stopped, next_due, seconds_behind,
    #: last_run, error}
    items: List[Any]
    next: Any  #: null: it is one page


class ScheduleNextDueResult(TypedDict):
    first: Any  #: {kind, name} of what starts first, or null
    next_due: Any  #: when; null: nothing is scheduled
    seconds: Any  #: until then, 0 when it is due; or null


class ScheduleRunDueResult(TypedDict):
    #: what was started and has ended: {kind, name, due_at, status, runs: [{run_id, sync, model, status,
    #: error}]}
    ran: List[Any]
    next_due: Any  #: when to call again; null: nothing is scheduled
    seconds: Any  #: until then, 0 when it is due; or null


class SinkCheckResult(TypedDict):
    checks: List[Any]  #: {name, status, message, hint, sqlstate, ms}
    ok: bool  #: no check failed; warnings do not count


class SinkListResult(TypedDict):
    items: List[Any]  #: {name, registered: by the host program, objects, modes, batch_rows}
    next: Any  #: null: all are there


class SourceCreateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class SourceDeleteResult(TypedDict):
    id: str  #: UUID
    name: str  #: that it had
    version: int  #: that the deletion made
    deleted: bool  #: true; waybill version restore brings it back


class SourceGetResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document


class SourceListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class SourceRenameResult(TypedDict):
    id: str  #: UUID
    name: str  #: the new one
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    followed: List[Any]  #: documents that name it so now: {kind, name}


class SourceUpdateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class SyncCloneResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class SyncCompareResult(TypedDict):
    sync: str  #: its name
    delivered: bool  #: every row of the source that can go is there as it is
    source_rows: int  #: of the tenant and window
    destination_rows: int  #: of the whole table
    equal: int  #: in every column that is sent
    refused: int  #: no key, a repeated one, or a value that cannot be sent
    different: Dict[str, Any]  #: {rows, keys}
    only_in_source: Dict[str, Any]  #: {rows, keys}
    only_in_destination: Any  #: {rows, keys}: others', or deleted in the source; of a window null


class SyncCreateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class SyncDeleteResult(TypedDict):
    id: str  #: UUID
    name: str  #: that it had
    version: int  #: that the deletion made
    deleted: bool  #: true; waybill version restore brings it back


class SyncGetResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document


class SyncListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class SyncPauseResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class SyncPlanResult(TypedDict):
    sync: str  #: its name
    mode: str  #: upsert, insert, update, delete or mirror
    table: str  #: at the destination, as its SQL names it
    columns: List[Any]  #: that are sent: {name, data_type}
    key: List[Any]  #: names of the columns that identify a row
    full_run_reason: Any  #: why everything is read, or null
    window: Dict[str, Any]  #: {from, until}: exact last-modified values, or null
    watermark: Any  #: what has been delivered, or null
    guarantee: str  #: against late commits: bounded, lookback, snapshot or none
    #: direct: straight into the table, or staged: by way of a staging table; "in units" behind it: by several
    #: connections
    load: str
    makes_file: bool  #: the destination's file is not there yet
    ddl: List[Any]  #: statements to come
    read: Dict[str, Any]  #: {sql, parameters} of the source
    #: {exact, why_not, read, present, created, updated, unchanged, deleted, withheld, unmatched, skipped,
    #: refused}: rows, null where a quick count does not tell; or null
    expected: Any


class SyncPreviewResult(TypedDict):
    columns: List[Any]  #: {name, type, name_in_source, source_type}; of a constant these are null
    rows: List[Any]  #: objects, field of the destination to value
    misfits: int  #: values that do not fit their type; shown as null
    cut: List[Any]  #: {row, column}: cells of more than 64 KiB, which did not arrive
    total: Any  #: rows in all, or null when not asked for or not counted in time
    next: Any  #: cursor of the next page, or null


class SyncRenameResult(TypedDict):
    id: str  #: UUID
    name: str  #: the new one
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    followed: List[Any]  #: documents that name it so now: {kind, name}


class SyncResetResult(TypedDict):
    sync: str  #: its name
    reset: bool  #: the next run is a first one


class SyncResumeResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class SyncRunResult(TypedDict):
    run_id: str  #: UUID
    sync: str  #: its name
    model: Any  #: its name; null: a query of the sync's own
    status: str  #: success or partial_failure
    report: Dict[str, Any]  #: counts, window, watermark, times


class SyncUpdateResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}


class SystemDoctorResult(TypedDict):
    version: str  #: of the library
    libraries: List[Any]  #: {name, needed_for, found, version, path, package}
    odbc_drivers: List[Any]  #: {name, driver, found, path, warning}, as odbcinst.ini has them
    connections: List[Any]  #: of the catalog: {name, vendor, via, ok, message, hint}
    ok: bool  #: every connection has a way


class SystemFeaturesResult(TypedDict):
    version: str  #: of the library
    warehouses: List[Any]  #: vendors it can reach
    dialects: List[Any]  #: SQL it can write


VersionDiffResult = TypedDict("VersionDiffResult", {"from": Any, "to": int, "diff": List[Any]})


class VersionGetResult(TypedDict):
    version: int  #: its number
    action: str  #: create, update or remove
    actor: str  #: who made it
    at: str  #: when
    document: Dict[str, Any]  #: the document as it was saved


class VersionListResult(TypedDict):
    items: List[Any]  #: the page
    next: Any  #: cursor of the next page, or null


class VersionRestoreResult(TypedDict):
    id: str  #: UUID
    name: str  #: unique among its kind
    version: int  #: of its newest version, from 1
    document: Dict[str, Any]  #: the config document
    changed: bool  #: a version was made; false: it was so already
    findings: List[Any]  #: warnings of a model's validation: {code, severity, column, pointer, message, hint, model}
