"""Keeping a list sealed while it is looked at, and letting it go."""

from __future__ import annotations

from trailside.consent import gate
from trailside.exchange.models import UploadedList
from trailside.exchange.reads.uploads import KEPT_FOR
from trailside.exchange.rules.draft import Draft
from trailside.kit import clock
from trailside.kit.ids import new_id
from trailside.ledger import wall
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.actions.founding import machine


def keep(sight: Sight, draft: Draft, *, once: Once | None = None) -> UploadedList:
    """Keep an uploaded list, sealed by whoever uploaded it; lists that are a day old go at the same time."""
    me = sight.viewer
    row = UploadedList(id=new_id(), organisation_id=me.organisation, by_id=me.person, kept_at=clock.now())
    row.content.write_json(sight, draft.as_data())
    with acting(sight, once=once) as act:
        act.keep(row)
        act.drop(*overdue())
        act.answered_at(f"/programme/import/{row.id}/columns/")
    return row


def change(sight: Sight, row: UploadedList, draft: Draft) -> None:
    """Keep what was chosen or said since."""
    row.content.write_json(sight, draft.as_data())
    with acting(sight) as act:
        act.keep(row)


def give_up(sight: Sight, row: UploadedList, *, once: Once | None = None) -> None:
    """Let an uploaded list go."""
    with acting(sight, once=once) as act:
        act.drop(row)
        act.answered_at("/programme/import/")


@wall.every("chore")
def drop_overdue() -> int:
    """Let every list go that is a day old (the job thread's errand). Returns how many."""
    rows = overdue()
    for organisation in {row.organisation_id for row in rows}:
        with acting(gate.machine(machine("lists", organisation), {}, "lists")) as act:
            act.drop(*(row for row in rows if row.organisation_id == organisation))
    return len(rows)


def overdue() -> list[UploadedList]:
    """Lists that are a day old."""
    return list(UploadedList.objects.filter(kept_at__lte=clock.now() - KEPT_FOR).defer("content"))
