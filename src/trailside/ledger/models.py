"""Entries and looks (append-only), once-keys, drafts.

Entries and looks have integer keys, references as plain ids, no foreign keys: the ledger never blocks a change and
never changes with one. Triggers refuse update and delete (``ledger.triggers``).
"""

from __future__ import annotations

import json
from typing import Any, cast

from django.db import models

from trailside.ledger.rows import Privacy, Row, Swift
from trailside.vault.fields import Sealed


class Entry(Swift):
    """One action: who did what, about whom, when. ``at`` is the server's time, ``said_at`` the device's."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    said_at = models.DateTimeField(null=True)
    organisation_id = models.UUIDField()
    verb = models.CharField(max_length=64)
    by = models.UUIDField(null=True)
    said_by = models.UUIDField(null=True)
    about = models.UUIDField(null=True)
    ref = models.CharField(max_length=100, blank=True)
    # JSON with sorted keys, as text: the same bytes on both databases, since they are hashed.
    coded = models.TextField(blank=True)

    privacy = Privacy(
        why="What was done about me, by whom, so that it can be proved",
        coded="id at said_at organisation_id verb by said_by about ref coded",
        erase="keep",
    )

    class Meta:
        indexes = [models.Index(fields=["about", "id"], name="ledger_entry_about")]

    @property
    def details(self) -> dict[str, Any]:
        """The codes, numbers and ids that were told."""
        return cast("dict[str, Any]", json.loads(self.coded)) if self.coded else {}


class Leaf(Swift):
    """The place of one entry or look in the tree, given by the binder once it is committed. Append-only."""

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=1)
    row = models.BigIntegerField()
    digest = models.BinaryField()

    privacy = Privacy(why="Proves that no line was taken out", coded="number kind row digest", erase="keep")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="ledger_one_leaf")]


class Tree(models.Model):
    """The Merkle tree of one month: leaves ``first`` to ``first + size - 1``, and its growing edge."""

    month = models.CharField(max_length=7, primary_key=True)
    first = models.BigIntegerField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    frontier = models.BinaryField()

    privacy = Privacy(why="The seal of a month", coded="month first size root frontier", erase="keep")


class Milestone(models.Model):
    """The month's tree as it stood when a day began: from here the newest day is checked without the years before."""

    at = models.DateTimeField()
    month = models.CharField(max_length=7)
    first = models.BigIntegerField()
    size = models.BigIntegerField()
    root = models.BinaryField()
    frontier = models.BinaryField()

    privacy = Privacy(why="The seal of a day", coded="at month first size root frontier", erase="keep")


class Branch(models.Model):
    """The root of one whole stretch of leaves (``rules.STRETCH``): proofs of one line need not read a month."""

    month = models.CharField(max_length=7)
    place = models.PositiveIntegerField()
    root = models.BinaryField()

    privacy = Privacy(why="Makes the proof of one line quick", coded="month place root", erase="keep")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "place"], name="ledger_one_branch")]


class Look(Swift):
    """One viewer saw this of one participant; written once per viewer, participant, scopes, purpose in 10 minutes."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    organisation_id = models.UUIDField()
    viewer = models.UUIDField()
    about = models.UUIDField(null=True)
    scopes = models.CharField(max_length=200)
    purpose = models.CharField(max_length=64)

    privacy = Privacy(
        why="Who looked at my record, so that I can see it",
        coded="id at organisation_id viewer about scopes purpose",
        erase="keep",
    )

    class Meta:
        indexes = [
            models.Index(fields=["about", "id"], name="ledger_look_about"),
            models.Index(fields=["viewer", "at"], name="ledger_look_viewer_at"),
        ]


class OnceKey(models.Model):
    """A form's key, claimed first inside its transaction: the second tap finds it and is sent to the first result."""

    id = models.BigAutoField(primary_key=True)
    by = models.UUIDField()
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    result = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    privacy = Privacy(why="Keeps a second tap from doing it twice", coded="id by key body result at", erase="keep")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="ledger_once")]


class Draft(Row):
    """Words of a form not yet sent, sealed by whoever typed them. No ledger entry; gone after 30 days."""

    person_id = models.UUIDField()
    form = models.CharField(max_length=100)
    about = models.CharField(max_length=64, blank=True)
    words = Sealed(scope="own")
    changed_at = models.DateTimeField()

    privacy = Privacy(
        why="What I typed and have not sent", coded="person_id form about changed_at", erase="row", export=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "form", "about"], name="ledger_one_draft")]
