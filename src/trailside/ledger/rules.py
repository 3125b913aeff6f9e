"""Merkle trees as RFC 9162 (Certificate Transparency 2.0) section 2.1 defines them. Plain functions of bytes.

A leaf is hashed with a zero byte before it and a node with a one, so that neither can pass as the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

# The root of an empty tree.
EMPTY = sha256(b"").digest()
# Leaves whose common root is kept: a power of two, so that it is a node of every larger tree.
STRETCH = 1024


def leaf_hash(data: bytes) -> bytes:
    """The 32-byte hash of one leaf."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The 32-byte hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that grows at its end: only the roots of its complete subtrees, one for each set bit of ``size``.

    Adding a leaf costs one hash on average; the whole state of a million leaves is twenty hashes.
    """

    def __init__(self, size: int = 0, frontier: Sequence[bytes] = ()) -> None:
        self.size = size
        self.frontier = list(frontier)

    def add(self, leaf: bytes) -> None:
        """Add one leaf hash at the end."""
        merges = self.size
        while merges & 1:
            leaf = node_hash(self.frontier.pop(), leaf)
            merges >>= 1
        self.frontier.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The tree's root now."""
        if not self.frontier:
            return EMPTY
        root = self.frontier[-1]
        for subtree in reversed(self.frontier[:-1]):
            root = node_hash(subtree, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of a tree with these leaf hashes."""
    tree = Growing()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def path(place: int, size: int, root_between: Callable[[int, int], bytes]) -> list[bytes]:
    """The hashes that lead from leaf ``place`` (from 0) of a tree of ``size`` to its root, from below.

    root_between: the root of the leaves from the first number to before the second.
    """
    found: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if place < middle:
            found.append(root_between(middle, end))
            end = middle
        else:
            found.append(root_between(start, middle))
            start = middle
    return found[::-1]


def inclusion_proof(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The hashes that lead from leaf ``place`` (from 0) to the root. Raises IndexError when there is no such leaf."""
    if not 0 <= place < len(leaves):
        raise IndexError(place)
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if place < split:
        return [*inclusion_proof(leaves[:split], place), root_of(leaves[split:])]
    return [*inclusion_proof(leaves[split:], place - split), root_of(leaves[:split])]


def is_included(leaf: bytes, place: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` leads from the leaf hash at ``place`` of a tree of ``size`` to ``root`` (RFC 9162, 2.1.3.2)."""
    if place >= size:
        return False
    node, last, found = place, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(step, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, step)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root
