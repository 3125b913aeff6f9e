"""A real server on a folder of its own, started, asked, killed and started again by the drills."""

from __future__ import annotations

import atexit
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
KEY = "YSBrZXkgZm9yIHRoZSB0ZXN0cywgMzIgYnl0ZXMhISE="
CSRF = "drilldrilldrilldrilldrilldrilldr"
ORGANISE = "from trailside.people.actions import founding; founding.found('Drill House')"


def free_port() -> int:
    """A port nobody uses right now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class House:
    """One installation: a data folder, a vault folder, a port and at most one server process."""

    def __init__(self, place: Path, **environment: str) -> None:
        self.data = place / "data"
        self.vault = place / "vault"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.trusted: ssl.SSLContext | None = None
        self.people: dict[str, dict[str, str]] = {}
        self.goal = ""
        atexit.register(self.kill)  # a drill that breaks leaves no server behind
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}/src:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
            "TRAILSIDE_DATA": str(self.data),
            "TRAILSIDE_VAULT": str(self.vault / "vault.sqlite3"),
            "TRAILSIDE_MASTER_KEY": KEY,
            "DRILL_QUIET": "1",
            **environment,
        }

    def say(self, *words: str) -> str:
        """Run one word of the command line and wait for it."""
        return self.run("trailside.config.command", *words)

    def run(self, module: str, *words: str) -> str:
        """Run a module in the installation's environment and wait for it; what it printed."""
        line = [sys.executable, "-m", module, *words]
        return subprocess.run(line, env=self.environment, check=True, capture_output=True, text=True, cwd=ROOT).stdout

    def found(self) -> House:
        """Make the databases and one organisation."""
        self.say("migrate", "--quiet")
        self.say("manage", "shell", "--no-imports", "-c", ORGANISE)
        return self

    def lived_in(self) -> House:
        """Make the databases, the cast of the tests and Ada's first goal."""
        self.say("migrate", "--quiet")
        said = json.loads(self.run("tests.drills.cast").splitlines()[-1])
        self.people, self.goal = said["people"], said["goal"]
        return self

    def ask_as(self, name: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, dict[str, str]]:
        """One request from the browser of one of the cast."""
        cookies = {"Cookie": f"here={self.people[name]['session']}; csrftoken={CSRF}"}
        return self.ask(path, None if form is None else {**form, "csrfmiddlewaretoken": CSRF}, **cookies)

    def start(self, *words: str, until: str = "/healthz", **more: str) -> float:
        """Serve (``words`` are further options); seconds until ``until`` answers."""
        began = time.monotonic()
        line = [sys.executable, "-m", "trailside.config.command", "serve", "--port", str(self.port), *words]
        self.process = subprocess.Popen(
            line, env={**self.environment, **more}, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=self._log()
        )
        while self.ask(until)[0] != 200:
            ended = self.process.poll()
            if ended is not None or time.monotonic() - began > 60:
                raise RuntimeError(f"the server did not start ({ended}, {self.health()[1]}): {self.said()}")
            time.sleep(0.01)
        return time.monotonic() - began

    def _log(self) -> int:
        return os.open(self.data.parent / "server.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def said(self) -> str:
        """The end of what the server said on its error channel."""
        return (self.data.parent / "server.log").read_text()[-3000:]

    def kill(self) -> None:
        """The whole server, at once, without a word."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> float:
        """Ask it to stop; seconds until it has."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        self.process = None
        return time.monotonic() - began

    def ask(
        self, path: str, form: Mapping[str, str | bytes] | None = None, seconds: float = 12.0, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """One request: status (0: no answer), body, headers."""
        if form is None:
            return self._asked("GET", path, None, headers, seconds)
        kind = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._asked("POST", path, urlencode(form), kind, seconds)

    def send(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """One body as it is."""
        status, answer, _ = self._asked("POST", path, body, headers, 12.0)
        return status, answer

    @staticmethod
    def query(fields: Mapping[str, str | bytes]) -> str:
        """Fields in an address."""
        return urlencode(fields)

    def _asked(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str], seconds: float
    ) -> tuple[int, str, dict[str, str]]:
        connection: http.client.HTTPConnection
        if self.trusted is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        else:
            connection = http.client.HTTPSConnection("localhost", self.port, timeout=seconds, context=self.trusted)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            head = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, answer.read().decode("utf-8", "replace"), head
        except (OSError, http.client.HTTPException):
            return 0, "", {}
        finally:
            connection.close()

    def health(self) -> tuple[bool, str]:
        """What the health page says."""
        status, body, _ = self.ask("/healthz")
        said = json.loads(body) if body else {"ok": False, "reason": "no answer"}
        return status == 200 and said["ok"], said["reason"]
