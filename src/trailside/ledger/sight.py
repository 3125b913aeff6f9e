"""A Sight: what one viewer may see of whom, for which purpose. The one way to read.

It holds the opened keys and notes each look. The gate (room consent) makes Sights; nobody else does. ``recheck`` asks
the same question again, so that ``acting`` can ask inside its transaction without the ledger knowing consent.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger import lookbook
from trailside.ledger.viewer import Viewer
from trailside.vault import keys
from trailside.vault.sealing import OpenKey

Scopes = frozenset[str]
# On this scope everybody's name in the Sight may be read: a list of only names and next dates is one look.
NAME = "name"
# How to reach someone. Of the people who work here, name and contact are no look.
CONTACT = "contact"
OF_WORKERS = frozenset({NAME, CONTACT})

# With at most so many in sight, the first key that is asked for brings those of all: one question to the vault.
MOST_TOGETHER = 40


def nobody() -> frozenset[UUID]:
    """No workers in sight."""
    return frozenset()


class Sight:
    """What ``viewer`` may see: scopes by person.

    persons: scopes allowed by person id. workers: gives the ids of the people who work here, asked for only when
    needed; their names and how to reach them are no look. plain: other ids whose opening is no look.
    listed: a word for a list of names; then reading names notes one look for the whole list instead of one each.
    recheck: asks the gate again. of_read: the same of some of the persons only, where the gate can ask so.
    none_works: the gate has seen to it that nobody in ``persons`` works here.
    reads_only: nothing may be written through it (what somebody was let see, they may not change).
    """

    def __init__(
        self,
        viewer: Viewer,
        persons: Mapping[UUID, Scopes],
        *,
        purpose: str,
        workers: Callable[[], frozenset[UUID]] = nobody,
        plain: Iterable[UUID] = (),
        listed: str = "",
        recheck: Callable[[], Sight] | None = None,
        of_read: Callable[[Collection[UUID]], Sight] | None = None,
        none_works: bool = False,
        reads_only: bool = False,
    ) -> None:
        self.viewer = viewer
        self.persons = dict(persons)
        self.purpose = purpose
        self.plain = {viewer.person, viewer.organisation, *plain}
        self.listed = listed
        self.reads_only = reads_only
        self._recheck = recheck
        self._of_read = of_read
        self._none_works = none_works
        self._read: set[UUID] = set()
        self._ask_workers = workers
        self._workers: frozenset[UUID] | None = None
        self._keys: dict[UUID, OpenKey | None] = {}
        # Names already read: a page asks for the same few again and again.
        self.called: dict[UUID, Words] = {}

    def __repr__(self) -> str:
        return f"<Sight of {len(self.persons)} for {self.purpose}>"

    def allows(self, person: UUID, scope: str) -> bool:
        """Whether this scope of this person is in sight. Notes nothing."""
        return scope in self.persons.get(person, ()) or (scope in OF_WORKERS and self.is_worker(person))

    def is_worker(self, person: UUID) -> bool:
        """Whether this person works here (in this Sight's organisation)."""
        if self._workers is None:
            self._workers = self._ask_workers()
        return person in self._workers

    def require(self, person: UUID, scope: str) -> None:
        """Raise NotThere unless the scope is in sight; note the look. For coded columns, before they are asked for."""
        if not self.allows(person, scope):
            raise NotThere
        self._note(person, scope)

    def seen(self, scope: str) -> list[UUID]:
        """The ids of everyone of whom this scope is in sight."""
        return [person for person, scopes in self.persons.items() if scope in scopes]

    def key_to_read(self, owner: UUID, scope: str) -> OpenKey | None:
        """The owner's key, if the scope is in sight (else NotThere); None when the owner was forgotten."""
        if owner != self.viewer.organisation:
            self.require(owner, scope)
        return self._key(owner)

    def key_to_write(self, owner: UUID, *scopes: str) -> OpenKey:
        """The owner's key for sealing. Raises NotThere: none of ``scopes`` is in sight, or they were forgotten."""
        seen = self.persons.get(owner, frozenset())
        mine = owner == self.viewer.organisation or (owner == self.viewer.person and owner in self.persons)
        allowed = not self.reads_only and (mine or not seen.isdisjoint(scopes))
        key = self._key(owner) if allowed else None
        if key is None:
            raise NotThere
        return key

    def with_new(self, person: UUID, scopes: Scopes) -> Sight:
        """This Sight and one person more, whom the action in progress has just made."""
        wider = Sight(
            self.viewer,
            {**self.persons, person: scopes},
            purpose=self.purpose,
            workers=self._ask_workers,
            plain={*self.plain, person},
        )
        wider._keys = self._keys
        return wider

    def prepare(self, owners: Iterable[UUID]) -> None:
        """Open the keys of many owners in one query, before their names are read one by one."""
        missing = [owner for owner in owners if owner not in self._keys]
        if missing:
            self._keys.update(dict.fromkeys(missing))
            self._keys.update(keys.opened(missing))

    def checked_again(self) -> None:
        """Ask the gate again, now. Raises NotThere when anything of this Sight is no longer allowed."""
        if self._recheck is None:
            return
        self._compare(self.persons, self._recheck())

    def read_again(self) -> None:
        """Ask the gate again, now, of those of whom something was read; the others are on no page. Raises NotThere."""
        read = [person for person in self._read if person in self.persons]
        if self._of_read is not None:
            self._compare(read, self._of_read(read))
        elif self._recheck is not None:
            self._compare(read, self._recheck())

    def _compare(self, persons: Iterable[UUID], fresh: Sight) -> None:
        for person in persons:
            if not self.persons[person] <= fresh.persons.get(person, frozenset()):
                raise NotThere

    def _key(self, owner: UUID) -> OpenKey | None:
        if owner not in self._keys:
            together = owner in self.persons and len(self.persons) <= MOST_TOGETHER
            self.prepare([owner, *self.persons] if together else [owner])
        return self._keys[owner]

    def _counts_as_worker(self, person: UUID) -> bool:
        return not (self._none_works and person in self.persons) and self.is_worker(person)

    def _note(self, person: UUID, scope: str) -> None:
        self._read.add(person)
        if person in self.plain or self.viewer.machine or (scope in OF_WORKERS and self._counts_as_worker(person)):
            return
        about = None if self.listed and scope == NAME else person
        lookbook.note(lookbook.Look(self.viewer, about, self.listed if about is None else scope, self.purpose), self)
