"""A browser, and the house on a port of its own without a database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application

from trailside.config.server.shelf import shelf


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


def with_static_files(pages: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith("/static/"):
            return pages(environ, start)
        found = shelf().find(path.removeprefix("/static/"))
        if found is None:
            start("404 Not Found", [])
            return [b""]
        start("200 OK", [("Content-Type", found[0].kind), ("Content-Length", str(len(found[0].body)))])
        return [found[0].body]

    return answer


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    server = make_server(
        "127.0.0.1", 0, with_static_files(get_wsgi_application()), server_class=Threads, handler_class=Quiet
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
