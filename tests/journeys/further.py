"""Whoever the demo has no account for: its officer, a phone that shows dates, a new colleague, one with a second step.

python -m tests.journeys.further SLUG: made in the demo's programme; the accounts are printed as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
from types import SimpleNamespace
from typing import Any

import django

PASSWORD = "four words in a row"
PLAIN = "7391"
Account = dict[str, str]


class Scene:
    """A demo's first programme, and a second one that is no demo: there two things are asked of whoever works."""

    def __init__(self, slug: str) -> None:
        self.programmes = self._room("simulator.actions.programmes")
        self.staff, self.founding = self._room("people.actions.staff"), self._room("people.actions.founding")
        self.viewers, self.gate = self._room("people.reads.viewers"), self._room("consent.gate")
        self.rules = self._room("people.rules")
        self.here = self.programmes.existing(slug)
        self.accounts: list[Account] = []

    @staticmethod
    def _room(name: str) -> Any:
        return importlib.import_module(f"trailside.{name}")

    def employ(self, organisation: Any, role: str, name: str, *roles: str) -> Any:
        """Someone who works in a programme; their account is one of those printed. Returns their Viewer."""
        machine = self.founding.machine("scene", organisation.pk)
        sight = self.gate.machine(machine, {}, "scene")
        sign_in = f"{role}@{organisation.slug}"
        held = [self.rules.Role(one) for one in roles]
        person = self.staff.add(sight, name=name, roles=held, sign_in=sign_in, password=PASSWORD)
        self._account(organisation, role, name, name=sign_in, password=PASSWORD)
        return self.viewers.viewer_of(person)

    def _account(self, organisation: Any, role: str, who: str, **signs_in: str) -> None:
        said = {"organisation": organisation.name, "slug": organisation.slug, "role": role, "who": who}
        self.accounts.append(said | {"opens": "/"} | signs_in)

    def officers(self) -> None:
        """Someone who looks after privacy, reads counts and calls; someone to be called; an opening to look into."""
        self.employ(self.here.organisation, "officer", "Priya", "privacy_officer", "evaluator", "volunteer_caller")
        mina, manager = self.here.supervisors[0], self.here.manager
        emergency, calls = self._room("safety.actions.emergency"), self._room("consent.actions.calls")
        emergency.set_on_call(self.gate.house(manager, self.rules.Role.MANAGER), [mina.person])
        for person in self.walking()[1:3]:
            calls.wish(self.gate.mine(self.viewers.viewer_by_id(person)), "Say it is Rosa.")
            emergency.open_plan(self.gate.to_open(mina, person), person, reason="Not answering, the door is shut.")

    def ada(self) -> None:
        """A picture that helps; a look that was not all right with her."""
        me = self.gate.mine(self.viewers.viewer_by_id(self.walking()[0]))
        photo = self._room("files.tests.photos").photo(size=(800, 600))
        self._room("files.actions").keep(me, photo, "The river in the morning")
        now = self._room("kit.clock").now()
        look = SimpleNamespace(who=self.here.specialists[0].person, purpose="plan", on_a_list=False, last=now)
        self._room("consent.actions.answers").say(me, look, f"{now:%Y-%m}", right=False)

    def walking(self) -> list[Any]:
        """The people of the programme's first specialist."""
        return list(self._room("people.reads.relations").people_with(self.here.specialists[0].person))

    def plain(self, account: Account) -> None:
        """The second PIN of a participant who has a card."""
        models = self._room("people.models")
        tokens = self._room("people.authentication")
        code = self.rules.plain_card_code(account["card"])
        card = models.Account.objects.get(name_token=tokens.card_token(code), is_card=True)
        me = self.viewers.viewers_of(card)[0]
        self._room("consent.actions.plain").set_pin(self.gate.mine(me), card, PLAIN)
        self._account(self.here.organisation, "plain", "plain", card=account["card"], pin=PLAIN)

    def colleagues(self) -> None:
        """In a programme that is no demo: one who has no second step yet, one who is asked for it."""
        house = self.founding.found("River House", place="Springfield, Massachusetts")
        self.employ(house, "newcomer", "Noor", "peer_specialist")
        second = self.employ(house, "half_way", "Hal", "peer_specialist", "supervisor")
        steps, totp = self._room("people.actions.second"), importlib.import_module("allauth.mfa.totp.internal.auth")
        account = self._room("people.models").Person.objects.get(pk=second.person).account
        sealed = steps.new_secret()
        secret = steps.opened(sealed)
        code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
        steps.turn_on(self.gate.mine(second), account, sealed, code)


def main(slug: str) -> None:
    """Make them, and say so as JSON."""
    django.setup()
    looks, wall = (importlib.import_module(f"trailside.ledger.{name}") for name in ("looks", "wall"))
    demo = importlib.import_module("trailside.simulator.actions.demo")
    with wall.every("test scene"), looks.kept():
        scene = Scene(slug)
        cards = [one for one in demo.accounts() if one["slug"] == slug and "card" in one]
        scene.officers()
        scene.ada()
        scene.plain(cards[-1])
        scene.colleagues()
    print(json.dumps(scene.accounts))


if __name__ == "__main__":
    main(sys.argv[1])
