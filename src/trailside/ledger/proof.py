"""Checking the ledger: is every line that was ever bound still there, unchanged, in its place?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, transaction

from trailside.kit import clock
from trailside.ledger import canon
from trailside.ledger.binder import bind_all
from trailside.ledger.models import Milestone, Tree
from trailside.ledger.rules import Growing, leaf_hash

__all__ = ["Findings", "Head", "bind_all", "heads", "verify", "verify_newest"]

KINDS = {"e": "entry", "l": "look"}
# The binder comes every minute; a line that stands outside the tree for longer was not written by us.
LATEST = timedelta(minutes=2)


@dataclass(frozen=True)
class Head:
    """A tree's head as it was kept somewhere else: month (``2026-11``), number of leaves, root."""

    month: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.month}:{self.size}:{self.root.hex()}"

    @classmethod
    def read(cls, text: str) -> Head:
        """From ``month:size:root``. Raises ValueError when it is not of that form."""
        month, size, root = text.strip().split(":")
        return cls(month, int(size), bytes.fromhex(root))


@dataclass
class Findings:
    """What a check found: how many leaves were read, and every problem as a sentence naming its row."""

    leaves: int = 0
    problems: list[str] = field(default_factory=list)


def heads() -> list[Head]:
    """The head of every month, to be kept elsewhere."""
    return [Head(tree.month, tree.size, bytes(tree.root)) for tree in Tree.objects.order_by("first")]


def _leaves(since: int) -> Iterator[tuple[int, bytes, str, int, str | None]]:
    """Every leaf from a number on, in order, with the text of its row as it is now (None when the row is gone)."""
    query = f"""
        SELECT leaf.number, leaf.digest, leaf.kind, leaf.row,
          CASE leaf.kind WHEN 'e' THEN (SELECT {canon.text("e")} FROM ledger_entry WHERE ledger_entry.id = leaf.row)
          ELSE (SELECT {canon.text("l")} FROM ledger_look WHERE ledger_look.id = leaf.row) END
        FROM ledger_leaf AS leaf WHERE leaf.number >= %s ORDER BY leaf.number"""
    with transaction.atomic(), connection.chunked_cursor() as cursor:  # PostgreSQL keeps a long answer only inside one
        cursor.execute(query, [since])
        while rows := cursor.fetchmany(5000):
            yield from rows


def _inserted(since: int) -> Iterator[str]:
    """Rows, from the first that has a leaf from ``since`` on, that have none although the binder had time enough."""
    before = connection.ops.adapt_datetimefield_value(clock.now() - LATEST)
    for kind, word in KINDS.items():
        table = canon.table(kind)
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(row) FROM ledger_leaf WHERE number >= %s AND kind = %s", [since, kind])
            lowest = (cursor.fetchone()[0] or 0) if since > 1 else 0
            cursor.execute(
                f"SELECT id FROM {table} WHERE id >= %s AND at < %s AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf "
                f"WHERE leaf.kind = %s AND leaf.row = {table}.id) ORDER BY id LIMIT 100",
                [lowest, before, kind],
            )
            for (row,) in cursor.fetchall():
                yield f"{word} {row} stands outside the tree: it was put in by another way, or the binder does not run"


class _Checking:
    """Walks the leaves once, growing each month's tree and comparing with what was kept.

    since: a milestone from which on only; the trees before it are taken as they are.
    """

    def __init__(self, kept: list[Head], since: Milestone | None = None) -> None:
        self.findings = Findings()
        self.kept = kept
        self.trees = list(Tree.objects.filter(first__gte=since.first if since else 0).order_by("first"))
        self.begun = _grown(since) if since else Growing()
        self.expected = since.first + since.size if since else self.trees[0].first if self.trees else 1
        if since and (not self.trees or self.trees[0].month != since.month):
            self.trees.insert(0, Tree(month=since.month, first=since.first, size=since.size, root=since.root))
            if since.size:
                self.findings.problems.append(f"{since.month}: its tree is gone")

    def walk(self) -> Findings:
        months, since = iter(self.trees), self.expected
        tree, growing = next(months, None), self.begun
        if growing.size:
            self._check_kept(tree, growing)
        for number, digest, kind, row, text in _leaves(since):
            self._check_leaf(number, bytes(digest), kind, row, text)
            while tree is not None and number >= tree.first + tree.size:
                self._close(tree, growing)
                tree, growing = next(months, None), Growing()
            growing.add(bytes(digest))
            self._check_kept(tree, growing)
        if tree is not None:
            self._close(tree, growing)
        for left in months:
            self._close(left, Growing())
        self.findings.problems.extend(_inserted(since))
        self._missing_kept()
        return self.findings

    def _check_leaf(self, number: int, digest: bytes, kind: str, row: int, text: str | None) -> None:
        self.findings.leaves += 1
        if number != self.expected:
            self.findings.problems.append(f"leaves {self.expected} to {number - 1} are gone")
        self.expected = number + 1
        if text is None:
            self.findings.problems.append(f"{KINDS[kind]} {row} was removed")
        elif leaf_hash(text.encode()) != digest:
            self.findings.problems.append(f"{KINDS[kind]} {row} was changed")

    def _close(self, tree: Tree, growing: Growing) -> None:
        if growing.size != tree.size:
            self.findings.problems.append(f"{tree.month}: {tree.size} leaves were bound, {growing.size} are there")
        elif growing.root() != bytes(tree.root):
            self.findings.problems.append(f"{tree.month}: the leaves do not give the root that was kept")

    def _check_kept(self, tree: Tree | None, growing: Growing) -> None:
        for head in self.kept:
            if tree is not None and head.month == tree.month and head.size == growing.size:
                self.kept.remove(head)
                if growing.root() != head.root:
                    self.findings.problems.append(f"{head.month}: not the same first {head.size} leaves as were kept")
                return

    def _missing_kept(self) -> None:
        for head in self.kept:
            if head.size:
                self.findings.problems.append(f"{head.month}: the tail was cut; {head.size} leaves were kept elsewhere")


def _grown(since: Milestone) -> Growing:
    edge = bytes(since.frontier)
    return Growing(since.size, [edge[at : at + 32] for at in range(0, len(edge), 32)])


def verify_newest(kept: list[Head] | None = None) -> Findings:
    """Check the newest day on which anything was bound: milliseconds, however long the ledger is.

    What was done to older lines this does not see; ``verify`` does. Kept heads from before that day are left out.
    """
    since = Milestone.objects.order_by("-pk").first()
    if since is None:
        return verify(kept)
    grown = _grown(since)
    if len(grown.frontier) != since.size.bit_count() or grown.root() != bytes(since.root):
        return Findings(problems=[f"the milestone of {since.at:%Y-%m-%d} is not what it was"])
    later = [head for head in kept or [] if head.month > since.month or _is_after(head, since)]
    return _Checking(later, since).walk()


def _is_after(head: Head, since: Milestone) -> bool:
    return head.month == since.month and head.size >= since.size


def verify(kept: list[Head] | None = None) -> Findings:
    """Check every leaf, every tree and, against ``kept`` heads from elsewhere, that no tail was cut."""
    return _Checking(list(kept or [])).walk()
