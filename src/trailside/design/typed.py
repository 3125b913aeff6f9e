"""Words of a form that could not be sent: they are shown, and go back into the form of their page.

Signed out meanwhile, a form too old: the answer shows what was typed and offers to take it back, by a form with the
same words and the wish of `words.py` (`read_in`): the page where it stood comes again, filled. Nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from . import words

# Secrets never come back on a page; the token is made anew; which version was changed is asked again.
_NEVER = {"csrfmiddlewaretoken", "said_at", "version", "pin", "again", "code", "credential", "secret", words.LANGUAGE}
_NOT_WORDS = {"once"}


@dataclass(frozen=True)
class Typed:
    """fields: everything that goes back, as name and value. words: what is shown. back: the page where it stood."""

    fields: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    back: str


def _posted(request: HttpRequest) -> QueryDict:
    """What was sent, also when it was only sent to be shown again."""
    return words.kept.get() or request.POST


def _from_here(request: HttpRequest) -> str | None:
    """The address of the page of ours that sent this; None for a page of somebody else."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    came = request.headers.get("Origin") or request.headers.get("Referer", "")
    if site != "same-origin" or urlsplit(came).netloc != request.get_host():
        return None
    return request.headers.get("Referer", "")


def typed(request: HttpRequest) -> Typed | None:
    """What someone typed on a page of ours and sent in vain; None when there is nothing, or it came from elsewhere."""
    posted, came = _posted(request), _from_here(request)
    if came is None:
        return None
    fields = tuple(
        (name, value)
        for name, values in posted.lists()
        for value in values
        if name not in _NEVER and "password" not in name and value.strip()
    )
    shown = tuple(value for name, value in fields if name not in _NOT_WORDS and " " in value.strip())
    if not shown:
        return None
    here = request.get_full_path()
    if words.LANGUAGE not in posted and url_has_allowed_host_and_scheme(came, {request.get_host()}):
        page = urlsplit(came)
        here = "/" + page.path.lstrip("/\\") + (f"?{page.query}" if page.query else "")
    return Typed(fields, shown, here)
