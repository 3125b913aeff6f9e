"""Lists on their way in, through the Sight of whoever uploaded them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from trailside.exchange.models import UploadedList
from trailside.exchange.reads.already_here import already_here
from trailside.exchange.rules.draft import Draft
from trailside.exchange.rules.preview import Around, Preview, build, with_those_here
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.sight import Sight
from trailside.people.models import PersonRole
from trailside.people.reads.names import names
from trailside.people.rules import Role

KEPT_FOR = timedelta(hours=24)


def upload(sight: Sight, upload_id: UUID) -> tuple[UploadedList, Draft]:
    """One of the viewer's own uploads and what is in it. Raises NotThere, also when it is a day old."""
    row = UploadedList.objects.filter(
        pk=upload_id, by_id=sight.viewer.person, kept_at__gt=clock.now() - KEPT_FOR
    ).first()
    if row is None:
        raise NotThere
    return row, Draft.from_data(row.content.read_json(sight))


def my_uploads(sight: Sight) -> list[UploadedList]:
    """The viewer's uploads that are not yet brought in, newest first."""
    rows = UploadedList.objects.filter(by_id=sight.viewer.person, kept_at__gt=clock.now() - KEPT_FOR)
    return list(rows.defer("content").order_by("-kept_at"))


def specialists(sight: Sight) -> dict[str, str]:
    """Names of the peer specialists who work here, by id."""
    ids = PersonRole.objects.filter(
        organisation_id=sight.viewer.organisation, role=Role.PEER_SPECIALIST, until=None
    ).values_list("person_id", flat=True)
    found = names(sight, ids)
    return {str(person): str(name) for person, name in sorted(found.items(), key=lambda item: item[1].casefold())}


def preview(sight: Sight, draft: Draft) -> Preview:
    """What would happen if this draft were brought in now."""
    viewer = sight.viewer
    around = Around(today=clock.today(viewer.zone), specialists=specialists(sight))
    found = build(draft.sheet, draft.layout, around, draft.answers)
    return with_those_here(found, already_here(viewer, found.people), draft.answers)
