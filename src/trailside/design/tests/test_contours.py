"""Everyone has their own hills, and always the same."""

from django.template import engines

from trailside.design import contours


def test_the_same_record_has_the_same_hills_on_every_machine():
    contours.lines.cache_clear()
    first = contours.lines("018f-ada")
    contours.lines.cache_clear()
    assert contours.lines("018f-ada") == first
    assert contours.lines("018f-cleo") != first


def test_hills_are_a_few_kilobytes_of_curves_and_nothing_else():
    for seed in map(str, range(40)):
        drawn = contours.lines(seed)
        assert 2000 < len(drawn) < 14000
        assert set(drawn) <= set("MLQ,.-0123456789")


def test_the_record_id_itself_is_not_on_the_page():
    drawn = engines["django"].from_string("{% load design %}{% contours seed %}").render({"seed": "018f-ada"})
    assert "018f-ada" not in drawn
    assert 'aria-hidden="true"' in drawn
