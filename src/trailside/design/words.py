"""Words typed into a form survive a change of language, both ways, without being stored anywhere.

The language button belongs to the form and posts it to the page's own address with `read_in=es`. The middleware, after
Django has checked the CSRF token, changes the language, turns the request into a GET of the same page and leaves the
posted words in `kept`, a variable that lives as long as the request. Unbound forms show them (`forms.Field.value`).
Nothing is validated, saved or put in an address. A plain link (`?read_in=es`) does the same for pages without a form.
"""

from contextvars import ContextVar

from django.http import QueryDict

LANGUAGE = "read_in"
"""Name of the wish, in a query or a form; no form field of ours may be called so."""

kept: ContextVar[QueryDict | None] = ContextVar("kept_words", default=None)
"""The words of the form that was on the page when the reader changed the language; None on every other request."""


def kept_value(name: str) -> str | None:
    """The kept text of one field, None when nothing was kept."""
    posted = kept.get()
    return None if posted is None else posted.get(name)
