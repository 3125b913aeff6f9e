"""A hard day is on the specialist's desk only when its person tapped the name."""

from trailside.consent import gate
from trailside.journey import actions
from trailside.journey.rules.days import Day
from trailside.team.reads import desk


def test_shared_with_me_stands_on_my_desk_and_a_coming_back_does_not(house):
    sight = gate.mine(house.ada)
    used = actions.mark_day(sight, Day.USED, words="I was at Mike's.")
    back = actions.mark_day(sight, Day.BACK)
    assert desk.today(gate.my_people(house.ben)).shared == []
    for mark in (used, back):
        actions.share_day(sight, mark.pk, with_person=house.ben.person)
    assert [line.what.word for line in desk.today(gate.my_people(house.ben)).shared] == ["I was at Mike's."]
    page = house.client(house.ben).get("/desk/").content.decode()
    assert "Shared a hard day with you" in page
    assert "I was at Mike" in page
