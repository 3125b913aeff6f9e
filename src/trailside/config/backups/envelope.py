"""One sealed file: a stream of named pieces (tar) inside an age file (X25519, ChaCha20-Poly1305; C2SP age v1).

Age notices every changed and every missing byte while it opens; the last piece, ``contents.json``, names every other
one with its SHA-256, so that a piece that was never written is noticed too.
"""

from __future__ import annotations

import errno
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pyrage

from trailside.config.backups.faults import CannotBackUp, DiskFull, NotWhole, WrongKey

Piece = tuple[str, bytes]
"""A name with slashes and some bytes (a few megabytes at most)."""
CONTENTS = "contents.json"
SIZE = 4 * 1024 * 1024
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class _Counting:
    """Writes on, counts and hashes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = sha256()
        self.size = 0
        self.fault: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            written = self._file.write(data)
        except OSError as fault:  # age hands on only its words
            self.fault = fault
            raise
        self.hash.update(data)
        self.size += written
        return written

    def flush(self) -> None:
        self._file.flush()


def _pack(pieces: Iterable[Piece], into: IO[bytes]) -> None:
    contents: dict[str, str] = {}
    with tarfile.open(fileobj=into, mode="w|") as tar:

        def add(name: str, data: bytes) -> None:
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(data), 0o600
            tar.addfile(member, BytesIO(data))

        for name, data in pieces:
            contents[name] = sha256(data).hexdigest()
            add(name, data)
        add(CONTENTS, json.dumps(contents).encode())


def seal(path: Path, pieces: Iterable[Piece], recipients: Sequence[str]) -> tuple[int, str]:
    """Write ``pieces`` sealed to ``path`` and onto the disk; its size and SHA-256. Raises DiskFull, CannotBackUp.

    What ``pieces`` raises is raised here; nothing is left of the file then.
    """
    to = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            counting = _Counting(file)
            _through_pipe(
                lambda into: _pack(pieces, into), lambda stream: pyrage.encrypt_io(stream, counting, to), counting
            )
            file.flush()
            os.fsync(file.fileno())
    except BaseException as fault:
        path.unlink(missing_ok=True)
        if isinstance(fault, OSError) and fault.errno in NO_ROOM:
            raise DiskFull(
                f"The disk of {path.parent} is full. Make room there; nothing of this try is left."
            ) from fault
        raise
    return counting.size, counting.hash.hexdigest()


def _through_pipe(write: Callable[[IO[bytes]], None], read: Callable[[IO[bytes]], Any], counting: _Counting) -> None:
    """``read`` in a thread takes what ``write`` gives. The first fault of either is raised."""
    reading, writing = os.pipe()
    faults: list[BaseException] = []

    def take() -> None:
        try:
            with os.fdopen(reading, "rb") as stream:
                read(stream)
        except BaseException as fault:  # handed to the other thread
            faults.append(counting.fault or fault)

    thread = threading.Thread(target=take, name="backup")
    thread.start()
    try:
        with os.fdopen(writing, "wb") as into:
            write(into)
    except BrokenPipeError:
        pass  # the reader's fault is the cause
    finally:
        thread.join()
    if faults:
        raise faults[0]


def hashed(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file as the disk has it (not as memory remembers it, where the system lets us choose)."""
    found, size = sha256(), 0
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while data := file.read(SIZE):
            found.update(data)
            size += len(data)
    return size, found.hexdigest()


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """The identities in a file, one a line as age-keygen writes it. Raises CannotBackUp."""
    try:
        lines = [line.strip() for line in path.expanduser().read_text().splitlines()]
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as fault:
        raise CannotBackUp(f"The identity {path} cannot be read.") from fault
    except pyrage.IdentityError as fault:
        raise CannotBackUp(f"{path} holds no identity of age (AGE-SECRET-KEY-1...).") from fault


class _Pouring:
    """Receives what age opens and gives it to the reader of a pipe; a reader that has gone ends it."""

    def __init__(self, handle: int) -> None:
        self._file = os.fdopen(handle, "wb")

    def write(self, data: bytes) -> int:
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        with suppress(BrokenPipeError):  # whoever read has had enough
            self._file.close()


def unseal(path: Path, opened_by: Sequence[pyrage.x25519.Identity]) -> Iterator[Piece]:
    """Every piece in order. Raises WrongKey, NotWhole; what was given before that must not be trusted."""
    reading, writing = os.pipe()
    faults: list[BaseException] = []

    def pour() -> None:
        into = _Pouring(writing)
        try:
            with path.open("rb") as file:
                pyrage.decrypt_io(file, into, list(opened_by))
        except BaseException as fault:  # handed to the other thread
            faults.append(fault)
        finally:
            into.close()

    thread = threading.Thread(target=pour, name="restore")
    thread.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            yield from _unpacked(stream, path)
            while stream.read(SIZE):
                pass  # the padding of the tar: age must see its last byte to vouch for the whole
    except NotWhole:
        thread.join()
        raise _why(faults, path) from None
    finally:
        thread.join()
    if faults:
        raise _why(faults, path) from faults[0]


def _why(faults: list[BaseException], path: Path) -> CannotBackUp:
    words = str(faults[0]) if faults else ""
    if "No matching keys" in words:
        return WrongKey(f"This identity does not open {path.name}: it was sealed to another key. Nothing was changed.")
    return NotWhole(f"{path.name} is not whole, or was changed ({words or 'the end is missing'}). Take another backup.")


def _unpacked(stream: IO[bytes], path: Path) -> Iterator[Piece]:
    found: dict[str, str] = {}
    expected: dict[str, str] | None = None
    try:
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for member in tar:
                file = tar.extractfile(member)
                data = file.read() if file else b""
                if len(data) != member.size:
                    raise NotWhole(path.name)
                if member.name == CONTENTS:
                    expected = json.loads(data)
                    continue
                found[member.name] = sha256(data).hexdigest()
                yield member.name, data
    except (tarfile.TarError, EOFError, ValueError) as fault:
        raise NotWhole(path.name) from fault
    if found != expected:
        raise NotWhole(path.name)
