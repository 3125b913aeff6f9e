"""Two answers tapped at nearly the same moment are both there, on either database."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connections

from trailside.consent import gate
from trailside.ledger import wall
from trailside.measures.actions import responses
from trailside.measures.reads import responses as reads
from trailside.measures.rules.instruments import instrument


@pytest.mark.django_db(transaction=True, databases=["default", "vault"])
def test_two_answers_put_by_at_once_are_both_kept(house, monkeypatch):
    one, sight, together = instrument("gse-10"), gate.mine(house.ada), Barrier(2)
    codes = one.codes[:2]
    begun = reads.begun

    def slowly(sight, one):
        found = begun(sight, one)
        together_once()
        return found

    def together_once():
        try:
            together.wait(0.5)  # both have read before either writes, where nothing holds them apart
        except Exception:  # the other one is held: that is what is wanted
            return

    monkeypatch.setattr(reads, "begun", slowly)

    def tap(code):
        try:
            with wall.of(house.here.id):
                responses.put_by(gate.mine(house.ada), one, "en", {code: 3})
        finally:
            connections.close_all()

    taps = [Thread(target=tap, args=(code,)) for code in codes]
    for thread in taps:
        thread.start()
    for thread in taps:
        thread.join(20)
    kept = begun(sight, one)
    assert kept is not None and set(kept.answers) == set(codes)
