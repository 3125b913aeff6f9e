"""The list of words that judge: small, plain, and it does not suggest what it warns of."""

from trailside.encounters.rules.judging import ENGLISH, JUDGING, SPANISH


def test_every_word_has_one_to_three_others():
    assert all(1 <= len(others) <= 3 for others in JUDGING.values())


def test_words_are_small_and_no_word_suggests_another_listed_one():
    assert all(word == word.lower() for word in JUDGING)
    suggested = {other for others in JUDGING.values() for other in others}
    assert not suggested & set(JUDGING)


def test_both_languages_have_their_own():
    assert len(ENGLISH) > 20 and len(SPANISH) > 20
    assert len(JUDGING) == len(ENGLISH) + len(SPANISH)
