"""How I am reached: I change it myself, or together with whoever walks with me."""

import pytest

from trailside.consent import gate
from trailside.ledger.models import Entry, Look
from trailside.reach.models import Way
from trailside.reach.reads.quiet import agreement_of, quiet_agreements
from trailside.reach.reads.ways import ways_of

WAY = {"value": "508-555-0134", "may_text": "on", "not_to_say": "the programme"}


def places(house):
    return ((house.ada, "/today/reach/"), (house.ben, f"/people/{house.ada.person}/reach/"))


@pytest.mark.parametrize("who", [0, 1], ids=["myself", "together"])
def test_a_way_is_kept_changed_and_taken_out(house, who):
    viewer, base = places(house)[who]
    browser = house.client(viewer)
    assert browser.post(f"{base}new/", WAY)["Location"] == base
    (way,) = ways_of(gate.mine(house.ada), house.ada.person)
    assert (way.shown, way.may_text, way.may_voicemail) == ("(508) 555-0134", True, False)
    assert Entry.objects.get(verb="reach.way_kept").said_by == (house.ada.person if who else None)
    page = browser.get(f"{base}{way.id}/").content.decode()
    assert 'value="(508) 555-0134"' in page and 'value="the programme"' in page
    changed = {"value": "ada@example.org", "version": str(way.version)}
    assert browser.post(f"{base}{way.id}/", changed).status_code == 302
    (way,) = ways_of(gate.mine(house.ada), house.ada.person)
    assert (way.kind, way.mail, way.may_text) == ("email", "mailto:ada@example.org", False)
    browser.post(f"{base}{way.id}/drop/")
    assert not Way.objects.exists()


@pytest.mark.parametrize("who", [0, 1], ids=["myself", "together"])
def test_what_happens_when_it_goes_quiet_is_theirs_to_say(house, who):
    viewer, base = places(house)[who]
    browser = house.client(viewer)
    browser.post(f"{base}quiet/", {"days": "14", "by": "text", "say": "there is coffee"})
    agreed = agreement_of(gate.mine(house.ada), house.ada.person)
    assert (agreed.days, agreed.by, agreed.say) == (14, "text", "there is coffee")
    assert "After 14 days" in browser.get(base).content.decode()
    browser.post(f"{base}quiet/", {"days": "0", "by": "text", "say": "x", "version": str(agreed.version)})
    agreed = agreement_of(gate.mine(house.ada), house.ada.person)
    assert agreed.leave_me_be and agreed.by == "" and agreed.say == ""
    assert quiet_agreements(gate.my_people(house.ben))[house.ada.person].leave_me_be


def test_a_form_that_is_older_than_what_stands_there_is_refused(house):
    browser = house.client(house.ada)
    browser.post("/today/reach/new/", WAY)
    way = Way.objects.get()
    assert browser.post(f"/today/reach/{way.pk}/", {**WAY, "version": "1"}).status_code == 302
    assert browser.post(f"/today/reach/{way.pk}/", {**WAY, "version": "1"}).status_code == 409


def test_a_second_tap_keeps_one_way(house):
    browser = house.client(house.ada)
    for _ in range(2):
        assert browser.post("/today/reach/new/", {**WAY, "once": "k"}).status_code == 302
    assert Way.objects.count() == 1


def test_a_worker_says_how_they_are_reached_and_looking_at_it_is_no_look(house):
    browser = house.client(house.ben)
    browser.post("/today/reach/new/", {"value": "508 555 0199", "may_text": "on"})
    assert "If I go quiet" not in browser.get("/today/reach/").content.decode()
    page = house.client(house.ada).get("/today/").content.decode()
    assert "tel:+15085550199" in page and "sms:+15085550199" in page
    assert not Look.objects.exists()


def test_another_ones_way_is_not_there(house):
    house.client(house.cleo).post("/today/reach/new/", WAY)
    way = Way.objects.get()
    for base in ("/today/reach/", f"/people/{house.ada.person}/reach/"):
        browser = house.client(house.ben if "people" in base else house.ada)
        assert browser.get(f"{base}{way.pk}/").status_code == 404
        assert browser.post(f"{base}{way.pk}/", WAY).status_code == 404
        assert browser.post(f"{base}{way.pk}/drop/").status_code == 404
    assert Way.objects.count() == 1
