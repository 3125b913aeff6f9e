"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.consent import wording
from trailside.consent.models import Answer, CallWish, Grant, Never, Signed
from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight

VERBS = {
    "consent.shut_out": _("You said that someone must never open your record"),
    "consent.let_in": _("You let someone open your record again"),
    "consent.granted": _("You let someone see a part of your record"),
    "consent.link_made": _("You made a new link for someone you let in"),
    "consent.taken_up": _("Someone you let in opened the link"),
    "consent.taken_back": _("You stopped letting someone see a part of your record"),
    "consent.signed": _("You signed a consent form"),
    "consent.part2_set": _("The programme said whether the law on substance use records holds here"),
    "consent.form_taken_back": _("You took a consent form back"),
    "consent.look_answered": _("You said whether a look at your record was all right"),
    "consent.look_words_added": _("You wrote to the privacy officer about a look"),
    "consent.calls_wished": _("You asked for calls from volunteers"),
    "consent.calls_ended": _("You ended calls from volunteers"),
    "consent.no_answered": _("The privacy officer answered you about a look"),
}

# Why someone looked, as the person reads it.
PURPOSES = {
    "own_record": _("your own record"),
    "my_people": _("the list of people they walk with"),
    "house": _("running the programme"),
    "supervision": _("supporting your peer specialist"),
    "welcome": _("welcoming you"),
    "plan": _("planning with you"),
    "meeting": _("when you met"),
    "desk": _("their day: who asked for them, whom they meet"),
    "reach": _("reaching you"),
    "review": _("reading what was put up for review"),
    "let_in": _("you let them see it"),
    "let_in_file": _("you let them see it, and they kept it as a file"),
    "handing": _("finding who else could walk with you"),
    "privacy": _("answering you about a look that was not all right"),
    "calls": _("calling you, as you asked"),
    "emergency": _("an emergency opening"),
    "emergency_review": _("looking into an emergency opening"),
}

# The parts of a record, as the person reads them; in the order in which they are told.
SCOPES = {
    "name": _("your name"),
    "contact": _("how to reach you"),
    "goals": _("your goals and steps"),
    "met": _("that you met"),
    "wrote": _("what you wrote together"),
    "review": _("what was put up for review"),
    "shared": _("what you shared"),
    "check_ins": _("your check-ins"),
    "measures": _("your ten sentences"),
    "trail": _("your trail"),
    "safety": _("your safety plan"),
    "people": _("the people you can turn to"),
    "tools": _("what helped you before"),
    "looks": _("who looked"),
    "right": _("what you answered to “was this all right?”"),
    "emergency": _("why your record was opened in an emergency"),
    "own": _("your own pages"),
    "my_people": _("that your name is on their list"),
}


def export(sight: Sight) -> Iterator[Section]:
    """Whom you have shut out of your record, whom you let in, what you signed."""
    rows = Never.objects.filter(person_id=sight.viewer.person, everybody=False).order_by("since")
    lines = [Line(gettext("Must never open your record"), row.since, by=row.who_id) for row in rows]
    yield Section("consent.never", gettext("Whom you shut out"), lines)
    me = sight.viewer.person
    grants = [
        Line(
            f"{wording.KINDS[row.kind]}: {'; '.join(wording.parts(row.scopes.split()))}",
            row.since,
            row.called.read(sight),
            own=True,
            coded={
                "kind": row.kind,
                "scopes": row.scopes,
                "reason": row.reason,
                "until": row.until.isoformat(),
                "taken_back": row.revoked_at.isoformat() if row.revoked_at else None,
            },
        )
        for row in Grant.objects.filter(person_id=me).order_by("since")
    ]
    yield Section("consent.grants", gettext("Whom you let see a part of your record"), grants)
    yield Section("consent.signed", gettext("Forms you signed"), [_signed(sight, row) for row in _forms(me)])
    yield Section("consent.calls", gettext("Calls from volunteers"), list(_calls(sight)))
    yield Section("consent.answers", gettext("Whether looks were all right"), list(_answers(sight)))


def _forms(me: UUID) -> Iterable[Signed]:
    return Signed.objects.filter(person_id=me).order_by("signed_at")


def _signed(sight: Sight, row: Signed) -> Line:
    """A form whole, as it was signed; with what was written when it was taken back."""
    said = row.document.read_json(sight) or {}
    words = [f"{head}: {text}" for head, text in [*said.get("elements", []), said.get("signed", ["", ""])]]
    words += [str(row.revoked.read(sight))] if row.revoked else []
    coded = {"form": row.form, "edition": row.edition, "language": row.language}
    return Line(str(said.get("title", "")), row.signed_at, "\n".join(words), coded=coded)


def _calls(sight: Sight) -> Iterator[Line]:
    for row in CallWish.objects.filter(person_id=sight.viewer.person):
        yield Line(gettext("You asked for calls. What may be said"), row.since, row.say.read(sight), own=True)


def _answers(sight: Sight) -> Iterator[Line]:
    for row in Answer.objects.filter(person_id=sight.viewer.person).order_by("at"):
        said = gettext("It was all right") if row.right else gettext("It was not all right")
        coded: dict[str, str | int | float | bool | None] = {
            "purpose": row.purpose,
            "right": row.right,
            "finding": row.finding,
        }
        yield Line(said, row.at, words=row.words.read(sight), own=True, by=row.who_id, coded=coded)
        if row.answered_at:
            label = gettext("What the privacy officer answered")
            yield Line(label, row.answered_at, words=row.answer.read(sight), own=True, by=row.answered_by_id)
