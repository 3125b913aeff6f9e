"""Reading in another language keeps the place and the words."""

import pytest
from django.test import Client

WORDS = "Rain, and I went anyway. ¿Y qué?"


@pytest.fixture
def reader():
    return Client(headers={"accept-language": "en"})


def test_a_link_changes_the_language_and_keeps_the_place(reader):
    answer = reader.get("/gallery/?month=10&read_in=es")
    assert (answer.status_code, answer["Location"]) == (302, "/gallery/?month=10")
    assert '<html lang="es"' in reader.get("/gallery/").content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_typed_are_there_in_the_other_language(reader, language):
    answer = reader.post(
        "/gallery/form/", {"read_in": language, "words": WORDS, "day": "7", "ways": ["text"], "once": "k1"}
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in shown
    assert WORDS in shown
    assert 'value="7" id="id_day_7" checked' in shown
    assert 'value="text" class="govuk-checkboxes__input" id="id_ways_1" checked' in shown
    assert '<input type="hidden" name="once" value="k1">' in shown
    assert "govuk-error" not in shown, "nothing is judged by changing the language"


def test_words_there_and_back_again(reader):
    reader.post("/gallery/form/", {"read_in": "es", "words": WORDS})
    assert WORDS in reader.post("/gallery/form/", {"read_in": "en", "words": WORDS}).content.decode()


def test_the_next_page_knows_nothing_of_the_words(reader):
    reader.post("/gallery/form/", {"read_in": "es", "words": WORDS})
    assert WORDS not in reader.get("/gallery/form/").content.decode()


def test_a_form_from_elsewhere_cannot_bring_words_in():
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/gallery/form/", {"read_in": "es", "words": WORDS})
    assert answer.status_code == 403
    assert WORDS not in answer.content.decode()


def test_a_language_that_is_not_spoken_here_is_left_alone(reader):
    assert reader.get("/gallery/?read_in=xx").status_code == 200


def test_the_way_back_never_leaves_the_site(reader):
    answer = reader.generic("GET", "/?read_in=es", PATH_INFO="//elsewhere.example/")
    assert answer["Location"] == "/elsewhere.example/"
