"""Starting and stopping the one process that serves: page threads, streams and files on one port."""

import asyncio
import gc
import importlib
import resource
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from trailside.config.server import engines
from trailside.config.server.assets import Assets
from trailside.config.server.bodies import Limits
from trailside.config.server.front import Front
from trailside.config.server.health import Health
from trailside.config.server.pages import Environ, Pages, WsgiApplication
from trailside.config.server.protocol import Careful
from trailside.config.server.public import Public
from trailside.config.server.shelf import shelf
from trailside.kit.hub import Hub, hub

SWITCH = 0.0005
"""Seconds a thread may keep Python to itself. One busy page with the default (0.005) drops the others from 2,510 to
150 requests a second; with this, 999 (measured)."""


class CannotListen(Exception):
    """The port cannot be had; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where to serve. ``proxies`` are the addresses whose word about a reader's address and https is taken."""

    host: str = "127.0.0.1"
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None
    proxies: str = ""
    threads: int = 6


class Stopping(uvicorn.Server):
    """Ends the streams first, so that stopping takes two tenths of a second with hundreds of them open."""

    def __init__(self, config: uvicorn.Config, live: Hub, relay: Any) -> None:
        super().__init__(config)
        self._live = live
        self._relay = relay

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """The loop is there: live streams may begin."""
        send = None
        if self._relay is not None:
            self._relay.start()
            send = self._relay.send
        self._live.open(asyncio.get_running_loop(), send)
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Asked to stop."""
        self._live.shut()
        super().handle_exit(sig, frame)


def guarded(application: WsgiApplication) -> WsgiApplication:
    """The same application, which says "not right now" at once when a database file is not there."""

    def call(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        try:
            engines.look()
        except engines.Gone:
            start("503 Service Unavailable", [("X-Fault", "unavailable")])
            return [b""]
        return application(environ, start)

    return call


def front_of(threads: int) -> Front:
    """Django and everything before it, ready for requests."""
    list(get_resolver().url_patterns)  # loads every room's pages now, not in the first reader's time
    return Front(
        pages=Pages(guarded(WSGIHandler()), threads),
        health=Health(),
        public=Public(Path(settings.TRAILSIDE_DATA) / "public", settings.LANGUAGE_COOKIE_NAME),
        assets=Assets(shelf()),
        hub=hub,
        limits=Limits(larger=tuple(settings.LARGE_BODIES)),
    )


def relay_of(live: Hub) -> Any:
    """What carries live events between processes: nothing for one process on SQLite, which loads no PostgreSQL."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return None
    return importlib.import_module("trailside.config.server.relay").Relay(live)


def socket_at(place: Place) -> socket.socket:
    """The port, taken."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((place.host, place.port))
    except OSError as fault:
        listener.close()
        raise CannotListen(
            f"{place.host} port {place.port} cannot be used: {fault.strerror}. Choose another one: PORT=8001"
        ) from fault
    return listener


def run(place: Place, said: Callable[[str], None]) -> None:
    """Serve until asked to stop. ``said`` is told the address once readers may come."""
    sys.setswitchinterval(SWITCH)
    _as_many_files_as_allowed()
    listener = socket_at(place)
    front = front_of(place.threads)
    relay = relay_of(hub)
    config = uvicorn.Config(
        front,
        http=Careful,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(place.proxies),
        forwarded_allow_ips=place.proxies or None,
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
        timeout_graceful_shutdown=1,
    )
    gc.collect()
    gc.freeze()
    scheme = "https" if place.certificate else "http"
    shown = f"[{place.host}]" if ":" in place.host else place.host
    listener.listen(2048)
    said(f"{scheme}://{shown}:{listener.getsockname()[1]}/")
    try:
        Stopping(config, hub, relay).run(sockets=[listener])
    finally:
        front.pages.stop()
        front.health.stop()
        if relay is not None:
            relay.stop()


def _as_many_files_as_allowed() -> None:
    """A stream is a file to the system; the usual first limit of 1,024 is too few."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65_536), most))
