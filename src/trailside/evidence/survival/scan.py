"""The GROUP BY that counts who left when and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trailside.evidence.errors import BadTable
from trailside.evidence.slips import no_slip_among
from trailside.evidence.source import open_source
from trailside.evidence.survival.exits import Exits, coded
from trailside.evidence.tables import Array, Source, names

LOOK = 1_000
FEW_ROWS, MOST_ROWS = 2_000_000, 20_000_000


@dataclass(frozen=True)
class Leaving:
    """Which columns say how long and how it ended.

    ``still_here``: the value of the ending's column for people to whom it had not happened when last seen; None means
    that their cell is empty. 0 (or false) is the habit of the field and the default.
    """

    time: str
    ending: str
    still_here: str | float | bool | None = 0
    count: tuple[str, ...] | None = None

    @property
    def r_here(self) -> str:
        """R: the value that means still here."""
        if self.still_here is None:
            return "NA"
        return f'"{self.still_here}"' if isinstance(self.still_here, str) else f"{float(self.still_here):g}"

    @property
    def r_ended(self) -> str:
        """R: whether it ended, as a vector."""
        column = f"data${self.ending}"
        if self.count is not None:
            listed = ", ".join(f'"{name}"' for name in self.count)
            return f"{column} %in% c({listed})"
        return f"!is.na({column})" if self.still_here is None else f"{column} != {self.r_here}"

    @property
    def r_status(self) -> str:
        """R: the endings as a factor whose first level is still here."""
        column, here = f"data${self.ending}", self.r_here
        if self.still_here is None:
            column, here = f'ifelse(is.na({column}), "", {column})', '""'
        return f"factor({column}, c({here}, setdiff(sort(unique({column})), {here})))"

    def clock(self, source: Source) -> str:
        """SQL: the time, NULL when it is not known."""
        time = source.number(self.time)
        if self.time in source.whole:
            return source.column(self.time)  # grouping by a whole number is twice as fast
        return f"CASE WHEN isnan({time}) THEN NULL ELSE {time} END"

    def raw(self, source: Source) -> str:
        """SQL: the ending as it stands in the table, as text or as a number."""
        kind = source.kinds[self.ending] if self.ending in source.kinds else source.column(self.ending)
        if kind == "text":
            if self.still_here is not None and not isinstance(self.still_here, str):
                raise BadTable(f"Which word in {self.ending!r} means still here? Say it: still_here='...'.")
            return source.column(self.ending)
        if kind not in ("number", "flag"):
            raise BadTable(f"Column {self.ending!r} holds {kind}; an ending is a word, 0 or 1.")
        if isinstance(self.still_here, str):
            raise BadTable(f"Column {self.ending!r} holds numbers; still_here={self.still_here!r} is text.")
        return source.number(self.ending) if kind == "flag" else source.column(self.ending)

    def known(self, source: Source) -> str:
        """SQL: NULL when it is not known whether and how it ended."""
        return "1" if self.still_here is None else self.raw(source)

    def named(self, raw: Array) -> Array:
        """The names of raw endings: None for still here. Only for those that are known."""
        if raw.dtype == object:
            return np.array([self._name(value) for value in raw], object)
        values, where = np.unique(raw, return_inverse=True)
        return np.array([self._name(value) for value in values.tolist()], object)[where]

    def _name(self, value: object) -> str | None:
        empty = value is None or (isinstance(value, float) and np.isnan(value))
        if empty or (self.still_here is not None and value == self.still_here):
            return None
        return value if isinstance(value, str) else f"{value:g}"


def count_exits(leaving: Leaving, data: object, by: str | None = None, strata: Sequence[str] = ()) -> dict[str, Exits]:
    """The exits of each stratum (one, named '', without strata), in one scan.

    Raises BadTable for negative or infinite times and a table in which nothing can be used.
    """
    source = open_source(data)
    time, raw = source.number(leaving.time), leaving.raw(source)
    if not by and not strata and _hardly_repeats(source, leaving, time):
        return {"": _one_by_one(source, leaving, time)}
    # Grouping by the column itself is twice as fast as by the column as a DOUBLE.
    asked = [f"{source.column(leaving.time)} AS t", f"{raw} AS ending"]
    if by:
        asked.append(f"CAST({source.column(by)} AS STRING) AS grp")
    if strata:
        asked.append(f"{layer_of(source, strata)} AS layer")
    keys = ", ".join(part.rsplit(" AS ", 1)[1] for part in asked)
    answer = source.ask(
        f"SELECT {keys}, count(*) AS people FROM (SELECT {', '.join(asked)} FROM {source.table}) rows_ GROUP BY {keys}"
    )
    size = len(answer["people"])
    answer.setdefault("grp", np.full(size, "all"))
    answer.setdefault("layer", np.full(size, ""))
    return _by_layer(leaving, answer)


def _hardly_repeats(source: Source, leaving: Leaving, time: str) -> bool:
    """Whether counting by time would bring home as many counts as there are people, judged by the first rows.

    So few rows that sorting them is no dearer than counting them need no judging.
    """
    if leaving.time in source.whole or source.kinds.get(leaving.ending) not in ("number", "flag"):
        return False
    people = source.ask(f"SELECT count(*) AS n FROM {source.table}")["n"][0]
    if not FEW_ROWS < people <= MOST_ROWS:
        return bool(people <= FEW_ROWS)
    first = source.ask(f"SELECT {time} AS t FROM {source.table} LIMIT {LOOK}")["t"]
    return len(np.unique(first)) > 0.9 * LOOK


def _one_by_one(source: Source, leaving: Leaving, time: str) -> Exits:
    """The exits from the rows themselves."""
    rows = source.ask(f"SELECT {time} AS t, {leaving.raw(source)} AS e FROM {source.table}")
    when, raw = rows["t"], rows["e"]
    possible(leaving.time, when)
    missing = 0
    if np.isnan(np.min(when, initial=0.0)) or (leaving.still_here is not None and np.isnan(np.min(raw, initial=0.0))):
        whole = ~np.isnan(when) if leaving.still_here is None else ~np.isnan(when + raw)
        missing = len(whole) - int(np.count_nonzero(whole))
        when, raw = when[whole], raw[whole]
    if not len(when):
        raise nothing_whole(leaving)
    low, high = np.fmin.reduce(raw), np.fmax.reduce(raw)
    ended = raw == high
    if np.count_nonzero(raw == low) + np.count_nonzero(ended) * (high > low) == len(raw):
        exits = Exits.of_rows(when, ended, leaving.named(np.array([low, high])).tolist(), missing)
    else:
        everyone = np.full(len(when), "all")
        exits = Exits.tally(everyone, when, leaving.named(raw), np.ones(len(when)), missing)
    no_slip_among(leaving.time, exits.times)
    return exits


def nothing_whole(leaving: Leaving) -> BadTable:
    """The error for a table in which no row can be used."""
    return BadTable(f"No row has all of what this needs, among them {names([leaving.time, leaving.ending])}.")


def layer_of(source: Source, strata: Sequence[str]) -> str:
    """SQL: the name of a row's stratum."""
    return " || ' · ' || ".join(f"CAST({source.column(name)} AS STRING)" for name in strata) or "''"


def _by_layer(leaving: Leaving, answer: dict[str, Array]) -> dict[str, Exits]:
    time, people, raw = answer["t"], answer["people"], answer["ending"]
    possible(leaving.time, time)
    whole = ~np.isnan(time) & _there(answer["grp"]) & _there(answer["layer"])
    if leaving.still_here is not None:
        whole &= _there(raw)
    if not whole.any():
        raise nothing_whole(leaving)
    missing, ending = int(people[~whole].sum()), leaving.named(raw)
    rows, parts = np.flatnonzero(whole), {}
    layers, where = coded(answer["layer"][rows])
    for i, layer in enumerate(layers):
        at = rows[where == i]
        parts[layer] = Exits.tally(answer["grp"][at], time[at], ending[at], people[at], 0 if i else missing)
        no_slip_among(leaving.time, parts[layer].times)
    return aligned(parts) if len(parts) > 1 else parts


def possible(name: str, time: Array) -> None:
    """Raises BadTable for times that cannot be."""
    if np.fmin.reduce(time, initial=0.0) < 0 or np.isinf(np.fmax.reduce(time, initial=0.0)):
        raise BadTable(f"Column {name!r} holds negative or infinite times. Count from the start, 0 or more.")


def _there(column: Array) -> Array:
    if column.dtype == object:
        return np.array([cell is not None for cell in column], bool)
    return np.ones(len(column), bool) if column.dtype.kind == "U" else np.asarray(~np.isnan(column))


def aligned(parts: dict[str, Exits]) -> dict[str, Exits]:
    """The same parts, all naming the same groups and endings, so that a test can sum over them."""
    groups = tuple(sorted({g for part in parts.values() for g in part.groups}))
    endings = tuple(sorted({e for part in parts.values() for e in part.endings}))
    shape = Exits(groups, endings, np.zeros(0), np.zeros((len(groups), 0, 1 + len(endings))))
    return {name: shape.merge(part) for name, part in parts.items()}


def chosen(exits: Exits, leaving: Leaving) -> Exits:
    """The exits with only the endings asked about as events.

    Raises BadTable when the column names several endings and none was chosen: endings are named, never mixed.
    """
    count = leaving.count
    if count is None:
        if len(exits.endings) > 1:
            raise BadTable(
                f"Column {leaving.ending!r} names several endings: {names(exits.endings)}. Say which to count "
                f"(count=[{exits.endings[0]!r}]), or ask competing_risks for all of them, each by its name."
            )
        return exits
    unknown = [name for name in count if name not in exits.endings]
    if unknown:
        raise BadTable(f"Nobody has the ending {names(unknown)}. There are: {names(exits.endings)}.")
    return exits.counting(count)
