"""The master key, which wraps every data key.

It comes from ``TRAILSIDE_MASTER_KEY`` (base64, 32 bytes), or from a file named by ``TRAILSIDE_MASTER_KEY_FILE``, or
from the user's configuration folder (mode 0600), outside the data folder, made at the first run.
"""

from __future__ import annotations

import base64
import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
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


def make(path: Path) -> bytes:
    """Make a new master key at ``path`` (mode 0600; its folder 0700) unless one is there. Returns the key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = AESGCM.generate_key(bit_length=256)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _decoded(path.read_text())
    with os.fdopen(handle, "w") as file:
        file.write(base64.b64encode(key).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


@lru_cache(maxsize=4)
def _read(given: str, path: str) -> bytes:
    if given:
        return _decoded(given)
    file = Path(path)
    return _decoded(file.read_text()) if file.exists() else make(file)


def key() -> bytes:
    """The master key, 32 bytes. Raises NoMasterKey."""
    return _read(settings.MASTER_KEY, str(settings.MASTER_KEY_FILE))


@lru_cache(maxsize=16)
def derived(purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256, RFC 5869), e.g. the keyed tokens of sign-in names."""
    return HKDF(algorithm=hashes.SHA256(), length=BYTES, salt=None, info=purpose.encode()).derive(key())
