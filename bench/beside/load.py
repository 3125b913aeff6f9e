"""Asking one address on eight connections for some seconds: requests a second, CPU of whoever serves, waits."""

from __future__ import annotations

import os
import socket
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

CONNECTIONS = 8


@dataclass(frozen=True)
class Asked:
    """One address: port, path, cookie. again: whether a connection is kept (gunicorn's sync workers close it)."""

    port: int
    path: str
    cookie: str = ""
    again: bool = True
    took: list[float] = field(default_factory=list, compare=False)

    def words(self) -> bytes:
        """The request as a browser with a compressed connection sends it."""
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        keep = "keep-alive" if self.again else "close"
        return (
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: text/html\r\n"
            f"Accept-Language: en\r\nAccept-Encoding: gzip\r\nConnection: {keep}\r\n{cookie}\r\n"
        ).encode()

    def once(self) -> tuple[int, int]:
        """Ask once: status, bytes of the body."""
        with self._open() as connection:
            return _answer(connection, self.words())

    def until(self, end: float, took: list[float]) -> None:
        """Ask again and again until ``end``, noting seconds."""
        words, connection = self.words(), self._open()
        while (began := time.monotonic()) < end:
            if not self.again:
                connection.close()
                connection = self._open()
            status, _size = _answer(connection, words)
            if status != 200:
                raise RuntimeError(f"{self.path}: {status}")
            took.append(time.monotonic() - began)
        connection.close()

    def _open(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


def _answer(connection: socket.socket, words: bytes) -> tuple[int, int]:
    connection.sendall(words)
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            raise ConnectionError(words[:60])
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    said = head.lower()
    if b"transfer-encoding: chunked" in said:
        while not body.endswith(b"0\r\n\r\n"):
            body += connection.recv(65536)
        return int(head[9:12]), len(body)
    length = int(said.partition(b"content-length:")[2].partition(b"\r\n")[0])
    size = len(body)
    while size < length:
        size += len(connection.recv(65536))
    return int(head[9:12]), size


def family(process: int) -> list[int]:
    """A process and its children (gunicorn's workers)."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in family(int(child)))]


def cpu(process: int) -> float:
    """CPU seconds, user and system, of a process and its children."""
    used = 0
    for one in family(process):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


def measure(asked: Asked, process: int, seconds: float) -> dict[str, float]:
    """Ask on eight connections. Raises RuntimeError when an answer is not 200."""
    for _ in range(8):
        status, size = asked.once()
        if status != 200:
            raise RuntimeError(f"{asked.path}: {status}")
    took: list[list[float]] = [[] for _ in range(CONNECTIONS)]
    before, began = cpu(process), time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as asking:
        for done in [asking.submit(asked.until, began + seconds, mine) for mine in took]:
            done.result()
    every, spent = sorted(one for mine in took for one in mine), time.monotonic() - began
    return {
        "cpu_ms": round((cpu(process) - before) / len(every) * 1000, 2),
        "per_second": round(len(every) / spent, 1),
        "p50_ms": round(statistics.median(every) * 1000, 1),
        "p99_ms": round(every[int(len(every) * 0.99)] * 1000, 1),
        "kB": round(size / 1000, 1),
    }
