"""Counting wrong tries at the door, in the database: what one process counts, all know.

Guessing grows slow for everyone who is not known; a browser in which somebody signed in before has a count of its own,
so that nobody can lock another person out by guessing. What is counted is the keyed token, whether or not there is an
account behind it: the answer and the work are the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from trailside.kit import clock
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.actions.founding import NOBODY, machine
from trailside.people.models import Tries
from trailside.people.rules import wait_after

FORGOTTEN_AFTER = timedelta(days=1)


def door() -> Sight:
    """The machine that stands at the door. It sees nobody's record."""
    return Sight(machine("door", NOBODY), {}, purpose="door")


def _held(token: str, now: datetime) -> Tries:
    """The row of a token, held until the action ends; others who come for it wait."""
    Tries.objects.get_or_create(pk=token, defaults={"wait_until": now})
    return Tries.objects.select_for_update().get(pk=token)


def begin(token: str) -> int:
    """Begin a try: seconds that it must wait, or 0 when it may be made.

    It counts as wrong at once, and ``succeeded`` takes it back: a hundred tries at the same moment are a hundred.
    Tells the ledger nothing: who fails to sign in is nobody's business.
    """
    now = clock.now()
    with acting(door()) as act:
        for old in Tries.objects.filter(wait_until__lt=now - FORGOTTEN_AFTER).exclude(pk=token)[:100]:
            act.drop(old)
        row = _held(token, now)
        wait = (row.wait_until - now).total_seconds()
        if wait > 0:
            return ceil(wait)
        row.failed += 1
        row.wait_until = now + timedelta(seconds=wait_after(row.failed))
        row.save()
    return 0


def succeeded(token: str) -> None:
    """The count begins anew."""
    with acting(door()) as act:
        act.drop_all(Tries.objects.filter(pk=token))


def count(token: str) -> None:
    """One more under this token, without a wait."""
    with acting(door()):
        row = _held(token, clock.now())
        row.failed += 1
        row.save()


def spend(token: str, holds: timedelta) -> bool:
    """Spend something that is good once: True the first time within ``holds``, in whichever process."""
    now = clock.now()
    with acting(door()):
        row = _held(token, now)
        if row.failed and row.wait_until > now:
            return False
        row.failed, row.wait_until = 1, now + holds
        row.save()
    return True
