"""The vault's own tables: wrapped data keys, the tombstones of destroyed ones, and renewals of all keys."""

from __future__ import annotations

from django.db import models

from trailside.kit.questions import Asked


class DataKey(models.Model):
    """The key of one owner (a person or an organisation), wrapped by the master key. A new version at rotation.

    master: the mark of the master key that wraps it; empty for those of before there were marks.
    """

    owner = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    master = models.CharField(max_length=12, default="", db_index=True)

    objects = Asked()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "version"], name="vault_one_key_a_version")]


class Tombstone(models.Model):
    """This owner's keys were destroyed. Re-applied on every restore, so that a backup cannot undo forgetting."""

    owner = models.UUIDField(primary_key=True)
    destroyed_at = models.DateTimeField()


class Renewal(models.Model):
    """Everybody's key gets a new version: since when, until when, and whether the older versions are gone."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    dropped = models.BooleanField(default=False)
