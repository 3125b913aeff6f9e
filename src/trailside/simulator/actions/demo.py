"""Two made-up programmes to look around in, with accounts whose passwords are printed. Only for databases marked so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from trailside.consent import gate, rules
from trailside.kit import clock
from trailside.ledger.looks import kept
from trailside.ledger.proof import bind_all
from trailside.people.actions import signing_in
from trailside.people.models import Organisation
from trailside.people.reads import names, relations
from trailside.people.rules import Role, shown_card_code
from trailside.simulator.actions import living, programmes, touches
from trailside.simulator.actions.programmes import DEMO_PASSWORD, MACHINE, Plan, Programme
from trailside.simulator.rules.calibration import CALIBRATION, TRUTH
from trailside.simulator.rules.life import Kind, Life, life

SEED = 20261120
MONTHS = 14
PARTICIPANTS = 48
PIN = "2580"
CARDS = 3  # participants of each programme who have a card
PLACES = (
    (
        "Elm Street Peers",
        "Worcester, Massachusetts",
        {Role.MANAGER: ["Mo Delgado"], Role.SUPERVISOR: ["Mina Reyes"], Role.PEER_SPECIALIST: ["Ben Okafor"]},
        "Ada",
    ),
    (
        "Harbor Recovery",
        "New Bedford, Massachusetts",
        {Role.MANAGER: ["Inês Cabral"], Role.SUPERVISOR: ["Dov Kessler"], Role.PEER_SPECIALIST: ["Luz Tavares"]},
        "Paz",
    ),
)
# More like a busy specialist's people than like all who ever came by: a demo is to be looked at.
LIVELY = replace(CALIBRATION, share_meeting=0.85, share_checking_in=0.7, engagement_mean=330.0, engagement_sd=240.0)


def _lives(until: datetime, workers: int, seed: int, first_name: str) -> Iterator[Life]:
    since = until - timedelta(days=30.44 * MONTHS)
    number, given = 0, 0
    while given < PARTICIPANTS:
        one = life(number, seed=seed, since=since, until=until, workers=workers, how=LIVELY, truth=TRUTH)
        number += 1
        if given == 0 and not _is_a_story(one, until):
            continue
        yield replace(one, name=first_name, worker=0, language="en") if given == 0 else one
        given += 1


def _is_a_story(one: Life, until: datetime) -> bool:
    """Whether a life shows something of everything: meetings, check-ins, two times of ten sentences, still here."""
    count = {kind: sum(event.kind is kind for event in one.events) for kind in Kind}
    return (
        one.language == "en"
        and one.ends > until
        and count[Kind.MEETING] >= 5
        and count[Kind.CHECK_IN] >= 6
        and count[Kind.SENTENCES] >= 2
    )


def _cards(programme: Programme) -> list[dict[str, Any]]:
    """Cards with a PIN for the first participants who are still here."""
    specialist = programme.specialists[0]
    found = []
    for person in relations.people_with(specialist.person)[:CARDS]:
        sight = gate.machine(specialist, {person: rules.OF_SPECIALIST}, MACHINE)
        code = signing_in.give_card(sight, person, pin=PIN)
        found.append(
            _account(
                programme,
                Role.PARTICIPANT,
                str(names.name(sight, person)),
                "/today/",
                card=shown_card_code(code),
                pin=PIN,
            )
        )
    return found


def _account(programme: Programme, role: Role, who: str, opens: str, **signs_in: str) -> dict[str, Any]:
    organisation = programme.organisation
    return {
        "organisation": organisation.name,
        "slug": organisation.slug,
        "role": role.value,
        "who": who,
        "opens": opens,
    } | signs_in


def _workers(programme: Programme) -> list[dict[str, Any]]:
    slug = programme.organisation.slug
    people = relations.people_with(programme.specialists[0].person)
    record = f"/people/{people[0]}/" if people else "/people/"
    rows: list[tuple[Role, str, UUID, str]] = [
        (Role.MANAGER, "manager-1", programme.manager.person, "/programme/"),
        (Role.SUPERVISOR, "supervisor-1", programme.supervisors[0].person, record),
        (Role.PEER_SPECIALIST, "specialist-1", programme.specialists[0].person, record),
    ]
    sight = gate.machine(programme.manager, {}, MACHINE)
    called = names.names(sight, [person for _role, _name, person, _opens in rows])
    return [
        _account(programme, role, str(called[person]), opens, name=f"{name}@{slug}", password=DEMO_PASSWORD)
        for role, name, person, opens in rows
    ]


def make() -> list[dict[str, Any]]:
    """Make the two programmes and keep the list of their accounts beside the data. Returns the list."""
    until, accounts = clock.now(), list[dict[str, Any]]()
    for number, (name, place, people, first) in enumerate(PLACES):
        since = until - timedelta(days=30.44 * MONTHS + 1)
        plan = Plan(name, place, 3, since, SEED + number, is_demo=True, password=DEMO_PASSWORD, names=people)
        programme = programmes.found(plan)
        living.live(programme, _lives(until, len(programme.specialists), SEED + number, first))
        with kept():
            touches.touch(programme)
            accounts += _workers(programme) + _cards(programme)
    bind_all()
    path = _list()
    path.write_text(json.dumps(accounts, ensure_ascii=False, indent=2))
    path.chmod(0o600)
    return accounts


def _list() -> Path:
    return Path(settings.TRAILSIDE_DATA) / "demo.json"


def accounts() -> list[dict[str, Any]]:
    """The accounts of the demo; none when no organisation here is a demo."""
    if not Organisation.objects.filter(is_demo=True).exists() or not _list().exists():
        return []
    return list(json.loads(_list().read_text()))
