"""Sealing and opening one value: AES-256-GCM, bound to its column and row.

A sealed value is ``format (1 byte) | key version (2) | nonce (12) | ciphertext and tag (16)``. The associated data is
the literal tag of the column (``plans.goal.words``) and the row's id, so a value cannot be moved to another column or
row unseen (NIST SP 800-38D).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 1
NONCE = 12
HEAD = 3


class NotOpened(Exception):
    """The value does not open with this key: wrong key, moved, or changed."""


@dataclass(frozen=True, repr=False)
class OpenKey:
    """One owner's unwrapped keys by version; the newest seals. Lives in memory only as long as a Sight.

    again: asks the vault anew, for a version that a rotation made after this key was opened.
    """

    owner: UUID
    ciphers: Mapping[int, AESGCM]
    again: Callable[[UUID], OpenKey | None] | None = None

    def cipher(self, version: int) -> AESGCM | None:
        """The key of one version; None when there is none."""
        found = self.ciphers.get(version)
        if found is None and self.again is not None:
            anew = self.again(self.owner)
            found = anew.ciphers.get(version) if anew else None
        return found

    @property
    def newest(self) -> int:
        return max(self.ciphers)


def version_of(sealed: bytes) -> int:
    """The version of the key that sealed a value."""
    return int.from_bytes(sealed[1:HEAD], "big")


def _bound(tag: str, row: UUID) -> bytes:
    return tag.encode() + b"\0" + row.bytes


def seal(key: OpenKey, plain: bytes, *, tag: str, row: UUID) -> bytes:
    """Seal ``plain`` for the column ``tag`` of the row ``row``."""
    version = key.newest
    nonce = os.urandom(NONCE)
    head = bytes([FORMAT]) + version.to_bytes(2, "big")
    return head + nonce + key.ciphers[version].encrypt(nonce, plain, _bound(tag, row))


def unseal(key: OpenKey, sealed: bytes, *, tag: str, row: UUID) -> bytes:
    """The plain bytes. Raises NotOpened when the key, the place or the bytes are not the ones it was sealed with."""
    if len(sealed) < HEAD + NONCE or sealed[0] != FORMAT:
        raise NotOpened(tag)
    cipher = key.cipher(version_of(sealed))
    if cipher is None:
        raise NotOpened(tag)
    try:
        return cipher.decrypt(sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :], _bound(tag, row))
    except InvalidTag as error:
        raise NotOpened(tag) from error
