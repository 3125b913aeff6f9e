"""The write turn is shared fairly between the server and a command that runs beside it."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from trailside.ledger.turn import write_turn

BESIDE = """
import os, sys, time
import django
django.setup()
from trailside.ledger.turn import write_turn
turns, end = 0, time.monotonic() + 1.0
print("ready", flush=True)
while time.monotonic() < end:
    with write_turn():
        turns += 1
        time.sleep(0.001)
print(turns)
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets many write at once")
def test_who_writes_without_pause_does_not_overtake_another_process() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "trailside.config.settings", "PYTHONPATH": "src"}
    environment["TRAILSIDE_DATA"] = str(settings.TRAILSIDE_DATA)
    beside = subprocess.Popen([sys.executable, "-c", BESIDE], env=environment, stdout=subprocess.PIPE, text=True)
    with beside:
        assert beside.stdout is not None
        beside.stdout.readline()
        mine, longest, end = 0, 0.0, time.monotonic() + 1.0
        while (began := time.monotonic()) < end:
            with write_turn():
                mine += 1
                longest = max(longest, time.monotonic() - began)
                time.sleep(0.001)
        theirs = int(beside.stdout.read())
    assert mine > 20 and theirs > 20
    assert 0.1 < mine / theirs < 10
    assert longest < 0.5
