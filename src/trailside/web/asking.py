"""Doing what a form asks for, and saying in the form what a rule refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict

from trailside.kit.errors import AlreadyDone, NotPossible
from trailside.ledger.once import NOT_BODY

# Hidden or technical: they do not make an empty form a filled one.
NOT_WORDS = NOT_BODY | {"version", "read_in"}


def is_done(form: forms.Form, action: Callable[[], Any]) -> bool:
    """Run ``action``. True when it is done (now or by the tap before); False with the reason in the form."""
    try:
        action()
    except AlreadyDone:
        return True
    except NotPossible as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def says_nothing(posted: QueryDict) -> bool:
    """Whether a posted form was left wholly empty."""
    return not any(value.strip() for name in posted if name not in NOT_WORDS for value in posted.getlist(name))
