"""One person as a list has them, from one row or from several that were said to be one person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from trailside.exchange.rules.names import name_key
from trailside.exchange.rules.problem import Fault, Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person to bring in. Everything but the name may be missing ("" or None); words do not show in a `repr`."""

    rows: tuple[int, ...]
    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    language: str = ""
    pronouns: str = field(default="", repr=False)
    specialist: str = field(default="", repr=False)
    met_on: dt.date | None = None
    may_text: bool | None = None


def _first(values: Sequence[str]) -> str:
    return next((value for value in values if value), "")


def _text_allowed(answers: Sequence[bool | None]) -> bool | None:
    """One "no" is a no; a yes needs nobody to have said no."""
    if False in answers:
        return False
    return True if True in answers else None


def merged(parts: Sequence[Candidate]) -> tuple[Candidate, list[Problem]]:
    """Several rows as one person: the first of each cell, the earliest day, and a problem for each cell left behind."""
    fields = ("name", "phone", "email", "language", "pronouns", "specialist")
    kept = {name: _first([getattr(part, name) for part in parts]) for name in fields}
    problems = [
        Problem(part.rows[0], Fault.KEPT_FIRST, column=name, text=getattr(part, name))
        for name in fields
        for part in parts
        if getattr(part, name) not in ("", kept[name]) and name_key(getattr(part, name)) != name_key(kept[name])
    ]
    person = Candidate(
        rows=tuple(sorted(row for part in parts for row in part.rows)),
        met_on=min((part.met_on for part in parts if part.met_on), default=None),
        may_text=_text_allowed([part.may_text for part in parts]),
        **kept,
    )
    return person, problems
