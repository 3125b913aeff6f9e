"""Reading what people type as a way to reach them."""

import pytest

from trailside.reach import rules


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("508 555 0134", "+15085550134", "(508) 555-0134"),
        ("(508) 555-0134", "+15085550134", "(508) 555-0134"),
        ("1-508-555-0134", "+15085550134", "(508) 555-0134"),
        ("+1 508.555.0134 x12", "+15085550134;ext=12", "(508) 555-0134 ext. 12"),
        ("+44 20 7946 0958", "+442079460958", "+44 20 7946 0958"),
        ("ada@example.org", "ada@example.org", "ada@example.org"),
        ("leave a note at the front desk, room 12", "leave a note at the front desk, room 12", None),
    ],
)
def test_what_is_typed_is_kept_and_shown_back(typed, kept, shown):
    assert rules.plain(typed) == kept
    assert rules.shown(rules.kind_of(typed), kept) == (shown or kept)


@pytest.mark.parametrize("typed", ["508 55", "508 555 013", "555 0134 5", "ada@", "@example.org", "ada@nowhere"])
def test_half_a_number_or_address_is_not_kept(typed):
    with pytest.raises(rules.NotWhole):
        rules.plain(typed)


def test_links_are_only_where_they_can_work():
    assert rules.call_address("phone", "+15085550134") == "tel:+15085550134"
    assert rules.text_address("phone", "+15085550134;ext=12") == ""
    assert rules.mail_address("email", "ada@example.org") == "mailto:ada@example.org"
    assert rules.call_address("words", "front desk") == "" == rules.text_address("email", "a@b.c")
