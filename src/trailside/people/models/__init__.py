"""The tables of this room, one noun per file."""

from trailside.people.models.account import Account
from trailside.people.models.episode import Episode
from trailside.people.models.organisation import Organisation
from trailside.people.models.person import Person, PersonRole
from trailside.people.models.relationship import Supervision, SupportRelationship

__all__ = ["Account", "Episode", "Organisation", "Person", "PersonRole", "Supervision", "SupportRelationship"]
