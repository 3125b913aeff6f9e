"""The organisation's crisis lines and hours. After each commit the public pages are written anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.safety.models import CrisisLine, OpenHours
from trailside.safety.rules import DEFAULT_LINES

FIELDS = ("name", "call", "text", "who_en", "who_es", "when_en", "when_es", "languages", "may_send")


def _begin(act: Act, here: UUID) -> None:
    """The first change starts from the lines that ship."""
    if CrisisLine.objects.filter(organisation_id=here).exists():
        return
    for place, line in enumerate(DEFAULT_LINES):
        values = {field: getattr(line, field) for field in FIELDS}
        act.keep(CrisisLine(organisation_id=here, place=place, **values))


def start(sight: Sight, *, once: Once | None = None) -> None:
    """Give the organisation the lines that ship as its own, to change them."""
    with acting(sight, once=once) as act:
        _begin(act, sight.viewer.organisation)
        act.tell("safety.lines_changed")
        act.answered_at("/programme/lines/")


def keep(sight: Sight, line: UUID | None, values: Mapping[str, str], *, once: Once | None = None) -> None:
    """Add a line (``line`` None) or change one. Raises NotPossible without any number, NotThere for another's line."""
    if not values.get("call") and not values.get("text"):
        raise NotPossible(_("Write a number to call or to text."), "call")
    here = sight.viewer.organisation
    with acting(sight, once=once) as act:
        _begin(act, here)
        if line is None:
            row = CrisisLine(organisation_id=here, place=CrisisLine.objects.filter(organisation_id=here).count())
        else:
            found = CrisisLine.objects.filter(pk=line, organisation_id=here).first()
            if found is None:
                raise NotThere
            row = found
        for field in FIELDS:
            setattr(row, field, values.get(field, ""))
        act.keep(row)
        act.tell("safety.lines_changed", ref=row)
        act.answered_at("/programme/lines/")


def take_away(sight: Sight, line: UUID, *, once: Once | None = None) -> None:
    """Take a line away; at least one stays."""
    rows = CrisisLine.objects.filter(organisation_id=sight.viewer.organisation)
    with acting(sight, once=once) as act:
        row = rows.filter(pk=line).first()
        if row is None:
            raise NotThere
        if rows.count() == 1:
            raise NotPossible(_("One line must stay: nobody may find an empty page here."))
        act.tell("safety.lines_changed", ref=row)
        act.drop(row)
        act.answered_at("/programme/lines/")


def set_hours(sight: Sight, hours: list[tuple[int, time, time]], *, once: Once | None = None) -> None:
    """Set when somebody from here answers: (weekday from Monday 0, opens, closes), instead of what was set before."""
    here = sight.viewer.organisation
    with acting(sight, once=once) as act:
        act.drop(*OpenHours.objects.filter(organisation_id=here))
        for weekday, opens, closes in hours:
            act.keep(OpenHours(organisation_id=here, weekday=weekday, opens=opens, closes=closes))
        act.tell("safety.hours_changed")
        act.answered_at("/programme/lines/")
