"""Setting up: the first programme, inviting by link, who does what, who supports whom."""

import re

import pytest
from conftest import scene, shown_two_things
from django.test import Client

from trailside.people.models import Account, Invitation, Organisation, PersonRole, Supervision
from trailside.people.reads import relations

JOIN = {"called": "Nia", "sign_in": "nia", "password": "four words in a row"}


@pytest.mark.django_db(databases=["default", "vault"])
def test_an_empty_install_begins_with_the_first_page():
    browser = Client()
    assert browser.get("/")["Location"] == "/begin/"
    answer = browser.post(
        "/begin/", {"programme": "Elm Street", "place": "Worcester", "roles": ["peer_specialist"], **JOIN}
    )
    assert answer["Location"] == "/programme/"
    assert browser.get("/programme/")["Location"].startswith("/sign-in/steps/")
    shown_two_things(browser, browser.session["_auth_user_id"])
    assert browser.get("/programme/").status_code == 200
    assert set(PersonRole.objects.values_list("role", flat=True)) == {"manager", "administrator", "peer_specialist"}
    assert Client().get("/begin/").status_code == 404
    assert Client().post("/begin/", {"programme": "Another", **JOIN}).status_code == 404
    assert Organisation.objects.count() == 1


@pytest.mark.django_db(databases=["default", "vault"])
@pytest.mark.parametrize("password", ["short", "passwordpassword", "sunshine1", "3lmStr33t2026", "aaaabbbb", ""])
def test_a_password_that_is_short_or_known_is_refused_with_a_reason(password):
    page = Client().post("/begin/", {"programme": "Elm Street", **JOIN, "password": password}).content.decode()
    assert "another look" in page and not Account.objects.exists()


def linked(browser, **said):
    page = browser.post("/programme/invite/", {"name": "Nia", "roles": ["peer_specialist"], **said}).content.decode()
    return "/join/" + re.search(r"/join/([\w-]+)/", page)[1] + "/"


def test_a_link_is_shown_once_and_makes_a_worker_once(house):
    manager = house.client(house.mo)
    link = linked(manager)
    assert Invitation.objects.get().token not in link
    assert link not in manager.get("/programme/team/").content.decode()
    nia = Client()
    assert "Elm Street Peers invites you" in nia.get(link).content.decode()
    assert nia.post(link, JOIN)["Location"] == "/"
    shown_two_things(nia, nia.session["_auth_user_id"])
    assert nia.get("/welcome/").status_code == 200
    assert Client().get(link).status_code == 404
    assert "Nia" in manager.get("/programme/team/").content.decode()


def test_a_link_that_was_taken_back_or_has_ended_is_not_there(house):
    manager = house.client(house.mo)
    link = linked(manager)
    row = Invitation.objects.get()
    assert house.client(house.dov).post(f"/programme/invite/{row.pk}/take-back/").status_code == 404
    manager.post(f"/programme/invite/{row.pk}/take-back/")
    assert Client().get(link).status_code == 404
    link = linked(manager)
    with scene():
        Invitation.objects.update(until=house.here.founded_at)
    assert Client().get(link).status_code == 404


def test_a_name_that_someone_else_signs_in_with_is_refused(house):
    link = linked(house.client(house.mo))
    page = Client().post(link, {**JOIN, "sign_in": "ben@elm-street-peers"}).content.decode()
    assert "Choose another one" in page and 'value="Nia"' in page


def test_the_manager_says_what_the_programme_is(house):
    browser = house.client(house.mo)
    said = {
        "name": "Elm Street", "place": "Lowell", "languages": ["en", "es"], "kinds": ["circles"],
        "written": "met", "zone": "America/Chicago", "version": "1",
    }  # fmt: skip
    assert browser.post("/programme/", said).status_code == 302
    here = Organisation.objects.get(pk=house.here.pk)
    assert (here.name, here.kinds, here.written, here.zone) == ("Elm Street", "circles", "met", "America/Chicago")
    assert browser.post("/programme/", said).status_code == 409
    assert "Only that we met" in house.client(house.ben).get("/welcome/").content.decode()


def test_roles_and_support_change_in_one_form(house):
    browser = house.client(house.mo)
    ruth = house.ruth.person
    page = browser.get(f"/programme/team/{ruth}/").content.decode()
    assert "Mina" in page
    said = {"roles": ["peer_specialist", "supervisor"], "supported_by": [str(house.mina.person)]}
    assert browser.post(f"/programme/team/{ruth}/", said).status_code == 302
    assert relations.roles_of(ruth) == {"peer_specialist", "supervisor"}
    assert relations.supervisors_of(ruth) == [house.mina.person]
    browser.post(f"/programme/team/{ruth}/", {"roles": ["peer_specialist"]})
    assert relations.supervisors_of(ruth) == []


def test_nobody_supports_themselves(house):
    browser = house.client(house.mo)
    mina = house.mina.person
    browser.post(f"/programme/team/{mina}/", {"roles": ["supervisor", "peer_specialist"]})
    page = browser.post(f"/programme/team/{mina}/", {"roles": ["supervisor"], "supported_by": [str(mina)]})
    assert not Supervision.objects.filter(supervisor=mina, specialist=mina).exists()
    assert page.status_code in (200, 302)


def test_someone_must_manage_the_programme(house):
    mo = house.mo.person
    page = house.client(house.mo).post(f"/programme/team/{mo}/", {"roles": ["supervisor"]}).content.decode()
    assert "Someone must manage" in page and "manager" in relations.roles_of(mo)


def test_the_stranger_and_whoever_does_not_manage_find_nothing(house):
    for viewer in (house.ben, house.mina, house.ada):
        for address in ("", "team/", "invite/", f"team/{house.ben.person}/"):
            assert house.client(viewer).get(f"/programme/{address}").status_code == 404
    assert house.client(house.dov).get(f"/programme/team/{house.ben.person}/").status_code == 404
    assert Client().get("/programme/")["Location"].startswith("/sign-in/")
