"""What was written of meetings, opened: sentences, answers beside them, wishes, additions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from trailside.consent import rules as scopes
from trailside.encounters.models import Addendum, Encounter, LeaveOut, Response, Sentence
from trailside.encounters.reads import meetings
from trailside.encounters.reads import words as said
from trailside.encounters.rules.meeting import Voice, Wish, units
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.people.reads import names
from trailside.people.rules import Written

# Which column a Sight opens: what was written, or its copy for a supervisor.
Column = Literal["words", "for_review"]
NOBODY = Words("")


@dataclass(frozen=True)
class WishShown:
    """A wish to leave a sentence out of a payer's note, and its answer if there is one."""

    id: UUID
    state: str
    why: Words
    answer: Words

    @property
    def waits(self) -> bool:
        return self.state == Wish.ASKED


@dataclass(frozen=True)
class SentenceShown:
    """One sentence; ``words`` is empty when it was left out."""

    id: UUID
    voice: str
    words: Words
    left_out: bool
    wish: WishShown | None = None

    @property
    def is_mine(self) -> bool:
        """Whether the participant speaks."""
        return self.voice == Voice.PARTICIPANT


@dataclass(frozen=True)
class Beside:
    """An answer or an addition: who, when, what."""

    at: datetime
    name: Words
    words: Words
    code: str = ""

    @property
    def code_words(self) -> str | Promise:
        return said.ANSWERS.get(self.code, "")


@dataclass(frozen=True)
class Meeting:
    """One meeting with everything that was written of it."""

    id: UUID
    version: int
    person: UUID
    person_name: Words
    by: UUID | None
    by_name: Words
    met_at: datetime
    kind: str
    minutes: int | None
    place: Words
    written: str
    up_since: datetime | None
    next_step: UUID | None
    sentences: tuple[SentenceShown, ...] = ()
    answers: tuple[Beside, ...] = ()
    additions: tuple[Beside, ...] = ()

    @property
    def kind_words(self) -> str | Promise:
        return said.KINDS[self.kind]

    @property
    def units(self) -> int:
        return units(self.minutes)

    @property
    def answer(self) -> Beside | None:
        """The latest answer of the participant."""
        return self.answers[0] if self.answers else None


def _wishes(sight: Sight, encounters: list[UUID]) -> dict[UUID, WishShown]:
    rows = LeaveOut.objects.filter(sentence__encounter_id__in=encounters).order_by("asked_at")
    return {
        wish.sentence_id: WishShown(wish.pk, wish.state, wish.why.read(sight), wish.answer.read(sight)) for wish in rows
    }


def _sentences(sight: Sight, rows: list[Encounter], column: Column) -> dict[UUID, list[SentenceShown]]:
    for_a_payer = [row.pk for row in rows if row.written == Written.FULL_NOTE]
    wishes = _wishes(sight, for_a_payer) if for_a_payer and column == "words" else {}
    found = defaultdict(list)
    order = {voice.value: place for place, voice in enumerate(Voice)}
    for one in sorted(Sentence.objects.filter(encounter__in=rows), key=lambda one: order[one.voice]):
        found[one.encounter_id].append(
            SentenceShown(
                one.pk,
                one.voice,
                getattr(one, column).read(sight),
                one.left_out_at is not None,
                wishes.get(one.pk),
            )
        )
    return found


def _beside(
    sight: Sight, rows: Iterable[Any], column: Column, called: dict[UUID, Words], who: str
) -> dict[UUID, list[Beside]]:
    found = defaultdict(list)
    for one in rows:
        name = called.get(getattr(one, who), NOBODY)
        words = getattr(one, column).read(sight)
        found[one.encounter_id].append(Beside(one.at, name, words, getattr(one, "answer", "")))
    return found


def opened(sight: Sight, rows: list[Encounter], column: Column = "words") -> list[Meeting]:
    """The meetings of ``rows`` with what was written, in a handful of queries however many there are."""
    ids = [one.pk for one in rows]
    added = list(Addendum.objects.filter(encounter_id__in=ids).order_by("at"))
    people = {one.person_id for one in rows} | {one.by_id for one in rows if one.by_id}
    people |= {one.by_id for one in added if one.by_id}
    called = names.names(sight, people)
    sentences = _sentences(sight, rows, column)
    answered = Response.objects.filter(encounter_id__in=ids).order_by("-at")
    answers = _beside(sight, answered, column, called, "person_id")
    additions = _beside(sight, added, column, called, "by_id")
    return [
        Meeting(
            id=one.pk,
            version=one.version,
            person=one.person_id,
            person_name=called[one.person_id],
            by=one.by_id,
            by_name=called.get(one.by_id, NOBODY) if one.by_id else NOBODY,
            met_at=one.met_at,
            kind=one.kind,
            minutes=one.minutes,
            place=one.place.read(sight) if column == "words" else NOBODY,
            written=one.written,
            up_since=one.up_since,
            next_step=one.next_step_id,
            sentences=tuple(sentences.get(one.pk, ())),
            answers=tuple(answers.get(one.pk, ())),
            additions=tuple(additions.get(one.pk, ())),
        )
        for one in rows
    ]


def of(sight: Sight, person: UUID, most: int = 50) -> list[Meeting]:
    """The person's meetings, latest first. Needs WROTE."""
    sight.require(person, scopes.WROTE)
    return opened(sight, list(Encounter.objects.filter(person_id=person).order_by("-met_at", "-filed_at")[:most]))


class LastWords(NamedTuple):
    """The sentence that somebody said last, and of which meeting."""

    words: Words
    at: datetime
    meeting: UUID


def my_last_words(sight: Sight) -> LastWords | None:
    """My own sentence of the latest meeting at which I left one."""
    me = sight.viewer.person
    said = Sentence.objects.filter(person_id=me, voice=Voice.PARTICIPANT, left_out_at=None).select_related("encounter")
    for one in said.order_by("-encounter__met_at", "-encounter__filed_at")[:1]:
        return LastWords(one.words.read(sight), one.encounter.met_at, one.encounter_id)
    return None


def one(sight: Sight, encounter: UUID) -> Meeting:
    """One meeting. Raises NotThere."""
    found = meetings.row(sight, encounter)
    sight.require(found.person_id, scopes.WROTE)
    return opened(sight, [found])[0]


def unanswered(sight: Sight, most: int = 1) -> list[Meeting]:
    """For my own today: the latest meetings with words that I have not answered. Nothing waits on them."""
    me = sight.viewer.person
    sight.require(me, scopes.WROTE)
    answered = Response.objects.filter(person_id=me).values("encounter_id")
    with_words = Sentence.objects.filter(person_id=me, left_out_at=None).values("encounter_id")
    rows = Encounter.objects.filter(person_id=me, pk__in=with_words).exclude(pk__in=answered)
    return opened(sight, list(rows.order_by("-met_at")[:most]))


def wishes_to_answer(sight: Sight) -> list[tuple[UUID, UUID]]:
    """Of everyone in sight: (encounter, person) where a wish to leave something out waits for the specialist."""
    rows = LeaveOut.objects.filter(person_id__in=sight.seen(scopes.WROTE), state=Wish.ASKED).order_by("asked_at")
    found = list(rows.values_list("sentence__encounter_id", "person_id"))
    for _encounter, person in found:
        sight.require(person, scopes.WROTE)
    return found


def sentence_row(sight: Sight, encounter: UUID, sentence: UUID) -> Sentence:
    """The row of one sentence, to be left out by an action. Raises NotThere."""
    found = meetings.row(sight, encounter)
    sight.require(found.person_id, scopes.WROTE)
    row = Sentence.objects.select_related("encounter").filter(pk=sentence, encounter_id=found.pk).first()
    if row is None:
        raise NotThere
    return row


def wish_row(sight: Sight, encounter: UUID, wish: UUID) -> LeaveOut:
    """The row of one wish, to be answered by an action. Raises NotThere."""
    found = meetings.row(sight, encounter)
    sight.require(found.person_id, scopes.WROTE)
    row = (
        LeaveOut.objects.select_related("sentence__encounter").filter(pk=wish, sentence__encounter_id=found.pk).first()
    )
    if row is None:
        raise NotThere
    return row


def up_for_review(sight: Sight, *, apart: Collection[UUID] = (), only: UUID | None = None) -> list[Meeting]:
    """What is put up for review, of everyone in sight with REVIEW, oldest first; each one given is a look.

    apart: meetings to leave closed. only: this meeting and no other.
    """
    up = Encounter.objects.filter(person_id__in=sight.seen(scopes.REVIEW), up_since__isnull=False)
    rows = list((up.filter(pk=only) if only else up).exclude(pk__in=apart).order_by("up_since"))
    rows = [row for row in rows if sight.viewer.person not in (row.by_id, row.person_id)]
    sight.prepare({row.person_id for row in rows})
    for row in rows:
        sight.require(row.person_id, scopes.REVIEW)
    return opened(sight, rows, "for_review")
