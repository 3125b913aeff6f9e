"""What somebody is let see, room by room: the same for the preview, the page, print and files.

Each part asks its room's rows through the Sight it is given and shows nothing of what is not in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import rules
from trailside.consent.reads import said as wording
from trailside.encounters.models import Encounter
from trailside.encounters.reads import written
from trailside.journey.models import DayMark, Win
from trailside.journey.rules.days import Day
from trailside.kit import clock
from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.measures.models import CheckIn, Response
from trailside.measures.rules.instruments import instrument
from trailside.people.reads import episodes
from trailside.plans.reads import goals
from trailside.reach.reads.ways import ways_of
from trailside.safety.models import GoodDayWords, OwnPerson, OwnTool

Lines = Iterator[Line]


def _met(sight: Sight, person: UUID) -> Lines:
    for at in Encounter.objects.filter(person_id=person).order_by("-met_at").values_list("met_at", flat=True):
        yield Line(_("Met"), at)


def _goals(sight: Sight, person: UUID) -> Lines:
    if hope := episodes.hope_of(sight, person):
        yield Line(_("What they hope for"), words=hope, own=True)
    plan = goals.plan_of(sight, person)
    for goal in plan.goals:
        yield Line(str(goal.state_words).capitalize(), goal.agreed_at, goal.words, own=True)
        for step in (*goal.open_steps, *goal.done_steps):
            yield Line(f"{_('A step')}, {step.state_words}", step.ended_at or step.agreed_at, step.words, own=True)
    for step in plan.loose:
        yield Line(f"{_('A step')}, {step.state_words}", step.agreed_at, step.words, own=True)


def _wrote(sight: Sight, person: UUID) -> Lines:
    for meeting in written.of(sight, person):
        for one in meeting.sentences:
            if not one.left_out:
                label = _("In their own words") if one.is_mine else _("Who walks with them wrote")
                yield Line(label, meeting.met_at, one.words, own=True)
        for added in (*meeting.answers, *meeting.additions):
            if added.words:
                yield Line(_("Added later"), added.at, added.words, own=True)


def _trail(sight: Sight, person: UUID) -> Lines:
    kinds = {Day.HARD: _("A hard day"), Day.USED: _("A day of using"), Day.BACK: _("Came back")}
    lines = [Line(_("A win"), one.at, one.words.read(sight), own=True) for one in Win.objects.filter(person_id=person)]
    for mark in DayMark.objects.filter(person_id=person):
        said = mark.said.read_json(sight) or {}
        lines.append(Line(kinds[Day(said.get("kind", Day.HARD))], mark.at, said.get("words", ""), own=True))
    yield from sorted(lines, key=lambda line: line.at or clock.now(), reverse=True)


def _check_ins(sight: Sight, person: UUID) -> Lines:
    names = {"day": _("How the day is"), "connected": _("Connected"), "handle": _("I can handle what comes")}
    for row in CheckIn.objects.filter(person_id=person).order_by("-at"):
        said = row.said.read_json(sight) or {}
        marks = [f"{names[name]}: {said[name]}/10" for name in names if said.get(name) is not None]
        yield Line(_("Check-in"), row.at, "\n".join([*marks, *([said["word"]] if said.get("word") else [])]), own=True)


def _measures(sight: Sight, person: UUID) -> Lines:
    for row in Response.objects.filter(person_id=person).defer("answers").order_by("-at"):
        total = _("no sum") if row.total is None else f"{row.total.normalize():f}"
        yield Line(instrument(row.instrument).name, row.at, total)


def _safety(sight: Sight, person: UUID) -> Lines:
    for one in OwnPerson.objects.filter(person_id=person).order_by("at"):
        yield Line(_("Someone to turn to"), words=f"{one.name.read(sight)} {one.phone.read(sight)}".strip())
    for tool in OwnTool.objects.filter(person_id=person).order_by("-at"):
        yield Line(_("What helped before"), words=tool.words.read(sight), own=True)
    for words in GoodDayWords.objects.filter(person_id=person).order_by("-at"):
        yield Line(_("Words from a good day"), words=words.words.read(sight), own=True)


def _contact(sight: Sight, person: UUID) -> Lines:
    for way in ways_of(sight, person):
        yield Line(_("A way to reach them"), words="\n".join(text for text in (way.shown, way.not_to_say) if text))


PARTS: dict[str, Callable[[Sight, UUID], Lines]] = {
    rules.MET: _met,
    rules.GOALS: _goals,
    rules.WROTE: _wrote,
    rules.TRAIL: _trail,
    rules.CHECK_INS: _check_ins,
    rules.MEASURES: _measures,
    rules.SAFETY: _safety,
    rules.CONTACT: _contact,
}


def sections(sight: Sight, person: UUID) -> list[Section]:
    """Every part that is in sight, the least first; with a part that is still empty it says so by having no lines."""
    found = []
    for scope in rules.OFFERED:
        if scope in sight.persons.get(person, ()):  # never more, as ``allows`` would for whoever works here meanwhile
            sight.require(person, scope)
            found.append(Section(scope, str(wording.SEEN[scope]), list(PARTS[scope](sight, person))))
    return found
