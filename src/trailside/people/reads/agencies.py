"""Who signs in through their agency."""

from __future__ import annotations

from trailside.ledger import wall
from trailside.people.models import Account, AgencySignIn, Person
from trailside.vault.tokens import token


def kept_token(issuer: str, subject: str) -> str:
    """What is kept of who somebody is at their agency."""
    return token("agency", f"{issuer}\n{subject}")


@wall.every("who is here")
def person_of(issuer: str, subject: str) -> Person | None:
    """The person whom the agency's word opens."""
    rows = AgencySignIn.objects.select_related("person__account")
    found = rows.filter(token=kept_token(issuer, subject)).first()
    return found.person if found else None


@wall.every("who is here")
def has(account: Account) -> bool:
    """Whether someone of this account signs in through an agency."""
    return AgencySignIn.objects.filter(person__account=account).exists()
