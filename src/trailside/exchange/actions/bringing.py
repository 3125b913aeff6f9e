"""Bringing in the people of a list, all or nothing; and taking them back the same day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from trailside.consent import gate
from trailside.consent.rules import CONTACT, NAME
from trailside.exchange.models import Arrival, Bringing, Mark, UploadedList
from trailside.exchange.reads.already_here import marks_of
from trailside.exchange.reads.bringings import is_same_day, untouched
from trailside.exchange.rules.candidate import Candidate
from trailside.exchange.rules.preview import Preview
from trailside.kit import clock
from trailside.kit.errors import NotPossible
from trailside.kit.ids import new_id
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions.founding import machine
from trailside.people.models import Episode, Person, PersonRole, SupportRelationship
from trailside.people.rules import EpisodeState, Role
from trailside.reach.models import Way
from trailside.reach.rules import Kind
from trailside.vault import keys

DEFAULT_LANGUAGE = "en"


@dataclass
class Arriving:
    """The rows of everyone on a list, sealed and ready before the write turn is taken."""

    sight: Sight
    bringing: Bringing
    called: str
    people: list[Person] = field(default_factory=list)
    roles: list[PersonRole] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    walks: list[SupportRelationship] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def add(self, candidate: Candidate, person_id: UUID) -> None:
        """One person: not yet welcomed, with the list their name came from and who is to welcome them."""
        here, now = self.bringing.organisation_id, self.bringing.at
        language = candidate.language or DEFAULT_LANGUAGE
        person = Person(id=person_id, organisation_id=here, language=language)
        person.name.write(self.sight, candidate.name)
        person.pronouns.write(self.sight, candidate.pronouns)
        episode = Episode(
            id=new_id(),
            organisation_id=here,
            person=person,
            state=EpisodeState.NOT_YET_WELCOMED,
            began_at=_began(candidate, self.sight, now),
        )
        with override(language):
            episode.source.write(self.sight, _("the programme’s list “%(called)s”") % {"called": self.called})
        specialist = UUID(candidate.specialist)
        self.people.append(person)
        self.episodes.append(episode)
        self.roles.append(PersonRole(organisation_id=here, person=person, role=Role.PARTICIPANT, since=now))
        self.walks.append(
            SupportRelationship(organisation_id=here, participant=person, specialist_id=specialist, since=now)
        )
        self.arrivals.append(Arrival(organisation_id=here, person=person, bringing=self.bringing))
        self._add_ways(candidate, person)
        self.marks += [Mark(organisation_id=here, person=person, token=mark) for mark in marks_of(here, candidate)]

    def _add_ways(self, candidate: Candidate, person: Person) -> None:
        """A number and an address. Texting only where the list says yes; a voicemail never, until they say so."""
        for kind, value in ((Kind.PHONE, candidate.phone), (Kind.EMAIL, candidate.email)):
            if value:
                text = kind is Kind.PHONE and candidate.may_text is True
                way = Way(organisation_id=person.organisation_id, person=person, kind=kind, may_text=text)
                way.since = self.bringing.at
                way.value.write(self.sight, value)
                self.ways.append(way)


def _began(candidate: Candidate, sight: Sight, now: dt.datetime) -> dt.datetime:
    """Noon of the day they first met, where the programme is; else now."""
    if candidate.met_on is None:
        return now
    return dt.datetime.combine(candidate.met_on, dt.time(12), ZoneInfo(sight.viewer.zone))


def _sealed(bringing: Bringing, called: str, people: Sequence[Candidate]) -> Arriving:
    """Keys first, in the vault; an orphan key harms nobody. Then every word is sealed."""
    ids = [new_id() for _person in people]
    keys.make(*ids)
    importer = machine("import", bringing.organisation_id)
    sight = gate.machine(importer, dict.fromkeys(ids, frozenset({NAME, CONTACT})), "import")
    sight.prepare(ids)
    arriving = Arriving(sight, bringing, called)
    for candidate, person_id in zip(people, ids, strict=True):
        arriving.add(candidate, person_id)
    return arriving


def bring_in(
    sight: Sight, upload: UploadedList, preview: Preview, called: str, *, once: Once | None = None
) -> Bringing:
    """Everyone of a preview that is ready, all or nothing; the uploaded list goes with it.

    Raises NotPossible when something has still to be asked.
    """
    if not preview.is_ready:
        raise NotPossible(_("There is still something to answer before the list can be brought in."))
    me = sight.viewer
    bringing = Bringing(
        id=new_id(), organisation_id=me.organisation, by_id=me.person, at=clock.now(), people=len(preview.people)
    )
    bringing.called.write(sight, called)
    arriving = _sealed(bringing, called, preview.people)
    with acting(sight, once=once) as act:
        act.keep(bringing)
        act.keep_all(arriving.people)
        act.keep_all(arriving.roles)
        act.keep_all(arriving.episodes)
        act.keep_all(arriving.walks)
        act.keep_all(arriving.ways)
        act.keep_all(arriving.arrivals)
        act.keep_all(arriving.marks)
        for arrival in arriving.arrivals:
            act.tell("exchange.brought_in", about=arrival.person_id, ref=arrival)
        act.tell("exchange.list_brought_in", ref=bringing, people=len(arriving.people))
        act.drop(upload)
        act.answered_at(f"/programme/import/done/{bringing.id}/")
    return bringing


def take_back(sight: Sight, bringing: Bringing, *, once: Once | None = None) -> int:
    """Forget everyone of a list about whom nothing was done since, on the day it came. Returns how many.

    Raises NotPossible on any later day.
    """
    if not is_same_day(sight, bringing):
        raise NotPossible(_("A list can be taken back on the day it was brought in."))
    with acting(sight, once=once) as act:
        gone = untouched(bringing)
        act.drop_all(Person.objects.filter(pk__in=gone))
        for person in gone:
            act.tell("exchange.taken_back", about=person)
        bringing.undone_at = clock.now()
        act.keep(bringing)
        act.tell("exchange.list_taken_back", ref=bringing, people=len(gone))
        act.answered_at(f"/programme/import/done/{bringing.id}/")
    keys.destroy(*gone)
    return len(gone)
