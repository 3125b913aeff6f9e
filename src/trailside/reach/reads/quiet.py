"""If someone goes quiet: what was agreed, and when we last tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from trailside.consent.rules import CONTACT
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.reach.models import ContactAttempt, QuietAgreement
from trailside.reach.rules import Outcome


@dataclass(frozen=True)
class Agreed:
    """After ``days`` someone may look for them ``by`` this way; ``days`` None: leave me be."""

    days: int | None
    by: str

    @property
    def leave_me_be(self) -> bool:
        return self.days is None


@dataclass(frozen=True, repr=False)
class OpenAgreement:
    """The whole agreement of one person, with what to say."""

    days: int | None
    by: str
    say: Words
    version: int

    @property
    def leave_me_be(self) -> bool:
        return self.days is None


def quiet_agreements(sight: Sight) -> dict[UUID, Agreed]:
    """What everyone in sight agreed, by person. Codes for working out who is quiet: nothing is shown, so no look."""
    rows = QuietAgreement.objects.filter(person_id__in=sight.seen(CONTACT)).values_list("person_id", "days", "by")
    return {person: Agreed(days, by) for person, days, by in rows}


def agreement_of(sight: Sight, person: UUID) -> OpenAgreement | None:
    """What one person agreed, opened; None when nothing was agreed. Raises NotThere without the scope contact."""
    sight.require(person, CONTACT)
    row = QuietAgreement.objects.filter(person_id=person).first()
    return OpenAgreement(row.days, row.by, row.say.read(sight), row.version) if row else None


def last_contacts(sight: Sight) -> dict[UUID, datetime]:
    """When each person in sight was last reached. For working out who is quiet: no look."""
    rows = ContactAttempt.objects.filter(person_id__in=sight.seen(CONTACT), outcome=Outcome.REACHED)
    return dict(rows.values("person_id").annotate(last=Max("at")).values_list("person_id", "last"))


def last_attempts(sight: Sight) -> dict[UUID, tuple[datetime, str]]:
    """When we last tried each person in sight, and what came of it (a code of ``rules.Outcome``). No look."""
    rows = ContactAttempt.objects.filter(person_id__in=sight.seen(CONTACT)).order_by("at")
    return {person: (at, outcome) for person, at, outcome in rows.values_list("person_id", "at", "outcome")}
