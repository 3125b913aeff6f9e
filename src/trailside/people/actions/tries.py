"""Counting wrong tries at the door.

Guessing grows slow for everyone who is not known; a browser in which somebody signed in before has a count of its own,
so that nobody can lock another person out by guessing. What is counted is the keyed token, whether or not there is an
account behind it: the answer and the work are the same.
"""

from __future__ import annotations

from datetime import timedelta

from trailside.kit import clock
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.actions.founding import NOBODY, machine
from trailside.people.models import Tries
from trailside.people.rules import wait_after

FORGOTTEN_AFTER = timedelta(days=1)


def _door() -> Sight:
    return Sight(machine("door", NOBODY), {}, purpose="door")


def failed(token: str) -> None:
    """One wrong try more. Tells the ledger nothing: who fails to sign in is nobody's business."""
    now = clock.now()
    with acting(_door()) as act:
        for old in Tries.objects.filter(wait_until__lt=now - FORGOTTEN_AFTER)[:100]:
            act.drop(old)
        row = Tries.objects.select_for_update().filter(pk=token).first() or Tries(token=token, wait_until=now)
        row.failed += 1
        row.wait_until = now + timedelta(seconds=wait_after(row.failed))
        row.save()


def succeeded(token: str) -> None:
    """The count begins anew."""
    if not Tries.objects.filter(pk=token).exists():
        return
    with acting(_door()) as act:
        for row in Tries.objects.filter(pk=token):
            act.drop(row)
