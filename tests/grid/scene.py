"""A scene with one of everything, so that every address of the house can be asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from conftest import scene
from django.core.files.uploadedfile import SimpleUploadedFile

from trailside.consent import gate
from trailside.consent.actions import answers as answers_to_looks
from trailside.consent.actions import calls, grants
from trailside.consent.actions.grants import Wish
from trailside.consent.models import Signed
from trailside.consent.reads import who_looked
from trailside.consent.rules import GOALS, Kind, Reason
from trailside.encounters.actions import answers, meetings
from trailside.encounters.models import Sentence
from trailside.encounters.rules.meeting import Met, Told, Voice
from trailside.exchange.models import UploadedList
from trailside.files import actions as pictures
from trailside.files.tests.photos import photo
from trailside.journey.actions import keep_win, mark_day
from trailside.journey.rules.days import Day
from trailside.kit import clock
from trailside.ledger.viewer import Viewer
from trailside.measures.actions import check_ins, responses
from trailside.measures.rules.checkin import CheckInSaid
from trailside.measures.rules.instruments import instrument
from trailside.people.actions import invitations, staff, welcome
from trailside.people.models import Invitation, Organisation
from trailside.people.reads import viewers
from trailside.people.rules import Role
from trailside.plans.actions import goals, steps
from trailside.reach.actions import ways
from trailside.safety.actions import emergency, lines, mine
from trailside.safety.models import CrisisLine, OwnTool
from trailside.safety.models import Told as ToldSomeone
from trailside.team.actions import asks, handovers, planned, promises

LIST = "Name,Phone,Specialist\nEve Example,508-555-0122,Ben\n"


def everything(house: Any) -> dict[str, Any]:
    """One of everything about Ada, by the names that addresses use. Full notes are on, so that a wish can wait."""
    with scene():
        Organisation.objects.filter(pk=house.here.id).update(written="full_note")
    ada, ben, mo = house.ada, house.ben, house.mo
    hers, his = gate.mine(ada), gate.of(ben, ada.person, "plan")
    welcome.rename(hers, person=ada.person, name="Adanna Quillfeather")
    goal = goals.agree(his, person=ada.person, words="A place with my own door")
    step = steps.agree(his, person=ada.person, words="Call the office", goal=goal, sure=4)
    told = Told(sentences={Voice.SPECIALIST: "I saw you call.", Voice.NOTE: "We called the office."})
    met = Met(at=clock.now() - timedelta(hours=1), minutes=30)
    encounter = meetings.goodbye(his, person=ada.person, met=met, told=told, step=step)
    note = Sentence.objects.get(encounter=encounter, voice=Voice.NOTE)
    wish = answers.leave_out(hers, note)
    gse = instrument("gse-10")
    mine.add_words(hers, "tools", "I walk by the canal")
    mine.tell(hers, ben.person)
    calls.wish(hers, "Say it is Vera")
    lines.start(gate.house(mo, Role.MANAGER))
    invitations.invite(gate.house(mo, Role.MANAGER), name="Nia", roles=[Role.PEER_SPECIALIST])
    asked = asks.ask(hers, worker=ben.person)
    promised = promises.promise(his, person=ada.person, words="Bring the form")
    plan = planned.plan(his, person=ada.person, at=clock.now() + timedelta(days=1))
    return {
        "grant": _lets_gil_in(house),
        "form": Signed.objects.get().pk,
        "paper_form": "treatment",
        "person": ada.person,
        "who": ben.person,
        "to": ben.person,
        "worker": ben.person,
        "goal": goal.pk,
        "step": step.pk,
        "encounter": encounter.pk,
        "sentence": note.pk,
        "wish": wish.pk if wish else None,
        "check_in": check_ins.keep(hers, CheckInSaid(day=5)).pk,
        "response": responses.keep(hers, gse, "en", dict.fromkeys(gse.codes, 3)).pk,
        "mark": mark_day(hers, next(iter(Day))).pk,
        "answer": _said_no(house),
        "opening": _opened(house),
        "win": keep_win(hers, words="I called.").pk,
        "picture": pictures.keep(hers, photo(), "My dog").pk,
        "row": OwnTool.objects.get().pk,
        "told": ToldSomeone.objects.get().pk,
        "line": CrisisLine.objects.first().pk,  # type: ignore[union-attr]  # there are three
        "invitation": Invitation.objects.get().pk,
        "way": ways.keep_way(his, person=ada.person, value="508-555-0100").pk,
        "ask": asked.pk,
        "handover": _handed_there_and_back(house),
        "promise": promised.pk,
        "planned_id": plan.pk,
        "upload_id": _upload(house, mo),
        "bringing_id": None,
        "instrument": "gse-10",
        "at": 1,
        "passkey": 1,
        "provider_id": "nobody",
        "year": clock.now().year,
        "kind": "tools",
        "secret": "not-a-secret",
        "word": "name",
    }


def _lets_gil_in(house: Any) -> UUID:
    """Ada lets Gil see her goals, and he took the link up."""
    friend = staff.add(gate.house(house.mo), name="Gil", roles=[Role.LET_IN], sign_in="gil", password="p")
    house.gil = viewers.viewer_of(friend)
    wish = Wish(Kind.FRIEND, frozenset({GOALS}), Reason.BESIDE_ME, 30)
    grant, raw = grants.make(gate.mine(house.ada), wish, typed="Ada")
    grants.take_up(gate.mine(house.gil), raw, house.gil.person)
    return grant.pk


def _handed_there_and_back(house: Any) -> UUID:
    """Ben hands Ada on to Ruth, and Ruth hands her back: the second waits for Ada's answer."""
    ada, ben, ruth = house.ada.person, house.ben, house.ruth
    for one, other in ((ben, ruth), (ruth, ben)):
        sight = gate.of(one, ada, "handing")
        row = handovers.hand_over(sight, person=ada, before=one.person, after=other.person, together=False)
    return UUID(str(row.pk))


def _upload(house: Any, mo: Viewer) -> UUID:
    """A list that Mo has uploaded, through his browser."""
    file = SimpleUploadedFile("people.csv", LIST.encode(), content_type="text/csv")
    house.client(mo).post("/programme/import/", {"file": file, "called": "People of spring"})
    return UUID(str(UploadedList.objects.get().pk))


def _said_no(house: Any) -> UUID:
    """Ada's no to a look of Ben's, which waits for Pia."""
    house.client(house.ben).get(f"/people/{house.ada.person}/")
    browser = house.client(house.ada)
    month = browser.get("/my-record/who-looked/").context["month"]
    line = next(one for one in who_looked(gate.mine(house.ada), month.since, month.until) if one.purpose == "plan")
    return answers_to_looks.say(gate.mine(house.ada), line, month.code, right=False).pk


def _opened(house: Any) -> UUID:
    """Mina, on call, opened Ada's plan in an emergency."""
    emergency.set_on_call(gate.house(house.mo, Role.MANAGER), [house.mina.person])
    sight = gate.to_open(house.mina, house.ada.person)
    return emergency.open_plan(sight, house.ada.person, reason="She did not answer").pk
