"""A person of exactly one organisation, and the roles they hold there."""

from __future__ import annotations

from django.db import models

from trailside.ledger.rows import Privacy, Row
from trailside.people.models.account import Account
from trailside.people.rules import Role
from trailside.vault.fields import Sealed


class Person(Row):
    """Someone here: what we call them and their pronouns, sealed by their own key."""

    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    name = Sealed(scope="name", owner="id")
    pronouns = Sealed(scope="name", owner="id")
    language = models.CharField(max_length=8, default="en")

    privacy = Privacy(why="What we call you and in which language we talk", coded="account language", erase="row")


class PersonRole(Row):
    """A role held from ``since`` until ``until`` (open while null)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    privacy = Privacy(why="What someone does here", coded="person role since until", erase="row")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(until=None), name="people_role_held_once"
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "role"], name="people_role_here")]
