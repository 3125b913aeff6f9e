"""Who asked for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.consent import reads as consent
from trailside.consent.rules import SHARED
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.team.models import Ask
from trailside.team.rules import AskState


@dataclass(frozen=True)
class AskShown:
    """One open wish to be reached."""

    id: UUID
    person: UUID
    worker: UUID
    words: Words
    asked_at: datetime


def _shown(sight: Sight, ask: Ask) -> AskShown:
    return AskShown(ask.pk, ask.person_id, ask.worker_id, ask.words.read(sight), ask.asked_at)


def for_me(sight: Sight) -> list[AskShown]:
    """Who in sight asked for the viewer and waits, longest first."""
    rows = Ask.objects.filter(worker_id=sight.viewer.person, state=AskState.OPEN, person_id__in=sight.seen(SHARED))
    return [_shown(sight, ask) for ask in rows.order_by("asked_at")]


def mine(sight: Sight) -> dict[UUID, AskShown]:
    """Whom I asked for and have not heard from, by that person's id."""
    rows = Ask.objects.filter(person_id=sight.viewer.person, state=AskState.OPEN)
    return {ask.worker_id: _shown(sight, ask) for ask in rows}


def whom(viewer: Viewer) -> list[UUID]:
    """Whom the viewer can ask for: those who walk with them and may open their record."""
    return consent.walking_with(viewer)


def may_ask_for(viewer: Viewer, worker: UUID) -> bool:
    """Whether ``worker`` is one whom the viewer can ask for."""
    return worker in whom(viewer)


def row(sight: Sight, ask: UUID) -> Ask:
    """The row, to be answered or taken back by an action. Raises NotThere."""
    found = Ask.objects.filter(pk=ask, person_id__in=sight.seen(SHARED)).first()
    if found is None:
        raise NotThere
    return found
