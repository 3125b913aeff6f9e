"""The engine. What the database is told travels with the statement that it is for: no round trip of its own.

``SET LOCAL`` ends with its transaction, and a single statement is one. So nothing is left on a connection for whoever
gets it next, and a pooler may hand out another connection for every transaction. Inside a transaction it is said once,
and again when the wall changes or a savepoint took it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import sql
from psycopg.pq import TransactionStatus

from trailside.ledger import wall

UNKNOWN = "?"
if TYPE_CHECKING:  # Django's own, as far as its stubs know it
    _Cursor = psycopg.ClientCursor[Any]
else:
    _Cursor = base.Cursor


class Walled(_Cursor):
    """A cursor that says where we stand before it asks."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        """As psycopg's; the answer is that of ``query``."""
        said = self._owed()
        if not said:
            return super().execute(query, params, **how)
        super().execute(said + query if isinstance(query, str) else sql.SQL(said) + query, params, **how)
        self.nextset()
        return self

    def executemany(self, query: Any, params_seq: Any, **how: Any) -> None:
        """As psycopg's. Many statements go in one transaction, so that it is said once for all."""
        if said := self._owed():
            if self.connection.autocommit:
                raise psycopg.ProgrammingError("many statements need a transaction around them")
            super().execute(said)
        super().executemany(query, params_seq, **how)

    def _owed(self) -> str:
        """What has to be said before the next statement; nothing when this transaction has heard it."""
        place, connection = wall.here(), self.connection
        status = connection.pgconn.transaction_status
        if status == TransactionStatus.INERROR:
            return ""
        heard = getattr(connection, "heard", "") if status == TransactionStatus.INTRANS else ""
        connection.heard = place  # type: ignore[attr-defined]  # ours, kept where it belongs
        return "" if heard == place else f"SET LOCAL {wall.SETTING} = '{place}'; "


class Operations(DatabaseOperations):
    """Django's, which tells of a question what was asked and not what went before it."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """The question that was asked last (tests and debugging)."""
        asked = str(super().last_executed_query(cursor, sql, params) or "")
        return asked.partition("; ")[2] if asked.startswith(f"SET LOCAL {wall.SETTING}") else asked


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection of the house."""

    ops_class = Operations

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with our cursor."""
        return {**super().get_connection_params(), "cursor_factory": Walled}

    def chunked_cursor(self) -> Any:
        """For very long answers. The server keeps them only inside a transaction, where it knows the wall."""
        if not self.in_atomic_block:
            return self.cursor()
        with self.cursor() as cursor:
            cursor.execute("SELECT 1")  # says where we stand: a cursor of the server's cannot
        return super().chunked_cursor()

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # Django's, unknown to its stubs
        self.connection.heard = UNKNOWN
