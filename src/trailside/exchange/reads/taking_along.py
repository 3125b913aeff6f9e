"""Everything about me, to take along: the rooms' sections, who looked, what was done, and the ledger's heads.

The heads are what makes it proof: whoever holds them can see, later and elsewhere, whether the ledger was cut or
changed (`trailside ledger verify --head`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trailside.consent.reads import who_looked
from trailside.exchange.rules.typeset import printable
from trailside.kit import clock
from trailside.kit.sections import Line, Section
from trailside.ledger import record
from trailside.ledger.proof import heads
from trailside.ledger.reads import entries_about_me
from trailside.ledger.sight import Sight
from trailside.people.reads.house import programme
from trailside.people.reads.names import names

FORMAT = "trailside-record-1"
THE_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
ALL_OF_IT = 1_000_000


def _looked(sight: Sight) -> Section:
    lines = [
        Line(
            label=str(group.name),
            at=group.last,
            words=f"{group.seen}. {group.reason}. {group.how_often}.",
            coded={"unusual": group.unusual, "times": group.times, "first": group.first.isoformat()},
        )
        for group in who_looked(sight, THE_BEGINNING, clock.now())
    ]
    return Section("ledger.looks", _("Who looked"), lines)


def _done(sight: Sight) -> Section:
    verbs = record.verbs()
    lines = [
        Line(label=str(verbs.get(entry.verb, entry.verb)), at=entry.at, by=entry.by, coded={"verb": entry.verb})
        for entry in entries_about_me(sight, THE_BEGINNING, clock.now(), ALL_OF_IT)
    ]
    return Section("ledger.entries", _("What was done"), lines)


def sections(sight: Sight) -> Iterator[Section]:
    """Room by room, then who looked and what was done; nothing empty."""
    yield from record.sections(sight)
    yield from (section for section in (_looked(sight), _done(sight)) if section.lines)


class Called:
    """Names by id, asked for once each. Whoever is no longer here is "someone who has left"."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._known: dict[UUID, str] = {}

    def learn(self, lines: Iterable[Line]) -> None:
        """Look up whoever stands behind these lines, in one query."""
        new = {line.by for line in lines if line.by} - self._known.keys()
        self._known.update({who: str(name) for who, name in names(self._sight, new).items()})

    def of(self, who: UUID | None) -> str:
        """A name, "" for nobody."""
        return self._known.get(who, "") if who else ""


def as_json(sight: Sight) -> Iterator[str]:
    """The record as JSON text, piece by piece: one section at a time is in memory."""
    start = {
        "format": FORMAT,
        "made_at": clock.now().isoformat(),
        "programme": programme(sight.viewer.organisation).name,
        "language": get_language() or "en",
        "ledger_heads": [str(head) for head in heads()],
    }
    called = Called(sight)
    yield json.dumps(start, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "sections": ['
    for number, section in enumerate(sections(sight)):
        called.learn(section.lines)
        lines = [line.as_json() | ({"by_name": called.of(line.by)} if line.by else {}) for line in section.lines]
        said = {"key": section.key, "title": str(section.title), "lines": lines}
        yield ("," if number else "") + "\n" + json.dumps(said, ensure_ascii=False, default=str)
    yield "\n ]\n}\n"


def as_pages(sight: Sight) -> dict[str, Any]:
    """The record as its PDF is set: texts only, in the reader's language and the programme's time."""
    zone = ZoneInfo(sight.viewer.zone)
    house = programme(sight.viewer.organisation).name
    today = date_format(clock.now().astimezone(zone), "DATE_FORMAT")
    called = Called(sight)
    shown = []
    for section in sections(sight):
        called.learn(section.lines)
        lines = [_on_page(line, called, zone) for line in section.lines]
        shown.append({"title": printable(str(section.title)), "lines": lines})
    return {
        "title": _("My record"),
        "language": get_language() or "en",
        "programme": house,
        "lead": _("All that is written about me at %(programme)s, on %(day)s.") % {"programme": house, "day": today},
        "sections": shown,
        "proof_title": _("Proof"),
        "proof": _("With these lines anyone can check later that the list of who looked was not changed or cut."),
        "heads": [str(head) for head in heads()],
    }


def _on_page(line: Line, called: Called, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "label": printable(line.label),
        "words": printable(line.words),
        "own": line.own,
        "when": date_format(line.at.astimezone(zone), "DATETIME_FORMAT") if line.at else "",
        "by": printable(called.of(line.by)),
    }
