"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.files import reads
from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight

VERBS = {
    "files.picture_kept": _("You kept a picture that helps you"),
    "files.picture_taken_away": _("You took a picture away"),
}


def export(sight: Sight) -> Iterator[Section]:
    """My pictures; in JSON with the images themselves."""
    label = gettext("A picture that helps me")
    lines = [
        Line(label, words=one.words, own=True, coded={"jpeg": b64encode(reads.image(sight, one.id)).decode()})
        for one in reads.pictures(sight)
    ]
    yield Section("files.pictures", gettext("Pictures that help me"), lines)
