"""Keeping and dropping a way to be reached."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent.rules import CONTACT
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.reach import rules
from trailside.reach.models import Way


def _plain(typed: str) -> str:
    if not typed.strip():
        raise NotPossible(_("Write a number, an e-mail address, or in words how to reach you."), "value")
    try:
        return rules.plain(typed)
    except rules.NotWhole:
        raise NotPossible(
            _("This is not a whole number or address. Look at it again, or say it in words."), "value"
        ) from None


def _row(sight: Sight, person: UUID, way: UUID | None) -> Way:
    if not sight.allows(person, CONTACT):
        raise NotThere
    if way is None:
        return Way(organisation_id=sight.viewer.organisation, person_id=person, since=clock.now())
    found = Way.objects.filter(pk=way, person_id=person).first()
    if found is None:
        raise NotThere
    return found


def keep_way(
    sight: Sight,
    *,
    person: UUID,
    value: str,
    may_text: bool = False,
    may_voicemail: bool = False,
    not_to_say: str = "",
    way: UUID | None = None,
    version: int | None = None,
    said_by: UUID | None = None,
    once: Once | None = None,
) -> Way:
    """A new way, or (``way``) a changed one; ``version`` is the one the form was opened with.

    Raises NotPossible for half a number, Stale when someone else changed it meanwhile.
    """
    kept = _plain(value)
    with acting(sight, said_by=said_by, once=once) as act:
        row = _row(sight, person, way)
        if way is not None and version is not None:
            row.version = version
        row.kind = rules.kind_of(value)
        row.value.write(sight, kept)
        row.may_text = may_text and row.kind == rules.Kind.PHONE
        row.may_voicemail = may_voicemail and row.kind == rules.Kind.PHONE
        row.not_to_say.write(sight, not_to_say.strip())
        act.keep(row)
        act.tell("reach.way_kept", about=person, ref=row, kind=row.kind)
    return row


def drop_way(sight: Sight, *, person: UUID, way: UUID, said_by: UUID | None = None, once: Once | None = None) -> None:
    """Destroy a way."""
    with acting(sight, said_by=said_by, once=once) as act:
        row = _row(sight, person, way)
        act.tell("reach.way_dropped", about=person, ref=row)
        act.drop(row)
