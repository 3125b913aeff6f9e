"""Who is here: puts ``request.viewer`` (or None) on every request, asked for only when a view needs it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from trailside.ledger.viewer import Viewer
from trailside.people.reads import viewers

# The session's choice, when an account holds several persons.
PERSON = "person"

Next = Callable[[HttpRequest], HttpResponse]


class Here(HttpRequest):
    """A request of someone signed in: what views of the house take."""

    viewer: Viewer


def viewer_here(request: HttpRequest) -> Viewer | None:
    """The signed-in person as a Viewer; None when nobody is signed in."""
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get(PERSON)
    found = viewers.viewers_of(request.user)
    return next((one for one in found if not chosen or one.person == UUID(chosen)), None)


class WhoIsHere:
    """Sets ``request.viewer`` lazily: public pages ask nothing of the database."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_here(request))  # type: ignore[attr-defined]  # Here says it
        return self.get_response(request)
