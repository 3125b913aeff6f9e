"""Who is here: puts ``request.viewer`` (or None) on every request, asked for only when a view needs it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.functional import SimpleLazyObject

from trailside.ledger import wall
from trailside.ledger.viewer import Viewer
from trailside.people import proofs
from trailside.people.reads import viewers
from trailside.people.sessions import ONLY, PERSON, PLAIN

__all__ = ["PERSON", "Here", "WhoIsHere", "settle", "viewer_here", "who_knocks"]

Next = Callable[[HttpRequest], HttpResponse]


class Here(HttpRequest):
    """A request of someone signed in: what views of the house take."""

    viewer: Viewer


def who_knocks(request: HttpRequest) -> tuple[Viewer, bool] | None:
    """The signed-in person as a Viewer, and whether two things are asked of them that were not shown yet."""
    if not request.user.is_authenticated or request.session.get(PLAIN):
        return None
    chosen, only = request.session.get(PERSON), request.session.get(ONLY)
    for one, two in viewers.standing(request.user):
        if (not chosen or one.person == UUID(chosen)) and (not only or str(one.organisation) == only):
            return one, two and not proofs.both(request)
    return None


def viewer_here(request: HttpRequest, place: wall.Place) -> Viewer | None:
    """The signed-in person as a Viewer; None when nobody is signed in, or a second thing is still to be shown.

    From here on only their programme is there.
    """
    knocks = who_knocks(request)
    viewer = knocks[0] if knocks and not knocks[1] else None
    place.organisation = str(viewer.organisation) if viewer else ""
    return viewer


def settle(request: HttpRequest) -> Viewer | None:
    """Who is here, asked for now. From then on ``request.viewer`` is the Viewer itself: asked a thousand times a page,
    Django's lazy object takes a millisecond."""
    here = cast(Here, request)
    if here.viewer and isinstance(here.viewer, SimpleLazyObject):
        here.viewer = cast(Viewer, copy(here.viewer))
    return here.viewer or None


class WhoIsHere:
    """Sets ``request.viewer`` lazily: public pages ask nothing of the database."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with wall.standing(wall.Place()) as place:
            who = SimpleLazyObject(lambda: viewer_here(request, place))
            request.viewer = who  # type: ignore[attr-defined]  # Here says it
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = wall.through(place, response.streaming_content)
        return response
