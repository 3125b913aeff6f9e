"""What I keep for a hard night, and telling someone by a tap."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import reads as consent
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.safety.models import GoodDayWords, OwnPerson, OwnTool, Told

KINDS: dict[str, type[OwnPerson] | type[OwnTool] | type[GoodDayWords]] = {
    "people": OwnPerson,
    "tools": OwnTool,
    "words": GoodDayWords,
}


def add_person(sight: Sight, name: str, phone: str, *, once: Once | None = None) -> None:
    """Someone I can turn to; the name is enough."""
    if not name.strip():
        raise NotPossible(_("Write a name."), "name")
    me = sight.viewer
    with acting(sight, once=once) as act:
        row = OwnPerson(organisation_id=me.organisation, person_id=me.person, at=clock.now())
        row.name.write(sight, name.strip())
        row.phone.write(sight, phone.strip())
        act.keep(row)
        act.tell("safety.own_person_added", about=me.person, ref=row)
        act.answered_at("/my-people/")


def add_words(sight: Sight, kind: str, words: str, *, once: Once | None = None) -> None:
    """A tool (kind ``tools``) or words from a good day (``words``)."""
    if not words.strip():
        raise NotPossible(_("Write a few words."), "words")
    me, now = sight.viewer, clock.now()
    with acting(sight, once=once) as act:
        row: OwnTool | GoodDayWords
        if kind == "tools":
            row = OwnTool(organisation_id=me.organisation, person_id=me.person, at=now)
        else:
            row = GoodDayWords(organisation_id=me.organisation, person_id=me.person, at=now)
        row.words.write(sight, words.strip())
        act.keep(row)
        act.tell("safety.own_words_added", about=me.person, ref=row, kind=kind)
        act.answered_at("/my-people/")


def take_away(sight: Sight, kind: str, row: UUID, *, once: Once | None = None) -> None:
    """Take one of mine away; its words are destroyed. Raises NotThere for anyone else's."""
    with acting(sight, once=once) as act:
        found = KINDS[kind].objects.filter(pk=row, person_id=sight.viewer.person).first()
        if found is None:
            raise NotThere
        act.drop(found)
        act.tell("safety.own_taken_away", about=sight.viewer.person, kind=kind)
        act.answered_at("/my-people/")


def tell(sight: Sight, to: UUID, *, once: Once | None = None) -> None:
    """Tell someone who walks with me that it is a hard night: nobody is told unless I tap. Twice a night is once."""
    me = sight.viewer
    if to not in consent.walking_with(me):
        raise NotThere
    with acting(sight, once=once) as act:
        lately = clock.now() - timedelta(hours=12)
        if not Told.objects.filter(person_id=me.person, to_id=to, at__gte=lately).exists():
            row = Told(organisation_id=me.organisation, person_id=me.person, to_id=to, at=clock.now())
            act.keep(row)
            act.tell("safety.told", about=me.person, ref=row, to=str(to))
        act.answered_at("/now/mine/")


def answered(sight: Sight, told: UUID, *, once: Once | None = None) -> None:
    """I have seen that someone told me, and have reached out. Raises NotThere when it was not told to me."""
    with acting(sight, once=once) as act:
        row = Told.objects.filter(pk=told, to_id=sight.viewer.person, person_id__in=list(sight.persons)).first()
        if row is None:
            raise NotThere
        row.seen_at = clock.now()
        act.keep(row)
        act.tell("safety.told_answered", about=row.person_id, ref=row)
        act.answered_at("/desk/")
