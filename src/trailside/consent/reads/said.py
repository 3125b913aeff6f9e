"""The words of grants and forms, for the pages above."""

from trailside.consent.wording import (
    FORMS,
    KINDS,
    MINE,
    NOTICE,
    REASONS,
    SEEN,
    TREATING,
    Facts,
    day,
    elements,
    notice,
    parts,
    scope_of_consent,
    seen,
)

__all__ = [
    "FORMS",
    "KINDS",
    "MINE",
    "NOTICE",
    "REASONS",
    "SEEN",
    "TREATING",
    "Facts",
    "day",
    "elements",
    "notice",
    "parts",
    "scope_of_consent",
    "seen",
]
