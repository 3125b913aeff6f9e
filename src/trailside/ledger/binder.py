"""The binder: gives leaf numbers to committed entries and looks and grows the month's tree.

Ids commit out of order on PostgreSQL, so there the binder looks back over the last ones; one that turns up behind
those was not written by us, and ``verify`` names it. On SQLite there is one writer, and nothing to look back for.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Max

from trailside.kit import clock
from trailside.ledger import bulk, canon, wall
from trailside.ledger.models import Branch, Leaf, Milestone, Tree
from trailside.ledger.rules import STRETCH, Growing, leaf_hash
from trailside.ledger.turn import PATIENCE, write_turn

# How many ids may be given out while one transaction lasts: a batch of the simulator or an import takes up to 20,000,
# and no transaction lasts longer than 10 s (statement and idle limits). By id and not by time: made-up lines are old.
LOOKED_BACK = 100_000


def _unbound(kind: str, most: int) -> list[tuple[int, bytes]]:
    """Committed rows of a kind without a leaf, oldest first: (id, leaf hash)."""
    last = Leaf.objects.filter(kind=kind).aggregate(last=Max("row"))["last"] or 0
    back = LOOKED_BACK if connection.vendor == "postgresql" else 0
    table = canon.table(kind)
    query = f"""
        SELECT {table}.id, {canon.text(kind)} FROM {table}
        WHERE {table}.id > %s AND ({table}.id > %s
              OR NOT EXISTS (SELECT 1 FROM ledger_leaf leaf WHERE leaf.kind = %s AND leaf.row = {table}.id))
        ORDER BY {table}.id LIMIT %s"""
    with connection.cursor() as cursor:
        cursor.execute(query, [last - back, last, kind, most])
        return [(number, leaf_hash(text.encode())) for number, text in cursor.fetchall()]


def _tree(month: str, first: int) -> Tree:
    found = Tree.objects.filter(month=month).first()
    return found or Tree(month=month, first=first, size=0, root=b"", frontier=b"")


def _month() -> str:
    """The month of now; or the last one that has a tree, when the clock was set back: a closed tree never grows."""
    last = Tree.objects.order_by("-first").values_list("month", flat=True).first()
    return max(clock.now().strftime("%Y-%m"), last or "")


def _milestone(tree: Tree, growing: Growing) -> None:
    """Once a day: how the tree stood before its first lines."""
    now = clock.now()
    last = Milestone.objects.order_by("-pk").values_list("at", flat=True).first()
    if last is None or last.date() < now.date():
        edge = b"".join(growing.frontier)
        Milestone(
            at=now, month=tree.month, first=tree.first, size=growing.size, root=growing.root(), frontier=edge
        ).save()


def _grow(month: str, growing: Growing, digests: list[bytes]) -> None:
    """Add leaves to a month's tree, and keep the root of every stretch that becomes whole."""
    begun = growing.size % STRETCH
    stretch = Growing(begun, growing.frontier[-begun.bit_count() :] if begun else ())
    whole = []
    for digest in digests:
        growing.add(digest)
        stretch.add(digest)
        if stretch.size == STRETCH:
            whole.append(Branch(month=month, place=growing.size // STRETCH - 1, root=stretch.root()))
            stretch = Growing()
    Branch.objects.bulk_create(whole, batch_size=500)


@wall.every("binder")
def bind(most: int = 20_000, patience: float = PATIENCE) -> int:
    """Bind up to ``most`` rows of each kind. Returns how many. Only one binder binds at a time.

    patience: seconds to wait for the write turn; CannotWrite when it does not come.
    """
    found = [(kind, row, digest) for kind in ("e", "l") for row, digest in _unbound(kind, most)]
    if not found:
        return 0
    with write_turn(patience), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(4242)")
            found = [(kind, row, digest) for kind in ("e", "l") for row, digest in _unbound(kind, most)]
        first = (Leaf.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        tree = _tree(_month(), first)
        edge = bytes(tree.frontier)
        growing = Growing(tree.size, [edge[at : at + 32] for at in range(0, len(edge), 32)])
        _milestone(tree, growing)
        leaves = [
            Leaf(number=first + at, kind=kind, row=row, digest=digest) for at, (kind, row, digest) in enumerate(found)
        ]
        _grow(tree.month, growing, [bytes(leaf.digest) for leaf in leaves])
        bulk.insert(Leaf, leaves)
        tree.size, tree.root, tree.frontier = growing.size, growing.root(), b"".join(growing.frontier)
        tree.save()
    return len(leaves)


def bind_all() -> int:
    """Bind until nothing is left. Returns how many rows were bound."""
    bound = 0
    while more := bind():
        bound += more
    return bound
