"""What one table says about a growth model, before it is fitted: it can be kept, sent, and added to another's.

Two organisations each take their part, the second `like` the first so that both count in the same units, and send
only sums over people: `fit_growth(one.merge(two))` is the model on both tables, exactly, and no row has travelled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from trailside.evidence.errors import BadTable
from trailside.evidence.mixed.design import Design
from trailside.evidence.mixed.formula import Levels, design, groups, levels_of, read_formula
from trailside.evidence.mixed.random import default_random, effects
from trailside.evidence.mixed.scan import collect
from trailside.evidence.mixed.statistics import SMALLEST, Coordinate, Statistics
from trailside.evidence.mixed.survey import Spread, Survey, survey
from trailside.evidence.source import open_source


@dataclass(frozen=True)
class Part:
    """The question (as `growth` takes it) and the sufficient statistics of one table, or of several merged."""

    formula: str
    person: str
    random: str
    site: str | None
    site_random: str
    levels: Levels
    spreads: Mapping[str, Spread]
    statistics: Statistics

    @property
    def design(self) -> Design:
        """The model's columns."""
        return _design(self.formula, self.person, self.random, self.site, self.site_random, self.levels)

    def merge(self, other: Part) -> Part:
        """Both tables together. People (and sites) of the two must be different ones.

        Raises BadTable when the two do not ask the same question in the same units.
        """
        mine, theirs = (replace(part, person="", spreads={}, statistics=self.statistics) for part in (self, other))
        if mine != theirs:
            raise BadTable("These parts do not ask the same question. Take the second with like=first.")
        spreads = {name: _both(spread, other.spreads[name]) for name, spread in self.spreads.items()}
        return replace(self, spreads=spreads, statistics=self.statistics.merge(other.statistics))

    def private(self, smallest: int = SMALLEST) -> Part:
        """The part as it may leave the house: patterns of occasions that fewer people share are held back."""
        return replace(self, statistics=self.statistics.private(smallest))

    def to_json(self) -> str:
        """The part as text."""
        plain = {
            "formula": self.formula, "person": self.person, "random": self.random, "site": self.site,
            "site_random": self.site_random, "levels": {k: list(v) for k, v in self.levels.items()},
            "spreads": {name: asdict(spread) for name, spread in self.spreads.items()},
            "statistics": self.statistics.to_json(),
        }  # fmt: skip
        return json.dumps(plain)

    @staticmethod
    def from_json(text: str) -> Part:
        """Read what `to_json` wrote."""
        d = json.loads(text)
        d["levels"] = {k: tuple(v) for k, v in d["levels"].items()}
        d["spreads"] = {name: Spread(**spread) for name, spread in d["spreads"].items()}
        return Part(**{**d, "statistics": Statistics.from_json(d["statistics"])})


def growth_part(
    formula: str,
    *,
    person: str,
    data: object,
    random: str | None = None,
    site: str | None = None,
    site_random: str = "1",
    duplicates: bool = False,
    like: Part | None = None,
) -> Part:
    """Take the part of one table; arguments as for `growth`. `like` is another organisation's part to fit in with."""
    source, spelled = open_source(data), read_formula(formula)
    for name in (person, *([site] if site is not None else [])):
        source.column(name)
    levels = levels_of(groups(spelled, source), source, few=like is not None)
    if like is not None:
        levels, random = _known(levels, like.levels), like.random
    chosen = default_random(source, spelled, person) if random is None else random
    effects(chosen, "random", source)
    model = _design(formula, person, chosen, site, site_random, levels)
    seen = survey(source, model)
    if like is not None:
        seen = _in_units_of(seen, like.statistics.coordinates, like.statistics.layout.between)
    statistics = collect(source, model, seen, duplicates=duplicates)
    return Part(formula, person, chosen, site, site_random, levels, seen.spreads, statistics)


def _design(formula: str, person: str, random: str, site: str | None, site_random: str, levels: Levels) -> Design:
    spelled = read_formula(formula)
    own = effects(random, "random")
    if not own:
        raise BadTable("random='0' leaves nothing that differs between people. Use random='1' at least.")
    other = effects(site_random, "site_random") if site is not None else ()
    return Design(spelled.outcome, design(spelled, levels), person, own, site, other)


def _known(mine: Levels, theirs: Levels) -> Levels:
    for name, levels in mine.items():
        new = set(levels) - set(theirs.get(name, ()))
        if new:
            raise BadTable(f"{name!r} has {sorted(map(str, new))[0]!r} here, which the other part does not know.")
    return theirs


def _in_units_of(seen: Survey, coordinates: Mapping[str, Coordinate], between: frozenset[str]) -> Survey:
    """The survey with another table's units, where they count this table's occasions exactly too."""
    for name, theirs in coordinates.items():
        mine = seen.coordinates[name].steps
        if theirs.steps is not None and (mine is None or theirs.steps % mine != 0):
            raise BadTable("Time is rounded more finely here than in the other part. Take this part first.")
    return replace(seen, coordinates=coordinates, between=between)


def _both(one: Spread, two: Spread) -> Spread:
    return Spread(one.empty + two.empty, min(one.low, two.low), max(one.high, two.high), (one.mean + two.mean) / 2,
                  max(one.sd, two.sd))  # fmt: skip
