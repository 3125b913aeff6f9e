"""What grants and consent forms say, in plain words (42 CFR 2.31, 2.32 as of the 2024 rule). Our own wording.

A form's words are put together here once, shown before signing, and kept as they were signed. Change a sentence and
raise EDITION: what was signed before keeps its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trailside.consent import rules
from trailside.consent.rules import Form, Kind, Reason

EDITION = "2026-11"

KINDS: Mapping[str, Promise] = {
    Kind.FRIEND: gettext_lazy("A friend"),
    Kind.FAMILY: gettext_lazy("Someone of my family"),
    Kind.CLINICIAN: gettext_lazy("A doctor, nurse or counselor"),
    Kind.ORGANISATION: gettext_lazy("Another organization"),
}
REASONS: Mapping[str, Promise] = {
    Reason.BESIDE_ME: gettext_lazy("So that they can stand by me"),
    Reason.TREATMENT: gettext_lazy("For treatment, payment, and running the care I get"),
    Reason.TOGETHER: gettext_lazy("So that both places work together for me"),
    Reason.MY_WISH: gettext_lazy("Because I want it"),
}
# The parts that may be let seen, as the person who lets them be seen says them.
MINE: Mapping[str, Promise] = {
    rules.MET: gettext_lazy("The dates when we met"),
    rules.GOALS: gettext_lazy("My goals and steps"),
    rules.WROTE: gettext_lazy("What we wrote when we met"),
    rules.TRAIL: gettext_lazy("My wins and the days I marked"),
    rules.CHECK_INS: gettext_lazy("My check-ins"),
    rules.MEASURES: gettext_lazy("What my ten sentences came to"),
    rules.SAFETY: gettext_lazy("My people, tools and words for a hard night"),
    rules.CONTACT: gettext_lazy("How to reach me"),
}
# The same parts, for whoever sees them.
SEEN: Mapping[str, Promise] = {
    rules.MET: gettext_lazy("The dates when they met"),
    rules.GOALS: gettext_lazy("Goals and steps"),
    rules.WROTE: gettext_lazy("What was written when they met"),
    rules.TRAIL: gettext_lazy("Wins, and days that were marked"),
    rules.CHECK_INS: gettext_lazy("Check-ins"),
    rules.MEASURES: gettext_lazy("What ten sentences came to"),
    rules.SAFETY: gettext_lazy("People, tools and words for a hard night"),
    rules.CONTACT: gettext_lazy("How to reach them"),
}
FORMS: Mapping[str, Promise] = {
    Form.TREATMENT: gettext_lazy("Consent for treatment, payment, and running the care"),
    Form.MY_WISH: gettext_lazy("Consent to let someone see a part of my record"),
    Form.COUNSELLING: gettext_lazy("Consent for counseling notes only"),
    Form.PROCEEDINGS: gettext_lazy("Consent for a legal proceeding only"),
}
# To whom the single consent goes: a class is enough (42 CFR 2.31(a)(4)).
TREATING = gettext_lazy(
    "Those who treat me, health plans, others who pay for my care, and people who help to run this programme."
)
# 42 CFR 2.32(a)(2) allows exactly this sentence. It is the law's own, so it stays in English; the sense stands beside.
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


@dataclass(frozen=True)
class Facts:
    """What a form is filled with. named: which proceeding, or which notes, in the signer's words."""

    form: Form
    name: str
    programme: str
    to: str
    scopes: tuple[str, ...]
    reason: Reason
    until: datetime | None
    zone: str
    named: str = ""


def day(moment: datetime, zone: str) -> str:
    """A day where the programme is, in the reader's language."""
    return date_format(moment.astimezone(ZoneInfo(zone)), "DATE_FORMAT")


def parts(scopes: Iterable[str]) -> list[str]:
    """Parts of a record in words, the least first."""
    return [str(MINE[scope]) for scope in rules.in_order(frozenset(scopes))]


def seen(scopes: Iterable[str]) -> list[str]:
    """Parts of somebody's record in words, for whoever sees them."""
    return [str(SEEN[scope]) for scope in rules.in_order(frozenset(scopes))]


def notice() -> str:
    """What 42 CFR 2.32 orders to go with each disclosure, and its sense in plain words."""
    return (
        NOTICE
        + " "
        + _("Whoever gets them may not pass them on or use them in any other way, unless the law lets them.")
    )


def scope_of_consent(scopes: Iterable[str], reason: str, until: datetime, zone: str) -> str:
    """How far the consent goes, to stand beside the notice (42 CFR 2.32(b))."""
    said = {"parts": "; ".join(seen(scopes)), "reason": REASONS[reason], "until": day(until, zone)}
    return _("Shown with consent. What: %(parts)s. What for: %(reason)s. Until: %(until)s.") % said


def elements(facts: Facts) -> list[tuple[str, str]]:
    """Every element of the form, in the order of 42 CFR 2.31(a): heading and words."""
    said = [
        (_("Whose record"), facts.name),
        (_("Who may let it be seen"), facts.programme),
        (_("What may be seen"), _what(facts)),
        (_("Who may see it"), facts.to),
        (_("What for"), _why(facts)),
        (_("I can take it back"), _back()),
        (
            _("Until when"),
            day(facts.until, facts.zone) if facts.until else _("It has no end date. It holds until I take it back."),
        ),
    ]
    return [*said, *_warnings(facts)]


def _what(facts: Facts) -> str:
    match facts.form:
        case Form.COUNSELLING:
            return _("Only notes that a counselor keeps apart from the rest of the record. Nothing else.")
        case Form.PROCEEDINGS:
            return _("Only this: %(named)s.") % {"named": facts.named}
    return "; ".join(parts(facts.scopes))


def _why(facts: Facts) -> str:
    match facts.form:
        case Form.PROCEEDINGS:
            return _("To be used in a civil, criminal, administrative or legislative proceeding that concerns me.")
        case Form.TREATMENT:
            return _("For treatment, payment, and health care operations.")
    return str(REASONS[facts.reason]) + ". " + _("I ask for this myself.")


def _back() -> str:
    return _(
        "I can take this back in writing at any time: with one tap in my record, or with a letter or note to the "
        "programme. It stops from then on. What was seen before cannot be unseen."
    )


def _warnings(facts: Facts) -> list[tuple[str, str]]:
    no = _("If I say no, nothing changes in the support I get here. Nobody may make me sign.")
    if facts.form == Form.TREATMENT:
        on = _(
            "A doctor, health plan or other place under the health privacy law (HIPAA) may pass on what they get, as "
            "that law allows. They may not use it against me in a civil, criminal, administrative or legislative "
            "proceeding, unless I agree or a court orders it."
        )
        return [(_("What may happen to it then"), on), (_("If I say no"), no)]
    if facts.form == Form.PROCEEDINGS:
        on = _("This is the one form with which it may be used in a proceeding against me. I can ask a lawyer first.")
        return [(_("What may happen to it then"), on), (_("If I say no"), no)]
    on = _("Whoever sees it could tell others, though the law says they may not.")
    return [(_("What may happen to it then"), on), (_("If I say no"), no)]


def document(facts: Facts, typed: str, signed_at: datetime, language: str) -> dict[str, Any]:
    """The form as it is signed, whole: what is kept sealed, shown, and printed."""
    return {
        "title": str(FORMS[facts.form]),
        "edition": EDITION,
        "language": language,
        "elements": [list(one) for one in elements(facts)],
        "signed": [_("Signed by typing my name"), typed],
        "on": [_("On"), date_format(signed_at.astimezone(ZoneInfo(facts.zone)), "DATETIME_FORMAT")],
    }
