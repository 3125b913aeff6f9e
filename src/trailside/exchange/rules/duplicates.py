"""Rows that may be one person. We never decide it: a group is a question, with a suggestion where it is plain."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from trailside.exchange.rules.candidate import Candidate
from trailside.exchange.rules.names import name_key
from trailside.exchange.rules.phones import shown
from trailside.exchange.rules.problem import Fault, Problem

# A number that more rows than this share is the programme's own, or a shelter's: it says nothing about who is who.
HOUSEHOLD = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Positions of candidates that may be one person; `plainly` when everything in their rows agrees."""

    members: tuple[int, ...]
    plainly: bool


def _alike(one: str, other: str) -> bool:
    """Do two name keys share a word?"""
    return not set(one.split()).isdisjoint(other.split())


def _agree(one: Candidate, other: Candidate) -> bool:
    """Does nothing in two rows speak against one person, and something for it?"""
    same_phone = not one.phone or not other.phone or one.phone == other.phone
    same_email = not one.email or not other.email or one.email == other.email
    keys = set(name_key(one.name).split()), set(name_key(other.name).split())
    return same_phone and same_email and (keys[0] <= keys[1] or keys[1] <= keys[0])


def _buckets(values: Iterable[str]) -> list[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, value in enumerate(values):
        if value:
            found[value].append(position)
    return [positions for positions in found.values() if len(positions) > 1]


class _Joined:
    """Union-find over positions."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, position: int) -> int:
        while self.parent[position] != position:
            self.parent[position] = self.parent[self.parent[position]]
            position = self.parent[position]
        return position

    def join(self, one: int, other: int) -> None:
        self.parent[self.root(other)] = self.root(one)


def groups(people: Sequence[Candidate]) -> list[Group]:
    """The groups of positions in `people` with one name, or with one phone or e-mail and names alike."""
    keys = [name_key(person.name) for person in people]
    joined = _Joined(len(people))
    for positions in _buckets(keys):
        for position in positions[1:]:
            joined.join(positions[0], position)
    for attribute in ("phone", "email"):
        for positions in _buckets(getattr(person, attribute) for person in people):
            if len(positions) <= HOUSEHOLD:
                for one, other in combinations(positions, 2):
                    if _alike(keys[one], keys[other]):
                        joined.join(one, other)
    together: dict[int, list[int]] = defaultdict(list)
    for position in range(len(people)):
        together[joined.root(position)].append(position)
    return [
        Group(tuple(members), all(_agree(people[members[0]], people[other]) for other in members[1:]))
        for members in sorted(together.values())
        if len(members) > 1
    ]


def shared_phones(people: Sequence[Candidate]) -> list[Problem]:
    """A note for each person whose number somebody of another name has too: the other may read what is sent there."""
    return [
        Problem(people[position].rows[0], Fault.SHARED_PHONE, text=shown(people[position].phone))
        for positions in _buckets(person.phone for person in people)
        if len({name_key(people[position].name) for position in positions}) > 1
        for position in positions
    ]
