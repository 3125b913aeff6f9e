"""Merkle trees: RFC 6962/9162 published vectors and properties."""

from hypothesis import given
from hypothesis import strategies as st

from trailside.ledger.rules import EMPTY, Growing, inclusion_proof, is_included, leaf_hash, root_of

# The eight inputs and roots that the Certificate Transparency reference tests publish.
INPUTS = [
    bytes.fromhex(text)
    for text in "- 00 10 2021 3031 40414243 5051525354555657 606162636465666768696a6b6c6d6e6f".replace("-", "").split(
        " "
    )
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
leaves = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


def test_published_roots():
    for size, root in ROOTS.items():
        assert root_of(map(leaf_hash, INPUTS[:size])).hex() == root
    assert root_of([]) == EMPTY


@given(leaves, leaves)
def test_growing_in_two_sittings_gives_the_same_root(first, second):
    tree = Growing()
    for leaf in first:
        tree.add(leaf)
    later = Growing(tree.size, tree.frontier)
    for leaf in second:
        later.add(leaf)
    assert later.root() == root_of(first + second)


@given(leaves.filter(bool), st.data())
def test_each_leaf_is_proved_and_no_other_is(some, data):
    place = data.draw(st.integers(0, len(some) - 1))
    proof = inclusion_proof(some, place)
    assert is_included(some[place], place, len(some), proof, root_of(some))
    assert not is_included(b"x" * 32, place, len(some), proof, root_of(some))
