"""Static files on a shelf: each under a name that carries its content's digest, so that browsers may keep it a year.

Nothing is collected or copied: at start the files of all rooms are read once (a megabyte or two) and references
inside style sheets and modules are turned into the digested names. An old digest (a page kept from before an update)
is answered with the file of today, for the moment only.
"""

import gzip
import hashlib
import mimetypes
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders

_DIGEST = re.compile(r"\.[0-9a-f]{12}(?=\.[^./]+$)")
_IN_CSS = re.compile(rb"""(?P<before>url\(\s*["']?|@import\s+["'])(?P<name>[^"')\s:#?]+)(?P<after>["']?\s*\)?)""")
_IN_JS = re.compile(rb"""(?P<before>\b(?:from|import)\s*\(?\s*["'])(?P<name>\.{1,2}/[^"']+)(?P<after>["'])""")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_SMALLER_WHEN_PACKED = (".css", ".js", ".mjs", ".json", ".svg", ".txt", ".webmanifest")


@dataclass(slots=True)
class Item:
    """One static file as it is sent."""

    name: str
    url_name: str
    kind: str
    body: bytes
    packed: dict[str, bytes] = field(default_factory=dict)

    def encoded(self, accepted: bytes) -> tuple[bytes, str]:
        """The body in the best coding that a reader accepts, and that coding's name (empty: as it is)."""
        if not self.name.endswith(_SMALLER_WHEN_PACKED):
            return self.body, ""
        if b"br" in accepted and "br" in self.packed:
            return self.packed["br"], "br"
        if b"gzip" not in accepted:
            return self.body, ""
        if "gzip" not in self.packed:
            self.packed["gzip"] = gzip.compress(self.body, mtime=0)
        return self.packed["gzip"], "gzip"


def kind_of(name: str) -> str:
    """The content type for a file's name."""
    return _TYPES.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"


class Shelf:
    """All static files of this installation, read once."""

    def __init__(self, files: dict[str, Path]) -> None:
        self._files = files
        self._items: dict[str, Item] = {}
        self._under_way: set[str] = set()
        for name in files:
            self._item(name)
        self._by_url = {item.url_name: item for item in self._items.values()}

    def url_name(self, name: str) -> str:
        """The digested name of a file; ValueError when there is none of that name."""
        item = self._items.get(name)
        if item is None:
            raise ValueError(f"no static file is named {name!r}")
        return item.url_name

    def find(self, url_name: str) -> tuple[Item, bool] | None:
        """The file asked for, and whether it may be kept for ever (its digest was asked for by name)."""
        item = self._by_url.get(url_name)
        if item is not None:
            return item, True
        item = self._items.get(_DIGEST.sub("", url_name))
        return (item, False) if item is not None else None

    def _item(self, name: str) -> Item | None:
        if name in self._items:
            return self._items[name]
        if name not in self._files or name in self._under_way:
            return None
        self._under_way.add(name)
        path = self._files[name]
        raw = path.read_bytes()
        body = self._referring(name, raw)
        stem, ending = posixpath.splitext(name)
        digest = hashlib.sha256(body).hexdigest()[:12]
        item = Item(name, f"{stem}.{digest}{ending}", kind_of(name), body)
        packed = path.with_name(path.name + ".br")
        if body == raw and packed.exists():
            item.packed["br"] = packed.read_bytes()
        self._items[name] = item
        return item

    def _referring(self, name: str, body: bytes) -> bytes:
        pattern = _IN_CSS if name.endswith(".css") else _IN_JS if name.endswith((".js", ".mjs")) else None
        if pattern is None:
            return body

        def digested(found: re.Match[bytes]) -> bytes:
            said = found["name"].decode("utf-8", "replace")
            target = self._item(posixpath.normpath(posixpath.join(posixpath.dirname(name), said)))
            if target is None:
                return found[0]
            new = posixpath.join(posixpath.dirname(said), posixpath.basename(target.url_name))
            return found["before"] + new.encode() + found["after"]

        return pattern.sub(digested, body)


def _found() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([".*", "*~", "*.br", "*.gz", "*.map", "README*"]):
            prefix = getattr(storage, "prefix", None)
            yield (f"{prefix}/{name}" if prefix else name).replace("\\", "/"), Path(storage.path(name))


@cache
def shelf() -> Shelf:
    """This installation's shelf; the first room that offers a name wins, as in Django."""
    files: dict[str, Path] = {}
    for name, path in _found():
        files.setdefault(name, path)
    return Shelf(files)
