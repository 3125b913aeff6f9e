"""Making, opening and destroying the data keys of persons and organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from trailside.kit import clock
from trailside.vault import master
from trailside.vault.models import DataKey, Tombstone
from trailside.vault.sealing import NONCE, OpenKey


def _bound(owner: UUID, version: int) -> bytes:
    return b"vault.data_key\0" + owner.bytes + version.to_bytes(2, "big")


def _wrapped(owner: UUID, version: int, plain: bytes, by: bytes) -> bytes:
    nonce = AESGCM.generate_key(bit_length=128)[:NONCE]
    return nonce + AESGCM(by).encrypt(nonce, plain, _bound(owner, version))


def _unwrapped(owner: UUID, version: int, wrapped: bytes, mark: str, ring: master.Ring) -> bytes:
    """The plain key. Raises InvalidTag when no master key of the ring wraps it."""
    nonce, sealed, bound = wrapped[:NONCE], wrapped[NONCE:], _bound(owner, version)
    if mark in ring.by_mark:
        return AESGCM(ring.by_mark[mark]).decrypt(nonce, sealed, bound)
    for candidate in ring.by_mark.values():
        try:
            return AESGCM(candidate).decrypt(nonce, sealed, bound)
        except InvalidTag:
            continue
    raise InvalidTag


class Wallet:
    """The keys that a batch makes: kept open in memory, written together before the data they are for."""

    def __init__(self) -> None:
        self.open: dict[UUID, OpenKey] = {}
        self._new: list[DataKey] = []

    def add(self, row: DataKey, key: OpenKey) -> None:
        """Take a new key."""
        self._new.append(row)
        self.open[key.owner] = key

    def flush(self) -> None:
        """Write what is new."""
        DataKey.objects.bulk_create(self._new, batch_size=2000)
        self._new = []


_wallet: ContextVar[Wallet | None] = ContextVar("wallet", default=None)


@contextmanager
def wallet() -> Iterator[Wallet]:
    """Inside, keys are made in memory; whoever opened the wallet flushes it before writing data."""
    held = Wallet()
    token = _wallet.set(held)
    try:
        yield held
    finally:
        _wallet.reset(token)


def _row(owner: UUID, version: int, plain: bytes) -> DataKey:
    ring = master.ring()
    wrapped = _wrapped(owner, version, plain, ring.newest)
    return DataKey(owner=owner, version=version, wrapped=wrapped, made_at=clock.now(), master=ring.mark)


def _new(owner: UUID) -> tuple[DataKey, OpenKey]:
    plain = AESGCM.generate_key(bit_length=256)
    return _row(owner, 1, plain), OpenKey(owner, {1: AESGCM(plain)}, _again)


def next_version(owner: UUID, version: int) -> DataKey:
    """The version after ``version`` of an owner's key, not yet written."""
    return _row(owner, version + 1, AESGCM.generate_key(bit_length=256))


def rewrapped(row: DataKey) -> DataKey:
    """The same key wrapped by the master key of now, not yet written. Raises InvalidTag."""
    plain = _unwrapped(row.owner, row.version, bytes(row.wrapped), row.master, master.ring())
    return _row(row.owner, row.version, plain)


def make(*owners: UUID) -> None:
    """Make the first key of each owner. Done before the owner's data is written: an orphan key harms nobody."""
    made = [_new(owner) for owner in owners]
    held = _wallet.get()
    if held is None:
        DataKey.objects.bulk_create([row for row, _key in made], batch_size=500)
        return
    for row, key in made:
        held.add(row, key)


def opened(owners: Collection[UUID]) -> dict[UUID, OpenKey]:
    """The open keys of ``owners`` in one query. An owner whose key is destroyed is simply not in the answer."""
    held = _wallet.get()
    known = {owner: held.open[owner] for owner in owners if owner in held.open} if held else {}
    wanted = [owner for owner in set(owners) if owner not in known]
    found = _from_vault(wanted) if wanted else {}
    if held:
        held.open.update(found)
    return {**known, **found}


def _again(owner: UUID) -> OpenKey | None:
    """The same key as the vault has it now: a rotation may have made a version meanwhile."""
    return _from_vault([owner]).get(owner)


def _from_vault(wanted: list[UUID]) -> dict[UUID, OpenKey]:
    ciphers: dict[UUID, dict[int, AESGCM]] = defaultdict(dict)
    for start in range(0, len(wanted), 900):
        rows = DataKey.objects.filter(owner__in=wanted[start : start + 900])
        found = list(rows.values_list("owner", "version", "wrapped", "master"))
        ring = master.ring()  # after the rows were asked for: it holds whatever wraps them
        for owner, version, wrapped, mark in found:
            ciphers[owner][version] = AESGCM(_unwrapped(owner, version, bytes(wrapped), mark, ring))
    return {owner: OpenKey(owner, versions, _again) for owner, versions in ciphers.items()}


def destroy(*owners: UUID) -> None:
    """Destroy every key of each owner and leave a tombstone. What was sealed with them cannot be opened again."""
    now = clock.now()
    with transaction.atomic(using="vault"):
        stones = [Tombstone(owner=owner, destroyed_at=now) for owner in owners]
        Tombstone.objects.bulk_create(stones, batch_size=500, ignore_conflicts=True)
        for start in range(0, len(owners), 900):
            DataKey.objects.filter(owner__in=owners[start : start + 900]).delete()


def destroyed() -> dict[UUID, datetime]:
    """Everybody who was forgotten, and when."""
    return dict(Tombstone.objects.values_list("owner", "destroyed_at"))


def destroy_again(stones: Mapping[UUID, datetime]) -> int:
    """After a restore: destroy the keys of all who stand in a list of who was forgotten. Returns how many were new."""
    owners = list(stones.keys() - destroyed().keys())
    with transaction.atomic(using="vault"):
        made = [Tombstone(owner=owner, destroyed_at=stones[owner]) for owner in owners]
        Tombstone.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)
        everybody = list(stones)
        for start in range(0, len(everybody), 900):
            DataKey.objects.filter(owner__in=everybody[start : start + 900]).delete()
    return len(owners)


def is_destroyed(owner: UUID) -> bool:
    """Whether this owner was forgotten."""
    return Tombstone.objects.filter(owner=owner).exists()
