"""Pages that are the same for everyone and must answer with everything else gone: crisis help and "not right now".

The rooms write them as whole files below ``TRAILSIDE_DATA/public/`` (on commit, each whole or not at all); a packaged
page stands in where none was written. What was read once stays in memory, so that a lost disk takes nothing away.

``/now/`` is ``public/now/index.html``, ``/now/<slug>/`` is ``public/now/<slug>/index.html``. Beside an ``index.html``
there may be ``index.es.html``: served to a reader who chose Spanish, or whose browser asks for it first.
"""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from trailside.config.server.wire import Answer, Scope, header_of

_NOW = re.compile(r"/now(?:/(?P<slug>[a-z0-9][a-z0-9-]{0,62}))?/?")
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_FIRST_LANGUAGE = re.compile(rb"\s*([a-zA-Z]{2})")
_PACKAGED = Path(__file__).parent / "fallback"
AGAIN = (b"retry-after", b"10")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One whole page in memory."""

    stamp: tuple[int, int]
    body: bytes
    packed: bytes
    policy: bytes


def sheet_of(body: bytes, stamp: tuple[int, int] = (0, 0)) -> Sheet:
    """A page made ready to send; its own style block (and no other) is allowed by its policy."""
    hashes = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(body)]
    styles = " ".join(["'self'", *(f"'sha256-{one}'" for one in hashes)])
    policy = (
        f"default-src 'none'; style-src {styles}; img-src 'self'; font-src 'self'; script-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return Sheet(stamp, body, gzip.compress(body, mtime=0), policy.encode())


class Public:
    """The pre-rendered pages of one data folder."""

    def __init__(self, folder: Path, language_cookie: str = "django_language") -> None:
        self._folder = folder
        self._cookie = re.compile(language_cookie.encode() + rb"=([a-z]{2})")
        self._seen: dict[str, Sheet] = {}
        self._packaged = {path.stem: sheet_of(path.read_bytes()) for path in _PACKAGED.glob("*.html")}
        for path in folder.rglob("*.html"):
            self._sheet(path.relative_to(folder).as_posix())

    def answer(self, scope: Scope) -> Answer | None:
        """The crisis page asked for, or nothing when something else was asked or nobody wrote that one."""
        found = _NOW.fullmatch(scope["path"])
        if found is None or scope["method"] not in ("GET", "HEAD"):
            return None
        place = f"now/{found['slug']}" if found["slug"] else "now"
        sheet = self._in_language(place, self._language(scope))
        if sheet is None and not found["slug"]:
            sheet = self._packaged["now"]
        return None if sheet is None else self._sent(sheet, scope, 200, (b"cache-control", b"no-cache"))

    def trouble(self, scope: Scope, name: str) -> Answer:
        """The page that says so when nothing else can: "unavailable" or "error", 503 with the crisis lines."""
        sheet = self._in_language(name, self._language(scope)) or self._sheet(f"{name}.html") or self._packaged[name]
        answer = self._sent(sheet, scope, 503, (b"cache-control", b"no-store"))
        answer.headers.append(AGAIN)
        return answer

    def _language(self, scope: Scope) -> str:
        asked = re.search(rb"(?:^|&)lang=([a-z]{2})(?:&|$)", scope["query_string"])
        chosen = asked or self._cookie.search(header_of(scope, b"cookie"))
        chosen = chosen or _FIRST_LANGUAGE.match(header_of(scope, b"accept-language"))
        return chosen[1].decode().lower() if chosen else "en"

    def _in_language(self, place: str, language: str) -> Sheet | None:
        return self._sheet(f"{place}/index.{language}.html") or self._sheet(f"{place}/index.html")

    def _sheet(self, name: str) -> Sheet | None:
        path = self._folder / name
        seen = self._seen.get(name)
        try:
            about = path.stat()
            stamp = (about.st_mtime_ns, about.st_size)
            if seen is None or seen.stamp != stamp:
                seen = self._seen[name] = sheet_of(path.read_bytes(), stamp)
        except OSError:
            if self._folder.is_dir():
                self._seen.pop(name, None)
                return None
        return seen

    @staticmethod
    def _sent(sheet: Sheet, scope: Scope, status: int, keeping: tuple[bytes, bytes]) -> Answer:
        tag = b'"' + hashlib.sha256(sheet.body).hexdigest()[:16].encode() + b'"'
        if status == 200 and tag in header_of(scope, b"if-none-match"):
            return Answer(304, [(b"etag", tag), (b"content-security-policy", sheet.policy), keeping])
        packed = b"gzip" in header_of(scope, b"accept-encoding")
        body = sheet.packed if packed else sheet.body
        head = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-security-policy", sheet.policy),
            (b"vary", b"accept-encoding, accept-language, cookie"),
            (b"content-length", str(len(body)).encode()),
            (b"etag", tag),
            keeping,
        ]
        if packed:
            head.append((b"content-encoding", b"gzip"))
        return Answer(status, head, body)


def packaged(name: str) -> bytes:
    """The page that came with this release: "now", "unavailable" or "error"."""
    return (_PACKAGED / f"{name}.html").read_bytes()
