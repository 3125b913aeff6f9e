"""Invitations to work here."""

from __future__ import annotations

from trailside.kit import clock
from trailside.ledger import wall
from trailside.ledger.sight import Sight
from trailside.people.models import Invitation
from trailside.people.reads import names
from trailside.vault.tokens import token


def kept_token(raw: str) -> str:
    """What is kept of a link's secret."""
    return token("invitation", raw)


@wall.every("invitation")
def open_invitation(raw: str) -> Invitation | None:
    """The invitation of a link, unless it was used, taken back, or has ended."""
    rows = Invitation.objects.select_related("person__account").filter(
        token=kept_token(raw), used_at=None, until__gt=clock.now()
    )
    return rows.first()


def waiting(sight: Sight) -> list[dict[str, object]]:
    """Invitations of this house that nobody has used yet: id, name, roles, until when."""
    rows = Invitation.objects.filter(
        organisation_id=sight.viewer.organisation, used_at=None, until__gt=clock.now()
    ).order_by("until")
    return [
        {"id": row.pk, "name": row.name.read(sight), "roles": row.roles.split(), "until": row.until} for row in rows
    ]


def offered(sight: Sight) -> list[dict[str, object]]:
    """New ways to sign in that somebody made for the viewer and nobody has used yet: id, by whom, until when."""
    rows = Invitation.objects.filter(person_id=sight.viewer.person, used_at=None, until__gt=clock.now())
    return [{"id": row.pk, "by": names.name(sight, row.by_id), "until": row.until} for row in rows]
