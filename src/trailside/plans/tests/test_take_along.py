"""What goes along when Ada takes everything with her."""

from trailside.consent import gate
from trailside.plans import privacy
from trailside.plans.actions import goals, steps


def test_goals_and_steps_go_along_whole(house):
    sight = gate.mine(house.ada)
    goal = goals.agree(sight, person=house.ada.person, words="A door", why="Quiet")
    step = steps.agree(sight, person=house.ada.person, goal=goal, words="Call", sure=4)
    steps.complete(sight, step, strength="did-it", words="Before coffee")
    wanted, taken = privacy.export(sight)
    assert [line.words for line in wanted.lines] == ["A door", "Quiet"]
    (line,) = taken.lines
    assert line.words == "Call. Before coffee"
    assert (line.coded["sure"], line.coded["strength"]) == (4, "did-it")


def test_nothing_of_anybody_else_goes_along(house):
    goals.agree(gate.mine(house.cleo), person=house.cleo.person, words="Peace")
    assert not any(section.lines for section in privacy.export(gate.mine(house.ada)))
