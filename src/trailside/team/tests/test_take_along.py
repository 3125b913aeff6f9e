"""What goes along when Ada takes everything with her."""

from datetime import timedelta

from trailside.consent import gate
from trailside.kit import clock
from trailside.team import privacy
from trailside.team.actions import asks, planned, promises


def test_asks_promises_and_plans_go_along_whole(house):
    own, bens = gate.mine(house.ada), gate.of(house.ben, house.ada.person, "desk")
    asks.ask(own, worker=house.ben.person, words="Call me")
    promises.promise(bens, person=house.ada.person, words="I bring the form")
    planned.plan(bens, person=house.ada.person, at=clock.now() + timedelta(days=1), place="Library")
    words = [line.words for section in privacy.export(own) for line in section.lines]
    assert words == ["Call me", "I bring the form", "Library"]
    assert not [line for section in privacy.export(gate.mine(house.cleo)) for line in section.lines]
