"""Named slots of the base page, filled from above.

The design room knows no other room, yet every page shows where one can go, who answers at any hour and how to leave.
`config/wiring.py` calls `slots.fill(...)` once at start; what is not filled keeps the calm default below, so that the
gallery and the error pages stand on their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the way navigation, or one link of the colophon.

    `under` are further address prefixes that belong to the place ("/goals/" belongs to "My trail").
    """

    label: Words
    address: str
    under: tuple[str, ...] = ()

    def reach(self, path: str) -> int:
        """How closely `path` lies at this place: length of the longest prefix that fits, 0 when none does."""
        return max((len(start) for start in (self.address, *self.under) if path.startswith(start)), default=0)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a line: what the link says and its `tel:`, `sms:` or `https:` address."""

    label: Words
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A crisis line at the foot of every page. `label` says who answers and whether it may send someone."""

    name: Words
    ways: tuple[Way, ...]
    label: Words = ""


def _nowhere(request: HttpRequest | None) -> Sequence[Place]:
    return ()


def default_lines(request: HttpRequest | None) -> Sequence[Line]:
    """The lines of issue 2 with honest labels; a programme sets its own."""
    return (
        Line(
            _("988 Suicide and Crisis Lifeline"),
            (Way(_("Call 988"), "tel:988"), Way(_("Text 988"), "sms:988")),
            _("Day and night, English and Spanish. They may send someone without your yes if a life is in danger."),
        ),
        Line(
            _("Massachusetts Behavioral Health Help Line"),
            (Way(_("Call or text 833-773-2445"), "tel:+18337732445"),),
            _("Day and night, any language. They may send someone without your yes if a life is in danger."),
        ),
        Line(
            _("SafeSpot, while you use"),
            (Way(_("Call 800-972-0590"), "tel:+18009720590"),),
            _("Someone stays on the line. They send help only if you agree to it first."),
        ),
    )


NOW = "/now/"
"""The page that answers without sign-in and without a database."""


def _now(request: HttpRequest | None) -> str:
    return NOW


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything that other rooms put on the base page.

    `nav`, `about`, `lines` and `someone_now` are asked once per page, with the request (None
    when a page is rendered without one).
    """

    nav: Callable[[HttpRequest | None], Sequence[Place]] = _nowhere
    about: Callable[[HttpRequest | None], Sequence[Place]] = _nowhere
    lines: Callable[[HttpRequest | None], Sequence[Line]] = default_lines
    home: str = "/"
    someone_now: Callable[[HttpRequest | None], str] = _now
    leave: str = "https://www.weather.gov/"


_slots = Slots()


def fill(**given: Any) -> None:
    """Fill named slots; called by `config/wiring.py` at start, and by tests. Unknown names raise TypeError."""
    global _slots
    known = {field.name for field in fields(Slots)}
    if unknown := set(given) - known:
        raise TypeError(f"There is no slot named {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}.")
    _slots = replace(_slots, **given)


def filled() -> Slots:
    """The slots as they are filled now."""
    return _slots
