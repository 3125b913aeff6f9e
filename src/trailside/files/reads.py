"""Questions about pictures."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trailside.consent import rules as scopes
from trailside.files.models import Picture
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight


@dataclass(frozen=True)
class Shown:
    """One picture to be shown: where it is, and what is on it."""

    id: UUID
    words: Words


def pictures(sight: Sight) -> list[Shown]:
    """My pictures, newest first; the images themselves stay closed."""
    me = sight.viewer.person
    sight.require(me, scopes.SAFETY)
    rows = Picture.objects.filter(person_id=me).order_by("-at").defer("image")
    return [Shown(row.pk, row.words.read(sight)) for row in rows]


def image(sight: Sight, picture: UUID) -> bytes:
    """The JPEG of one of mine. Raises NotThere for anyone else's."""
    row = Picture.objects.filter(pk=picture, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    found: bytes = row.image.read_bytes(sight)
    return found
