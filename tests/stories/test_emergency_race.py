"""Mina opens Ada's plan in an emergency while Ada shuts her out, at the same moment: never wins, on both databases."""

from __future__ import annotations

import threading

import pytest
from conftest import scene
from django.db import connections

from trailside.consent import gate
from trailside.consent.actions import let_in, shut_out
from trailside.consent.models import Never, Opening
from trailside.kit.errors import NotThere
from trailside.ledger import looks, wall
from trailside.ledger.models import Entry
from trailside.people.rules import Role
from trailside.safety.actions import emergency

ROUNDS = 12


def at_once(*deeds):
    """Each deed in a thread of its own with a connection of its own, let go together; what they raised but NotThere."""
    gate_opens, raised = threading.Barrier(len(deeds)), []

    def do(deed):
        try:
            gate_opens.wait()
            with scene(), looks.kept():
                deed()
        except NotThere:
            pass
        except BaseException as error:  # told below, in the test's own thread
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return raised


@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
def test_never_wins(house):
    ada, mina = house.ada, house.mina
    emergency.set_on_call(gate.house(house.mo, Role.MANAGER), [mina.person])

    def opens():
        with wall.of(house.here.id):
            emergency.open_plan(gate.to_open(mina, ada.person), ada.person, reason="She does not answer")

    def shuts_out():
        with wall.of(house.here.id):
            shut_out(gate.mine(ada), mina.person)

    for _ in range(ROUNDS):
        assert at_once(opens, opens, shuts_out) == []
        with wall.of(house.here.id):
            assert Never.objects.count() == 1
            last = Entry.objects.filter(verb__in=["safety.emergency_opened", "consent.shut_out"]).order_by("-id")
            assert last[0].verb == "consent.shut_out", "opened after she had shut Mina out"
            for opening in Opening.objects.all():
                with pytest.raises(NotThere):
                    gate.opened(mina, opening.pk)
            with pytest.raises(NotThere):
                gate.to_open(mina, ada.person)
            let_in(gate.mine(ada), mina.person)
