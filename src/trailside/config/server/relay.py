"""Live events between several processes on PostgreSQL: NOTIFY inside the transaction, LISTEN beside the loop.

What is told inside a transaction leaves with its commit, or not at all. Only room names, event names and ids travel.
"""

import logging
import threading
import time
from typing import Any

import psycopg
from django.db import connection

from trailside.kit.hub import Hub

CHANNEL = "trailside_live"
logger = logging.getLogger("trailside.server")


class Relay:
    """One listening connection of this process; it comes back by itself when the database does."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="relay", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._stopped.set()

    def send(self, message: str) -> None:
        """Tell every process, this one too; within the caller's transaction when there is one."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, message])

    def _listen(self) -> None:
        while not self._stopped.is_set():
            try:
                with psycopg.connect(**_parameters(), autocommit=True) as listening:
                    listening.execute(f"LISTEN {CHANNEL}")
                    while not self._stopped.is_set():
                        for note in listening.notifies(timeout=1.0):
                            self._hub.receive(note.payload)
            except psycopg.Error:
                logger.warning("live events between processes are interrupted; trying again")
                time.sleep(1.0)


def _parameters() -> dict[str, Any]:
    given = dict(connection.get_connection_params())
    return {key: given[key] for key in ("dbname", "user", "password", "host", "port", "sslmode") if given.get(key)}
