"""New keys for old: the master key, and the keys of persons and organisations, while everybody reads and writes.

Nothing is unreadable at any instant, because nothing is taken away before its successor is in use everywhere: a new
master key stands in front of the old one, which stays for as long as copies of the vault that it opens; a person's
new version stands beside the old one, which stays until nothing sealed by it is left here or in a backup. Each step
is found half done and finished when it is said again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet

from trailside.kit import clock
from trailside.vault import keys, master
from trailside.vault.models import DataKey, Renewal, Tombstone

KEPT = dt.timedelta(days=30)
"""How long copies of the vault live, and with them what opens them."""
AT_ONCE = 500


class KeptElsewhere(Exception):
    """The master key comes from the environment: only whoever keeps it there can change it. Says how."""


def is_half_done() -> bool:
    """Whether some keys are still wrapped by a master key from before."""
    return bool(master.ring().older) and DataKey.objects.exclude(master=master.ring().mark).exists()


def turn_master() -> None:
    """Put a new master key in front of the one of now. Raises KeptElsewhere."""
    new = AESGCM.generate_key(bit_length=256)
    turned = master.ring().turned(new, clock.now().date() + KEPT)
    if settings.MASTER_KEY:
        parts = ",".join(turned.as_text().strip().splitlines())
        raise KeptElsewhere(
            f"Put this into TRAILSIDE_MASTER_KEY, start again, and say the same once more:\n\n{parts}\n"
        )
    master.write(Path(settings.MASTER_KEY_FILE), turned)


def rewrap() -> Iterator[int]:
    """Wrap every key anew that an older master key wraps, some at a time; how many, after each time.

    Each is exchanged only if it is still as it was read: who forgets a person meanwhile is not undone.
    """
    while rows := list(DataKey.objects.exclude(master=master.ring().mark).order_by("pk")[:AT_ONCE]):
        with transaction.atomic(using="vault"):
            for row, anew in [(row, keys.rewrapped(row)) for row in rows]:
                DataKey.objects.filter(pk=row.pk, wrapped=row.wrapped).update(wrapped=anew.wrapped, master=anew.master)
        yield len(rows)


def drop_old_masters() -> int:
    """A chore: take master keys out of their file whose day has come and that wrap nothing. Returns how many."""
    ring = master.ring()
    kept = ring.without_older_than(clock.now().date())
    gone = len(ring.older) - len(kept.older)
    if not gone or settings.MASTER_KEY or DataKey.objects.exclude(master=ring.mark).exists():
        return 0
    master.write(Path(settings.MASTER_KEY_FILE), kept)
    return gone


def renewal() -> Renewal:
    """The renewal of persons' keys under way, or a new one."""
    found = Renewal.objects.filter(ended_at=None).order_by("pk").first()
    return found or Renewal.objects.create(began_at=clock.now())


def make_versions(of: Renewal) -> Iterator[int]:
    """Give everybody whose newest key is from before the renewal a new version, some at a time; how many each time."""
    while owners := list(_to_renew(of)):
        with transaction.atomic(using="vault"):
            made = [keys.next_version(owner, version) for owner, version in owners]
            # Another process may do the same just now: one version each is enough.
            DataKey.objects.bulk_create(made, batch_size=AT_ONCE, ignore_conflicts=True)
            _without_the_forgotten([owner for owner, _version in owners])
        yield len(owners)


def _to_renew(of: Renewal) -> list[tuple[UUID, int]]:
    newest = DataKey.objects.values("owner").annotate(last=Max("made_at"), newest=Max("version"))
    return list(newest.filter(last__lt=of.began_at).values_list("owner", "newest")[:AT_ONCE])


def _without_the_forgotten(owners: list[UUID]) -> None:
    """Whoever was forgotten between being listed and being given a key must not have one."""
    gone = Tombstone.objects.filter(owner__in=owners).values_list("owner", flat=True)
    DataKey.objects.filter(owner__in=list(gone)).delete()


def end(of: Renewal) -> None:
    """Everything that was sealed by older versions is sealed by the new ones."""
    for start in range(0, len(gone := list(keys.destroyed())), 900):  # forgotten at the very instant of the renewal
        DataKey.objects.filter(owner__in=gone[start : start + 900]).delete()
    Renewal.objects.filter(pk=of.pk).update(ended_at=clock.now())


def newest_versions(owners: Collection[UUID]) -> dict[UUID, int]:
    """The newest version of each owner's key; whoever was forgotten is not in the answer."""
    rows = DataKey.objects.filter(owner__in=owners).values("owner").annotate(newest=Max("version"))
    return dict(rows.values_list("owner", "newest"))


def _over(longest: dt.timedelta) -> QuerySet[Renewal]:
    return Renewal.objects.filter(ended_at__lt=clock.now() - max(KEPT, longest), dropped=False)


def may_drop(longest: dt.timedelta) -> bool:
    """Whether a renewal ended so long ago that no backup needs the versions before it."""
    return _over(longest).exists() and not Renewal.objects.filter(ended_at=None).exists()


def drop_versions(longest: dt.timedelta) -> int:
    """Destroy the versions before renewals that ended longer ago than a backup is kept. Returns how many.

    Only to be called when nothing here is sealed by them any more.
    """
    over = _over(longest)
    before = max(row.began_at for row in over)
    newest = DataKey.objects.values("owner").annotate(newest=Max("version")).filter(newest__gt=1)
    gone = 0
    for owner, version in newest.values_list("owner", "newest"):
        gone += DataKey.objects.filter(owner=owner, version__lt=version, made_at__lt=before).delete()[0]
    over.update(dropped=True)
    return gone
