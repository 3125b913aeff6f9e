"""What every table of every room has: a random id, its organisation, a version; and what is said of its columns.

Each column is *sealed* (a ``Sealed`` field), *coded* or *open*; each table says what happens to its rows when the
person is forgotten. A guard in tests/architecture reads this of every table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.db import models

from trailside.kit.ids import new_id

Erase = Literal["row", "key", "keep"]


@dataclass(frozen=True)
class Privacy:
    """What a table's columns are and what becomes of its rows.

    coded, open: names of columns, separated by spaces (sealed ones say it themselves).
    erase: ``row`` the row goes when the person is forgotten; ``key`` the row stays, its words unreadable; ``keep`` it
    is not about a participant. why: one line for the subpoena inventory. export: whether take-along carries it.
    """

    why: str
    erase: Erase
    coded: str = ""
    open: str = ""
    export: bool = True


class Row(models.Model):
    """A row of a room. ``version`` rises with each kept change, so that a stale form is seen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField(db_index=True)
    version = models.PositiveIntegerField(default=1)

    privacy: ClassVar[Privacy]

    class Meta:
        abstract = True
