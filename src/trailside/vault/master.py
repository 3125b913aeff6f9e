"""The master key, which wraps every data key.

It comes from ``TRAILSIDE_MASTER_KEY`` (base64, 32 bytes), or from a file named by ``TRAILSIDE_MASTER_KEY_FILE``, or
from the user's configuration folder (mode 0600), outside the data folder, made at the first run.

After a rotation there are more lines (in the environment: parts with commas between). The first is the master key that
wraps; ``old KEY DAY`` are those before it, kept until the last copy of the vault that they open is gone; ``root KEY``
is what keyed tokens are made from, so that everybody's card and sign-in name go on working.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from django.conf import settings

BYTES = 32


class NoMasterKey(Exception):
    """The master key is missing or has the wrong length; nothing sealed can be opened."""


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError as error:
        raise NoMasterKey("The master key is not base64.") from error
    if len(key) != BYTES:
        raise NoMasterKey("The master key must be 32 bytes, written in base64.")
    return key


def mark_of(key: bytes) -> str:
    """12 letters that name a key and tell nothing of it (HKDF-SHA256 of its own purpose)."""
    return HKDF(algorithm=hashes.SHA256(), length=6, salt=None, info=b"trailside.mark").derive(key).hex()


def _extracted(key: bytes) -> bytes:
    """The first step of HKDF without a salt (RFC 5869, 2.2)."""
    mac = HMAC(bytes(hashes.SHA256.digest_size), hashes.SHA256())
    mac.update(key)
    return mac.finalize()


@dataclass(frozen=True, repr=False)
class Ring:
    """The master key that wraps now, those before it with the day on which each goes, and the root of tokens."""

    newest: bytes
    older: tuple[tuple[bytes, dt.date], ...] = ()
    kept_root: bytes | None = None

    @classmethod
    def read(cls, text: str) -> Ring:
        """From its text. Raises NoMasterKey."""
        first, *rest = [part.strip() for part in text.replace(",", "\n").strip().split("\n")]
        older, root = [], None
        for words in (part.split() for part in rest if part):
            try:
                if words[0] == "root":
                    root = _decoded(words[1])
                else:
                    older.append((_decoded(words[1]), dt.date.fromisoformat(words[2])))
            except (IndexError, ValueError) as fault:
                raise NoMasterKey("A line of the master key is neither 'old KEY DAY' nor 'root KEY'.") from fault
        return cls(_decoded(first), tuple(older), root)

    def as_text(self) -> str:
        """The text that ``read`` reads."""
        lines = [base64.b64encode(self.newest).decode()]
        lines += [f"old {base64.b64encode(key).decode()} {until.isoformat()}" for key, until in self.older]
        if self.kept_root is not None:
            lines.append(f"root {base64.b64encode(self.kept_root).decode()}")
        return "\n".join(lines) + "\n"

    @cached_property
    def by_mark(self) -> dict[str, bytes]:
        """Every key of the ring by its mark, the newest first."""
        return {mark_of(key): key for key in (self.newest, *(key for key, _until in self.older))}

    @cached_property
    def mark(self) -> str:
        """The mark of the key that wraps now."""
        return mark_of(self.newest)

    @property
    def root(self) -> bytes:
        """What keyed tokens are derived from; the same before and after a rotation."""
        return self.kept_root or _extracted(self.newest)

    def turned(self, newest: bytes, until: dt.date) -> Ring:
        """The ring with a new key in front; the one before it stays until the day."""
        return Ring(newest, ((self.newest, until), *self.older), self.root)

    def without_older_than(self, day: dt.date) -> Ring:
        """The ring without the keys whose day has come."""
        return replace(self, older=tuple((key, until) for key, until in self.older if until > day))


def write(path: Path, ring: Ring) -> None:
    """Put a ring into its file (mode 0600; its folder 0700), whole or not at all, on the disk for certain."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(ring.as_text())
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    _on_disk(path.parent)


def _on_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make(path: Path) -> bytes:
    """Make a new master key at ``path`` (mode 0600; its folder 0700) unless one is there. Returns the key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = AESGCM.generate_key(bit_length=256)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Ring.read(path.read_text()).newest
    with os.fdopen(handle, "w") as file:
        file.write(Ring(key).as_text())
        file.flush()
        os.fsync(file.fileno())
    _on_disk(path.parent)
    return key


@lru_cache(maxsize=4)
def _given(text: str) -> Ring:
    return Ring.read(text)


@lru_cache(maxsize=4)
def _from_file(path: str, _as_of: tuple[int, int, int]) -> Ring:
    return Ring.read(Path(path).read_text())


def ring() -> Ring:
    """All master keys that are in use. A file that a rotation has changed is read anew at once. Raises NoMasterKey."""
    if settings.MASTER_KEY:
        return _given(settings.MASTER_KEY)
    path = str(settings.MASTER_KEY_FILE)
    try:
        about = os.stat(path)
    except FileNotFoundError:
        make(Path(path))
        about = os.stat(path)
    return _from_file(path, (about.st_mtime_ns, about.st_ino, about.st_size))


def must_be_there() -> None:
    """Raise NoMasterKey rather than make one: for a vault that is not new."""
    if not settings.MASTER_KEY and not Path(settings.MASTER_KEY_FILE).exists():
        raise NoMasterKey(f"There is no master key at {settings.MASTER_KEY_FILE}.")


def key() -> bytes:
    """The master key that wraps now, 32 bytes. Raises NoMasterKey."""
    return ring().newest


@lru_cache(maxsize=16)
def derived(purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256, RFC 5869), e.g. the keyed tokens of sign-in names."""
    return HKDFExpand(algorithm=hashes.SHA256(), length=BYTES, info=purpose.encode()).derive(ring().root)
