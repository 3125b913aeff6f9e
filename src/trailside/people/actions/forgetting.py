"""Forgetting someone at once, before anything that law orders to keep has been written."""

from __future__ import annotations

from uuid import UUID

from django.db import connections, transaction
from django.utils.translation import gettext as _

from trailside.kit.errors import NotPossible
from trailside.ledger import drafts
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Person
from trailside.people.reads import relations, viewers
from trailside.people.rules import WORKERS
from trailside.vault import keys


def _empty_the_logs() -> None:
    """What SQLite deleted is zeroed in the file; its write-ahead log must go as well, or old pages stay readable."""
    for name in ("default", "vault"):
        connection = connections[name]
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_at_once(sight: Sight, person: UUID, *, once: Once | None = None) -> None:
    """Destroy the key and every row about ``person``, card and all. Only codes stay in the ledger: that it was done.

    The key goes first: should anything fail after it, nothing can be read and doing it again finishes the rest.
    Raises NotPossible for whoever works here.
    """
    if relations.roles_of(person) & WORKERS:
        raise NotPossible(_("Whoever works here cannot be forgotten this way."))
    with acting(sight, said_by=person if person != sight.viewer.person else None, once=once) as act:
        row = Person.objects.select_related("account").get(pk=person, organisation_id=sight.viewer.organisation)
        keys.destroy(person)
        drafts.drop_all_of(person)
        account = row.account
        act.drop(row)
        if account is not None and not viewers.is_used(account):
            act.drop(account)
        act.tell("people.forgotten", about=person)
        act.answered_at("/welcome/forgotten/")
        transaction.on_commit(_empty_the_logs)
