"""Every operation of the table as a typed method. Made by tests/docs/generate.py: do not edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, Mapping, Optional

from ._group import Callers, Group, Item
from ._values import Document, Documents, Instant, Text, TextList, TextMap

if TYPE_CHECKING:
    from . import results
    from ._callbacks import Progress
    from ._operation import Cancellation
    from ._rows import Rows


# Of each operation's parameters, their kinds.
PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "alert.check": {},
    "alert.list": {},
    "catalog.backup": {"path": "text", "force": "boolean"},
    "catalog.check": {},
    "catalog.upgrade": {"path": "text", "backup": "text"},
    "catalog.vacuum": {
        "runs_days": "integer",
        "run_events_days": "integer",
        "rejects_days": "integer",
        "versions_days": "integer",
    },
    "config.apply": {
        "paths": "text_list",
        "documents": "documents",
        "prune": "boolean",
        "note": "text",
        "skip_verification": "boolean",
        "skip_model_validation": "boolean",
    },
    "config.export": {"directory": "text", "force": "boolean"},
    "config.init": {"directory": "text"},
    "config.lint": {"paths": "text_list", "documents": "documents", "format": "text"},
    "config.plan": {"paths": "text_list", "documents": "documents", "prune": "boolean"},
    "config.schema": {"kind": "text"},
    "connection.create": {"document": "document", "note": "text", "skip_verification": "boolean"},
    "connection.delete": {"name": "text", "note": "text"},
    "connection.get": {"name": "text"},
    "connection.grants": {
        "name": "text",
        "use": "text",
        "user": "text",
        "database": "text",
        "schemas": "text_list",
        "warehouse": "text",
    },
    "connection.list": {"page_size": "integer", "cursor": "text"},
    "connection.rename": {"name": "text", "new_name": "text", "note": "text"},
    "connection.rotate": {"name": "text", "secrets": "text_map", "options": "text_map", "note": "text"},
    "connection.update": {
        "document": "document",
        "version": "integer",
        "note": "text",
        "skip_verification": "boolean",
    },
    "connection.verify": {"name": "text", "paths": "text_list", "documents": "documents", "use": "text"},
    "destination.create": {"document": "document", "note": "text"},
    "destination.delete": {"name": "text", "note": "text"},
    "destination.fields": {"destination": "text", "object": "text", "page_size": "integer", "cursor": "text"},
    "destination.get": {"name": "text"},
    "destination.list": {"page_size": "integer", "cursor": "text"},
    "destination.objects": {"destination": "text", "schema": "text", "page_size": "integer", "cursor": "text"},
    "destination.rename": {"name": "text", "new_name": "text", "note": "text"},
    "destination.test": {"name": "text"},
    "destination.transfer": {
        "destination": "text",
        "models": "text_list",
        "full_refresh": "boolean",
        "from": "instant",
        "to": "instant",
        "allow_deletes": "boolean",
        "tags": "text_map",
    },
    "destination.update": {"document": "document", "version": "integer", "note": "text"},
    "dialect.check": {"file": "text"},
    "dialect.keys": {},
    "dialect.list": {},
    "dialect.show": {"name": "text"},
    "metrics.get": {"sync": "text", "destination": "text", "format": "text", "textfile": "text"},
    "model.columns": {"model": "text", "paths": "text_list", "documents": "documents", "recipient": "text"},
    "model.create": {"document": "document", "note": "text", "skip_model_validation": "boolean"},
    "model.delete": {"name": "text", "note": "text"},
    "model.get": {"name": "text"},
    "model.infer": {
        "table": "text",
        "sql": "text",
        "source": "text",
        "connection": "text",
        "name": "text",
        "paths": "text_list",
        "documents": "documents",
    },
    "model.list": {"page_size": "integer", "cursor": "text"},
    "model.preview": {
        "model": "text",
        "paths": "text_list",
        "documents": "documents",
        "sync": "text",
        "connection": "text",
        "sql": "text",
        "recipient": "text",
        "limit": "integer",
        "cursor": "text",
        "count": "boolean",
        "seconds": "integer",
    },
    "model.read": {
        "model": "text",
        "paths": "text_list",
        "documents": "documents",
        "recipient": "text",
        "from": "instant",
        "to": "instant",
        "max_rejects": "integer",
    },
    "model.rename": {"name": "text", "new_name": "text", "note": "text"},
    "model.render": {"model": "text", "query": "text", "dialect": "text", "variables": "text_map"},
    "model.test": {
        "models": "text_list",
        "paths": "text_list",
        "documents": "documents",
        "tests": "text_list",
        "names_only": "boolean",
        "live": "boolean",
        "seconds": "integer",
    },
    "model.update": {
        "document": "document",
        "version": "integer",
        "note": "text",
        "skip_model_validation": "boolean",
    },
    "model.usage": {"model": "text"},
    "model.validate": {
        "models": "text_list",
        "paths": "text_list",
        "documents": "documents",
        "recipient": "text",
        "sample_rows": "integer",
        "seconds": "integer",
        "show_values": "boolean",
    },
    "operations.list": {},
    "product.create": {"document": "document", "note": "text"},
    "product.delete": {"name": "text", "note": "text"},
    "product.get": {"name": "text"},
    "product.list": {"page_size": "integer", "cursor": "text"},
    "product.rename": {"name": "text", "new_name": "text", "note": "text"},
    "product.update": {"document": "document", "version": "integer", "note": "text"},
    "product.validate": {
        "name": "text",
        "recipient": "text",
        "sample_rows": "integer",
        "seconds": "integer",
        "show_values": "boolean",
    },
    "recipient.create": {"document": "document", "note": "text"},
    "recipient.delete": {"name": "text", "note": "text"},
    "recipient.get": {"name": "text"},
    "recipient.list": {"page_size": "integer", "cursor": "text"},
    "recipient.rename": {"name": "text", "new_name": "text", "note": "text"},
    "recipient.update": {"document": "document", "version": "integer", "note": "text"},
    "reject.discard": {
        "sync": "text",
        "code": "text",
        "run": "text",
        "rejects": "text_list",
        "key": "text_map",
        "refused_after": "instant",
        "refused_before": "instant",
        "all": "boolean",
        "note": "text",
    },
    "reject.export": {
        "sync": "text",
        "code": "text",
        "state": "text",
        "run": "text",
        "rejects": "text_list",
        "key": "text_map",
        "refused_after": "instant",
        "refused_before": "instant",
    },
    "reject.get": {"reject": "text"},
    "reject.list": {
        "sync": "text",
        "code": "text",
        "state": "text",
        "run": "text",
        "rejects": "text_list",
        "key": "text_map",
        "refused_after": "instant",
        "refused_before": "instant",
        "page_size": "integer",
        "cursor": "text",
    },
    "reject.retry": {
        "sync": "text",
        "code": "text",
        "run": "text",
        "rejects": "text_list",
        "key": "text_map",
        "refused_after": "instant",
        "refused_before": "instant",
        "limit": "integer",
    },
    "rules.explain": {"code": "text"},
    "rules.list": {},
    "run.cancel": {"run": "text"},
    "run.events": {"run": "text", "page_size": "integer", "cursor": "text"},
    "run.get": {"run": "text"},
    "run.list": {
        "sync": "text",
        "destination": "text",
        "status": "text",
        "ended_before": "instant",
        "ended_after": "instant",
        "tags": "text_map",
        "order": "text",
        "page_size": "integer",
        "cursor": "text",
    },
    "schedule.list": {},
    "schedule.next_due": {},
    "schedule.run_due": {"until_stopped": "boolean"},
    "sink.check": {"name": "text", "config": "document", "object": "text", "rows": "documents"},
    "sink.list": {},
    "source.create": {"document": "document", "note": "text"},
    "source.delete": {"name": "text", "note": "text"},
    "source.get": {"name": "text"},
    "source.list": {"page_size": "integer", "cursor": "text"},
    "source.rename": {"name": "text", "new_name": "text", "note": "text"},
    "source.update": {"document": "document", "version": "integer", "note": "text"},
    "sync.clone": {"sync": "text", "name": "text", "destination": "text", "note": "text"},
    "sync.compare": {"sync": "text", "from": "instant", "to": "instant", "keys": "integer"},
    "sync.create": {"document": "document", "note": "text"},
    "sync.delete": {"name": "text", "note": "text"},
    "sync.get": {"name": "text"},
    "sync.list": {},
    "sync.pause": {"sync": "text", "note": "text"},
    "sync.plan": {
        "sync": "text",
        "full_refresh": "boolean",
        "from": "instant",
        "to": "instant",
        "allow_deletes": "boolean",
        "counts": "text",
    },
    "sync.preview": {"sync": "text", "limit": "integer", "cursor": "text", "count": "boolean", "seconds": "integer"},
    "sync.rename": {"name": "text", "new_name": "text", "note": "text"},
    "sync.reset": {"sync": "text", "yes": "boolean"},
    "sync.resume": {"sync": "text", "note": "text"},
    "sync.run": {
        "sync": "text",
        "full_refresh": "boolean",
        "from": "instant",
        "to": "instant",
        "allow_deletes": "boolean",
        "memory_mib": "integer",
        "tags": "text_map",
    },
    "sync.update": {"document": "document", "version": "integer", "note": "text"},
    "system.doctor": {},
    "system.features": {},
    "version.diff": {"kind": "text", "name": "text", "from": "integer", "to": "integer"},
    "version.get": {"kind": "text", "name": "text", "version": "integer"},
    "version.list": {"kind": "text", "name": "text", "page_size": "integer", "cursor": "text"},
    "version.restore": {
        "kind": "text",
        "name": "text",
        "version": "integer",
        "note": "text",
        "skip_verification": "boolean",
        "skip_model_validation": "boolean",
    },
}


class CatalogOperations(Callers):
    """What is asked of a catalog itself."""

    def backup(self, path: Text, *, force: Optional[bool] = None) -> results.CatalogBackupResult:
        """Copy the catalog to a file while it is in use.

        path: file to write
        force: write over a file that is there
        """
        result: results.CatalogBackupResult = self._call("catalog.backup", {
            "path": path,
            "force": force,
        })
        return result

    async def backup_async(self, path: Text, *, force: Optional[bool] = None) -> results.CatalogBackupResult:
        """`backup` for asyncio: cancelling the task cancels the operation."""
        result: results.CatalogBackupResult = await self._call_async("catalog.backup", {
            "path": path,
            "force": force,
        })
        return result

    def check(self) -> results.CatalogCheckResult:
        """Check the catalog file for damage."""
        result: results.CatalogCheckResult = self._call("catalog.check", {
        })
        return result

    async def check_async(self) -> results.CatalogCheckResult:
        """`check` for asyncio: cancelling the task cancels the operation."""
        result: results.CatalogCheckResult = await self._call_async("catalog.check", {
        })
        return result

    def vacuum(
        self,
        *,
        runs_days: Optional[int] = None,
        run_events_days: Optional[int] = None,
        rejects_days: Optional[int] = None,
        versions_days: Optional[int] = None,
    ) -> results.CatalogVacuumResult:
        """Forget old runs, events, dead letters and versions as told, and give free space back.

        runs_days: forget runs that ended more days ago, and their events
        run_events_days: forget events of runs that happened more days ago, but not the runs
        rejects_days: forget dead letters that were settled more days ago
        versions_days: forget versions older than this, but the newest
        """
        result: results.CatalogVacuumResult = self._call("catalog.vacuum", {
            "runs_days": runs_days,
            "run_events_days": run_events_days,
            "rejects_days": rejects_days,
            "versions_days": versions_days,
        })
        return result

    async def vacuum_async(
        self,
        *,
        runs_days: Optional[int] = None,
        run_events_days: Optional[int] = None,
        rejects_days: Optional[int] = None,
        versions_days: Optional[int] = None,
    ) -> results.CatalogVacuumResult:
        """`vacuum` for asyncio: cancelling the task cancels the operation."""
        result: results.CatalogVacuumResult = await self._call_async("catalog.vacuum", {
            "runs_days": runs_days,
            "run_events_days": run_events_days,
            "rejects_days": rejects_days,
            "versions_days": versions_days,
        })
        return result


class AlertGroup(Group):
    """Operations on alert."""

    def all(self) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("alert.list", {})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def check(self) -> results.AlertCheckResult:
        """Look for syncs that are overdue, and tell what is still to be told."""
        result: results.AlertCheckResult = self._call("alert.check", {
        })
        return result

    async def check_async(self) -> results.AlertCheckResult:
        """`check` for asyncio: cancelling the task cancels the operation."""
        result: results.AlertCheckResult = await self._call_async("alert.check", {
        })
        return result

    def list(self) -> results.AlertListResult:
        """List rules of alerts that hold now."""
        result: results.AlertListResult = self._call("alert.list", {
        })
        return result

    async def list_async(self) -> results.AlertListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.AlertListResult = await self._call_async("alert.list", {
        })
        return result


class ConfigGroup(Group):
    """Operations on config."""

    def apply(
        self,
        paths: Optional[TextList] = None,
        *,
        documents: Optional[Documents] = None,
        prune: Optional[bool] = None,
        note: Optional[Text] = None,
        skip_verification: Optional[bool] = None,
        skip_model_validation: Optional[bool] = None,
    ) -> results.ConfigApplyResult:
        """Put a config folder into the catalog, all of it or nothing.

        paths: files or folders with config documents
        documents: config documents themselves, in place of paths
        prune: remove from the catalog what the folder held once and holds no more
        note: kept with every version made (default: the commit a folder of git stands at)
        skip_verification: do not try the connections that changed
        skip_model_validation: do not check the models that changed against their warehouse
        """
        result: results.ConfigApplyResult = self._call("config.apply", {
            "paths": paths,
            "documents": documents,
            "prune": prune,
            "note": note,
            "skip_verification": skip_verification,
            "skip_model_validation": skip_model_validation,
        })
        return result

    async def apply_async(
        self,
        paths: Optional[TextList] = None,
        *,
        documents: Optional[Documents] = None,
        prune: Optional[bool] = None,
        note: Optional[Text] = None,
        skip_verification: Optional[bool] = None,
        skip_model_validation: Optional[bool] = None,
    ) -> results.ConfigApplyResult:
        """`apply` for asyncio: cancelling the task cancels the operation."""
        result: results.ConfigApplyResult = await self._call_async("config.apply", {
            "paths": paths,
            "documents": documents,
            "prune": prune,
            "note": note,
            "skip_verification": skip_verification,
            "skip_model_validation": skip_model_validation,
        })
        return result

    def export(self, directory: Text, *, force: Optional[bool] = None) -> results.ConfigExportResult:
        """Write the catalog out as a config folder, in which plan sees no change.

        directory: a new or empty folder, or one that was exported to
        force: write over and remove config files that no export wrote or that were changed since
        """
        result: results.ConfigExportResult = self._call("config.export", {
            "directory": directory,
            "force": force,
        })
        return result

    async def export_async(self, directory: Text, *, force: Optional[bool] = None) -> results.ConfigExportResult:
        """`export` for asyncio: cancelling the task cancels the operation."""
        result: results.ConfigExportResult = await self._call_async("config.export", {
            "directory": directory,
            "force": force,
        })
        return result

    def init(self, directory: Text) -> results.ConfigInitResult:
        """Make a config folder that lints clean, with a small database to try it on.

        directory: folder to make, or an empty one
        """
        result: results.ConfigInitResult = self._call("config.init", {
            "directory": directory,
        })
        return result

    async def init_async(self, directory: Text) -> results.ConfigInitResult:
        """`init` for asyncio: cancelling the task cancels the operation."""
        result: results.ConfigInitResult = await self._call_async("config.init", {
            "directory": directory,
        })
        return result

    def lint(
        self, paths: Optional[TextList] = None, *, documents: Optional[Documents] = None, format: Optional[Text] = None
    ) -> results.ConfigLintResult:
        """Check config documents; needs no database.

        paths: files or folders with config documents
        documents: config documents themselves, in place of paths
        format: any but json adds the report as `text`: for people, SARIF 2.1.0 or GitHub's workflow commands: text,
            json, sarif, github (default: json)
        """
        result: results.ConfigLintResult = self._call("config.lint", {
            "paths": paths,
            "documents": documents,
            "format": format,
        })
        return result

    async def lint_async(
        self, paths: Optional[TextList] = None, *, documents: Optional[Documents] = None, format: Optional[Text] = None
    ) -> results.ConfigLintResult:
        """`lint` for asyncio: cancelling the task cancels the operation."""
        result: results.ConfigLintResult = await self._call_async("config.lint", {
            "paths": paths,
            "documents": documents,
            "format": format,
        })
        return result

    def plan(
        self, paths: Optional[TextList] = None, *, documents: Optional[Documents] = None, prune: Optional[bool] = None
    ) -> results.ConfigPlanResult:
        """Show what applying a config folder would change in the catalog.

        paths: files or folders with config documents
        documents: config documents themselves, in place of paths
        prune: remove from the catalog what the folder held once and holds no more
        """
        result: results.ConfigPlanResult = self._call("config.plan", {
            "paths": paths,
            "documents": documents,
            "prune": prune,
        })
        return result

    async def plan_async(
        self, paths: Optional[TextList] = None, *, documents: Optional[Documents] = None, prune: Optional[bool] = None
    ) -> results.ConfigPlanResult:
        """`plan` for asyncio: cancelling the task cancels the operation."""
        result: results.ConfigPlanResult = await self._call_async("config.plan", {
            "paths": paths,
            "documents": documents,
            "prune": prune,
        })
        return result

    def schema(self, kind: Text) -> results.ConfigSchemaResult:
        """Print the JSON Schema of a kind of config document.

        kind: kind of document; `document` is a file of any kind: connection, source, model, product, recipient,
            destination, sync, document
        """
        result: results.ConfigSchemaResult = self._call("config.schema", {
            "kind": kind,
        })
        return result

    async def schema_async(self, kind: Text) -> results.ConfigSchemaResult:
        """`schema` for asyncio: cancelling the task cancels the operation."""
        result: results.ConfigSchemaResult = await self._call_async("config.schema", {
            "kind": kind,
        })
        return result


class Connections(Group):
    """Operations on connections."""

    def __getitem__(self, name: str) -> Connection:
        """The connection of that name."""
        return Connection(self._caller, name)

    def __contains__(self, name: object) -> bool:
        return self._has("connection.get", name)

    def all(self, *, page_size: Optional[int] = None) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("connection.list", {"page_size": page_size})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def create(
        self, document: Document, *, note: Optional[Text] = None, skip_verification: Optional[bool] = None
    ) -> results.ConnectionCreateResult:
        """Put a connection into the catalog.

        document: the config document; on a command line its file, or -
        note: kept with every version made
        skip_verification: do not try the connection
        """
        result: results.ConnectionCreateResult = self._call("connection.create", {
            "document": document,
            "note": note,
            "skip_verification": skip_verification,
        })
        return result

    async def create_async(
        self, document: Document, *, note: Optional[Text] = None, skip_verification: Optional[bool] = None
    ) -> results.ConnectionCreateResult:
        """`create` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionCreateResult = await self._call_async("connection.create", {
            "document": document,
            "note": note,
            "skip_verification": skip_verification,
        })
        return result

    def delete(self, name: Text, *, note: Optional[Text] = None) -> results.ConnectionDeleteResult:
        """Delete a connection that nothing uses.

        name: name of the object
        note: kept with every version made
        """
        result: results.ConnectionDeleteResult = self._call("connection.delete", {
            "name": name,
            "note": note,
        })
        return result

    async def delete_async(self, name: Text, *, note: Optional[Text] = None) -> results.ConnectionDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionDeleteResult = await self._call_async("connection.delete", {
            "name": name,
            "note": note,
        })
        return result

    def get(self, name: Text) -> results.ConnectionGetResult:
        """Show a connection.

        name: name of the object
        """
        result: results.ConnectionGetResult = self._call("connection.get", {
            "name": name,
        })
        return result

    async def get_async(self, name: Text) -> results.ConnectionGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionGetResult = await self._call_async("connection.get", {
            "name": name,
        })
        return result

    def grants(
        self,
        name: Text,
        *,
        use: Optional[Text] = None,
        user: Optional[Text] = None,
        database: Optional[Text] = None,
        schemas: Optional[TextList] = None,
        warehouse: Optional[Text] = None,
    ) -> results.ConnectionGrantsResult:
        """Print the SQL that makes a user with the rights Waybill needs.

        name: a connection, or a vendor such as postgres
        use: what the user is for: source, destination (default: what destinations use the connection for, else
            source)
        user: name of the user (default: the connection's, else waybill_reader or waybill_writer)
        database: database, project or catalog (default: the connection's)
        schemas: schemas that are read or written
        warehouse: of Snowflake (default: the connection's)
        """
        result: results.ConnectionGrantsResult = self._call("connection.grants", {
            "name": name,
            "use": use,
            "user": user,
            "database": database,
            "schemas": schemas,
            "warehouse": warehouse,
        })
        return result

    async def grants_async(
        self,
        name: Text,
        *,
        use: Optional[Text] = None,
        user: Optional[Text] = None,
        database: Optional[Text] = None,
        schemas: Optional[TextList] = None,
        warehouse: Optional[Text] = None,
    ) -> results.ConnectionGrantsResult:
        """`grants` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionGrantsResult = await self._call_async("connection.grants", {
            "name": name,
            "use": use,
            "user": user,
            "database": database,
            "schemas": schemas,
            "warehouse": warehouse,
        })
        return result

    def list(self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None) -> results.ConnectionListResult:
        """List connections.

        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.ConnectionListResult = self._call("connection.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.ConnectionListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionListResult = await self._call_async("connection.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def rename(self, name: Text, new_name: Text, *, note: Optional[Text] = None) -> results.ConnectionRenameResult:
        """Rename a connection, and follow it wherever it is named.

        name: name of the object
        new_name: its name to be
        note: kept with every version made
        """
        result: results.ConnectionRenameResult = self._call("connection.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(
        self, name: Text, new_name: Text, *, note: Optional[Text] = None
    ) -> results.ConnectionRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionRenameResult = await self._call_async("connection.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def rotate(
        self,
        name: Text,
        *,
        secrets: Optional[TextMap] = None,
        options: Optional[TextMap] = None,
        note: Optional[Text] = None,
    ) -> results.ConnectionRotateResult:
        """Give a connection new secrets or options, once they work.

        name: name of the connection
        secrets: new references by name, such as password=env:NEW_PASSWORD
        options: new options by name, such as user=reader2
        note: kept with every version made
        """
        result: results.ConnectionRotateResult = self._call("connection.rotate", {
            "name": name,
            "secrets": secrets,
            "options": options,
            "note": note,
        })
        return result

    async def rotate_async(
        self,
        name: Text,
        *,
        secrets: Optional[TextMap] = None,
        options: Optional[TextMap] = None,
        note: Optional[Text] = None,
    ) -> results.ConnectionRotateResult:
        """`rotate` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionRotateResult = await self._call_async("connection.rotate", {
            "name": name,
            "secrets": secrets,
            "options": options,
            "note": note,
        })
        return result

    def update(
        self,
        document: Document,
        *,
        version: Optional[int] = None,
        note: Optional[Text] = None,
        skip_verification: Optional[bool] = None,
    ) -> results.ConnectionUpdateResult:
        """Change a connection: the whole document, but for its name.

        document: the config document; on a command line its file, or -
        version: of the object the change was made from; refused when it was saved since
        note: kept with every version made
        skip_verification: do not try the connection
        """
        result: results.ConnectionUpdateResult = self._call("connection.update", {
            "document": document,
            "version": version,
            "note": note,
            "skip_verification": skip_verification,
        })
        return result

    async def update_async(
        self,
        document: Document,
        *,
        version: Optional[int] = None,
        note: Optional[Text] = None,
        skip_verification: Optional[bool] = None,
    ) -> results.ConnectionUpdateResult:
        """`update` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionUpdateResult = await self._call_async("connection.update", {
            "document": document,
            "version": version,
            "note": note,
            "skip_verification": skip_verification,
        })
        return result

    def verify(
        self,
        name: Optional[Text] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        use: Optional[Text] = None,
    ) -> results.ConnectionVerifyResult:
        """Try a connection: can it be used, safely, and what is missing.

        name: name of the connection; not needed beside a single document
        paths: files or folders whose document of that name is tried
        documents: documents themselves, in place of paths
        use: what it must be fit for: source, destination, both (default: what sources and destinations use it for,
            else source)
        """
        result: results.ConnectionVerifyResult = self._call("connection.verify", {
            "name": name,
            "paths": paths,
            "documents": documents,
            "use": use,
        })
        return result

    async def verify_async(
        self,
        name: Optional[Text] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        use: Optional[Text] = None,
    ) -> results.ConnectionVerifyResult:
        """`verify` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionVerifyResult = await self._call_async("connection.verify", {
            "name": name,
            "paths": paths,
            "documents": documents,
            "use": use,
        })
        return result


class Connection(Item):
    """One connection."""

    def delete(self, *, note: Optional[Text] = None) -> results.ConnectionDeleteResult:
        """Delete a connection that nothing uses.

        note: kept with every version made
        """
        result: results.ConnectionDeleteResult = self._call("connection.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    async def delete_async(self, *, note: Optional[Text] = None) -> results.ConnectionDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionDeleteResult = await self._call_async("connection.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    def get(self) -> results.ConnectionGetResult:
        """Show a connection."""
        result: results.ConnectionGetResult = self._call("connection.get", {
            "name": self.name,
        })
        return result

    async def get_async(self) -> results.ConnectionGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionGetResult = await self._call_async("connection.get", {
            "name": self.name,
        })
        return result

    def grants(
        self,
        *,
        use: Optional[Text] = None,
        user: Optional[Text] = None,
        database: Optional[Text] = None,
        schemas: Optional[TextList] = None,
        warehouse: Optional[Text] = None,
    ) -> results.ConnectionGrantsResult:
        """Print the SQL that makes a user with the rights Waybill needs.

        use: what the user is for: source, destination (default: what destinations use the connection for, else
            source)
        user: name of the user (default: the connection's, else waybill_reader or waybill_writer)
        database: database, project or catalog (default: the connection's)
        schemas: schemas that are read or written
        warehouse: of Snowflake (default: the connection's)
        """
        result: results.ConnectionGrantsResult = self._call("connection.grants", {
            "name": self.name,
            "use": use,
            "user": user,
            "database": database,
            "schemas": schemas,
            "warehouse": warehouse,
        })
        return result

    async def grants_async(
        self,
        *,
        use: Optional[Text] = None,
        user: Optional[Text] = None,
        database: Optional[Text] = None,
        schemas: Optional[TextList] = None,
        warehouse: Optional[Text] = None,
    ) -> results.ConnectionGrantsResult:
        """`grants` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionGrantsResult = await self._call_async("connection.grants", {
            "name": self.name,
            "use": use,
            "user": user,
            "database": database,
            "schemas": schemas,
            "warehouse": warehouse,
        })
        return result

    def rename(self, new_name: Text, *, note: Optional[Text] = None) -> results.ConnectionRenameResult:
        """Rename a connection, and follow it wherever it is named.

        new_name: its name to be
        note: kept with every version made
        """
        result: results.ConnectionRenameResult = self._call("connection.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(self, new_name: Text, *, note: Optional[Text] = None) -> results.ConnectionRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionRenameResult = await self._call_async("connection.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def rotate(
        self, *, secrets: Optional[TextMap] = None, options: Optional[TextMap] = None, note: Optional[Text] = None
    ) -> results.ConnectionRotateResult:
        """Give a connection new secrets or options, once they work.

        secrets: new references by name, such as password=env:NEW_PASSWORD
        options: new options by name, such as user=reader2
        note: kept with every version made
        """
        result: results.ConnectionRotateResult = self._call("connection.rotate", {
            "name": self.name,
            "secrets": secrets,
            "options": options,
            "note": note,
        })
        return result

    async def rotate_async(
        self, *, secrets: Optional[TextMap] = None, options: Optional[TextMap] = None, note: Optional[Text] = None
    ) -> results.ConnectionRotateResult:
        """`rotate` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionRotateResult = await self._call_async("connection.rotate", {
            "name": self.name,
            "secrets": secrets,
            "options": options,
            "note": note,
        })
        return result

    def verify(
        self, *, paths: Optional[TextList] = None, documents: Optional[Documents] = None, use: Optional[Text] = None
    ) -> results.ConnectionVerifyResult:
        """Try a connection: can it be used, safely, and what is missing.

        paths: files or folders whose document of that name is tried
        documents: documents themselves, in place of paths
        use: what it must be fit for: source, destination, both (default: what sources and destinations use it for,
            else source)
        """
        result: results.ConnectionVerifyResult = self._call("connection.verify", {
            "name": self.name,
            "paths": paths,
            "documents": documents,
            "use": use,
        })
        return result

    async def verify_async(
        self, *, paths: Optional[TextList] = None, documents: Optional[Documents] = None, use: Optional[Text] = None
    ) -> results.ConnectionVerifyResult:
        """`verify` for asyncio: cancelling the task cancels the operation."""
        result: results.ConnectionVerifyResult = await self._call_async("connection.verify", {
            "name": self.name,
            "paths": paths,
            "documents": documents,
            "use": use,
        })
        return result


class Destinations(Group):
    """Operations on destinations."""

    def __getitem__(self, name: str) -> Destination:
        """The destination of that name."""
        return Destination(self._caller, name)

    def __contains__(self, name: object) -> bool:
        return self._has("destination.get", name)

    def all(self, *, page_size: Optional[int] = None) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("destination.list", {"page_size": page_size})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def create(self, document: Document, *, note: Optional[Text] = None) -> results.DestinationCreateResult:
        """Put a destination into the catalog.

        document: the config document; on a command line its file, or -
        note: kept with every version made
        """
        result: results.DestinationCreateResult = self._call("destination.create", {
            "document": document,
            "note": note,
        })
        return result

    async def create_async(
        self, document: Document, *, note: Optional[Text] = None
    ) -> results.DestinationCreateResult:
        """`create` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationCreateResult = await self._call_async("destination.create", {
            "document": document,
            "note": note,
        })
        return result

    def delete(self, name: Text, *, note: Optional[Text] = None) -> results.DestinationDeleteResult:
        """Delete a destination that nothing uses.

        name: name of the object
        note: kept with every version made
        """
        result: results.DestinationDeleteResult = self._call("destination.delete", {
            "name": name,
            "note": note,
        })
        return result

    async def delete_async(self, name: Text, *, note: Optional[Text] = None) -> results.DestinationDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationDeleteResult = await self._call_async("destination.delete", {
            "name": name,
            "note": note,
        })
        return result

    def fields(
        self, destination: Text, object: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.DestinationFieldsResult:
        """List the columns of a table in a destination, with their types.

        destination: name of the destination
        object: a table: NAME or SCHEMA.NAME
        page_size: items a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        """
        result: results.DestinationFieldsResult = self._call("destination.fields", {
            "destination": destination,
            "object": object,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def fields_async(
        self, destination: Text, object: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.DestinationFieldsResult:
        """`fields` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationFieldsResult = await self._call_async("destination.fields", {
            "destination": destination,
            "object": object,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def get(self, name: Text) -> results.DestinationGetResult:
        """Show a destination.

        name: name of the object
        """
        result: results.DestinationGetResult = self._call("destination.get", {
            "name": name,
        })
        return result

    async def get_async(self, name: Text) -> results.DestinationGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationGetResult = await self._call_async("destination.get", {
            "name": name,
        })
        return result

    def list(self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None) -> results.DestinationListResult:
        """List destinations.

        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.DestinationListResult = self._call("destination.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.DestinationListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationListResult = await self._call_async("destination.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def objects(
        self,
        destination: Text,
        *,
        schema: Optional[Text] = None,
        page_size: Optional[int] = None,
        cursor: Optional[Text] = None,
    ) -> results.DestinationObjectsResult:
        """List the tables of a destination.

        destination: name of the destination
        schema: only of this schema
        page_size: items a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        """
        result: results.DestinationObjectsResult = self._call("destination.objects", {
            "destination": destination,
            "schema": schema,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def objects_async(
        self,
        destination: Text,
        *,
        schema: Optional[Text] = None,
        page_size: Optional[int] = None,
        cursor: Optional[Text] = None,
    ) -> results.DestinationObjectsResult:
        """`objects` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationObjectsResult = await self._call_async("destination.objects", {
            "destination": destination,
            "schema": schema,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def rename(self, name: Text, new_name: Text, *, note: Optional[Text] = None) -> results.DestinationRenameResult:
        """Rename a destination, and follow it wherever it is named.

        name: name of the object
        new_name: its name to be
        note: kept with every version made
        """
        result: results.DestinationRenameResult = self._call("destination.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(
        self, name: Text, new_name: Text, *, note: Optional[Text] = None
    ) -> results.DestinationRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationRenameResult = await self._call_async("destination.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def test(self, name: Text) -> results.DestinationTestResult:
        """Try a destination: can it be reached, may it be written where it must.

        name: name of the object
        """
        result: results.DestinationTestResult = self._call("destination.test", {
            "name": name,
        })
        return result

    async def test_async(self, name: Text) -> results.DestinationTestResult:
        """`test` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationTestResult = await self._call_async("destination.test", {
            "name": name,
        })
        return result

    def transfer(
        self,
        destination: Text,
        *,
        models: Optional[TextList] = None,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.DestinationTransferResult:
        """Run all of a destination's models.

        destination: name of the destination
        models: only these models
        full_refresh: read everything again, whatever the watermark says
        from_: start of a window, inclusive; the watermark stays
        to: end of a window, exclusive; the watermark stays
        allow_deletes: these runs delete more than delete_guard allows
        tags: kept with the runs
        """
        result: results.DestinationTransferResult = self._call("destination.transfer", {
            "destination": destination,
            "models": models,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "tags": tags,
        }, progress=progress, cancel=cancel)
        return result

    async def transfer_async(
        self,
        destination: Text,
        *,
        models: Optional[TextList] = None,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
    ) -> results.DestinationTransferResult:
        """`transfer` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationTransferResult = await self._call_async("destination.transfer", {
            "destination": destination,
            "models": models,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "tags": tags,
        }, progress=progress)
        return result

    def update(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.DestinationUpdateResult:
        """Change a destination: the whole document, but for its name.

        document: the config document; on a command line its file, or -
        version: of the object the change was made from; refused when it was saved since
        note: kept with every version made
        """
        result: results.DestinationUpdateResult = self._call("destination.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result

    async def update_async(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.DestinationUpdateResult:
        """`update` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationUpdateResult = await self._call_async("destination.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result


class Destination(Item):
    """One destination."""

    def delete(self, *, note: Optional[Text] = None) -> results.DestinationDeleteResult:
        """Delete a destination that nothing uses.

        note: kept with every version made
        """
        result: results.DestinationDeleteResult = self._call("destination.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    async def delete_async(self, *, note: Optional[Text] = None) -> results.DestinationDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationDeleteResult = await self._call_async("destination.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    def fields(
        self, object: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.DestinationFieldsResult:
        """List the columns of a table in a destination, with their types.

        object: a table: NAME or SCHEMA.NAME
        page_size: items a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        """
        result: results.DestinationFieldsResult = self._call("destination.fields", {
            "destination": self.name,
            "object": object,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def fields_async(
        self, object: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.DestinationFieldsResult:
        """`fields` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationFieldsResult = await self._call_async("destination.fields", {
            "destination": self.name,
            "object": object,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def get(self) -> results.DestinationGetResult:
        """Show a destination."""
        result: results.DestinationGetResult = self._call("destination.get", {
            "name": self.name,
        })
        return result

    async def get_async(self) -> results.DestinationGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationGetResult = await self._call_async("destination.get", {
            "name": self.name,
        })
        return result

    def objects(
        self, *, schema: Optional[Text] = None, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.DestinationObjectsResult:
        """List the tables of a destination.

        schema: only of this schema
        page_size: items a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        """
        result: results.DestinationObjectsResult = self._call("destination.objects", {
            "destination": self.name,
            "schema": schema,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def objects_async(
        self, *, schema: Optional[Text] = None, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.DestinationObjectsResult:
        """`objects` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationObjectsResult = await self._call_async("destination.objects", {
            "destination": self.name,
            "schema": schema,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def rename(self, new_name: Text, *, note: Optional[Text] = None) -> results.DestinationRenameResult:
        """Rename a destination, and follow it wherever it is named.

        new_name: its name to be
        note: kept with every version made
        """
        result: results.DestinationRenameResult = self._call("destination.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(self, new_name: Text, *, note: Optional[Text] = None) -> results.DestinationRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationRenameResult = await self._call_async("destination.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def test(self) -> results.DestinationTestResult:
        """Try a destination: can it be reached, may it be written where it must."""
        result: results.DestinationTestResult = self._call("destination.test", {
            "name": self.name,
        })
        return result

    async def test_async(self) -> results.DestinationTestResult:
        """`test` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationTestResult = await self._call_async("destination.test", {
            "name": self.name,
        })
        return result

    def transfer(
        self,
        *,
        models: Optional[TextList] = None,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.DestinationTransferResult:
        """Run all of a destination's models.

        models: only these models
        full_refresh: read everything again, whatever the watermark says
        from_: start of a window, inclusive; the watermark stays
        to: end of a window, exclusive; the watermark stays
        allow_deletes: these runs delete more than delete_guard allows
        tags: kept with the runs
        """
        result: results.DestinationTransferResult = self._call("destination.transfer", {
            "destination": self.name,
            "models": models,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "tags": tags,
        }, progress=progress, cancel=cancel)
        return result

    async def transfer_async(
        self,
        *,
        models: Optional[TextList] = None,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
    ) -> results.DestinationTransferResult:
        """`transfer` for asyncio: cancelling the task cancels the operation."""
        result: results.DestinationTransferResult = await self._call_async("destination.transfer", {
            "destination": self.name,
            "models": models,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "tags": tags,
        }, progress=progress)
        return result


class DialectGroup(Group):
    """Operations on dialect."""

    def all(self) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("dialect.list", {})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def check(self, file: Text) -> results.DialectCheckResult:
        """Check a dialect file, and show what it makes.

        file: JSON file with a dialect
        """
        result: results.DialectCheckResult = self._call("dialect.check", {
            "file": file,
        })
        return result

    async def check_async(self, file: Text) -> results.DialectCheckResult:
        """`check` for asyncio: cancelling the task cancels the operation."""
        result: results.DialectCheckResult = await self._call_async("dialect.check", {
            "file": file,
        })
        return result

    def keys(self) -> results.DialectKeysResult:
        """List the keys of a dialect file."""
        result: results.DialectKeysResult = self._call("dialect.keys", {
        })
        return result

    async def keys_async(self) -> results.DialectKeysResult:
        """`keys` for asyncio: cancelling the task cancels the operation."""
        result: results.DialectKeysResult = await self._call_async("dialect.keys", {
        })
        return result

    def list(self) -> results.DialectListResult:
        """List the dialects that are built in."""
        result: results.DialectListResult = self._call("dialect.list", {
        })
        return result

    async def list_async(self) -> results.DialectListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.DialectListResult = await self._call_async("dialect.list", {
        })
        return result

    def show(self, name: Text) -> results.DialectShowResult:
        """Show a dialect as a file could have it.

        name: of a dialect, such as postgres
        """
        result: results.DialectShowResult = self._call("dialect.show", {
            "name": name,
        })
        return result

    async def show_async(self, name: Text) -> results.DialectShowResult:
        """`show` for asyncio: cancelling the task cancels the operation."""
        result: results.DialectShowResult = await self._call_async("dialect.show", {
            "name": name,
        })
        return result


class MetricsGroup(Group):
    """Operations on metrics."""

    def get(
        self,
        *,
        sync: Optional[Text] = None,
        destination: Optional[Text] = None,
        format: Optional[Text] = None,
        textfile: Optional[Text] = None,
    ) -> results.MetricsGetResult:
        """Show runs, rows, bytes, seconds and what waits, for monitoring.

        sync: only of the sync that is called so
        destination: only of this destination
        format: what is answered: json, prometheus (default: json)
        textfile: writes Prometheus text to this file as well, whole or not at all
        """
        result: results.MetricsGetResult = self._call("metrics.get", {
            "sync": sync,
            "destination": destination,
            "format": format,
            "textfile": textfile,
        })
        return result

    async def get_async(
        self,
        *,
        sync: Optional[Text] = None,
        destination: Optional[Text] = None,
        format: Optional[Text] = None,
        textfile: Optional[Text] = None,
    ) -> results.MetricsGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.MetricsGetResult = await self._call_async("metrics.get", {
            "sync": sync,
            "destination": destination,
            "format": format,
            "textfile": textfile,
        })
        return result


class Models(Group):
    """Operations on models."""

    def __getitem__(self, name: str) -> Model:
        """The model of that name."""
        return Model(self._caller, name)

    def __contains__(self, name: object) -> bool:
        return self._has("model.get", name)

    def all(self, *, page_size: Optional[int] = None) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("model.list", {"page_size": page_size})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def columns(
        self,
        model: Text,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
    ) -> results.ModelColumnsResult:
        """Show the columns that a model's table or query has.

        model: name of the model
        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        recipient: whom a query is written for; it is not run
        """
        result: results.ModelColumnsResult = self._call("model.columns", {
            "model": model,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
        })
        return result

    async def columns_async(
        self,
        model: Text,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
    ) -> results.ModelColumnsResult:
        """`columns` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelColumnsResult = await self._call_async("model.columns", {
            "model": model,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
        })
        return result

    def create(
        self, document: Document, *, note: Optional[Text] = None, skip_model_validation: Optional[bool] = None
    ) -> results.ModelCreateResult:
        """Put a model into the catalog.

        document: the config document; on a command line its file, or -
        note: kept with every version made
        skip_model_validation: do not check the model against its warehouse
        """
        result: results.ModelCreateResult = self._call("model.create", {
            "document": document,
            "note": note,
            "skip_model_validation": skip_model_validation,
        })
        return result

    async def create_async(
        self, document: Document, *, note: Optional[Text] = None, skip_model_validation: Optional[bool] = None
    ) -> results.ModelCreateResult:
        """`create` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelCreateResult = await self._call_async("model.create", {
            "document": document,
            "note": note,
            "skip_model_validation": skip_model_validation,
        })
        return result

    def delete(self, name: Text, *, note: Optional[Text] = None) -> results.ModelDeleteResult:
        """Delete a model that nothing uses.

        name: name of the object
        note: kept with every version made
        """
        result: results.ModelDeleteResult = self._call("model.delete", {
            "name": name,
            "note": note,
        })
        return result

    async def delete_async(self, name: Text, *, note: Optional[Text] = None) -> results.ModelDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelDeleteResult = await self._call_async("model.delete", {
            "name": name,
            "note": note,
        })
        return result

    def get(self, name: Text) -> results.ModelGetResult:
        """Show a model.

        name: name of the object
        """
        result: results.ModelGetResult = self._call("model.get", {
            "name": name,
        })
        return result

    async def get_async(self, name: Text) -> results.ModelGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelGetResult = await self._call_async("model.get", {
            "name": name,
        })
        return result

    def infer(
        self,
        table: Optional[Text] = None,
        *,
        sql: Optional[Text] = None,
        source: Optional[Text] = None,
        connection: Optional[Text] = None,
        name: Optional[Text] = None,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
    ) -> results.ModelInferResult:
        """Write a model document for a table or a query.

        table: table to read, optionally schema-qualified
        sql: one SELECT in place of a table
        source: name of the source; absent: the only one
        connection: name of a connection in place of a source
        name: of the model; absent: the table's
        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        """
        result: results.ModelInferResult = self._call("model.infer", {
            "table": table,
            "sql": sql,
            "source": source,
            "connection": connection,
            "name": name,
            "paths": paths,
            "documents": documents,
        })
        return result

    async def infer_async(
        self,
        table: Optional[Text] = None,
        *,
        sql: Optional[Text] = None,
        source: Optional[Text] = None,
        connection: Optional[Text] = None,
        name: Optional[Text] = None,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
    ) -> results.ModelInferResult:
        """`infer` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelInferResult = await self._call_async("model.infer", {
            "table": table,
            "sql": sql,
            "source": source,
            "connection": connection,
            "name": name,
            "paths": paths,
            "documents": documents,
        })
        return result

    def list(self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None) -> results.ModelListResult:
        """List models.

        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.ModelListResult = self._call("model.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.ModelListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelListResult = await self._call_async("model.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def preview(
        self,
        model: Optional[Text] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        sync: Optional[Text] = None,
        connection: Optional[Text] = None,
        sql: Optional[Text] = None,
        recipient: Optional[Text] = None,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelPreviewResult:
        """Show a page of a model's rows as they would arrive, or of bare SQL.

        model: name of the model
        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        sync: name of a sync: its rows as it sends them
        connection: whom `sql` is asked of; absent: the only source's
        sql: one SELECT in place of a model; - on a command line reads it from standard input
        recipient: whose rows; required for a tenanted model
        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        result: results.ModelPreviewResult = self._call("model.preview", {
            "model": model,
            "paths": paths,
            "documents": documents,
            "sync": sync,
            "connection": connection,
            "sql": sql,
            "recipient": recipient,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    async def preview_async(
        self,
        model: Optional[Text] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        sync: Optional[Text] = None,
        connection: Optional[Text] = None,
        sql: Optional[Text] = None,
        recipient: Optional[Text] = None,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelPreviewResult:
        """`preview` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelPreviewResult = await self._call_async("model.preview", {
            "model": model,
            "paths": paths,
            "documents": documents,
            "sync": sync,
            "connection": connection,
            "sql": sql,
            "recipient": recipient,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    def preview_rows(
        self,
        model: Optional[Text] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        sync: Optional[Text] = None,
        connection: Optional[Text] = None,
        sql: Optional[Text] = None,
        recipient: Optional[Text] = None,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Rows:
        """Show a page of a model's rows as they would arrive, or of bare SQL. Answers the rows themselves.

        model: name of the model
        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        sync: name of a sync: its rows as it sends them
        connection: whom `sql` is asked of; absent: the only source's
        sql: one SELECT in place of a model; - on a command line reads it from standard input
        recipient: whose rows; required for a tenanted model
        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        return self._stream("model.preview", {
            "model": model,
            "paths": paths,
            "documents": documents,
            "sync": sync,
            "connection": connection,
            "sql": sql,
            "recipient": recipient,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        }, cancel=cancel)

    def read(
        self,
        model: Text,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        max_rejects: Optional[int] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Rows:
        """Read all rows of a model, checked as a run checks them.

        model: name of the model
        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        recipient: whose rows; required for a tenanted model
        from_: start of a window, inclusive
        to: end of a window, exclusive
        max_rejects: rows that may be left out because a value does not fit its type or the key is NULL; one more is
            an error (default: 0)
        """
        return self._stream("model.read", {
            "model": model,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
            "from": from_,
            "to": to,
            "max_rejects": max_rejects,
        }, cancel=cancel)

    def rename(self, name: Text, new_name: Text, *, note: Optional[Text] = None) -> results.ModelRenameResult:
        """Rename a model, and follow it wherever it is named.

        name: name of the object
        new_name: its name to be
        note: kept with every version made
        """
        result: results.ModelRenameResult = self._call("model.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(
        self, name: Text, new_name: Text, *, note: Optional[Text] = None
    ) -> results.ModelRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelRenameResult = await self._call_async("model.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def render(
        self,
        model: Optional[Text] = None,
        *,
        query: Optional[Text] = None,
        dialect: Optional[Text] = None,
        variables: Optional[TextMap] = None,
    ) -> results.ModelRenderResult:
        """Show the SQL of a query template for given variables.

        model: name of the model; needs a catalog
        query: a template itself, in place of a model
        dialect: whose SQL, such as postgres: athena, bigquery, clickhouse, databricks, duckdb, generic, mariadb,
            mysql, oracle, postgres, redshift, snowflake, sqlite, sqlserver, trino (default: the vendor of the
            model's source, else generic)
        variables: by name: LastModifiedAtEpoch, LastModifiedAtEpochUpperBound, IdInProviderSystem, Schema,
            PrimaryKeyColumnName, LastModifiedColumnName, OrganizationColumnName
        """
        result: results.ModelRenderResult = self._call("model.render", {
            "model": model,
            "query": query,
            "dialect": dialect,
            "variables": variables,
        })
        return result

    async def render_async(
        self,
        model: Optional[Text] = None,
        *,
        query: Optional[Text] = None,
        dialect: Optional[Text] = None,
        variables: Optional[TextMap] = None,
    ) -> results.ModelRenderResult:
        """`render` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelRenderResult = await self._call_async("model.render", {
            "model": model,
            "query": query,
            "dialect": dialect,
            "variables": variables,
        })
        return result

    def test(
        self,
        models: Optional[TextList] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        tests: Optional[TextList] = None,
        names_only: Optional[bool] = None,
        live: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelTestResult:
        """Run the unit tests of models: rows that are given, beside rows that are expected.

        models: names; absent: those of `paths` or `documents`, else all of the catalog
        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        tests: names of tests, of every model; absent: all
        names_only: name the tests, and run none
        live: read by the source's own connection, in a session that cannot write: the given rows stand in a WITH in
            front of the query
        seconds: time for each test, 1 to 3600 (default: 30)
        """
        result: results.ModelTestResult = self._call("model.test", {
            "models": models,
            "paths": paths,
            "documents": documents,
            "tests": tests,
            "names_only": names_only,
            "live": live,
            "seconds": seconds,
        })
        return result

    async def test_async(
        self,
        models: Optional[TextList] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        tests: Optional[TextList] = None,
        names_only: Optional[bool] = None,
        live: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelTestResult:
        """`test` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelTestResult = await self._call_async("model.test", {
            "models": models,
            "paths": paths,
            "documents": documents,
            "tests": tests,
            "names_only": names_only,
            "live": live,
            "seconds": seconds,
        })
        return result

    def update(
        self,
        document: Document,
        *,
        version: Optional[int] = None,
        note: Optional[Text] = None,
        skip_model_validation: Optional[bool] = None,
    ) -> results.ModelUpdateResult:
        """Change a model: the whole document, but for its name.

        document: the config document; on a command line its file, or -
        version: of the object the change was made from; refused when it was saved since
        note: kept with every version made
        skip_model_validation: do not check the model against its warehouse
        """
        result: results.ModelUpdateResult = self._call("model.update", {
            "document": document,
            "version": version,
            "note": note,
            "skip_model_validation": skip_model_validation,
        })
        return result

    async def update_async(
        self,
        document: Document,
        *,
        version: Optional[int] = None,
        note: Optional[Text] = None,
        skip_model_validation: Optional[bool] = None,
    ) -> results.ModelUpdateResult:
        """`update` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelUpdateResult = await self._call_async("model.update", {
            "document": document,
            "version": version,
            "note": note,
            "skip_model_validation": skip_model_validation,
        })
        return result

    def usage(self, model: Text) -> results.ModelUsageResult:
        """Show which syncs, products and destinations use a model.

        model: name of the model
        """
        result: results.ModelUsageResult = self._call("model.usage", {
            "model": model,
        })
        return result

    async def usage_async(self, model: Text) -> results.ModelUsageResult:
        """`usage` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelUsageResult = await self._call_async("model.usage", {
            "model": model,
        })
        return result

    def validate(
        self,
        models: Optional[TextList] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ModelValidateResult:
        """Check models against their warehouse: names, types, values, keys.

        models: names; absent: those of `paths` or `documents`, else all
        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        recipient: whose rows are looked at; absent: as the model says, else the first recipient's
        sample_rows: rows looked at, 1 to 100000 (default: 1000)
        seconds: time for each model, 1 to 3600 (default: 30)
        show_values: show offending values, not only what they look like
        """
        result: results.ModelValidateResult = self._call("model.validate", {
            "models": models,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result

    async def validate_async(
        self,
        models: Optional[TextList] = None,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ModelValidateResult:
        """`validate` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelValidateResult = await self._call_async("model.validate", {
            "models": models,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result


class Model(Item):
    """One model."""

    def columns(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
    ) -> results.ModelColumnsResult:
        """Show the columns that a model's table or query has.

        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        recipient: whom a query is written for; it is not run
        """
        result: results.ModelColumnsResult = self._call("model.columns", {
            "model": self.name,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
        })
        return result

    async def columns_async(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
    ) -> results.ModelColumnsResult:
        """`columns` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelColumnsResult = await self._call_async("model.columns", {
            "model": self.name,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
        })
        return result

    def delete(self, *, note: Optional[Text] = None) -> results.ModelDeleteResult:
        """Delete a model that nothing uses.

        note: kept with every version made
        """
        result: results.ModelDeleteResult = self._call("model.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    async def delete_async(self, *, note: Optional[Text] = None) -> results.ModelDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelDeleteResult = await self._call_async("model.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    def get(self) -> results.ModelGetResult:
        """Show a model."""
        result: results.ModelGetResult = self._call("model.get", {
            "name": self.name,
        })
        return result

    async def get_async(self) -> results.ModelGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelGetResult = await self._call_async("model.get", {
            "name": self.name,
        })
        return result

    def preview(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        sync: Optional[Text] = None,
        connection: Optional[Text] = None,
        sql: Optional[Text] = None,
        recipient: Optional[Text] = None,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelPreviewResult:
        """Show a page of a model's rows as they would arrive, or of bare SQL.

        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        sync: name of a sync: its rows as it sends them
        connection: whom `sql` is asked of; absent: the only source's
        sql: one SELECT in place of a model; - on a command line reads it from standard input
        recipient: whose rows; required for a tenanted model
        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        result: results.ModelPreviewResult = self._call("model.preview", {
            "model": self.name,
            "paths": paths,
            "documents": documents,
            "sync": sync,
            "connection": connection,
            "sql": sql,
            "recipient": recipient,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    async def preview_async(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        sync: Optional[Text] = None,
        connection: Optional[Text] = None,
        sql: Optional[Text] = None,
        recipient: Optional[Text] = None,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelPreviewResult:
        """`preview` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelPreviewResult = await self._call_async("model.preview", {
            "model": self.name,
            "paths": paths,
            "documents": documents,
            "sync": sync,
            "connection": connection,
            "sql": sql,
            "recipient": recipient,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    def preview_rows(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        sync: Optional[Text] = None,
        connection: Optional[Text] = None,
        sql: Optional[Text] = None,
        recipient: Optional[Text] = None,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Rows:
        """Show a page of a model's rows as they would arrive, or of bare SQL. Answers the rows themselves.

        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        sync: name of a sync: its rows as it sends them
        connection: whom `sql` is asked of; absent: the only source's
        sql: one SELECT in place of a model; - on a command line reads it from standard input
        recipient: whose rows; required for a tenanted model
        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        return self._stream("model.preview", {
            "model": self.name,
            "paths": paths,
            "documents": documents,
            "sync": sync,
            "connection": connection,
            "sql": sql,
            "recipient": recipient,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        }, cancel=cancel)

    def read(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        max_rejects: Optional[int] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Rows:
        """Read all rows of a model, checked as a run checks them.

        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        recipient: whose rows; required for a tenanted model
        from_: start of a window, inclusive
        to: end of a window, exclusive
        max_rejects: rows that may be left out because a value does not fit its type or the key is NULL; one more is
            an error (default: 0)
        """
        return self._stream("model.read", {
            "model": self.name,
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
            "from": from_,
            "to": to,
            "max_rejects": max_rejects,
        }, cancel=cancel)

    def rename(self, new_name: Text, *, note: Optional[Text] = None) -> results.ModelRenameResult:
        """Rename a model, and follow it wherever it is named.

        new_name: its name to be
        note: kept with every version made
        """
        result: results.ModelRenameResult = self._call("model.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(self, new_name: Text, *, note: Optional[Text] = None) -> results.ModelRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelRenameResult = await self._call_async("model.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def render(
        self, *, query: Optional[Text] = None, dialect: Optional[Text] = None, variables: Optional[TextMap] = None
    ) -> results.ModelRenderResult:
        """Show the SQL of a query template for given variables.

        query: a template itself, in place of a model
        dialect: whose SQL, such as postgres: athena, bigquery, clickhouse, databricks, duckdb, generic, mariadb,
            mysql, oracle, postgres, redshift, snowflake, sqlite, sqlserver, trino (default: the vendor of the
            model's source, else generic)
        variables: by name: LastModifiedAtEpoch, LastModifiedAtEpochUpperBound, IdInProviderSystem, Schema,
            PrimaryKeyColumnName, LastModifiedColumnName, OrganizationColumnName
        """
        result: results.ModelRenderResult = self._call("model.render", {
            "model": self.name,
            "query": query,
            "dialect": dialect,
            "variables": variables,
        })
        return result

    async def render_async(
        self, *, query: Optional[Text] = None, dialect: Optional[Text] = None, variables: Optional[TextMap] = None
    ) -> results.ModelRenderResult:
        """`render` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelRenderResult = await self._call_async("model.render", {
            "model": self.name,
            "query": query,
            "dialect": dialect,
            "variables": variables,
        })
        return result

    def test(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        tests: Optional[TextList] = None,
        names_only: Optional[bool] = None,
        live: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelTestResult:
        """Run the unit tests of models: rows that are given, beside rows that are expected.

        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        tests: names of tests, of every model; absent: all
        names_only: name the tests, and run none
        live: read by the source's own connection, in a session that cannot write: the given rows stand in a WITH in
            front of the query
        seconds: time for each test, 1 to 3600 (default: 30)
        """
        result: results.ModelTestResult = self._call("model.test", {
            "models": [self.name],
            "paths": paths,
            "documents": documents,
            "tests": tests,
            "names_only": names_only,
            "live": live,
            "seconds": seconds,
        })
        return result

    async def test_async(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        tests: Optional[TextList] = None,
        names_only: Optional[bool] = None,
        live: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.ModelTestResult:
        """`test` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelTestResult = await self._call_async("model.test", {
            "models": [self.name],
            "paths": paths,
            "documents": documents,
            "tests": tests,
            "names_only": names_only,
            "live": live,
            "seconds": seconds,
        })
        return result

    def usage(self) -> results.ModelUsageResult:
        """Show which syncs, products and destinations use a model."""
        result: results.ModelUsageResult = self._call("model.usage", {
            "model": self.name,
        })
        return result

    async def usage_async(self) -> results.ModelUsageResult:
        """`usage` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelUsageResult = await self._call_async("model.usage", {
            "model": self.name,
        })
        return result

    def validate(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ModelValidateResult:
        """Check models against their warehouse: names, types, values, keys.

        paths: files or folders whose documents stand in front of the catalog's
        documents: documents that stand in front of the catalog's
        recipient: whose rows are looked at; absent: as the model says, else the first recipient's
        sample_rows: rows looked at, 1 to 100000 (default: 1000)
        seconds: time for each model, 1 to 3600 (default: 30)
        show_values: show offending values, not only what they look like
        """
        result: results.ModelValidateResult = self._call("model.validate", {
            "models": [self.name],
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result

    async def validate_async(
        self,
        *,
        paths: Optional[TextList] = None,
        documents: Optional[Documents] = None,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ModelValidateResult:
        """`validate` for asyncio: cancelling the task cancels the operation."""
        result: results.ModelValidateResult = await self._call_async("model.validate", {
            "models": [self.name],
            "paths": paths,
            "documents": documents,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result


class OperationsGroup(Group):
    """Operations on operations."""

    def all(self) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("operations.list", {})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def list(self) -> results.OperationsListResult:
        """List every operation with the JSON Schemas of its parameters and result."""
        result: results.OperationsListResult = self._call("operations.list", {
        })
        return result

    async def list_async(self) -> results.OperationsListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.OperationsListResult = await self._call_async("operations.list", {
        })
        return result


class Products(Group):
    """Operations on products."""

    def __getitem__(self, name: str) -> Product:
        """The product of that name."""
        return Product(self._caller, name)

    def __contains__(self, name: object) -> bool:
        return self._has("product.get", name)

    def all(self, *, page_size: Optional[int] = None) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("product.list", {"page_size": page_size})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def create(self, document: Document, *, note: Optional[Text] = None) -> results.ProductCreateResult:
        """Put a product into the catalog.

        document: the config document; on a command line its file, or -
        note: kept with every version made
        """
        result: results.ProductCreateResult = self._call("product.create", {
            "document": document,
            "note": note,
        })
        return result

    async def create_async(self, document: Document, *, note: Optional[Text] = None) -> results.ProductCreateResult:
        """`create` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductCreateResult = await self._call_async("product.create", {
            "document": document,
            "note": note,
        })
        return result

    def delete(self, name: Text, *, note: Optional[Text] = None) -> results.ProductDeleteResult:
        """Delete a product that nothing uses.

        name: name of the object
        note: kept with every version made
        """
        result: results.ProductDeleteResult = self._call("product.delete", {
            "name": name,
            "note": note,
        })
        return result

    async def delete_async(self, name: Text, *, note: Optional[Text] = None) -> results.ProductDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductDeleteResult = await self._call_async("product.delete", {
            "name": name,
            "note": note,
        })
        return result

    def get(self, name: Text) -> results.ProductGetResult:
        """Show a product.

        name: name of the object
        """
        result: results.ProductGetResult = self._call("product.get", {
            "name": name,
        })
        return result

    async def get_async(self, name: Text) -> results.ProductGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductGetResult = await self._call_async("product.get", {
            "name": name,
        })
        return result

    def list(self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None) -> results.ProductListResult:
        """List products.

        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.ProductListResult = self._call("product.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.ProductListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductListResult = await self._call_async("product.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def rename(self, name: Text, new_name: Text, *, note: Optional[Text] = None) -> results.ProductRenameResult:
        """Rename a product, and follow it wherever it is named.

        name: name of the object
        new_name: its name to be
        note: kept with every version made
        """
        result: results.ProductRenameResult = self._call("product.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(
        self, name: Text, new_name: Text, *, note: Optional[Text] = None
    ) -> results.ProductRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductRenameResult = await self._call_async("product.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def update(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.ProductUpdateResult:
        """Change a product: the whole document, but for its name.

        document: the config document; on a command line its file, or -
        version: of the object the change was made from; refused when it was saved since
        note: kept with every version made
        """
        result: results.ProductUpdateResult = self._call("product.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result

    async def update_async(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.ProductUpdateResult:
        """`update` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductUpdateResult = await self._call_async("product.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result

    def validate(
        self,
        name: Text,
        *,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ProductValidateResult:
        """Check a product's models against their warehouse.

        name: name of the product
        recipient: whose rows are looked at; absent: as the model says, else the first recipient's
        sample_rows: rows looked at, 1 to 100000 (default: 1000)
        seconds: time for each model, 1 to 3600 (default: 30)
        show_values: show offending values, not only what they look like
        """
        result: results.ProductValidateResult = self._call("product.validate", {
            "name": name,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result

    async def validate_async(
        self,
        name: Text,
        *,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ProductValidateResult:
        """`validate` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductValidateResult = await self._call_async("product.validate", {
            "name": name,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result


class Product(Item):
    """One product."""

    def delete(self, *, note: Optional[Text] = None) -> results.ProductDeleteResult:
        """Delete a product that nothing uses.

        note: kept with every version made
        """
        result: results.ProductDeleteResult = self._call("product.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    async def delete_async(self, *, note: Optional[Text] = None) -> results.ProductDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductDeleteResult = await self._call_async("product.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    def get(self) -> results.ProductGetResult:
        """Show a product."""
        result: results.ProductGetResult = self._call("product.get", {
            "name": self.name,
        })
        return result

    async def get_async(self) -> results.ProductGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductGetResult = await self._call_async("product.get", {
            "name": self.name,
        })
        return result

    def rename(self, new_name: Text, *, note: Optional[Text] = None) -> results.ProductRenameResult:
        """Rename a product, and follow it wherever it is named.

        new_name: its name to be
        note: kept with every version made
        """
        result: results.ProductRenameResult = self._call("product.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(self, new_name: Text, *, note: Optional[Text] = None) -> results.ProductRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductRenameResult = await self._call_async("product.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def validate(
        self,
        *,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ProductValidateResult:
        """Check a product's models against their warehouse.

        recipient: whose rows are looked at; absent: as the model says, else the first recipient's
        sample_rows: rows looked at, 1 to 100000 (default: 1000)
        seconds: time for each model, 1 to 3600 (default: 30)
        show_values: show offending values, not only what they look like
        """
        result: results.ProductValidateResult = self._call("product.validate", {
            "name": self.name,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result

    async def validate_async(
        self,
        *,
        recipient: Optional[Text] = None,
        sample_rows: Optional[int] = None,
        seconds: Optional[int] = None,
        show_values: Optional[bool] = None,
    ) -> results.ProductValidateResult:
        """`validate` for asyncio: cancelling the task cancels the operation."""
        result: results.ProductValidateResult = await self._call_async("product.validate", {
            "name": self.name,
            "recipient": recipient,
            "sample_rows": sample_rows,
            "seconds": seconds,
            "show_values": show_values,
        })
        return result


class Recipients(Group):
    """Operations on recipients."""

    def __getitem__(self, name: str) -> Recipient:
        """The recipient of that name."""
        return Recipient(self._caller, name)

    def __contains__(self, name: object) -> bool:
        return self._has("recipient.get", name)

    def all(self, *, page_size: Optional[int] = None) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("recipient.list", {"page_size": page_size})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def create(self, document: Document, *, note: Optional[Text] = None) -> results.RecipientCreateResult:
        """Put a recipient into the catalog.

        document: the config document; on a command line its file, or -
        note: kept with every version made
        """
        result: results.RecipientCreateResult = self._call("recipient.create", {
            "document": document,
            "note": note,
        })
        return result

    async def create_async(self, document: Document, *, note: Optional[Text] = None) -> results.RecipientCreateResult:
        """`create` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientCreateResult = await self._call_async("recipient.create", {
            "document": document,
            "note": note,
        })
        return result

    def delete(self, name: Text, *, note: Optional[Text] = None) -> results.RecipientDeleteResult:
        """Delete a recipient that nothing uses.

        name: name of the object
        note: kept with every version made
        """
        result: results.RecipientDeleteResult = self._call("recipient.delete", {
            "name": name,
            "note": note,
        })
        return result

    async def delete_async(self, name: Text, *, note: Optional[Text] = None) -> results.RecipientDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientDeleteResult = await self._call_async("recipient.delete", {
            "name": name,
            "note": note,
        })
        return result

    def get(self, name: Text) -> results.RecipientGetResult:
        """Show a recipient.

        name: name of the object
        """
        result: results.RecipientGetResult = self._call("recipient.get", {
            "name": name,
        })
        return result

    async def get_async(self, name: Text) -> results.RecipientGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientGetResult = await self._call_async("recipient.get", {
            "name": name,
        })
        return result

    def list(self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None) -> results.RecipientListResult:
        """List recipients.

        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.RecipientListResult = self._call("recipient.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.RecipientListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientListResult = await self._call_async("recipient.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def rename(self, name: Text, new_name: Text, *, note: Optional[Text] = None) -> results.RecipientRenameResult:
        """Rename a recipient, and follow it wherever it is named.

        name: name of the object
        new_name: its name to be
        note: kept with every version made
        """
        result: results.RecipientRenameResult = self._call("recipient.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(
        self, name: Text, new_name: Text, *, note: Optional[Text] = None
    ) -> results.RecipientRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientRenameResult = await self._call_async("recipient.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def update(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.RecipientUpdateResult:
        """Change a recipient: the whole document, but for its name.

        document: the config document; on a command line its file, or -
        version: of the object the change was made from; refused when it was saved since
        note: kept with every version made
        """
        result: results.RecipientUpdateResult = self._call("recipient.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result

    async def update_async(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.RecipientUpdateResult:
        """`update` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientUpdateResult = await self._call_async("recipient.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result


class Recipient(Item):
    """One recipient."""

    def delete(self, *, note: Optional[Text] = None) -> results.RecipientDeleteResult:
        """Delete a recipient that nothing uses.

        note: kept with every version made
        """
        result: results.RecipientDeleteResult = self._call("recipient.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    async def delete_async(self, *, note: Optional[Text] = None) -> results.RecipientDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientDeleteResult = await self._call_async("recipient.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    def get(self) -> results.RecipientGetResult:
        """Show a recipient."""
        result: results.RecipientGetResult = self._call("recipient.get", {
            "name": self.name,
        })
        return result

    async def get_async(self) -> results.RecipientGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientGetResult = await self._call_async("recipient.get", {
            "name": self.name,
        })
        return result

    def rename(self, new_name: Text, *, note: Optional[Text] = None) -> results.RecipientRenameResult:
        """Rename a recipient, and follow it wherever it is named.

        new_name: its name to be
        note: kept with every version made
        """
        result: results.RecipientRenameResult = self._call("recipient.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(self, new_name: Text, *, note: Optional[Text] = None) -> results.RecipientRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.RecipientRenameResult = await self._call_async("recipient.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result


class Rejects(Group):
    """Operations on rejects."""

    def __getitem__(self, name: str) -> Reject:
        """The reject of that name."""
        return Reject(self._caller, name)

    def all(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        state: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        page_size: Optional[int] = None,
    ) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("reject.list", {
            "sync": sync,
            "code": code,
            "state": state,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
            "page_size": page_size,
        })

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def discard(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        all: Optional[bool] = None,
        note: Text,
    ) -> results.RejectDiscardResult:
        """Give dead letters up, with a reason.

        sync: only of this sync
        code: only with this code
        run: only those that this run refused last
        rejects: only these, by id
        key: only of rows with these values in their key
        refused_after: only those last refused at this instant or later
        refused_before: only those last refused before this instant
        all: every one that waits
        note: why; kept with each, beside who
        """
        result: results.RejectDiscardResult = self._call("reject.discard", {
            "sync": sync,
            "code": code,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
            "all": all,
            "note": note,
        })
        return result

    async def discard_async(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        all: Optional[bool] = None,
        note: Text,
    ) -> results.RejectDiscardResult:
        """`discard` for asyncio: cancelling the task cancels the operation."""
        result: results.RejectDiscardResult = await self._call_async("reject.discard", {
            "sync": sync,
            "code": code,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
            "all": all,
            "note": note,
        })
        return result

    def export(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        state: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Rows:
        """Write dead letters as rows, newest first.

        sync: only of this sync
        code: only with this code
        state: only those that are so: pending, resolved, replaced, gone, discarded
        run: only those that this run refused last
        rejects: only these, by id
        key: only of rows with these values in their key
        refused_after: only those last refused at this instant or later
        refused_before: only those last refused before this instant
        """
        return self._stream("reject.export", {
            "sync": sync,
            "code": code,
            "state": state,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
        }, cancel=cancel)

    def get(self, reject: Text) -> results.RejectGetResult:
        """Show a dead letter: a row that was refused, and why.

        reject: id of the dead letter
        """
        result: results.RejectGetResult = self._call("reject.get", {
            "reject": reject,
        })
        return result

    async def get_async(self, reject: Text) -> results.RejectGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.RejectGetResult = await self._call_async("reject.get", {
            "reject": reject,
        })
        return result

    def list(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        state: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        page_size: Optional[int] = None,
        cursor: Optional[Text] = None,
    ) -> results.RejectListResult:
        """List dead letters, newest first.

        sync: only of this sync
        code: only with this code
        state: only those that are so: pending, resolved, replaced, gone, discarded
        run: only those that this run refused last
        rejects: only these, by id
        key: only of rows with these values in their key
        refused_after: only those last refused at this instant or later
        refused_before: only those last refused before this instant
        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.RejectListResult = self._call("reject.list", {
            "sync": sync,
            "code": code,
            "state": state,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        state: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        page_size: Optional[int] = None,
        cursor: Optional[Text] = None,
    ) -> results.RejectListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.RejectListResult = await self._call_async("reject.list", {
            "sync": sync,
            "code": code,
            "state": state,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def retry(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        limit: Optional[int] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.RejectRetryResult:
        """Send the rows of dead letters again, as they are now.

        sync: only of this sync
        code: only with this code
        run: only those that this run refused last
        rejects: only these, by id
        key: only of rows with these values in their key
        refused_after: only those last refused at this instant or later
        refused_before: only those last refused before this instant
        limit: at most so many, oldest first, 1 to 100000 (default: 10000)
        """
        result: results.RejectRetryResult = self._call("reject.retry", {
            "sync": sync,
            "code": code,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
            "limit": limit,
        }, progress=progress, cancel=cancel)
        return result

    async def retry_async(
        self,
        *,
        sync: Optional[Text] = None,
        code: Optional[Text] = None,
        run: Optional[Text] = None,
        rejects: Optional[TextList] = None,
        key: Optional[TextMap] = None,
        refused_after: Optional[Instant] = None,
        refused_before: Optional[Instant] = None,
        limit: Optional[int] = None,
        progress: Optional[Progress] = None,
    ) -> results.RejectRetryResult:
        """`retry` for asyncio: cancelling the task cancels the operation."""
        result: results.RejectRetryResult = await self._call_async("reject.retry", {
            "sync": sync,
            "code": code,
            "run": run,
            "rejects": rejects,
            "key": key,
            "refused_after": refused_after,
            "refused_before": refused_before,
            "limit": limit,
        }, progress=progress)
        return result


class Reject(Item):
    """One reject."""

    def get(self) -> results.RejectGetResult:
        """Show a dead letter: a row that was refused, and why."""
        result: results.RejectGetResult = self._call("reject.get", {
            "reject": self.name,
        })
        return result

    async def get_async(self) -> results.RejectGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.RejectGetResult = await self._call_async("reject.get", {
            "reject": self.name,
        })
        return result


class RulesGroup(Group):
    """Operations on rules."""

    def all(self) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("rules.list", {})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def explain(self, code: Text) -> results.RulesExplainResult:
        """Say what a code means, what it protects and how to fix it.

        code: such as WB4001
        """
        result: results.RulesExplainResult = self._call("rules.explain", {
            "code": code,
        })
        return result

    async def explain_async(self, code: Text) -> results.RulesExplainResult:
        """`explain` for asyncio: cancelling the task cancels the operation."""
        result: results.RulesExplainResult = await self._call_async("rules.explain", {
            "code": code,
        })
        return result

    def list(self) -> results.RulesListResult:
        """List every code."""
        result: results.RulesListResult = self._call("rules.list", {
        })
        return result

    async def list_async(self) -> results.RulesListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.RulesListResult = await self._call_async("rules.list", {
        })
        return result


class Runs(Group):
    """Operations on runs."""

    def __getitem__(self, name: str) -> Run:
        """The run of that name."""
        return Run(self._caller, name)

    def all(
        self,
        *,
        sync: Optional[Text] = None,
        destination: Optional[Text] = None,
        status: Optional[Text] = None,
        ended_before: Optional[Instant] = None,
        ended_after: Optional[Instant] = None,
        tags: Optional[TextMap] = None,
        order: Optional[Text] = None,
        page_size: Optional[int] = None,
    ) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("run.list", {
            "sync": sync,
            "destination": destination,
            "status": status,
            "ended_before": ended_before,
            "ended_after": ended_after,
            "tags": tags,
            "order": order,
            "page_size": page_size,
        })

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def cancel(self, run: Text) -> results.RunCancelResult:
        """End a run, whichever process it is in.

        run: id of the run
        """
        result: results.RunCancelResult = self._call("run.cancel", {
            "run": run,
        })
        return result

    async def cancel_async(self, run: Text) -> results.RunCancelResult:
        """`cancel` for asyncio: cancelling the task cancels the operation."""
        result: results.RunCancelResult = await self._call_async("run.cancel", {
            "run": run,
        })
        return result

    def events(
        self, run: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.RunEventsResult:
        """List what happened in a run, oldest first.

        run: id of the run
        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.RunEventsResult = self._call("run.events", {
            "run": run,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def events_async(
        self, run: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.RunEventsResult:
        """`events` for asyncio: cancelling the task cancels the operation."""
        result: results.RunEventsResult = await self._call_async("run.events", {
            "run": run,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def get(self, run: Text) -> results.RunGetResult:
        """Show a run with its report.

        run: id of the run
        """
        result: results.RunGetResult = self._call("run.get", {
            "run": run,
        })
        return result

    async def get_async(self, run: Text) -> results.RunGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.RunGetResult = await self._call_async("run.get", {
            "run": run,
        })
        return result

    def list(
        self,
        *,
        sync: Optional[Text] = None,
        destination: Optional[Text] = None,
        status: Optional[Text] = None,
        ended_before: Optional[Instant] = None,
        ended_after: Optional[Instant] = None,
        tags: Optional[TextMap] = None,
        order: Optional[Text] = None,
        page_size: Optional[int] = None,
        cursor: Optional[Text] = None,
    ) -> results.RunListResult:
        """List runs.

        sync: only of this sync
        destination: only to this destination
        status: only those that ended so: running, success, partial_failure, error, cancelled, orphaned, expired
        ended_before: only those that ended before this instant
        ended_after: only those that ended at this instant or later
        tags: only those that have all of these tags
        order: by when they started: newest_first, oldest_first (default: newest_first)
        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.RunListResult = self._call("run.list", {
            "sync": sync,
            "destination": destination,
            "status": status,
            "ended_before": ended_before,
            "ended_after": ended_after,
            "tags": tags,
            "order": order,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self,
        *,
        sync: Optional[Text] = None,
        destination: Optional[Text] = None,
        status: Optional[Text] = None,
        ended_before: Optional[Instant] = None,
        ended_after: Optional[Instant] = None,
        tags: Optional[TextMap] = None,
        order: Optional[Text] = None,
        page_size: Optional[int] = None,
        cursor: Optional[Text] = None,
    ) -> results.RunListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.RunListResult = await self._call_async("run.list", {
            "sync": sync,
            "destination": destination,
            "status": status,
            "ended_before": ended_before,
            "ended_after": ended_after,
            "tags": tags,
            "order": order,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result


class Run(Item):
    """One run."""

    def cancel(self) -> results.RunCancelResult:
        """End a run, whichever process it is in."""
        result: results.RunCancelResult = self._call("run.cancel", {
            "run": self.name,
        })
        return result

    async def cancel_async(self) -> results.RunCancelResult:
        """`cancel` for asyncio: cancelling the task cancels the operation."""
        result: results.RunCancelResult = await self._call_async("run.cancel", {
            "run": self.name,
        })
        return result

    def events(self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None) -> results.RunEventsResult:
        """List what happened in a run, oldest first.

        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.RunEventsResult = self._call("run.events", {
            "run": self.name,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def events_async(
        self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.RunEventsResult:
        """`events` for asyncio: cancelling the task cancels the operation."""
        result: results.RunEventsResult = await self._call_async("run.events", {
            "run": self.name,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def get(self) -> results.RunGetResult:
        """Show a run with its report."""
        result: results.RunGetResult = self._call("run.get", {
            "run": self.name,
        })
        return result

    async def get_async(self) -> results.RunGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.RunGetResult = await self._call_async("run.get", {
            "run": self.name,
        })
        return result


class ScheduleGroup(Group):
    """Operations on schedule."""

    def all(self) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("schedule.list", {})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def list(self) -> results.ScheduleListResult:
        """List syncs and destinations with a schedule: when they are due, and how far behind."""
        result: results.ScheduleListResult = self._call("schedule.list", {
        })
        return result

    async def list_async(self) -> results.ScheduleListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.ScheduleListResult = await self._call_async("schedule.list", {
        })
        return result

    def next_due(self) -> results.ScheduleNextDueResult:
        """Show what starts next, and when."""
        result: results.ScheduleNextDueResult = self._call("schedule.next_due", {
        })
        return result

    async def next_due_async(self) -> results.ScheduleNextDueResult:
        """`next_due` for asyncio: cancelling the task cancels the operation."""
        result: results.ScheduleNextDueResult = await self._call_async("schedule.next_due", {
        })
        return result

    def run_due(
        self,
        *,
        until_stopped: Optional[bool] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.ScheduleRunDueResult:
        """Run what is due now, once; with until_stopped, whatever falls due.

        until_stopped: go on until the call is cancelled
        """
        result: results.ScheduleRunDueResult = self._call("schedule.run_due", {
            "until_stopped": until_stopped,
        }, progress=progress, cancel=cancel)
        return result

    async def run_due_async(
        self, *, until_stopped: Optional[bool] = None, progress: Optional[Progress] = None
    ) -> results.ScheduleRunDueResult:
        """`run_due` for asyncio: cancelling the task cancels the operation."""
        result: results.ScheduleRunDueResult = await self._call_async("schedule.run_due", {
            "until_stopped": until_stopped,
        }, progress=progress)
        return result


class SinkGroup(Group):
    """Operations on sink."""

    def all(self) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("sink.list", {})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def check(
        self,
        name: Text,
        *,
        config: Optional[Document] = None,
        object: Optional[Text] = None,
        rows: Optional[Documents] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.SinkCheckResult:
        """Try a sink as its author would: rows of every type, repeats, deletes, aborts.

        name: of the sink
        config: as a destination's; what it names is written to, so use a place for tests
        object: only this one of those the sink describes; else any name
        rows: what to send in place of made-up rows: an object each, by the names of fields
        """
        result: results.SinkCheckResult = self._call("sink.check", {
            "name": name,
            "config": config,
            "object": object,
            "rows": rows,
        }, progress=progress, cancel=cancel)
        return result

    async def check_async(
        self,
        name: Text,
        *,
        config: Optional[Document] = None,
        object: Optional[Text] = None,
        rows: Optional[Documents] = None,
        progress: Optional[Progress] = None,
    ) -> results.SinkCheckResult:
        """`check` for asyncio: cancelling the task cancels the operation."""
        result: results.SinkCheckResult = await self._call_async("sink.check", {
            "name": name,
            "config": config,
            "object": object,
            "rows": rows,
        }, progress=progress)
        return result

    def list(self) -> results.SinkListResult:
        """List the sinks that destinations can name."""
        result: results.SinkListResult = self._call("sink.list", {})
        return result

    async def list_async(self) -> results.SinkListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.SinkListResult = await self._call_async("sink.list", {})
        return result


class Sources(Group):
    """Operations on sources."""

    def __getitem__(self, name: str) -> Source:
        """The source of that name."""
        return Source(self._caller, name)

    def __contains__(self, name: object) -> bool:
        return self._has("source.get", name)

    def all(self, *, page_size: Optional[int] = None) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("source.list", {"page_size": page_size})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def create(self, document: Document, *, note: Optional[Text] = None) -> results.SourceCreateResult:
        """Put a source into the catalog.

        document: the config document; on a command line its file, or -
        note: kept with every version made
        """
        result: results.SourceCreateResult = self._call("source.create", {
            "document": document,
            "note": note,
        })
        return result

    async def create_async(self, document: Document, *, note: Optional[Text] = None) -> results.SourceCreateResult:
        """`create` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceCreateResult = await self._call_async("source.create", {
            "document": document,
            "note": note,
        })
        return result

    def delete(self, name: Text, *, note: Optional[Text] = None) -> results.SourceDeleteResult:
        """Delete a source that nothing uses.

        name: name of the object
        note: kept with every version made
        """
        result: results.SourceDeleteResult = self._call("source.delete", {
            "name": name,
            "note": note,
        })
        return result

    async def delete_async(self, name: Text, *, note: Optional[Text] = None) -> results.SourceDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceDeleteResult = await self._call_async("source.delete", {
            "name": name,
            "note": note,
        })
        return result

    def get(self, name: Text) -> results.SourceGetResult:
        """Show a source.

        name: name of the object
        """
        result: results.SourceGetResult = self._call("source.get", {
            "name": name,
        })
        return result

    async def get_async(self, name: Text) -> results.SourceGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceGetResult = await self._call_async("source.get", {
            "name": name,
        })
        return result

    def list(self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None) -> results.SourceListResult:
        """List sources.

        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.SourceListResult = self._call("source.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.SourceListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceListResult = await self._call_async("source.list", {
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def rename(self, name: Text, new_name: Text, *, note: Optional[Text] = None) -> results.SourceRenameResult:
        """Rename a source, and follow it wherever it is named.

        name: name of the object
        new_name: its name to be
        note: kept with every version made
        """
        result: results.SourceRenameResult = self._call("source.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(
        self, name: Text, new_name: Text, *, note: Optional[Text] = None
    ) -> results.SourceRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceRenameResult = await self._call_async("source.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def update(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.SourceUpdateResult:
        """Change a source: the whole document, but for its name.

        document: the config document; on a command line its file, or -
        version: of the object the change was made from; refused when it was saved since
        note: kept with every version made
        """
        result: results.SourceUpdateResult = self._call("source.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result

    async def update_async(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.SourceUpdateResult:
        """`update` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceUpdateResult = await self._call_async("source.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result


class Source(Item):
    """One source."""

    def delete(self, *, note: Optional[Text] = None) -> results.SourceDeleteResult:
        """Delete a source that nothing uses.

        note: kept with every version made
        """
        result: results.SourceDeleteResult = self._call("source.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    async def delete_async(self, *, note: Optional[Text] = None) -> results.SourceDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceDeleteResult = await self._call_async("source.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    def get(self) -> results.SourceGetResult:
        """Show a source."""
        result: results.SourceGetResult = self._call("source.get", {
            "name": self.name,
        })
        return result

    async def get_async(self) -> results.SourceGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceGetResult = await self._call_async("source.get", {
            "name": self.name,
        })
        return result

    def rename(self, new_name: Text, *, note: Optional[Text] = None) -> results.SourceRenameResult:
        """Rename a source, and follow it wherever it is named.

        new_name: its name to be
        note: kept with every version made
        """
        result: results.SourceRenameResult = self._call("source.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(self, new_name: Text, *, note: Optional[Text] = None) -> results.SourceRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.SourceRenameResult = await self._call_async("source.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result


class Syncs(Group):
    """Operations on syncs."""

    def __getitem__(self, name: str) -> Sync:
        """The sync of that name."""
        return Sync(self._caller, name)

    def __contains__(self, name: object) -> bool:
        return self._has("sync.get", name)

    def all(self) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        return self._pages("sync.list", {})

    def __iter__(self) -> Iterator[Dict[str, Any]]:
        return self.all()

    def clone(
        self, sync: Text, name: Text, destination: Text, *, note: Optional[Text] = None
    ) -> results.SyncCloneResult:
        """Make a sync like another to another destination, paused and without state.

        sync: name of the sync, or DESTINATION/MODEL
        name: name of the new sync
        destination: where it is to deliver
        note: kept with every version made
        """
        result: results.SyncCloneResult = self._call("sync.clone", {
            "sync": sync,
            "name": name,
            "destination": destination,
            "note": note,
        })
        return result

    async def clone_async(
        self, sync: Text, name: Text, destination: Text, *, note: Optional[Text] = None
    ) -> results.SyncCloneResult:
        """`clone` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncCloneResult = await self._call_async("sync.clone", {
            "sync": sync,
            "name": name,
            "destination": destination,
            "note": note,
        })
        return result

    def compare(
        self,
        sync: Text,
        *,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        keys: Optional[int] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.SyncCompareResult:
        """Compare what a sync reads with what its destination holds, row by row.

        sync: name of the sync, or DESTINATION/MODEL
        from_: start of a window, inclusive
        to: end of a window, exclusive
        keys: keys named of each kind of difference, 0 to 1000 (default: 20)
        """
        result: results.SyncCompareResult = self._call("sync.compare", {
            "sync": sync,
            "from": from_,
            "to": to,
            "keys": keys,
        }, progress=progress, cancel=cancel)
        return result

    async def compare_async(
        self,
        sync: Text,
        *,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        keys: Optional[int] = None,
        progress: Optional[Progress] = None,
    ) -> results.SyncCompareResult:
        """`compare` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncCompareResult = await self._call_async("sync.compare", {
            "sync": sync,
            "from": from_,
            "to": to,
            "keys": keys,
        }, progress=progress)
        return result

    def create(self, document: Document, *, note: Optional[Text] = None) -> results.SyncCreateResult:
        """Put a sync into the catalog.

        document: the config document; on a command line its file, or -
        note: kept with every version made
        """
        result: results.SyncCreateResult = self._call("sync.create", {
            "document": document,
            "note": note,
        })
        return result

    async def create_async(self, document: Document, *, note: Optional[Text] = None) -> results.SyncCreateResult:
        """`create` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncCreateResult = await self._call_async("sync.create", {
            "document": document,
            "note": note,
        })
        return result

    def delete(self, name: Text, *, note: Optional[Text] = None) -> results.SyncDeleteResult:
        """Delete a sync that nothing uses.

        name: name of the object
        note: kept with every version made
        """
        result: results.SyncDeleteResult = self._call("sync.delete", {
            "name": name,
            "note": note,
        })
        return result

    async def delete_async(self, name: Text, *, note: Optional[Text] = None) -> results.SyncDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncDeleteResult = await self._call_async("sync.delete", {
            "name": name,
            "note": note,
        })
        return result

    def get(self, name: Text) -> results.SyncGetResult:
        """Show a sync, its own or an implicit DESTINATION/MODEL.

        name: name of the object
        """
        result: results.SyncGetResult = self._call("sync.get", {
            "name": name,
        })
        return result

    async def get_async(self, name: Text) -> results.SyncGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncGetResult = await self._call_async("sync.get", {
            "name": name,
        })
        return result

    def list(self) -> results.SyncListResult:
        """List syncs, implicit ones included."""
        result: results.SyncListResult = self._call("sync.list", {})
        return result

    async def list_async(self) -> results.SyncListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncListResult = await self._call_async("sync.list", {})
        return result

    def pause(self, sync: Text, *, note: Optional[Text] = None) -> results.SyncPauseResult:
        """Let a sync run no more until it is resumed.

        sync: name of the sync
        note: kept with every version made
        """
        result: results.SyncPauseResult = self._call("sync.pause", {
            "sync": sync,
            "note": note,
        })
        return result

    async def pause_async(self, sync: Text, *, note: Optional[Text] = None) -> results.SyncPauseResult:
        """`pause` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncPauseResult = await self._call_async("sync.pause", {
            "sync": sync,
            "note": note,
        })
        return result

    def plan(
        self,
        sync: Text,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        counts: Optional[Text] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.SyncPlanResult:
        """Show what a run would read and change, with its SQL; changes nothing.

        sync: name of the sync, or DESTINATION/MODEL
        full_refresh: as a run with it
        from_: start of a window, inclusive
        to: end of a window, exclusive
        allow_deletes: as a run with it
        counts: quick: rows are counted at both ends; exact: the run is carried out and taken back: quick, exact,
            none (default: quick)
        """
        result: results.SyncPlanResult = self._call("sync.plan", {
            "sync": sync,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "counts": counts,
        }, progress=progress, cancel=cancel)
        return result

    async def plan_async(
        self,
        sync: Text,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        counts: Optional[Text] = None,
        progress: Optional[Progress] = None,
    ) -> results.SyncPlanResult:
        """`plan` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncPlanResult = await self._call_async("sync.plan", {
            "sync": sync,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "counts": counts,
        }, progress=progress)
        return result

    def preview(
        self,
        sync: Text,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.SyncPreviewResult:
        """Show a page of a sync's rows as it sends them, by its mapping.

        sync: name of the sync
        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        result: results.SyncPreviewResult = self._call("sync.preview", {
            "sync": sync,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    async def preview_async(
        self,
        sync: Text,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.SyncPreviewResult:
        """`preview` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncPreviewResult = await self._call_async("sync.preview", {
            "sync": sync,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    def preview_rows(
        self,
        sync: Text,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Rows:
        """Show a page of a sync's rows as it sends them, by its mapping. Answers the rows themselves.

        sync: name of the sync
        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        return self._stream("sync.preview", {
            "sync": sync,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        }, cancel=cancel)

    def rename(self, name: Text, new_name: Text, *, note: Optional[Text] = None) -> results.SyncRenameResult:
        """Rename a sync, and follow it wherever it is named.

        name: name of the object
        new_name: its name to be
        note: kept with every version made
        """
        result: results.SyncRenameResult = self._call("sync.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(
        self, name: Text, new_name: Text, *, note: Optional[Text] = None
    ) -> results.SyncRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncRenameResult = await self._call_async("sync.rename", {
            "name": name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def reset(self, sync: Text, *, yes: Optional[bool] = None) -> results.SyncResetResult:
        """Forget what a sync has sent, so that its next run is a first one.

        sync: name of the sync, or DESTINATION/MODEL
        yes: also where the next run would insert rows twice
        """
        result: results.SyncResetResult = self._call("sync.reset", {
            "sync": sync,
            "yes": yes,
        })
        return result

    async def reset_async(self, sync: Text, *, yes: Optional[bool] = None) -> results.SyncResetResult:
        """`reset` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncResetResult = await self._call_async("sync.reset", {
            "sync": sync,
            "yes": yes,
        })
        return result

    def resume(self, sync: Text, *, note: Optional[Text] = None) -> results.SyncResumeResult:
        """Let a paused sync run again.

        sync: name of the sync
        note: kept with every version made
        """
        result: results.SyncResumeResult = self._call("sync.resume", {
            "sync": sync,
            "note": note,
        })
        return result

    async def resume_async(self, sync: Text, *, note: Optional[Text] = None) -> results.SyncResumeResult:
        """`resume` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncResumeResult = await self._call_async("sync.resume", {
            "sync": sync,
            "note": note,
        })
        return result

    def run(
        self,
        sync: Text,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        memory_mib: Optional[int] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.SyncRunResult:
        """Carry what is new or changed.

        sync: name of the sync, or DESTINATION/MODEL
        full_refresh: read everything again, whatever the watermark says
        from_: start of a window, inclusive; the watermark stays
        to: end of a window, exclusive; the watermark stays
        allow_deletes: this run deletes more than delete_guard allows
        memory_mib: memory budget in place of the sync's, 8 to 4096
        tags: kept with the run
        """
        result: results.SyncRunResult = self._call("sync.run", {
            "sync": sync,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "memory_mib": memory_mib,
            "tags": tags,
        }, progress=progress, cancel=cancel)
        return result

    async def run_async(
        self,
        sync: Text,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        memory_mib: Optional[int] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
    ) -> results.SyncRunResult:
        """`run` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncRunResult = await self._call_async("sync.run", {
            "sync": sync,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "memory_mib": memory_mib,
            "tags": tags,
        }, progress=progress)
        return result

    def update(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.SyncUpdateResult:
        """Change a sync: the whole document, but for its name.

        document: the config document; on a command line its file, or -
        version: of the object the change was made from; refused when it was saved since
        note: kept with every version made
        """
        result: results.SyncUpdateResult = self._call("sync.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result

    async def update_async(
        self, document: Document, *, version: Optional[int] = None, note: Optional[Text] = None
    ) -> results.SyncUpdateResult:
        """`update` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncUpdateResult = await self._call_async("sync.update", {
            "document": document,
            "version": version,
            "note": note,
        })
        return result


class Sync(Item):
    """One sync."""

    def clone(self, name: Text, destination: Text, *, note: Optional[Text] = None) -> results.SyncCloneResult:
        """Make a sync like another to another destination, paused and without state.

        name: name of the new sync
        destination: where it is to deliver
        note: kept with every version made
        """
        result: results.SyncCloneResult = self._call("sync.clone", {
            "sync": self.name,
            "name": name,
            "destination": destination,
            "note": note,
        })
        return result

    async def clone_async(
        self, name: Text, destination: Text, *, note: Optional[Text] = None
    ) -> results.SyncCloneResult:
        """`clone` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncCloneResult = await self._call_async("sync.clone", {
            "sync": self.name,
            "name": name,
            "destination": destination,
            "note": note,
        })
        return result

    def compare(
        self,
        *,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        keys: Optional[int] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.SyncCompareResult:
        """Compare what a sync reads with what its destination holds, row by row.

        from_: start of a window, inclusive
        to: end of a window, exclusive
        keys: keys named of each kind of difference, 0 to 1000 (default: 20)
        """
        result: results.SyncCompareResult = self._call("sync.compare", {
            "sync": self.name,
            "from": from_,
            "to": to,
            "keys": keys,
        }, progress=progress, cancel=cancel)
        return result

    async def compare_async(
        self,
        *,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        keys: Optional[int] = None,
        progress: Optional[Progress] = None,
    ) -> results.SyncCompareResult:
        """`compare` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncCompareResult = await self._call_async("sync.compare", {
            "sync": self.name,
            "from": from_,
            "to": to,
            "keys": keys,
        }, progress=progress)
        return result

    def delete(self, *, note: Optional[Text] = None) -> results.SyncDeleteResult:
        """Delete a sync that nothing uses.

        note: kept with every version made
        """
        result: results.SyncDeleteResult = self._call("sync.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    async def delete_async(self, *, note: Optional[Text] = None) -> results.SyncDeleteResult:
        """`delete` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncDeleteResult = await self._call_async("sync.delete", {
            "name": self.name,
            "note": note,
        })
        return result

    def get(self) -> results.SyncGetResult:
        """Show a sync, its own or an implicit DESTINATION/MODEL."""
        result: results.SyncGetResult = self._call("sync.get", {
            "name": self.name,
        })
        return result

    async def get_async(self) -> results.SyncGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncGetResult = await self._call_async("sync.get", {
            "name": self.name,
        })
        return result

    def pause(self, *, note: Optional[Text] = None) -> results.SyncPauseResult:
        """Let a sync run no more until it is resumed.

        note: kept with every version made
        """
        result: results.SyncPauseResult = self._call("sync.pause", {
            "sync": self.name,
            "note": note,
        })
        return result

    async def pause_async(self, *, note: Optional[Text] = None) -> results.SyncPauseResult:
        """`pause` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncPauseResult = await self._call_async("sync.pause", {
            "sync": self.name,
            "note": note,
        })
        return result

    def plan(
        self,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        counts: Optional[Text] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.SyncPlanResult:
        """Show what a run would read and change, with its SQL; changes nothing.

        full_refresh: as a run with it
        from_: start of a window, inclusive
        to: end of a window, exclusive
        allow_deletes: as a run with it
        counts: quick: rows are counted at both ends; exact: the run is carried out and taken back: quick, exact,
            none (default: quick)
        """
        result: results.SyncPlanResult = self._call("sync.plan", {
            "sync": self.name,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "counts": counts,
        }, progress=progress, cancel=cancel)
        return result

    async def plan_async(
        self,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        counts: Optional[Text] = None,
        progress: Optional[Progress] = None,
    ) -> results.SyncPlanResult:
        """`plan` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncPlanResult = await self._call_async("sync.plan", {
            "sync": self.name,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "counts": counts,
        }, progress=progress)
        return result

    def preview(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.SyncPreviewResult:
        """Show a page of a sync's rows as it sends them, by its mapping.

        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        result: results.SyncPreviewResult = self._call("sync.preview", {
            "sync": self.name,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    async def preview_async(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
    ) -> results.SyncPreviewResult:
        """`preview` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncPreviewResult = await self._call_async("sync.preview", {
            "sync": self.name,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        })
        return result

    def preview_rows(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Text] = None,
        count: Optional[bool] = None,
        seconds: Optional[int] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Rows:
        """Show a page of a sync's rows as it sends them, by its mapping. Answers the rows themselves.

        limit: rows a page, 1 to 1000 (default: 50)
        cursor: where to go on: `next` of the page before
        count: count the rows in all, as far as 5 seconds go
        seconds: time for the page, 1 to 3600 (default: 30)
        """
        return self._stream("sync.preview", {
            "sync": self.name,
            "limit": limit,
            "cursor": cursor,
            "count": count,
            "seconds": seconds,
        }, cancel=cancel)

    def rename(self, new_name: Text, *, note: Optional[Text] = None) -> results.SyncRenameResult:
        """Rename a sync, and follow it wherever it is named.

        new_name: its name to be
        note: kept with every version made
        """
        result: results.SyncRenameResult = self._call("sync.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    async def rename_async(self, new_name: Text, *, note: Optional[Text] = None) -> results.SyncRenameResult:
        """`rename` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncRenameResult = await self._call_async("sync.rename", {
            "name": self.name,
            "new_name": new_name,
            "note": note,
        })
        return result

    def reset(self, *, yes: Optional[bool] = None) -> results.SyncResetResult:
        """Forget what a sync has sent, so that its next run is a first one.

        yes: also where the next run would insert rows twice
        """
        result: results.SyncResetResult = self._call("sync.reset", {
            "sync": self.name,
            "yes": yes,
        })
        return result

    async def reset_async(self, *, yes: Optional[bool] = None) -> results.SyncResetResult:
        """`reset` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncResetResult = await self._call_async("sync.reset", {
            "sync": self.name,
            "yes": yes,
        })
        return result

    def resume(self, *, note: Optional[Text] = None) -> results.SyncResumeResult:
        """Let a paused sync run again.

        note: kept with every version made
        """
        result: results.SyncResumeResult = self._call("sync.resume", {
            "sync": self.name,
            "note": note,
        })
        return result

    async def resume_async(self, *, note: Optional[Text] = None) -> results.SyncResumeResult:
        """`resume` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncResumeResult = await self._call_async("sync.resume", {
            "sync": self.name,
            "note": note,
        })
        return result

    def run(
        self,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        memory_mib: Optional[int] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> results.SyncRunResult:
        """Carry what is new or changed.

        full_refresh: read everything again, whatever the watermark says
        from_: start of a window, inclusive; the watermark stays
        to: end of a window, exclusive; the watermark stays
        allow_deletes: this run deletes more than delete_guard allows
        memory_mib: memory budget in place of the sync's, 8 to 4096
        tags: kept with the run
        """
        result: results.SyncRunResult = self._call("sync.run", {
            "sync": self.name,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "memory_mib": memory_mib,
            "tags": tags,
        }, progress=progress, cancel=cancel)
        return result

    async def run_async(
        self,
        *,
        full_refresh: Optional[bool] = None,
        from_: Optional[Instant] = None,
        to: Optional[Instant] = None,
        allow_deletes: Optional[bool] = None,
        memory_mib: Optional[int] = None,
        tags: Optional[TextMap] = None,
        progress: Optional[Progress] = None,
    ) -> results.SyncRunResult:
        """`run` for asyncio: cancelling the task cancels the operation."""
        result: results.SyncRunResult = await self._call_async("sync.run", {
            "sync": self.name,
            "full_refresh": full_refresh,
            "from": from_,
            "to": to,
            "allow_deletes": allow_deletes,
            "memory_mib": memory_mib,
            "tags": tags,
        }, progress=progress)
        return result


class SystemGroup(Group):
    """Operations on system."""

    def doctor(self) -> results.SystemDoctorResult:
        """Show which libraries and drivers are there, and how each connection would be reached."""
        result: results.SystemDoctorResult = self._call("system.doctor", {
        })
        return result

    async def doctor_async(self) -> results.SystemDoctorResult:
        """`doctor` for asyncio: cancelling the task cancels the operation."""
        result: results.SystemDoctorResult = await self._call_async("system.doctor", {
        })
        return result

    def features(self) -> results.SystemFeaturesResult:
        """Show what this build can do."""
        result: results.SystemFeaturesResult = self._call("system.features", {
        })
        return result

    async def features_async(self) -> results.SystemFeaturesResult:
        """`features` for asyncio: cancelling the task cancels the operation."""
        result: results.SystemFeaturesResult = await self._call_async("system.features", {
        })
        return result


class Versions(Group):
    """Operations on versions."""

    def diff(
        self, kind: Text, name: Text, *, from_: Optional[int] = None, to: Optional[int] = None
    ) -> results.VersionDiffResult:
        """Show what changed between two versions of an object.

        kind: kind of the object: connection, source, model, product, recipient, destination, sync
        name: its name, or that of a deleted one
        from_: a version's number; absent: the one before `to`
        to: a version's number; absent: the newest
        """
        result: results.VersionDiffResult = self._call("version.diff", {
            "kind": kind,
            "name": name,
            "from": from_,
            "to": to,
        })
        return result

    async def diff_async(
        self, kind: Text, name: Text, *, from_: Optional[int] = None, to: Optional[int] = None
    ) -> results.VersionDiffResult:
        """`diff` for asyncio: cancelling the task cancels the operation."""
        result: results.VersionDiffResult = await self._call_async("version.diff", {
            "kind": kind,
            "name": name,
            "from": from_,
            "to": to,
        })
        return result

    def get(self, kind: Text, name: Text, version: int) -> results.VersionGetResult:
        """Show a version of an object.

        kind: kind of the object: connection, source, model, product, recipient, destination, sync
        name: its name
        version: its number, from 1
        """
        result: results.VersionGetResult = self._call("version.get", {
            "kind": kind,
            "name": name,
            "version": version,
        })
        return result

    async def get_async(self, kind: Text, name: Text, version: int) -> results.VersionGetResult:
        """`get` for asyncio: cancelling the task cancels the operation."""
        result: results.VersionGetResult = await self._call_async("version.get", {
            "kind": kind,
            "name": name,
            "version": version,
        })
        return result

    def list(
        self, kind: Text, name: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.VersionListResult:
        """List the versions of an object, newest first.

        kind: kind of the object: connection, source, model, product, recipient, destination, sync
        name: its name
        page_size: items a page, 1 to 1000 (default: 100)
        cursor: where to go on: `next` of the page before
        """
        result: results.VersionListResult = self._call("version.list", {
            "kind": kind,
            "name": name,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    async def list_async(
        self, kind: Text, name: Text, *, page_size: Optional[int] = None, cursor: Optional[Text] = None
    ) -> results.VersionListResult:
        """`list` for asyncio: cancelling the task cancels the operation."""
        result: results.VersionListResult = await self._call_async("version.list", {
            "kind": kind,
            "name": name,
            "page_size": page_size,
            "cursor": cursor,
        })
        return result

    def restore(
        self,
        kind: Text,
        name: Text,
        version: Optional[int] = None,
        *,
        note: Optional[Text] = None,
        skip_verification: Optional[bool] = None,
        skip_model_validation: Optional[bool] = None,
    ) -> results.VersionRestoreResult:
        """Save an earlier version again, of a deleted object as well.

        kind: kind of the object: connection, source, model, product, recipient, destination, sync
        name: its name, or that of a deleted one
        version: its number; of a deleted one absent: the last
        note: kept with every version made
        skip_verification: do not try a connection
        skip_model_validation: do not check a model against its warehouse
        """
        result: results.VersionRestoreResult = self._call("version.restore", {
            "kind": kind,
            "name": name,
            "version": version,
            "note": note,
            "skip_verification": skip_verification,
            "skip_model_validation": skip_model_validation,
        })
        return result

    async def restore_async(
        self,
        kind: Text,
        name: Text,
        version: Optional[int] = None,
        *,
        note: Optional[Text] = None,
        skip_verification: Optional[bool] = None,
        skip_model_validation: Optional[bool] = None,
    ) -> results.VersionRestoreResult:
        """`restore` for asyncio: cancelling the task cancels the operation."""
        result: results.VersionRestoreResult = await self._call_async("version.restore", {
            "kind": kind,
            "name": name,
            "version": version,
            "note": note,
            "skip_verification": skip_verification,
            "skip_model_validation": skip_model_validation,
        })
        return result


class Operations(Callers):
    """The groups of operations."""

    @property
    def alert(self) -> AlertGroup:
        return AlertGroup(self._caller)

    @property
    def config(self) -> ConfigGroup:
        return ConfigGroup(self._caller)

    @property
    def connections(self) -> Connections:
        return Connections(self._caller)

    @property
    def destinations(self) -> Destinations:
        return Destinations(self._caller)

    @property
    def dialect(self) -> DialectGroup:
        return DialectGroup(self._caller)

    @property
    def metrics(self) -> MetricsGroup:
        return MetricsGroup(self._caller)

    @property
    def models(self) -> Models:
        return Models(self._caller)

    @property
    def operations(self) -> OperationsGroup:
        return OperationsGroup(self._caller)

    @property
    def products(self) -> Products:
        return Products(self._caller)

    @property
    def recipients(self) -> Recipients:
        return Recipients(self._caller)

    @property
    def rejects(self) -> Rejects:
        return Rejects(self._caller)

    @property
    def rules(self) -> RulesGroup:
        return RulesGroup(self._caller)

    @property
    def runs(self) -> Runs:
        return Runs(self._caller)

    @property
    def schedule(self) -> ScheduleGroup:
        return ScheduleGroup(self._caller)

    @property
    def sink(self) -> SinkGroup:
        return SinkGroup(self._caller)

    @property
    def sources(self) -> Sources:
        return Sources(self._caller)

    @property
    def syncs(self) -> Syncs:
        return Syncs(self._caller)

    @property
    def system(self) -> SystemGroup:
        return SystemGroup(self._caller)

    @property
    def versions(self) -> Versions:
        return Versions(self._caller)

    def upgrade(self, path: Optional[Text] = None, *, backup: Optional[Text] = None) -> results.CatalogUpgradeResult:
        """Bring a catalog of an older Waybill up to date, with a copy made before.

        path: the catalog file; on a command line by default that of --catalog
        backup: file for a copy of it as it is before
        """
        result: results.CatalogUpgradeResult = self._call("catalog.upgrade", {
            "path": path,
            "backup": backup,
        })
        return result

    async def upgrade_async(
        self, path: Optional[Text] = None, *, backup: Optional[Text] = None
    ) -> results.CatalogUpgradeResult:
        """`upgrade` for asyncio: cancelling the task cancels the operation."""
        result: results.CatalogUpgradeResult = await self._call_async("catalog.upgrade", {
            "path": path,
            "backup": backup,
        })
        return result
