"""Pieces that other pages place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trailside.design import slots
from trailside.kit import clock
from trailside.safety import reads
from trailside.safety.rules import DEFAULT_LINES, DefaultLine

BACK_AFTER = timedelta(hours=5)
BACK_BEFORE = timedelta(hours=36)


def back(night: str) -> bool:
    """Whether to say "You're back": the device was on *someone, now* some hours ago. ``night`` is its own cookie."""
    try:
        then = datetime.strptime(night, "%Y-%m-%dT%H").replace(tzinfo=UTC)
    except ValueError:
        return False
    return BACK_AFTER <= clock.now() - then <= BACK_BEFORE


# The foot stands on every page: asked for once in half a minute by each process, and anew after a change here.
FOOT_KEPT = 30.0
_feet: dict[tuple[UUID, str | None], tuple[float, Sequence[slots.Line]]] = {}


def forget_foot() -> None:
    """Ask anew for the lines at the foot: they were changed."""
    _feet.clear()


def _shown(line: reads.Line) -> slots.Line:
    ways = []
    if line.call:
        ways.append(slots.Way(_("Call %(number)s") % {"number": line.call}, f"tel:{line.call}"))
    if line.text:
        ways.append(slots.Way(_("Text %(number)s") % {"number": line.text}, f"sms:{line.text}"))
    return slots.Line(line.name, tuple(ways), _may_send(line.may_send))


def _in_full(line: DefaultLine) -> slots.Line:
    """For whoever is not signed in: also who answers, when and in which languages."""
    spanish = str(get_language()).startswith("es")
    who, when = (line.who_es, line.when_es) if spanish else (line.who_en, line.when_en)
    tongues = render_to_string("safety/public/languages.html", {"line": line})
    shown = _shown(line)
    return replace(shown, label=f"{who} {when} {tongues.strip()} {shown.label}")


def _may_send(answer: str) -> str:
    """The honest label: whether this line may send someone without the caller's yes."""
    if answer == "no":
        return _("They never send anyone.")
    if answer == "if_you_agree":
        return _("They send help only if you agree to it first.")
    return _("If they think a life is in danger, they may send someone without your yes.")


def foot(request: HttpRequest | None) -> Sequence[slots.Line]:
    """The crisis lines at the foot of every page: the organisation's, or the ones that ship."""
    viewer = getattr(request, "viewer", None)
    if not viewer:
        return [_in_full(line) for line in DEFAULT_LINES]
    place = (viewer.organisation, get_language())
    kept = _feet.get(place)
    if kept is None or kept[0] < monotonic():
        kept = (monotonic() + FOOT_KEPT, [_shown(line) for line in reads.lines_of(viewer.organisation)])
        _feet[place] = kept
    return kept[1]


def someone_now(request: HttpRequest | None) -> str:
    """Where "I need someone now" leads: signed in, my own people and words stand above the lines."""
    return "/now/mine/" if getattr(request, "viewer", None) else "/now/"
