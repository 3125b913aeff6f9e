"""Ending sessions: at the next request, in every process."""

from __future__ import annotations

from trailside.kit.errors import NotThere
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.models import Account, Session
from trailside.people.models.session import kept_key


def end(sight: Sight, account: Account, session: str) -> None:
    """End one of the account's own sessions. Raises NotThere."""
    with acting(sight) as act:
        rows = Session.objects.filter(session_key=session, account=account)
        if not rows.exists():
            raise NotThere
        act.drop_all(rows)
        act.tell("people.signed_out_elsewhere", about=sight.viewer.person)


def end_all(sight: Sight, account: Account, *, but: str | None = None) -> None:
    """End every session of the account; ``but``: the secret of the one that stays."""
    with acting(sight) as act:
        act.drop_all(Session.objects.filter(account=account).exclude(session_key=kept_key(but or "")))
        act.tell("people.signed_out_elsewhere", about=sight.viewer.person)
