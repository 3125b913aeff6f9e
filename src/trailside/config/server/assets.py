"""Static files, answered by the front without a page thread."""

from datetime import timedelta

from django.conf import settings

from trailside.config.server.shelf import Shelf
from trailside.config.server.wire import Answer, Scope, header_of, plain
from trailside.kit import clock

KEPT = b"public, max-age=31536000, immutable"
ASKED_AGAIN = b"no-cache"
ROBOTS = b"User-agent: *\nDisallow: /\n"
"""People's pages are no search engine's business."""
FOUND_A_HOLE = "/.well-known/security.txt"
HOLDS_FOR = timedelta(days=180)
_READING = ("GET", "HEAD")


def security_text() -> bytes:
    """Whom to tell of a hole (RFC 9116). Who runs the house may name a contact; else it is ours, of the program."""
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {clock.now() + HOLDS_FOR:%Y-%m-%dT00:00:00Z}"]
    lines.append("Preferred-Languages: en, es")
    if settings.ADDRESS:
        lines.append(f"Canonical: {settings.ADDRESS}{FOUND_A_HOLE}")
    return "\n".join([*lines, ""]).encode()


def _text(body: bytes) -> Answer:
    return Answer(200, [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"max-age=86400")], body)


class Assets:
    """Answers what lies below the static address, and what browsers ask for unasked."""

    def __init__(self, files: Shelf, prefix: str | None = None) -> None:
        self._files = files
        self._prefix = prefix or str(settings.STATIC_URL)

    def answer(self, scope: Scope) -> Answer | None:
        """The answer for a static address; nothing when the address is not static."""
        path = scope["path"]
        if path == "/robots.txt":
            return _text(ROBOTS)
        if path == FOUND_A_HOLE:
            return _text(security_text())
        if not path.startswith(self._prefix):
            return None
        if scope["method"] not in _READING:
            return plain(405, "This can only be read.", (b"allow", b"GET, HEAD"))
        found = self._files.find(path[len(self._prefix) :])
        if found is None:
            return plain(404, "There is no such file.")
        item, kept = found
        tag = b'"' + item.url_name.encode() + b'"'
        head = [(b"etag", tag), (b"cache-control", KEPT if kept else ASKED_AGAIN), (b"vary", b"accept-encoding")]
        if tag in header_of(scope, b"if-none-match"):
            return Answer(304, head)
        body, coding = item.encoded(header_of(scope, b"accept-encoding"))
        if coding:
            head.append((b"content-encoding", coding.encode()))
        head.append((b"content-type", item.kind.encode()))
        head.append((b"content-length", str(len(body)).encode()))
        return Answer(200, head, body)
