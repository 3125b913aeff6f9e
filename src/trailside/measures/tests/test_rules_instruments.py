"""Instruments stay as they were printed."""

import pytest

from trailside.measures.rules import instruments
from trailside.measures.rules.instruments import Item, Standing, Version, instrument, with_words

PINNED = {
    ("gse-10", "en"): "ac6f59324dd3f4f7d46a2c0e9ab7c2970a71ce53e037df4f2dd5533baae9180e",
    ("gse-10", "es"): "d4c8034fba910f9ce38660964c73c4d0fd1d5fce71ed57ea36339b5144622698",
    ("barc-10", "en"): "1f8654279d269cf127f20059802639f32dbeb066078c3ec8eaa88dd2b6d0622f",
    ("ucla-3", "en"): "385178cbf92dd02131870a622f7c8c5fa1cf3afa0a77da9c1457c762e226c232",
}


def test_every_printed_word_is_pinned_twice() -> None:
    shipped = {(one.code, version.language): version for one in _all() for version in one.versions}
    assert {key: version.fingerprint() for key, version in shipped.items()} == PINNED
    assert {key: version.sha256 for key, version in shipped.items()} == PINNED


def test_a_changed_comma_changes_the_fingerprint() -> None:
    version = instrument("gse-10").versions[0]
    bent = Version(version.language, version.source, version.responses, (Item("gse01", "I can"), *version.items[1:]))
    assert bent.fingerprint() != version.fingerprint()


@pytest.mark.parametrize("code", instruments.SHIPPED)
def test_every_instrument_says_its_rights_and_its_scale(code: str) -> None:
    one = instrument(code)
    assert one.licence and one.licence_status and one.licence_source and one.authors in one.citation
    assert (one.low, one.high) == (one.scale[0] * len(one.codes), one.scale[-1] * len(one.codes))
    for version in one.versions:
        assert version.source
        assert len(version.responses) == len(one.scale)
        assert sorted(item.code for item in version.items) == sorted(one.codes)


def test_the_spanish_order_is_its_own_and_the_codes_say_which_sentence_it_is() -> None:
    spanish = instrument("gse-10").version_for("es")
    order = ["gse02", "gse01", "gse03", "gse04", "gse05", "gse07", "gse10", "gse06", "gse09", "gse08"]
    assert [item.code for item in spanish.items] == order
    assert spanish.items[6].text == "Venga lo que venga, por lo general soy capaz de manejarlo."


def test_nobody_is_shown_a_translation_that_was_never_published() -> None:
    assert instrument("barc-10").version_in("es") is None
    assert instrument("barc-10").version_for("es").language == "en"
    assert instrument("gse-10").version_for("es-mx").language == "es"


def test_clinical_ones_are_off_and_carry_no_words() -> None:
    for code in ("phq-2", "phq-9", "gad-2", "gad-7"):
        assert (instrument(code).standing, instrument(code).versions) == (Standing.OFF, ())
    with pytest.raises(LookupError, match="without words"):
        instrument("phq-9").version_for("en")
    assert [one.code for one in instruments.offered()] == ["gse-10", "barc-10", "ucla-3"]


def test_the_ninth_answer_of_the_phq_opens_a_page_for_the_person() -> None:
    phq = instrument("phq-9")
    assert phq.needs_hours_of_duty
    assert phq.opens_people_page({"phq9": 1})
    assert not phq.opens_people_page({"phq9": 0})
    assert not phq.opens_people_page({"phq9": None, "phq1": 3})


def test_a_deployer_loads_words_whole_or_not_at_all() -> None:
    mirc = instrument("mirc-28")
    words = Version("en", "PhenX", ("a", "b", "c", "d"), tuple(Item(code, f"about {code}") for code in mirc.codes))
    loaded = with_words(mirc, words, turned_round=["mircs1"])
    assert (loaded.standing, loaded.reversed) == (Standing.OFFERED, frozenset({"mircs1"}))
    with pytest.raises(ValueError, match="28 codes"):
        with_words(mirc, Version("en", "PhenX", ("a", "b", "c", "d"), words.items[1:]))
    with pytest.raises(ValueError, match="4 answers"):
        with_words(mirc, Version("en", "PhenX", ("a",), words.items))
    with pytest.raises(ValueError, match="turned round"):
        with_words(mirc, words, turned_round=["gse01"])


def test_what_may_not_be_shipped_is_not_there() -> None:
    with pytest.raises(LookupError):
        instrument("who-5")
    with pytest.raises(LookupError):
        instrument("../../settings")


def _all() -> list[instruments.Instrument]:
    return [instrument(code) for code in instruments.SHIPPED]
