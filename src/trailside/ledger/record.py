"""The list of what every room says about a person, filled by wiring: the same for the page, the PDF and the JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trailside.kit.sections import Export, Section
from trailside.ledger.sight import Sight

_exports: list[Export] = []
_verbs: dict[str, object] = {}


def fill(exports: Sequence[Export], verbs: Mapping[str, object]) -> None:
    """Wiring's slot: each room's ``privacy.export`` in reading order, and the words of all verbs."""
    _exports[:] = exports
    _verbs.update(verbs)


def verbs() -> Mapping[str, object]:
    """What each verb says to the participant it is about (lazily translated)."""
    return _verbs


def exports() -> Sequence[Export]:
    """The rooms' exports."""
    return tuple(_exports)


def sections(sight: Sight) -> Iterator[Section]:
    """Everything about the viewer of ``sight`` (their own), room by room; empty sections are left out."""
    for export in _exports:
        found: Iterable[Section] = export(sight)
        yield from (section for section in found if section.lines)
