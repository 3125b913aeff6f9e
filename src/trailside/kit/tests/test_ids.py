"""Ids are random, and lie close together only where thousands of rows are written at once."""

from __future__ import annotations

from collections import Counter

from trailside.kit import ids


def test_ids_of_a_batch_begin_alike_and_are_still_random_version_4_ids() -> None:
    with ids.close_together():
        made = [ids.new_id() for _ in range(ids.NEIGHBOURS + 10)]
    beginnings = Counter(one.bytes[: ids.NEAR_BYTES] for one in made)
    assert sorted(beginnings.values()) == [10, ids.NEIGHBOURS]
    assert len(set(made)) == len(made)
    assert {(one.version, one.variant) for one in made} == {(4, "specified in RFC 4122")}


def test_after_a_batch_ids_are_all_over_again() -> None:
    with ids.close_together():
        near = ids.new_id()
    later = [ids.new_id() for _ in range(50)]
    assert all(one.bytes[: ids.NEAR_BYTES] != near.bytes[: ids.NEAR_BYTES] for one in later)
    assert len({one.bytes[:2] for one in later}) > 40
