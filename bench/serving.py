"""Serving: requests a second, CPU milliseconds a request and the worst waits, all through the real server process.

read      one query, 8 connections                      (serving.md: 2,900 req/s, 0.35 CPU ms, p99 7-9 ms)
write     one durable action, 8 connections             (one fsync each; L3: 200/s, p99 < 250 ms)
mixed     a command writes beside the server (the lock file's turn across processes)
live      500 streams, 10 messages under load           (last listener within 35 ms)
start     seconds to the first answer, MB when idle, seconds to stop with streams open
"""

from __future__ import annotations

import json as jsonlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.drills.house import ROOT, House

CONNECTIONS = 8
BESIDE = """
import sys, time, uuid, django
django.setup()
from tests.drills.urls import machine
from trailside.ledger.acting import acting
sight, waits, end = machine(), [], time.monotonic() + float(sys.argv[1])
while time.monotonic() < end:
    began = time.monotonic()
    with acting(sight) as act:
        act.tell("drill.written", mark=uuid.uuid4().hex)
    waits.append(time.monotonic() - began)
print(len(waits), max(waits))
"""


def request(path: str, form: dict[str, str] | None = None) -> bytes:
    """The bytes of a request on a connection that stays open."""
    body = urlencode(form).encode() if form else b""
    method = "POST" if form else "GET"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n" if form else ""
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\n{kind}Content-Length: {len(body)}\r\n\r\n".encode() + body


def answered(connection: socket.socket) -> bytes:
    """The head of one whole answer."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
    while len(body) < length:
        body += connection.recv(65536)
    return head


def cpu(process: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(process: int) -> float:
    """Memory that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def load(house: House, seconds: float, *, writing: bool, expected: bytes) -> dict[str, float]:
    """So many connections asking one thing after the other."""
    took: list[list[float]] = [[] for _ in range(CONNECTIONS)]
    end = time.monotonic() + seconds

    def ask(mine: list[float]) -> None:
        with socket.create_connection(("127.0.0.1", house.port), timeout=20) as connection:
            while (began := time.monotonic()) < end:
                mark = uuid.uuid4().hex
                form = {"mark": mark, "once": mark} if writing else None
                connection.sendall(request("/drill/write/" if writing else "/drill/read/", form))
                head = answered(connection)
                if expected not in head[:20]:
                    raise RuntimeError(head[:200])
                mine.append(time.monotonic() - began)

    assert house.process is not None
    before = cpu(house.process.pid)
    threads = [threading.Thread(target=ask, args=(mine,)) for mine in took]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = sorted(one for mine in took for one in mine)
    return {
        "per_second": round(len(every) / seconds),
        "cpu_ms": round((cpu(house.process.pid) - before) / len(every) * 1000, 2),
        "p50_ms": round(statistics.median(every) * 1000, 1),
        "p99_ms": round(every[int(len(every) * 0.99)] * 1000, 1),
        "worst_ms": round(every[-1] * 1000, 1),
        "fewest_of_a_connection": min(len(mine) for mine in took),
        "most_of_a_connection": max(len(mine) for mine in took),
    }


def mixed(house: House, seconds: float) -> dict[str, Any]:
    """A command writes without pause beside people who write."""
    line = [sys.executable, "-c", BESIDE, str(seconds + 1)]
    beside = subprocess.Popen(line, env=house.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    time.sleep(1.0)
    found: dict[str, Any] = load(house, seconds, writing=True, expected=b" 302 ")
    count, worst = beside.communicate()[0].split()
    found["command_per_second"] = round(int(count) / seconds)
    found["command_worst_ms"] = round(float(worst) * 1000, 1)
    return found


def live(house: House, streams: int = 500, messages: int = 10) -> dict[str, float]:
    """When the last of many listeners has heard, while others read."""
    opened = []
    for _ in range(streams):
        one = socket.create_connection(("127.0.0.1", house.port), timeout=20)
        one.sendall(request("/drill/live/"))
        while b"event: open" not in one.recv(4096):
            pass
        opened.append(one)
    reading = threading.Thread(target=load, args=(house, 5.0), kwargs={"writing": False, "expected": b" 200 "})
    reading.start()
    last = []
    for number in range(messages):
        time.sleep(0.2)
        began = time.monotonic()
        house.ask(f"/drill/tell/?word={number}", {"x": "1"})
        for one in opened:
            one.recv(4096)
        last.append((time.monotonic() - began) * 1000)
    reading.join()
    assert house.process is not None
    return {
        "streams": streams,
        "median_ms": round(statistics.median(last), 1),
        "worst_ms": round(max(last), 1),
        "mb": round(megabytes(house.process.pid), 1),
        "stop_seconds": round(house.stop(), 2),
    }


def main(*, json: bool) -> int:
    """Measure and say."""
    with tempfile.TemporaryDirectory(prefix="trailside-bench-") as place:
        house = House(Path(place)).found()
        house.start()
        house.stop()
        found: dict[str, Any] = {"start_seconds": round(house.start(), 2)}
        assert house.process is not None
        house.ask("/drill/read/")
        found["idle_mb"] = round(megabytes(house.process.pid), 1)
        found["read"] = load(house, 4.0, writing=False, expected=b" 200 ")
        found["write"] = load(house, 4.0, writing=True, expected=b" 302 ")
        found["mixed"] = mixed(house, 4.0)
        found["live"] = live(house)
    if json:
        print(jsonlib.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:<14} {value}")
    return 0
