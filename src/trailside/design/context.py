"""What the base page needs to know about this request: `{{ design }}` in every template.

Lazy: a page that does not extend `design/page.html` pays nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, get_language_info

from . import slots, words


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the navigation as this page shows it; `current` is the value of aria-current, or empty."""

    label: slots.Words
    address: str
    current: str


@dataclass(frozen=True, slots=True)
class Language:
    """The other language: its code, its own name, and the address of this same page in it."""

    code: str
    name: str
    address: str


class Page:
    """The frame around one page."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request

    @property
    def language(self) -> str:
        """The language of this page, as a BCP 47 tag."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def direction(self) -> str:
        return "rtl" if get_language_bidi() else "ltr"

    @cached_property
    def here(self) -> str:
        """The address of this page, with its query, without a language wish."""
        if self.request is None:
            return ""
        query = self.request.GET.copy()
        query.pop(words.LANGUAGE, None)
        return self.request.path + (f"?{query.urlencode()}" if query else "")

    @cached_property
    def other_languages(self) -> Sequence[Language]:
        """The languages this page can be read in besides its own."""
        joint = "&" if "?" in self.here else "?"
        return [
            Language(
                code,
                get_language_info(code)["name_local"].capitalize(),
                f"{self.here}{joint}{urlencode({words.LANGUAGE: code})}",
            )
            for code, _name in settings.LANGUAGES
            if code != self.language
        ]

    @cached_property
    def nav(self) -> Sequence[Spot]:
        """At most a handful of places; the one that reaches furthest into this address is the current one."""
        places = slots.filled().nav(self.request)
        path = self.request.path if self.request else ""
        nearest = max((place.reach(path) for place in places), default=0)
        return [Spot(place.label, place.address, _current(place, path, nearest)) for place in places]

    @cached_property
    def about(self) -> Sequence[slots.Place]:
        return slots.filled().about(self.request)

    @cached_property
    def lines(self) -> Sequence[slots.Line]:
        """Who answers at any hour; with the database gone, the lines that are known without one."""
        try:
            return slots.filled().lines(self.request)
        except DatabaseError:
            return slots.default_lines(self.request)

    @property
    def home(self) -> str:
        return slots.filled().home

    @cached_property
    def someone_now(self) -> str:
        """Where "I need someone now" leads; with the database gone, to the page that needs none."""
        try:
            return slots.filled().someone_now(self.request)
        except DatabaseError:
            return slots.NOW

    @property
    def at_someone_now(self) -> bool:
        return self.request is not None and self.request.path.startswith("/now/")

    @property
    def leave(self) -> str:
        return slots.filled().leave


def _current(place: slots.Place, path: str, nearest: int) -> str:
    if path == place.address:
        return "page"
    return "true" if nearest and place.reach(path) == nearest else ""


def page(request: HttpRequest) -> dict[str, Page]:
    """Context processor `trailside.design.context.page`."""
    return {"design": Page(request)}
