"""Everything about me, to take along: the rooms' sections, who looked, what was done, and the ledger's heads.

The heads are what makes it proof: whoever holds them can see, later and elsewhere, whether the ledger was cut or
changed (`trailside ledger verify --head`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trailside.consent.reads import who_looked
from trailside.exchange.rules.typeset import printable
from trailside.kit import clock
from trailside.kit.sections import Line, Section
from trailside.ledger import record
from trailside.ledger.proof import heads
from trailside.ledger.prover import Proof, Prover
from trailside.ledger.reads import entries_about_me, entries_of_mine, looks_of_mine
from trailside.ledger.sight import Sight
from trailside.people.reads.house import programme
from trailside.people.reads.names import names

FORMAT = "trailside-record-1"
THE_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
ALL_OF_IT = 1_000_000
ON_PAPER, OF_A_LINE = 300_000, 300
"""Signs that a PDF takes, and what a line costs beside its words: setting one sign takes 100 to 200 bytes of memory.
A longer life is whole as HTML and as JSON."""
STYLE = mark_safe(  # ours
    "main{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.5 sans-serif}li{margin:0 0 .8rem}"
    "p{margin:0;white-space:pre-wrap}small{opacity:.8}code{overflow-wrap:anywhere}:root{color-scheme:light dark}"
)
OPENING = (
    '<!doctype html>\n<html lang="{language}"><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width"><style>{style}</style>\n<main><h1>{title}</h1><p>{lead}</p>\n'
)
LINE = "<li>{label} <small>{when} {by}</small><p>{words}</p></li>\n"


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
    """The record as JSON text, piece by piece: one section at a time is in memory (``docs/checking-a-line.md``)."""
    prover = Prover()
    start = {
        "format": FORMAT,
        "made_at": clock.now().isoformat(),
        "programme": programme(sight.viewer.organisation).name,
        "language": get_language() or "en",
        "ledger_heads": prover.heads(),
    }
    called = Called(sight)
    yield json.dumps(start, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "sections": ['
    for number, section in enumerate(sections(sight)):
        called.learn(section.lines)
        lines = [line.as_json() | ({"by_name": called.of(line.by)} if line.by else {}) for line in section.lines]
        said = {"key": section.key, "title": str(section.title), "lines": lines}
        yield ("," if number else "") + "\n" + json.dumps(said, ensure_ascii=False, default=str)
    yield '\n ],\n "proofs": ['
    for number, proof in enumerate(_proofs(sight, prover)):
        yield ("," if number else "") + "\n" + json.dumps(proof.as_json(), ensure_ascii=False)
    yield "\n ]\n}\n"


def _proofs(sight: Sight, prover: Prover) -> Iterator[Proof]:
    """That each line about me stands in the ledger under the heads above; what is younger is left out."""
    yield from prover.of_all("e", entries_of_mine(sight))
    yield from prover.of_all("l", looks_of_mine(sight))


def as_html(sight: Sight) -> Iterator[str]:
    """The record as one page to read with any browser, piece by piece; it asks for nothing from anywhere."""
    zone, called = ZoneInfo(sight.viewer.zone), Called(sight)
    house, today = programme(sight.viewer.organisation).name, date_format(clock.now().astimezone(zone), "DATE_FORMAT")
    lead = _("All that is written about me at %(programme)s, on %(day)s.") % {"programme": house, "day": today}
    opening = {"title": _("My record"), "language": get_language() or "en", "lead": lead, "style": STYLE}
    yield str(format_html(OPENING, **opening))
    for section in sections(sight):
        called.learn(section.lines)
        yield str(format_html("<section><h2>{}</h2>\n<ul>\n", printable(str(section.title))))
        for line in section.lines:
            yield str(format_html(LINE, **_on_page(line, called, zone)))
        yield "</ul></section>\n"
    proof = _("With these lines anyone can check later that the list of who looked was not changed or cut.")
    kept = format_html_join("", "<li><code>{}</code></li>\n", ((str(head),) for head in heads()))
    yield str(
        format_html("<section><h2>{}</h2><p>{}</p>\n<ul>{}</ul></section></main></html>\n", _("Proof"), proof, kept)
    )


def as_pages(sight: Sight) -> dict[str, Any]:
    """The record as its PDF is set: texts only, in the reader's language and the programme's time."""
    zone = ZoneInfo(sight.viewer.zone)
    house = programme(sight.viewer.organisation).name
    today = date_format(clock.now().astimezone(zone), "DATE_FORMAT")
    called = Called(sight)
    shown = []
    room = ON_PAPER
    for section in sections(sight):
        newest = _newest(section.lines, room)
        left, room = len(section.lines) - len(newest), room - sum(map(_weight, newest))
        called.learn(newest)
        lines = [_on_page(line, called, zone) for line in newest]
        if left:
            lines.append(
                _on_page(Line(_("%(count)s older lines are in the page to read.") % {"count": left}), called, zone)
            )
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


def _weight(line: Line) -> int:
    return OF_A_LINE + len(line.words)


def _newest(lines: Sequence[Line], room: int) -> Sequence[Line]:
    """The lines as they stand if there is room, else as many of the newest as there is room for, oldest first."""
    if sum(map(_weight, lines)) <= room:
        return lines
    found: list[Line] = []
    for line in sorted(lines, key=_when, reverse=True):
        room -= _weight(line)
        if room < 0:
            break
        found.append(line)
    return found[::-1]


def _when(line: Line) -> datetime:
    return line.at or THE_BEGINNING


def _on_page(line: Line, called: Called, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "label": printable(line.label),
        "words": printable(line.words),
        "own": line.own,
        "when": date_format(line.at.astimezone(zone), "DATETIME_FORMAT") if line.at else "",
        "by": printable(called.of(line.by)),
    }
