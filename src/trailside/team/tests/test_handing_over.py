"""Somebody else walks with Ada from now on: it is hers to say, and whoever walked before sees nothing from then on."""

import pytest

from trailside.consent import gate
from trailside.consent.actions import never as consent
from trailside.kit.errors import NotThere
from trailside.ledger import looks
from trailside.people.reads import relations
from trailside.team.actions import handovers as actions
from trailside.team.models import Handover


@pytest.fixture
def browser(house):
    return lambda name: house.client(getattr(house, name))


def handed(house, together=False):
    sight = gate.of(house.ben, house.ada.person, "handing")
    with looks.kept():
        return actions.hand_over(
            sight, person=house.ada.person, before=house.ben.person, after=house.ruth.person, together=together
        )


def page(house, name):
    return f"/desk/hand-over/{getattr(house, name).person}/"


def test_ben_hands_ada_to_ruth_and_sees_nothing_from_then_on(house, browser):
    said = {"after": str(house.ruth.person), "how": "together"}
    assert "Ruth" in browser("ben").get(page(house, "ada")).content.decode()
    shown = browser("ben").post(page(house, "ada"), said, follow=True).content.decode()
    assert "You do not see their pages any more" in shown and ">Ada<" not in shown
    for path in (f"/people/{house.ada.person}/", page(house, "ada"), f"/goals/with/{house.ada.person}/"):
        assert browser("ben").get(path).status_code == 404
    assert browser("ruth").get(f"/people/{house.ada.person}/").status_code == 200
    assert "New with me" in browser("ruth").get("/desk/").content.decode()
    assert "walks with you now" not in browser("ada").get("/today/").content.decode(), "she said it herself"


def test_when_ada_could_not_be_asked_she_is_told_and_may_stay_with_ben(house, browser):
    row = handed(house)
    told = browser("ada").get("/today/").content.decode()
    assert "Ruth walks with you now" in told and "No, I stay with Ben" in told
    browser("ada").post(f"/handed/{row.pk}/", {"choice": "no"})
    assert relations.specialists_of(house.ada.person) == [house.ben.person]
    assert browser("ruth").get(f"/people/{house.ada.person}/").status_code == 404
    assert browser("ben").get(f"/people/{house.ada.person}/").status_code == 200
    assert "walks with you now" not in browser("ada").get("/today/").content.decode()
    browser("ada").post(f"/handed/{row.pk}/", {"choice": "fine"})
    assert relations.specialists_of(house.ada.person) == [house.ben.person], "an answer is given once"


def test_that_is_fine_leaves_it_and_asks_no_more(house, browser):
    row = handed(house)
    browser("ada").post(f"/handed/{row.pk}/", {"choice": "fine"})
    assert relations.specialists_of(house.ada.person) == [house.ruth.person]
    assert "No, I stay" not in browser("ada").get("/today/").content.decode()
    assert "Someone else walks with you" in browser("ada").get("/my-record/done/").content.decode()


def test_when_ben_may_not_walk_with_her_no_means_nobody_for_now(house, browser):
    row = handed(house)
    consent.shut_out(gate.mine(house.ada), house.ben.person)
    assert "No, not with Ruth" in browser("ada").get("/today/").content.decode()
    browser("ada").post(f"/handed/{row.pk}/", {"choice": "no"})
    assert relations.specialists_of(house.ada.person) == []
    assert "The programme finds someone with you" in browser("ada").get("/today/").content.decode()


def test_whom_ada_shut_out_is_nobody_to_hand_her_to(house, browser):
    consent.shut_out(gate.mine(house.ada), house.ruth.person)
    assert "Ruth" not in browser("ben").get(page(house, "ada")).content.decode()
    with pytest.raises(NotThere):
        handed(house)
    assert relations.specialists_of(house.ada.person) == [house.ben.person]


def test_mo_hands_over_everyone_of_someone_who_leaves_and_reads_no_name(house, browser):
    path = f"/programme/team/{house.ben.person}/hand-over/"
    shown = browser("mo").get(path).content.decode()
    assert "One person walks with Ben" in shown and "Ada" not in shown
    done = browser("mo").post(path, {"after": str(house.ruth.person)}, follow=True).content.decode()
    assert "One person was handed over" in done
    assert set(relations.people_with(house.ruth.person)) == {house.ada.person, house.cleo.person}
    assert "No, I stay with Ben" in browser("ada").get("/today/").content.decode()


def test_nothing_chosen_is_said_and_nothing_changes(house, browser):
    shown = browser("ben").post(page(house, "ada"), {"how": "told"}).content.decode()
    assert "Choose who walks with them" in shown
    for after in (house.mina, house.dov, house.ada):
        assert browser("ben").post(page(house, "ada"), {"after": str(after.person), "how": "told"}).status_code == 200
    assert not Handover.objects.exists()


def test_a_second_tap_hands_over_once(house, browser):
    said = {"after": str(house.ruth.person), "how": "told", "once": "k"}
    first, second = browser("ben").post(page(house, "ada"), said), browser("ben").post(page(house, "ada"), said)
    assert first["Location"] == second["Location"] == "/people/"
    assert Handover.objects.count() == 1


def test_the_stranger_hands_nobody_over_and_answers_nothing(house, browser):
    row = handed(house)
    for name in ("dov", "cleo", "mina", "mo", "ben"):
        assert browser(name).get(page(house, "ada")).status_code == 404
        assert browser(name).post(f"/handed/{row.pk}/", {"choice": "no"}).status_code == 404
    for name in ("dov", "ben", "ada"):
        assert browser(name).get(f"/programme/team/{house.ruth.person}/hand-over/").status_code == 404
    assert relations.specialists_of(house.ada.person) == [house.ruth.person]
