"""Agreeing what happens when someone goes quiet, and noting that we tried."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent.rules import CONTACT
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.reach.models import ContactAttempt, QuietAgreement
from trailside.reach.rules import By, Outcome


def agree_quiet(
    sight: Sight,
    *,
    person: UUID,
    days: int | None,
    by: str = "",
    say: str = "",
    version: int | None = None,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> QuietAgreement:
    """After ``days`` (1 to 365) without a word we may look for them ``by`` this way; None: leave me be."""
    if days is not None and not 1 <= days <= 365:
        raise NotPossible(_("Choose between 1 day and 365 days."), "days")
    if not sight.allows(person, CONTACT):
        raise NotThere
    with acting(sight, said_by=said_by, once=once) as act:
        row = QuietAgreement.objects.filter(person_id=person).first()
        if row is None:
            row = QuietAgreement(organisation_id=sight.viewer.organisation, person_id=person)
        elif version is not None:
            row.version = version
        row.days, row.by, row.agreed_at = days, by if days is not None else "", clock.now()
        row.say.write(sight, say.strip() if days is not None else "")
        act.keep(row)
        act.tell("reach.quiet_agreed", about=person, ref=row, days=days)
    return row


def note_contact(sight: Sight, *, person: UUID, by: By, outcome: Outcome, once: Once | None = None) -> ContactAttempt:
    """The viewer tried to reach ``person``: reached, or no answer."""
    if not sight.allows(person, CONTACT):
        raise NotThere
    with acting(sight, once=once) as act:
        row = ContactAttempt(
            organisation_id=sight.viewer.organisation,
            person_id=person,
            worker_id=sight.viewer.person,
            by=by,
            outcome=outcome,
            at=clock.now(),
        )
        act.keep(row)
        act.tell("reach.contact_noted", about=person, ref=row, way=by, outcome=outcome)
        act.answered_at(f"/people/{person}/?tried={outcome}")
    return row
