"""Sessions in the database, written in the house's write turn, and honest about a disk that takes no writes.

Django calls every failed save "the session was deleted meanwhile" and answers 400. When the disk is full that is not
true: a page that was only read is shown all the same (what the session should remember, such as a message that was
seen, it remembers another time), and everything else is 503.
"""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from trailside.kit.errors import CannotWrite
from trailside.kit.questions import Questions
from trailside.ledger.turn import write_turn

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SessionStore(db.SessionStore):
    """A session of one browser."""

    def _get_session_from_db(self) -> Session | None:
        """Asked by shape, as every page begins with it."""
        here = Questions.about(Session, None, {})
        try:
            found: Session = here.get(session_key=self.session_key, expire_date__gt=timezone.now())
            return found
        except Session.DoesNotExist:
            self._session_key = None
            return None

    def save(self, must_create: bool = False) -> None:
        """Keep it; CannotWrite when the store takes no writes now."""
        try:
            with write_turn():
                super().save(must_create)
        except UpdateError as fault:
            if isinstance(fault.__context__, OperationalError):
                raise CannotWrite("the session could not be kept") from fault
            raise


class Sessions(SessionMiddleware):
    """Django's, except that reading goes on while nothing can be written."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Called with what was answered."""
        try:
            return super().process_response(request, response)
        except CannotWrite:
            if request.method in READING:
                return response
            raise
