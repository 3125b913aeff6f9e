"""The proof that one line stands in the ledger, checkable by anyone who holds a head, with nothing else.

Where stretches of a month are whole, their kept roots are used; a kept root that is wrong gives a proof that does not
hold, and such a one is never given away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection

from trailside.ledger import canon
from trailside.ledger.models import Branch, Leaf, Tree
from trailside.ledger.rules import STRETCH, Growing, is_included, leaf_hash, path, root_of

FORMAT = "trailside-proof-1"
AT_ONCE = 500
KINDS = {"entry": "e", "look": "l"}


class NoProof(Exception):
    """There is no such line in the tree (yet), or it is not what it was; the message says which."""


@dataclass(frozen=True)
class Proof:
    """One line and the way from it to the root of its month. text: what is hashed, fields joined by 0x1f."""

    text: str
    month: str
    place: int
    size: int
    path: list[str]
    root: str

    @property
    def head(self) -> str:
        """The head it leads to."""
        return f"{self.month}:{self.size}:{self.root}"

    def as_json(self) -> dict[str, Any]:
        """As it is given away."""
        return {"format": FORMAT, **asdict(self), "head": self.head}


class _Month:
    """The tree of one month, read in stretches as they are needed."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        kept = Branch.objects.filter(month=tree.month).order_by("place").values_list("place", "root")
        self._known = {place: bytes(root) for place, root in kept}
        self._digests = lru_cache(maxsize=2)(self._read)
        self._above = lru_cache(maxsize=None)(self._root_of_stretches)
        self._below = lru_cache(maxsize=4 * STRETCH)(self._root_within)
        self.stretches = -(-tree.size // STRETCH)

    def _read(self, stretch: int) -> list[bytes]:
        start = self.tree.first + stretch * STRETCH
        end = min(start + STRETCH, self.tree.first + self.tree.size)
        rows = Leaf.objects.filter(number__gte=start, number__lt=end).order_by("number")
        return [bytes(digest) for digest in rows.values_list("digest", flat=True)]

    def _root_of_stretches(self, start: int, end: int) -> bytes:
        growing = Growing()
        for stretch in range(start, end):
            growing.add(self._known.get(stretch) or root_of(self._digests(stretch)))
        return growing.root()

    def _root_within(self, stretch: int, start: int, end: int) -> bytes:
        return root_of(self._digests(stretch)[start:end])

    def path(self, place: int) -> list[bytes]:
        """From the leaf up to the root."""
        stretch, within = divmod(place, STRETCH)
        size = len(self._digests(stretch))
        below = path(within, size, lambda start, end: self._below(stretch, start, end))
        return [*below, *path(stretch, self.stretches, self._above)]


class Prover:
    """Proofs of many lines; each month's tree is read once."""

    def __init__(self) -> None:
        self._months = {tree.month: _Month(tree) for tree in Tree.objects.order_by("first")}

    def heads(self) -> list[str]:
        """The heads to which its proofs lead."""
        return [f"{month}:{one.tree.size}:{bytes(one.tree.root).hex()}" for month, one in self._months.items()]

    def of(self, kind: str, row: int) -> Proof:
        """The proof of one line. kind: ``e`` or ``l``. Raises NoProof."""
        number, text = _numbers(kind, [row]).get(row), _texts(kind, [row]).get(row)
        if number is None:
            raise NoProof("This line is not in the tree. New ones are within ten seconds.")
        return self._proof(number, text)

    def of_all(self, kind: str, rows: Iterator[int]) -> Iterator[Proof]:
        """The proofs of many lines; those not in the tree yet are left out."""
        while some := list(islice(rows, AT_ONCE)):
            numbers, texts = _numbers(kind, some), _texts(kind, some)
            for row in some:
                with suppress(NoProof):
                    if row in numbers:
                        yield self._proof(numbers[row], texts.get(row))

    def _proof(self, number: int, text: str | None) -> Proof:
        month = next((one for one in self._months.values() if 0 <= number - one.tree.first < one.tree.size), None)
        if month is None or text is None:
            raise NoProof("This line, or its tree, was removed.")
        place, tree = number - month.tree.first, month.tree
        steps, root = month.path(place), bytes(tree.root)
        if not is_included(leaf_hash(text.encode()), place, tree.size, steps, root):
            raise NoProof("This line is not what it was, or something before it. trailside ledger verify says what.")
        return Proof(text, tree.month, place, tree.size, [step.hex() for step in steps], root.hex())


def _numbers(kind: str, rows: list[int]) -> dict[int, int]:
    return dict(Leaf.objects.filter(kind=kind, row__in=rows).values_list("row", "number"))


def _texts(kind: str, rows: list[int]) -> dict[int, str]:
    marks = ", ".join(["%s"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {canon.text(kind)} FROM {canon.table(kind)} WHERE id IN ({marks})", rows)
        return dict(cursor.fetchall())


def holds(proof: dict[str, Any], head: str) -> bool:
    """Whether a proof leads to a head that was kept elsewhere. Needs no database (docs/checking-a-line.md says how)."""
    try:
        month, size, root = head.strip().split(":")
        steps = [bytes.fromhex(step) for step in proof["path"]]
        same = proof["month"] == month and proof["size"] == int(size)
        leaf = leaf_hash(str(proof["text"]).encode())
        return same and is_included(leaf, int(proof["place"]), int(size), steps, bytes.fromhex(root))
    except (ValueError, KeyError, TypeError):
        return False
