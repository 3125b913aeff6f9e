"""Keeping a check-in, sharing it with a name, taking that back, throwing it away. Always by the person themselves."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import reads as consent
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.measures.models import CheckIn, SharedCheckIn
from trailside.measures.rules.checkin import CheckInSaid


def keep(sight: Sight, said: CheckInSaid, *, once: Once | None = None) -> CheckIn:
    """Keep a check-in, mine alone. Raises NotPossible when nothing was said."""
    if said.is_empty:
        raise NotPossible(_("Choose a number or write a word, whichever you like. Then there is something to keep."))
    me = sight.viewer
    row = CheckIn(organisation_id=me.organisation, person_id=me.person, at=clock.now(), on=clock.today(me.zone))
    row.said.write_json(
        sight, {"day": said.day, "connected": said.connected, "handle": said.handle, "word": said.word.strip()}
    )
    with acting(sight, once=once) as act:
        act.keep(row)
        act.tell("measures.checked_in", about=me.person, ref=row)
        act.answered_at(f"/check-in/{row.pk}/")
    return row


def share(sight: Sight, check_in: UUID, *, with_person: UUID, once: Once | None = None) -> None:
    """Share one check-in with one person by name; only with someone who walks with me. Twice is once."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = _mine(sight, check_in)
        act.answered_at(f"/check-in/{row.pk}/")
        if with_person not in consent.walking_with(me):
            raise NotThere
        if SharedCheckIn.objects.filter(check_in=row, with_person_id=with_person).exists():
            return
        said = row.said.read_json(sight) or {}
        row.day, row.connected, row.handle = said.get("day"), said.get("connected"), said.get("handle")
        copy = SharedCheckIn(
            organisation_id=me.organisation,
            check_in=row,
            person_id=me.person,
            with_person_id=with_person,
            at=clock.now(),
        )
        copy.word.write(sight, said.get("word", ""))
        act.keep(row, copy)
        act.tell("measures.check_in_shared", about=me.person, ref=row, with_person=str(with_person))


def stop_sharing(sight: Sight, check_in: UUID, *, with_person: UUID, once: Once | None = None) -> None:
    """From now on ``with_person`` cannot open it any more; shared with nobody, its rulers are sealed only again."""
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = _mine(sight, check_in)
        act.answered_at(f"/check-in/{row.pk}/")
        copies = list(SharedCheckIn.objects.filter(check_in=row))
        stopped = [copy for copy in copies if copy.with_person_id == with_person]
        if not stopped:
            return
        act.drop(*stopped)
        if len(copies) == len(stopped):
            row.day = row.connected = row.handle = None
            act.keep(row)
        act.tell("measures.check_in_unshared", about=me.person, ref=row, with_person=str(with_person))


def throw_away(sight: Sight, check_in: UUID, *, once: Once | None = None) -> None:
    """Destroy a check-in of mine, with everything that was shared of it."""
    with acting(sight, once=once) as act:
        row = _mine(sight, check_in)
        act.tell("measures.check_in_thrown_away", about=sight.viewer.person, ref=row)
        act.drop(row)
        act.answered_at("/check-in/before/")


def _mine(sight: Sight, check_in: UUID) -> CheckIn:
    row = CheckIn.objects.filter(pk=check_in, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return row
