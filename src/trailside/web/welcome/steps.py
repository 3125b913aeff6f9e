"""The four things that may be asked after the name, each of them left out with one tap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.design.slots import Words
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions import welcome
from trailside.people.reads import episodes
from trailside.reach.actions.quiet import agree_quiet
from trailside.reach.actions.ways import keep_way
from trailside.reach.forms import LEAVE_ME_BE, QuietForm, WayForm
from trailside.reach.reads.quiet import agreement_of
from trailside.reach.reads.ways import ways_of
from trailside.web.welcome.forms import HopeForm, TalkForm


@dataclass(frozen=True)
class Step:
    """One ask: its heading, its form, what was said before, and the action that keeps the answer."""

    word: str
    heading: Words
    lead: Words
    form: type[forms.Form]
    said: Callable[[Sight, UUID], dict[str, Any]]
    keep: Callable[[Sight, UUID, forms.Form, Once | None], Any]


def _said_hope(sight: Sight, person: UUID) -> dict[str, Any]:
    return {"hope": episodes.hope_of(sight, person)}


def _keep_hope(sight: Sight, person: UUID, form: forms.Form, once: Once | None) -> None:
    welcome.say_hope(sight, person=person, hope=form.cleaned_data["hope"], said_by=person, once=once)


def _said_talk(sight: Sight, person: UUID) -> dict[str, Any]:
    talk = episodes.talk_with(sight, person)
    return {"language": talk.language, "pronouns": talk.pronouns}


def _keep_talk(sight: Sight, person: UUID, form: forms.Form, once: Once | None) -> None:
    said = form.cleaned_data
    language = said["language"] or episodes.talk_with(sight, person).language
    welcome.say_how_we_talk(
        sight, person=person, language=language, pronouns=said["pronouns"], said_by=person, once=once
    )


def _said_way(sight: Sight, person: UUID) -> dict[str, Any]:
    ways = ways_of(sight, person)
    if not ways:
        return {}
    way = ways[0]
    return {
        "value": way.shown,
        "may_text": way.may_text,
        "may_voicemail": way.may_voicemail,
        "not_to_say": way.not_to_say,
        "version": way.version,
    }


def _keep_way(sight: Sight, person: UUID, form: forms.Form, once: Once | None) -> None:
    ways = ways_of(sight, person)
    keep_way(sight, person=person, way=ways[0].id if ways else None, said_by=person, once=once, **form.cleaned_data)


def _said_quiet(sight: Sight, person: UUID) -> dict[str, Any]:
    agreed = agreement_of(sight, person)
    if agreed is None:
        return {}
    days = LEAVE_ME_BE if agreed.leave_me_be else str(agreed.days)
    return {"days": days, "by": agreed.by, "say": agreed.say, "version": agreed.version}


def _keep_quiet(sight: Sight, person: UUID, form: forms.Form, once: Once | None) -> None:
    assert isinstance(form, QuietForm)
    if not form.says_nothing:
        agree_quiet(sight, person=person, said_by=person, once=once, **form.agreed())


STEPS = (
    Step("hope", _("What you hope for"), _("This is where we start. It can change any day."), HopeForm,
         _said_hope, _keep_hope),
    Step("talk", _("How we talk"), _("So that we say it right."), TalkForm, _said_talk, _keep_talk),
    Step("ways", _("Safe ways to reach you"), _("Only ways that are safe for you. One is enough."), WayForm,
         _said_way, _keep_way),
    Step("quiet", _("If you go quiet"), _("Some days nobody feels like talking. You say now what is right then."),
         QuietForm, _said_quiet, _keep_quiet),
)  # fmt: skip


def of_word(word: str) -> Step | None:
    """The step of this address."""
    return next((step for step in STEPS if step.word == word), None)


def number(step: Step) -> int:
    """Its place among the five asks; the name was the first."""
    return STEPS.index(step) + 2


def after(step: Step) -> str:
    """The word of the next step; ``card`` after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place].word if place < len(STEPS) else "card"
