"""Two real servers on one database: guessing is counted once for both, and nobody locks anybody out of their phone."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import requests

from tests.drills.house import ROOT, House, free_port

BEN = {"name": "Ben@elm-street-peers", "password": "a long password"}
CAST = """
import json, conftest
from trailside.consent import gate
from trailside.ledger import looks
from trailside.people.actions import signing_in
with looks.kept():
    cast = conftest.Cast()
    sight = gate.of(cast.ben, cast.ada.person, "welcome")
    code = signing_in.give_card(sight, cast.ada.person, pin="4826")
print(json.dumps({"code": code}))
"""


class Twin:
    """The same installation, served by two processes: SQLite lets only one serve, so the second runs Django's own."""

    def __init__(self, house: House) -> None:
        self.port = free_port()
        line = [sys.executable, "-m", "django", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        settings = {"DJANGO_SETTINGS_MODULE": "trailside.config.settings"}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(line, cwd=ROOT, env=house.environment | settings, **quiet)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], str]]:
    """The addresses of two servers, and the code of Ada's card."""
    house = House(tmp_path_factory.mktemp("guessing"), DJANGO_SETTINGS_MODULE="trailside.config.settings")
    house.say("migrate", "--quiet")
    said = house.say("manage", "shell", "--no-imports", "-c", CAST)
    code = json.loads(said.splitlines()[-1])["code"]
    house.start()
    twin = Twin(house)
    addresses = [f"http://127.0.0.1:{port}" for port in (house.port, twin.port)]
    until = time.monotonic() + 60
    while True:
        try:
            requests.get(addresses[1] + "/sign-in/", timeout=5).raise_for_status()
            break
        except requests.RequestException:
            assert time.monotonic() < until and twin.process.poll() is None
            time.sleep(0.1)
    yield addresses, code
    twin.stop()
    house.stop()


def send(browser: requests.Session, address: str, path: str, form: dict[str, str]) -> requests.Response:
    """A form, as a browser sends it."""
    if "csrftoken" not in browser.cookies:
        browser.get(address + path, timeout=20)
    form = form | {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
    return browser.post(address + path, form, allow_redirects=False, timeout=20)


def test_what_one_server_counts_the_other_knows(servers: tuple[list[str], str]) -> None:
    addresses, _code = servers
    guesser = requests.Session()
    for number in range(7):
        answer = send(guesser, addresses[number % 2], "/sign-in/", {"name": "nobody here", "password": "wrong"})
        refused = "Too many tries" in answer.text
        if refused:
            break
    assert refused and number in {5, 6}, "five free tries for both together"
    for address in addresses:
        assert "Too many tries" in send(requests.Session(), address, "/sign-in/", BEN | {"name": "nobody here"}).text


def test_signed_out_on_one_server_is_signed_out_on_the_other(servers: tuple[list[str], str]) -> None:
    addresses, code = servers
    here, there = requests.Session(), requests.Session()
    ada = {"code": code, "pin": "4826"}
    assert send(here, addresses[0], "/card/", ada).status_code == 302
    assert send(there, addresses[1], "/card/", ada).status_code == 302
    assert there.get(addresses[1] + "/today/", allow_redirects=False, timeout=20).status_code == 200
    assert send(here, addresses[0], "/sign-in/devices/", {"end": "all"}).status_code == 302
    assert there.get(addresses[1] + "/today/", allow_redirects=False, timeout=20).status_code == 302


def test_a_thief_of_the_code_elsewhere_cannot_lock_the_owner_out(servers: tuple[list[str], str]) -> None:
    addresses, code = servers
    ada = requests.Session()
    assert send(ada, addresses[0], "/card/", {"code": code, "pin": "4826", "stay": "on"}).status_code == 302
    assert send(ada, addresses[0], "/sign-out/", {}).status_code == 302
    for number in range(8):
        thief = requests.Session()
        guess = {"code": code, "pin": f"90{number}1"}
        assert send(thief, addresses[number % 2], "/card/", guess).status_code == 200
    assert "Too many tries" in send(requests.Session(), addresses[1], "/card/", {"code": code, "pin": "4826"}).text
    for address in addresses:
        assert send(ada, address, "/card/", {"code": code, "pin": "4826"}).status_code == 302, "on her own phone"


@pytest.mark.parametrize(
    ("path", "there", "nowhere"),
    [
        ("/sign-in/", {"name": "Mina@elm-street-peers"}, {"name": "Nobody@elm-street-peers"}),
        ("/sign-in/", {"name": "test-Cleo"}, {"name": "test-Nobody"}),
    ],
)
def test_no_answer_tells_by_its_time_whether_there_is_such_a_name(
    servers: tuple[list[str], str], path: str, there: dict[str, str], nowhere: dict[str, str]
) -> None:
    addresses, _code = servers
    took: dict[str, list[float]] = {"there": [], "nowhere": []}
    pages: dict[str, set[int]] = {"there": set(), "nowhere": set()}
    for number in range(4):
        for kind, name in (("there", there), ("nowhere", nowhere)):
            browser = requests.Session()
            browser.get(addresses[0] + path, timeout=20)
            form = name | {"password": f"a wrong password {number}"}
            began = time.perf_counter()
            answer = send(browser, addresses[0], path, form)
            took[kind].append(time.perf_counter() - began)
            pages[kind].add(len(answer.text.replace(name["name"], "")) // 50)
            assert answer.status_code == 200
    medians = {kind: statistics.median(times) for kind, times in took.items()}
    assert abs(medians["there"] - medians["nowhere"]) < max(0.05, 0.5 * max(medians.values())), took
    assert min(medians.values()) > 0.01, "a password was hashed in either case"
    assert pages["there"] == pages["nowhere"]
