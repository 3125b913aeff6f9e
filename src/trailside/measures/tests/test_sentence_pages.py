"""Ten sentences, as pages: one calm sentence at a time or all on one page, the answer a sentence first."""

from datetime import timedelta

import pytest
import time_machine

from trailside.consent import gate
from trailside.kit import clock
from trailside.measures import panels
from trailside.measures.actions import responses
from trailside.measures.models import NotNow, Response, SharedResponse
from trailside.measures.rules.instruments import instrument

GSE = instrument("gse-10")
LABELS = ("high", "low self", "normal", "good score", "improved", "worse")


def told(page) -> str:
    assert page.status_code == 200
    return page.content.decode()


def answered(house, step: int, days: int = 0) -> Response:
    with time_machine.travel(clock.now() + timedelta(days=days)):
        return responses.keep(gate.mine(house.ada), GSE, "en", dict.fromkeys(GSE.codes, step))


def test_before_it_stands_what_it_is_and_who_sees_it(house):
    said = told(house.client(house.ada).get("/ten-sentences/"))
    for sentence in (
        "There is no right answer",
        "You may leave any sentence out.",
        "The support you get does not change",
        "Ben sees what it comes to only if you tap share.",
        "groups of 11 people or more",
    ):
        assert sentence in said


def test_one_at_a_time_with_stopping_and_coming_back(house):
    ada = house.client(house.ada)
    assert ada.post("/ten-sentences/gse-10/1/", {"answer": "3"})["Location"] == "/ten-sentences/gse-10/2/"
    assert ada.post("/ten-sentences/gse-10/2/", {"leave_out": "1"})["Location"] == "/ten-sentences/gse-10/3/"
    said = told(ada.get("/ten-sentences/"))
    assert "Go on where I stopped" in said
    assert '"/ten-sentences/gse-10/3/"' in said
    assert "checked" in told(ada.get("/ten-sentences/gse-10/1/"))


def test_from_the_first_sentence_to_the_last_and_kept(house):
    ada = house.client(house.ada)
    for at in range(1, 11):
        assert f"{at} of 10" in told(ada.get(f"/ten-sentences/gse-10/{at}/"))
        answer = ada.post(f"/ten-sentences/gse-10/{at}/", {"answer": "3"} if at < 10 else {"leave_out": "1"})
    assert answer["Location"] == "/ten-sentences/gse-10/keep/"
    assert "I chose to leave this out" in told(ada.get("/ten-sentences/gse-10/keep/"))
    said = told(ada.post("/ten-sentences/gse-10/keep/", {"once": "k"}, follow=True))
    assert "This is your first time." in said
    assert (Response.objects.get().answered, Response.objects.get().chose_not_to) == (9, 1)


def test_next_without_an_answer_asks_again_kindly(house):
    page = house.client(house.ada).post("/ten-sentences/gse-10/4/", {})
    assert page.status_code == 422
    assert "or leave this one out" in page.content.decode()


def test_spanish_has_its_own_order_and_the_answers_go_along(house):
    ada = house.client(house.ada)
    ada.cookies["language"] = "es"
    assert "aunque alguien se me oponga" in told(ada.get("/ten-sentences/gse-10/1/"))
    ada.post("/ten-sentences/gse-10/1/", {"answer": "4"})
    ada.cookies["language"] = "en"
    assert "checked" in told(ada.get("/ten-sentences/gse-10/2/"))  # "If someone opposes me": es 1 is en 2


def test_all_on_one_page(house):
    ada = house.client(house.ada)
    assert told(ada.get("/ten-sentences/gse-10/whole/")).count('type="radio"') == 40
    ada.post("/ten-sentences/gse-10/whole/", dict.fromkeys(GSE.codes[:8], "2") | {"once": "k"})
    row = Response.objects.get()
    assert (int(row.total), row.answered, row.chose_not_to) == (20, 8, 2)


def test_nothing_answered_keeps_nothing_and_says_so(house):
    ada = house.client(house.ada)
    for path in ("whole", "keep"):
        page = ada.post(f"/ten-sentences/gse-10/{path}/", {})
        assert page.status_code == 422
        assert "nothing to keep" in page.content.decode()


def test_the_answer_is_a_sentence_first_and_the_number_is_folded_away(house):
    for days, step in ((0, 2), (100, 2)):
        answered(house, step, days)
    said = told(house.client(house.ada).get("/ten-sentences/gse-10/times/"))
    assert "About the same as last time." in said.split("<details")[0]
    assert "20" not in said.split("<details")[0].split("<main")[1]
    assert "5.9 either way" in said
    assert "8.4 points apart" in said
    assert "14 to 26" in said
    assert not any(label in said.split("<main")[1].split("</main")[0].lower() for label in LABELS)


def test_the_picture_has_dots_in_spanish_numbers_too(house):
    answered(house, 3)
    ada = house.client(house.ada)
    ada.cookies["language"] = "es"
    picture = told(ada.get("/ten-sentences/gse-10/times/")).split("<figure")[1].split("</figure")[0]
    assert "," not in "".join(part.split('"')[0] for part in picture.split('y="')[1:])


def test_shared_with_ben_he_sees_the_sum_and_never_the_answers(house):
    row = answered(house, 3)
    ada = house.client(house.ada)
    ada.post(f"/ten-sentences/times/{row.pk}/share/", {"share_with": str(house.ben.person)})
    shown = panels.shared_by(gate.of(house.ben, house.ada.person, "plan"), house.ada.person)
    assert [int(one.total) for one in shown["sums"]] == [30]
    ada.post(f"/ten-sentences/times/{row.pk}/share/", {"stop_with": str(house.ben.person)})
    assert not SharedResponse.objects.exists()


def test_offered_from_the_second_meeting_and_not_now_is_a_whole_answer(house):
    sight = gate.mine(house.ada)
    assert panels.offer(sight, meetings=1) is None
    assert panels.offer(sight, meetings=2)["first"] is True
    page = house.client(house.ada).post("/ten-sentences/gse-10/not-now/", {"once": "k"})
    assert page["Location"] == "/today/"
    assert NotNow.objects.count() == 1
    assert panels.offer(sight, meetings=2) is None


@pytest.mark.parametrize("code", ["barc-10", "ucla-3"])
def test_a_measure_without_a_published_translation_says_so_in_spanish(house, code):
    ada = house.client(house.ada)
    ada.cookies["language"] = "es"
    assert "banner--larch" in told(ada.get(f"/ten-sentences/{code}/"))
    assert 'lang="en"' in told(ada.get(f"/ten-sentences/{code}/1/"))


@pytest.mark.parametrize(
    "path", ["phq-9/", "mirc-28/1/", "who-5/", "gse-10/0/", "gse-10/11/", "gse-10/99999999999/", "nonsense/times/"]
)
def test_what_is_not_offered_does_not_exist(house, path):
    assert house.client(house.ada).get(f"/ten-sentences/{path}").status_code == 404


def test_the_stranger_sees_their_own_emptiness_and_nothing_of_hers(house):
    row = answered(house, 3)
    cleo = house.client(house.cleo)
    assert "Nothing here yet." in told(cleo.get("/ten-sentences/gse-10/times/"))
    assert cleo.post(f"/ten-sentences/times/{row.pk}/share/", {"share_with": str(house.ruth.person)}).status_code == 404
    for worker in (house.ben, house.dov, house.mina):
        assert house.client(worker).get("/ten-sentences/gse-10/times/").status_code == 404


def test_my_times_ask_the_database_few_questions(house, django_assert_max_num_queries):
    for days in (0, 100, 200):
        answered(house, 2, days)
    ada = house.client(house.ada)
    with django_assert_max_num_queries(14):
        told(ada.get("/ten-sentences/gse-10/times/"))
