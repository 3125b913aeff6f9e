"""Whose pages are measured: the specialist whose people are nearest to 25, and of those the one with about 100 lines.

Prints ids and sessions as JSON: so that two sizes of data show pages with about the same on them. The participant gets
a card first. ``python -m bench.beside.signed_in``
"""

from __future__ import annotations

import importlib
import json
import time

import django

PEOPLE, LINES = 25, 100


def main() -> None:
    """Choose, sign in, and say so."""
    django.setup()
    models = importlib.import_module("trailside.people.models")
    signing_in = importlib.import_module("trailside.people.actions.signing_in")
    viewers = importlib.import_module("trailside.people.reads.viewers")
    gate = importlib.import_module("trailside.consent.gate")
    rules = importlib.import_module("trailside.consent.rules")
    looks = importlib.import_module("trailside.ledger.looks")
    founding = importlib.import_module("trailside.people.actions.founding")
    count = importlib.import_module("django.db.models").Count
    entries = importlib.import_module("trailside.ledger.models").Entry.objects
    encounters = importlib.import_module("trailside.encounters.models").Encounter.objects

    walks = models.SupportRelationship.objects.filter(until=None)
    walked = walks.values("specialist_id").annotate(people=count("id"))
    specialist = min(walked, key=lambda one: (abs(one["people"] - PEOPLE), str(one["specialist_id"])))
    people = list(walks.filter(specialist_id=specialist["specialist_id"]).values_list("participant_id", flat=True))
    met = set(encounters.filter(person_id__in=people).values_list("person_id", flat=True))
    english = set(models.Person.objects.filter(pk__in=met, language="en").values_list("pk", flat=True))
    lines = {
        one["about"]: one["n"] for one in entries.filter(about__in=english).values("about").annotate(n=count("id"))
    }
    person = min(lines, key=lambda one: (abs(lines[one] - LINES), str(one)))
    worker = models.Person.objects.get(pk=specialist["specialist_id"])
    here = worker.organisation_id
    supervisor = models.Supervision.objects.get(specialist_id=worker.pk, until=None).supervisor_id
    manager = models.PersonRole.objects.filter(organisation_id=here, role="manager", until=None)[0].person_id
    machine = founding.machine("bench", here)
    with looks.kept():
        signing_in.give_card(gate.machine(machine, {person: rules.EVERYTHING}, "bench"), person, pin="2580")
    roles = {"participant": person, "specialist": worker.pk, "supervisor": supervisor, "manager": manager}
    sessions = {}
    for role, one in roles.items():
        client = importlib.import_module("django.test").Client()
        account = models.Account.objects.get(pk=viewers.viewer_by_id(one).account)
        client.force_login(account)
        session = client.session  # as after signing in with everything that is asked (people.proofs)
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "two": True}]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
        sessions[role] = client.cookies["here"].value
    said = {"person": str(person), "sessions": sessions, "people": specialist["people"], "lines": lines[person]}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
