"""The tables of this room, one noun per file."""

from trailside.people.models.account import Account
from trailside.people.models.agency import AgencySignIn
from trailside.people.models.episode import Episode
from trailside.people.models.invitation import Invitation
from trailside.people.models.organisation import Organisation
from trailside.people.models.person import Person, PersonRole
from trailside.people.models.relationship import Supervision, SupportRelationship
from trailside.people.models.session import Session
from trailside.people.models.tries import Tries

__all__ = [
    "Account",
    "AgencySignIn",
    "Episode",
    "Invitation",
    "Organisation",
    "Person",
    "PersonRole",
    "Session",
    "Supervision",
    "SupportRelationship",
    "Tries",
]
