"""Keeping a picture, and taking it away."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from trailside.files.models import Picture
from trailside.files.rules import limits
from trailside.files.rules.making import NoPicture, made_anew
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight

KEPT_AT = "/my-people/#pictures"


def keep(sight: Sight, data: bytes, words: str, *, once: Once | None = None) -> Picture:
    """Keep the picture in ``data``, made anew. Raises NotPossible when it cannot be kept, or when there are enough."""
    try:
        image = made_anew(data)  # up to a second in a process apart: before the turn to write
    except NoPicture as no:
        sentence = _("This picture is too large.") if no.large else _("This file is no picture that can be shown.")
        raise NotPossible(sentence + " " + _("Choose a photo: JPEG, PNG or WebP, up to 8 MB."), "picture") from None
    me = sight.viewer
    with acting(sight, once=once) as act:
        if Picture.objects.filter(person_id=me.person).count() >= limits.MOST:
            raise NotPossible(_("You have 12 pictures. Take one away first."), "picture")
        row = Picture(organisation_id=me.organisation, person_id=me.person, at=clock.now())
        row.words.write(sight, words.strip())
        row.image.write_bytes(sight, image)
        act.keep(row)
        act.tell("files.picture_kept", about=me.person, ref=row)
        act.answered_at(KEPT_AT)
    return row


def take_away(sight: Sight, picture: UUID, *, once: Once | None = None) -> None:
    """Take one of mine away; it is destroyed. Raises NotThere for anyone else's."""
    with acting(sight, once=once) as act:
        row = Picture.objects.filter(pk=picture, person_id=sight.viewer.person).first()
        if row is None:
            raise NotThere
        act.drop(row)
        act.tell("files.picture_taken_away", about=sight.viewer.person)
        act.answered_at(KEPT_AT)
