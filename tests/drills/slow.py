"""Senders who are slow (or mean to be) hold no page thread, and get their answer in time."""

from __future__ import annotations

import socket
import statistics
import time
from pathlib import Path

from tests.drills.house import House
from tests.drills.outcome import promise

HEAD = b"POST /drill/write/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def opened(house: House, first: bytes) -> socket.socket:
    """A connection that has sent so much and then waits."""
    one = socket.create_connection(("127.0.0.1", house.port), timeout=20)
    one.sendall(first)
    return one


def drill(place: Path, *, short: bool) -> str:
    """Many at once, while others read."""
    house = House(place).found()
    house.start()
    many = 60 if short else 400
    bodies = [opened(house, HEAD + b"Content-Length: 1000\r\n\r\nmark=") for _ in range(many)]
    heads = [opened(house, b"GET / HTTP/1.1\r\nHost: x\r\nX-Sl") for _ in range(many)]
    took = []
    for _ in range(200):
        began = time.monotonic()
        promise(house.ask("/drill/read/")[0] == 200, "a page is not served while others send slowly")
        took.append(time.monotonic() - began)
    for one in bodies:
        answer = one.recv(4096)
        promise(b" 408 " in answer, f"a slow body is answered {answer[:60]!r}")
    for one in heads:
        promise(one.recv(4096) == b"", "a head that never ends keeps its connection")
    for one in bodies + heads:
        one.close()
    large = opened(house, HEAD + b"Content-Length: 3000000\r\n\r\n")
    promise(b" 413 " in large.recv(4096), "a body of 3 MB is not refused")
    large.close()
    endless = opened(house, b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: ")
    endless.sendall(b"x" * 300_000)
    promise(b" 431 " in endless.recv(4096), "a head of 300 kB is not refused")
    endless.close()
    house.stop()
    worst = statistics.quantiles(took, n=100)[98]
    promise(worst < 0.5, f"pages took {worst:.2f} s (99 of 100) while others sent slowly")
    return f"{many} slow bodies and {many} endless heads: pages within {worst * 1000:.0f} ms (99 of 100), 408 in time"
