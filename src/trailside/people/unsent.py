"""A form that was being written when the session ended: kept for its writer, there again after signing in.

The words are sealed with the writer's own key, as any draft; a session that ended less than a day ago says whose they
are. Passwords, PINs and codes are never kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from trailside.design import words
from trailside.ledger import drafts, wall
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.people.middleware import Here
from trailside.people.reads import sessions, viewers
from trailside.people.sessions import PERSON, UNSENT

FORM = "unsent"
NOT_WORDS = {"csrfmiddlewaretoken", "once", "version", "said_at", "read_in"}
SECRETS = ("password", "pin", "code", "credential", "old", "new")
LONGEST, MOST_PAGES = 60_000, 10


def page_of(request: HttpRequest) -> str:
    """The address of the page that a form was posted from, on this site; else where it was posted to."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc == request.get_host() and came.path.startswith("/") and not came.path.startswith("//"):
        return came.path + (f"?{came.query}" if came.query else "")
    return request.get_full_path()


def _is_word(name: str) -> bool:
    return name not in NOT_WORDS and not any(name == one or one in name.split("_") for one in SECRETS)


def _sight(viewer: Viewer) -> Sight:
    """For the writer's own drafts and nothing else."""
    return Sight(viewer, {viewer.person: frozenset({"own"})}, purpose="own_record")


def _writer(request: HttpRequest) -> Viewer | None:
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = sessions.lately(key) if key else None
    if ended is None:
        return None
    account, held = ended
    chosen = held.get(PERSON)
    return next((one for one in viewers.viewers_of(account) if not chosen or str(one.person) == chosen), None)


def keep(request: HttpRequest) -> bool:
    """Keep what was posted for whoever was signed in here until a while ago. Returns whether anything was kept."""
    said = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if _is_word(name) and any(value.strip() for value in values):
            said.setlist(name, values)
    text = said.urlencode()
    writer = _writer(request) if text and len(text) <= LONGEST else None
    if writer is None:
        return False
    path = urlsplit(page_of(request)).path
    sight = _sight(writer)
    with wall.of(writer.organisation):
        pages: dict[str, str] = drafts.read(sight, FORM) or {}
        pages.pop(path, None)
        drafts.keep(sight, FORM, dict([*pages.items(), (path, text)][-MOST_PAGES:]))
    return True


def waiting(viewer: Viewer) -> list[str]:
    """The pages on which something unsent waits for ``viewer``: asked once, at sign-in."""
    with wall.of(viewer.organisation):
        return list(drafts.read(_sight(viewer), FORM) or {})


@contextmanager
def shown_again(request: Here) -> Iterator[None]:
    """The page's form shows the words; once it is sent, they are dropped here."""
    if request.path not in request.session.get(UNSENT, ()):
        yield
        return
    sight = _sight(request.viewer)
    pages: dict[str, str] = drafts.read(sight, FORM) or {}
    if request.method == "POST":
        _drop(request, sight, pages)
        yield
        return
    if request.path not in pages or words.kept.get() is not None:
        yield
        return
    said = _("What you wrote is here again. It has not been sent yet.")
    messages.info(request, said, extra_tags="dusk")
    token = words.kept.set(QueryDict(pages[request.path]))
    try:
        yield
    finally:
        words.kept.reset(token)


def _drop(request: Here, sight: Sight, pages: dict[str, str]) -> None:
    pages.pop(request.path, None)
    request.session[UNSENT] = [path for path in request.session[UNSENT] if path != request.path]
    if pages:
        drafts.keep(sight, FORM, pages)
    else:
        drafts.drop(sight, FORM)
