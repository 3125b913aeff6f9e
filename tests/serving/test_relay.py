"""Between processes on PostgreSQL, what is told inside a transaction leaves with its commit, or not at all."""

import importlib
import queue
import time

import pytest
from django.db import connection, transaction

from trailside.kit.hub import Hub


class Heard(Hub):
    """A hub that only listens."""

    def __init__(self) -> None:
        super().__init__()
        self.said: queue.Queue[str] = queue.Queue()

    def receive(self, message: str) -> None:
        self.said.put(message)


@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
@pytest.mark.skipif(connection.vendor != "postgresql", reason="one process on SQLite needs no relay")
def test_what_is_told_travels_with_its_commit() -> None:
    heard = Heard()
    relay = importlib.import_module("trailside.config.server.relay").Relay(heard)
    relay.start()
    try:
        end = time.monotonic() + 5
        while heard.said.empty() and time.monotonic() < end:  # until it listens
            relay.send("ready")
            time.sleep(0.05)
        with transaction.atomic():
            relay.send("taken back")
            transaction.set_rollback(True)
        with transaction.atomic():
            relay.send("kept")
            time.sleep(0.2)
            early = "kept" in list(heard.said.queue)
        while heard.said.get(timeout=5) != "kept":
            assert "taken back" not in list(heard.said.queue)
        assert not early
    finally:
        relay.stop()
