"""Sessions in the database, written in the house's write turn, and honest about a disk that takes no writes.

Django calls every failed save "the session was deleted meanwhile" and answers 400. When the disk is full that is not
true: a page that was only read is shown all the same (what the session should remember, such as a message that was
seen, it remembers another time), and everything else is 503.

When a session ends by itself is the row's ``expire_date``: it moves on while somebody is there, until a last moment.
So an idle or ended session is over for every process at its next request, and nothing else needs to ask.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse

from trailside.kit import clock
from trailside.kit.errors import CannotWrite
from trailside.kit.questions import Questions
from trailside.ledger.turn import write_turn
from trailside.people.models import Session
from trailside.people.models.session import kept_key
from trailside.people.sessions import ACCOUNT, DEVICE, IDLE, UNTIL

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Moved on only when a fifteenth of the idle time is gone: one small write a minute while somebody works.
SHARE = 15
NOBODY_LASTS = timedelta(hours=1)
KEPT_AFTER = timedelta(days=1)  # so that what was being written when it ended still finds whose it is


class SessionStore(db.SessionStore):
    """A session of one browser."""

    ends: datetime | None = None
    used_on: Any = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The house's own table."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        """Asked by shape, as every page begins with it."""
        here = Questions.about(Session, None, {})
        try:
            row: Session = here.get(session_key=kept_key(self.session_key or ""), expire_date__gt=clock.now())
        except Session.DoesNotExist:
            self._session_key = None
            return None
        self.ends, self.used_on = row.expire_date, row.used_on
        return row

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return Session.objects.filter(session_key=kept_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        key = session_key or self.session_key
        if key is not None:
            with write_turn():
                Session.objects.filter(session_key=kept_key(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of what the session holds now."""
        row = Session(
            session_key=kept_key(self.session_key or ""),
            session_data=self.encode(data),
            expire_date=self._end(data),
            account_id=data.get(ACCOUNT),
            device=data.get(DEVICE, ""),
            used_on=clock.now().date(),
        )
        self.ends, self.used_on = row.expire_date, row.used_on
        return row

    def _end(self, data: dict[str, Any]) -> datetime:
        now = clock.now()
        if IDLE in data:
            return min(now + timedelta(seconds=data[IDLE]), datetime.fromisoformat(data[UNTIL]))
        return now + (timedelta(seconds=settings.SESSION_COOKIE_AGE) if ACCOUNT in data else NOBODY_LASTS)

    def save(self, must_create: bool = False) -> None:
        """Keep it; CannotWrite when the store takes no writes now."""
        try:
            with write_turn():
                super().save(must_create)
        except UpdateError as fault:
            if isinstance(fault.__context__, OperationalError):
                raise CannotWrite("the session could not be kept") from fault
            raise

    def is_due(self) -> bool:
        """Whether its end must move on: somebody was here just now."""
        if self.ends is None or IDLE not in self:
            return False
        gained = self._end(self._session_cache) - self.ends  # type: ignore[attr-defined]  # loaded by the line above
        return gained >= timedelta(seconds=self[IDLE] / SHARE) or self.used_on != clock.now().date()

    def move_on(self) -> None:
        """Somebody is here: the end moves on, in one small write. An ended session stays ended."""
        ends, today = self._end(self._session_cache), clock.now().date()  # type: ignore[attr-defined]  # loaded before
        with write_turn():
            rows = Session.objects.filter(session_key=kept_key(self.session_key or ""), expire_date__gt=clock.now())
            rows.update(expire_date=ends, used_on=today)


def drop_ended() -> int:
    """Throw away sessions that ended a day ago or more. Returns how many."""
    with write_turn():
        return Session.objects.filter(expire_date__lt=clock.now() - KEPT_AFTER).delete()[0]


class Sessions(SessionMiddleware):
    """Django's, except that reading goes on while nothing can be written, and that being here keeps one signed in."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Called with what was answered."""
        session = request.session
        if session.accessed and not session.modified and isinstance(session, SessionStore) and session.is_due():
            if session.get_expire_at_browser_close():
                self._move_on(session)
            else:
                session.modified = True  # the browser's cookie is given more days as well
        try:
            return super().process_response(request, response)
        except CannotWrite:
            if request.method in READING:
                return response
            raise

    def _move_on(self, session: SessionStore) -> None:
        try:
            session.move_on()
        except (CannotWrite, DatabaseError):  # it ends a little earlier; the page is shown
            return
