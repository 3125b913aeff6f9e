"""Every word on a screen is in the catalogues, and a participant's pages are whole in Spanish."""

import pytest
from script import words

WITH_WORDS = [room for room in words.rooms() if (room / "locale").exists()]


@pytest.mark.parametrize("room", WITH_WORDS, ids=lambda room: room.name)
def test_no_catalogue_is_stale_and_spanish_has_no_hole(room):
    assert words.faults(room) == []
