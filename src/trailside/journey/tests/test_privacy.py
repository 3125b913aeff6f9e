"""Wins and marked days go along when I take everything with me."""

from django.utils.timezone import now

from trailside.consent import gate
from trailside.journey import actions, privacy
from trailside.journey.rules.days import Day


def test_wins_and_days_go_along_with_their_words(house):
    sight = gate.mine(house.ada)
    actions.keep_win(sight, words="I called.", source="was-told")
    mark = actions.mark_day(sight, Day.USED, words="I was at Mike's.")
    actions.share_day(sight, mark.pk, with_person=house.ben.person)
    wins, days = privacy.export(gate.mine(house.ada))
    assert (wins.lines[0].words, wins.lines[0].coded["source"]) == ("I called.", "was-told")
    assert (days.lines[0].words, days.lines[0].coded) == ("I was at Mike's.", {"kind": "used", "shared": True})
    assert days.lines[0].at and days.lines[0].at <= now()


def test_of_somebody_else_nothing_goes_along(house):
    actions.mark_day(gate.mine(house.ada), Day.HARD)
    assert not [part for part in privacy.export(gate.mine(house.cleo)) if part.lines]
