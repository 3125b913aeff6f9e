"""From now on somebody who works here signs in through their agency."""

from __future__ import annotations

from django.utils.translation import gettext as _

from trailside.kit.errors import NotPossible
from trailside.kit.ids import new_id
from trailside.ledger.acting import acting
from trailside.ledger.sight import Sight
from trailside.people.actions import invitations
from trailside.people.actions.staff import prepared
from trailside.people.models import AgencySignIn, Person
from trailside.people.reads.agencies import kept_token


def link(sight: Sight, person: Person, *, issuer: str, subject: str) -> None:
    """The agency's word opens ``person`` from now on. Raises NotPossible when it opens somebody else already."""
    token = kept_token(issuer, subject)
    with acting(sight) as act:
        if AgencySignIn.objects.filter(token=token).exclude(person=person).exists():
            raise NotPossible(_("This sign-in of your agency belongs to someone else here."))
        act.drop_all(AgencySignIn.objects.filter(person=person))
        act.keep(AgencySignIn(organisation_id=person.organisation_id, person=person, token=token))
        act.tell("people.agency_joined", about=person.pk, ref=person)


def join(sight: Sight, secret: str, *, name: str, issuer: str, subject: str, language: str) -> Person:
    """Take an invitation up with the agency's word: no sign-in name, no password. Raises NotThere, NotPossible."""
    account = prepared(f"agency {new_id()}", None)
    with acting(sight):
        person = invitations.join(sight, secret, name=name, account=account, language=language)
        link(sight, person, issuer=issuer, subject=subject)
    return person
