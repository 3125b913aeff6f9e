"""Making, opening and destroying the data keys of persons and organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from trailside.kit import clock
from trailside.vault import master
from trailside.vault.models import DataKey, Tombstone
from trailside.vault.sealing import NONCE, OpenKey


def _bound(owner: UUID, version: int) -> bytes:
    return b"vault.data_key\0" + owner.bytes + version.to_bytes(2, "big")


def _wrapped(owner: UUID, version: int, plain: bytes) -> bytes:
    nonce = AESGCM.generate_key(bit_length=128)[:NONCE]
    return nonce + AESGCM(master.key()).encrypt(nonce, plain, _bound(owner, version))


def make(*owners: UUID) -> None:
    """Make the first key of each owner. Done before the owner's data is written: an orphan key harms nobody."""
    rows = [
        DataKey(
            owner=owner,
            version=1,
            wrapped=_wrapped(owner, 1, AESGCM.generate_key(bit_length=256)),
            made_at=clock.now(),
        )
        for owner in owners
    ]
    DataKey.objects.bulk_create(rows, batch_size=500)


def opened(owners: Iterable[UUID]) -> dict[UUID, OpenKey]:
    """The open keys of ``owners`` in one query. An owner whose key is destroyed is simply not in the answer."""
    wrapping = AESGCM(master.key())
    ciphers: dict[UUID, dict[int, AESGCM]] = defaultdict(dict)
    wanted = list(set(owners))
    for start in range(0, len(wanted), 900):
        rows = DataKey.objects.filter(owner__in=wanted[start : start + 900]).values_list("owner", "version", "wrapped")
        for owner, version, wrapped in rows:
            plain = wrapping.decrypt(bytes(wrapped[:NONCE]), bytes(wrapped[NONCE:]), _bound(owner, version))
            ciphers[owner][version] = AESGCM(plain)
    return {owner: OpenKey(owner, versions) for owner, versions in ciphers.items()}


def destroy(owner: UUID) -> None:
    """Destroy every key of ``owner`` and leave a tombstone. What was sealed with them cannot be opened again."""
    with transaction.atomic(using="vault"):
        Tombstone.objects.get_or_create(owner=owner, defaults={"destroyed_at": clock.now()})
        DataKey.objects.filter(owner=owner).delete()


def is_destroyed(owner: UUID) -> bool:
    """Whether this owner was forgotten."""
    return Tombstone.objects.filter(owner=owner).exists()
