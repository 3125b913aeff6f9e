"""Signing in through an agency, against a real OpenID provider: only who was invited, only of its own programme.

The provider (npm's ``oidc-provider``, one exact version) is put into a cache once; without npm these tests are skipped.
"""

import json
import os
import re
import shutil
import subprocess
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from conftest import scene
from django.test import Client

from tests.drills.house import free_port
from trailside.config.agencies import agencies
from trailside.kit import clock
from trailside.ledger.models import Entry
from trailside.people.models import Account, AgencySignIn, Person

pytestmark = [
    pytest.mark.provider,
    pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not there"),
]
VERSION = "oidc-provider@9.13.3"
CALLBACK = "http://testserver/sign-in/agency/mercy/back/"
GO = "/sign-in/agency/mercy/"


def cache() -> Path:
    """Where the provider is kept between runs."""
    place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "trailside" / VERSION.replace("@", "-")
    if not (place / "node_modules" / "oidc-provider").exists():
        place.mkdir(parents=True, exist_ok=True)
        (place / "package.json").write_text('{"private": true, "type": "module"}')
        line = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", VERSION]
        subprocess.run(line, cwd=place, check=True, timeout=180)
    return place


@pytest.fixture(scope="module")
def provider():
    """The address of the provider, serving."""
    place, port = cache(), free_port()
    shutil.copy(Path(__file__).with_name("provider.mjs"), place)
    line = ["node", "provider.mjs", str(port), CALLBACK]
    process = subprocess.Popen(line, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=1).raise_for_status()
            break
        except requests.RequestException:
            assert process.poll() is None, process.stderr.read().decode()
            time.sleep(0.05)
    yield address
    process.terminate()
    process.wait(10)
    process.stderr.close()


@pytest.fixture
def mercy(provider, settings):
    """Mercy Health vouches for people of Elm Street Peers, and asks for two steps itself."""
    settings.AGENCIES = [
        {
            "id": "mercy",
            "organisation": "elm-street-peers",
            "name": "Mercy Health",
            "issuer": provider,
            "client_id": "trailside",
            "client_secret": "a secret of the tests",
            "domains": ["mercy.example"],
            "two_steps": True,
        }
    ]
    return settings.AGENCIES[0]


def at_the_agency(provider, who, location):
    """What the agency answers ``who`` at ``location``: the path back to us, with a code."""
    assert location.startswith(f"{provider}/auth?")
    with requests.Session() as browser:
        browser.post(f"{provider}/next/{who}", timeout=5)
        while not location.startswith(CALLBACK):
            location = browser.get(location, allow_redirects=False, timeout=5).headers["Location"]
            location = provider + location if location.startswith("/") else location
    return location.removeprefix("http://testserver")


def through(provider, who, browser=None, go=GO):
    """``who`` goes to the agency and back: the answer, and the browser."""
    browser = browser or Client()
    answer = browser.get(at_the_agency(provider, who, browser.get(go)["Location"]))
    return answer, browser


def link(house, name="Nia", manager=None):
    browser = house.client(manager or house.mo)
    page = browser.post("/programme/invite/", {"name": name, "roles": ["peer_specialist"]}).content.decode()
    return "/join/" + re.search(r"/join/([\w-]+)/", page)[1] + "/"


@pytest.fixture
def nia(house, mercy, provider):
    """Nia has joined with Mercy Health; her browser."""
    browser = Client()
    page = browser.get(link(house)).content.decode()
    assert "Join with Mercy Health" in page
    answer, browser = through(provider, "nia", browser)
    assert answer["Location"] == "/"
    return browser


def test_whoever_was_invited_joins_and_signs_in_without_a_password(house, nia, provider):
    assert nia.get("/")["Location"] == "/desk/", "the agency asked for two steps itself"
    assert Entry.objects.filter(verb="people.agency_joined").exists()
    answer, again = through(provider, "nia", go=f"{GO}?next=/people/")
    assert answer["Location"] == "/people/" and again.get("/people/").status_code == 200
    assert AgencySignIn.objects.count() == 1


def test_nothing_the_agency_says_of_somebody_is_kept(house, nia):
    row = AgencySignIn.objects.get()
    kept = json.dumps([str(row.token), str(nia.session.items()), list(Account.objects.values_list("name_token"))])
    assert "nia" not in kept and "mercy.example" not in kept


@pytest.mark.parametrize("who", ["nia", "unverified", "elsewhere", "lookalike", "-"])
def test_without_an_invitation_nobody_gets_in_and_all_are_told_the_same(house, mercy, provider, who):
    accounts = Account.objects.count()
    answer, browser = through(provider, who)
    assert answer.status_code == 403 and "opens no door here yet" in answer.content.decode()
    assert "_auth_user_id" not in browser.session and Account.objects.count() == accounts


@pytest.mark.parametrize("who", ["unverified", "elsewhere", "lookalike", "-"])
def test_an_invitation_opens_only_for_addresses_of_the_agency(house, mercy, provider, who):
    browser, joining = Client(), link(house)
    browser.get(joining)
    answer, browser = through(provider, who, browser)
    assert answer.status_code == 403
    assert browser.get(joining).status_code == 200, "and the link still waits for whom it was made"


def test_an_invitation_works_once(house, mercy, provider):
    first, second, joining = Client(), Client(), link(house)
    first.get(joining), second.get(joining)
    assert through(provider, "nia", first)[0].status_code == 302
    assert through(provider, "ben", second)[0].status_code == 403


def test_the_agency_of_one_programme_opens_no_other(house, mercy, provider):
    browser = Client()
    page = browser.get(link(house, "Nia", house.dov)).content.decode()
    assert "Mercy Health" not in page
    assert through(provider, "nia", browser)[0].status_code == 403


def test_of_an_account_with_persons_in_two_programmes_the_agency_opens_one(house, nia, provider):
    account = Person.objects.get(pk=AgencySignIn.objects.get().person_id).account
    with scene():
        Person.objects.filter(pk=house.dov.person).update(account=account)
    _answer, browser = through(provider, "nia")
    assert browser.get("/")["Location"] == "/desk/"
    assert browser.post("/sign-in/as/", {"person": str(house.dov.person)}).status_code == 404
    assert "Harbor Recovery" not in browser.get("/sign-in/as/").content.decode()


def test_where_the_agency_asks_for_one_step_the_second_is_asked_here(house, mercy, provider):
    mercy["two_steps"] = False
    browser = Client()
    browser.get(link(house))
    _answer, browser = through(provider, "nia", browser)
    assert browser.get("/")["Location"] == "/sign-in/steps/"


def test_an_answer_is_good_for_the_browser_that_asked_and_once(house, nia, provider):
    browser = Client()
    back = at_the_agency(provider, "nia", browser.get(GO)["Location"])
    assert Client().get(back).status_code == 403, "brought to another browser"
    assert browser.get(back).status_code == 302
    browser.post("/sign-out/")
    assert browser.get(back).status_code == 403, "used before"
    assert browser.get("/sign-in/agency/mercy/back/?code=x&state=y").status_code == 403


def test_the_question_carries_state_nonce_and_pkce_and_little_else(house, mercy):
    asked = parse_qs(urlsplit(Client().get(GO)["Location"]).query)
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"] and set(asked["scope"][0].split()) == {"openid", "email"}


def test_a_page_of_somebody_else_sends_nobody_there(house, mercy):
    assert Client().get(GO, headers={"sec-fetch-site": "cross-site"}).status_code == 404
    assert Client().get("/sign-in/agency/nobody/").status_code == 404


def test_whoever_works_here_already_goes_over_to_it_and_nobody_takes_anothers(house, nia, provider):
    ben = house.client(house.ben)
    assert "Sign in with Mercy Health from now on" in ben.get("/sign-in/mine/").content.decode()
    assert through(provider, "nia", ben, f"{GO}?link=1")[0].status_code == 403, "hers already"
    assert through(provider, "ben", ben, f"{GO}?link=1")[0].status_code == 302
    _answer, browser = through(provider, "ben")
    assert browser.get("/people/").status_code == 200
    dov = house.client(house.dov)
    assert through(provider, "unverified", dov, f"{GO}?link=1")[0].status_code == 403


def test_asked_once_more_means_at_the_agency_too(house, nia, provider):
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=True):
        assert nia.get("/take-along/my-record.json")["Location"].startswith("/sign-in/again/")
        assert "Mercy Health" in nia.get("/sign-in/again/").content.decode()
        asked = parse_qs(urlsplit(nia.get(GO)["Location"]).query)
        assert asked["prompt"] == ["login"] and asked["max_age"] == ["0"]
    answer, nia = through(provider, "nia", nia, f"{GO}?next=/take-along/my-record.json")
    assert answer["Location"] == "/take-along/my-record.json"
    assert nia.get("/take-along/my-record.json").status_code == 200


@pytest.mark.parametrize(
    "said",
    [{}, [{"id": "x"}], [dict.fromkeys(("organisation", "name", "client_id", "client_secret"), "x")]],
)
def test_a_file_that_cannot_be_meant_is_refused_at_the_start(tmp_path, said):
    file = tmp_path / "agencies.json"
    file.write_text(json.dumps(said))
    with pytest.raises(ValueError, match="TRAILSIDE_AGENCIES"):
        agencies(str(file))
