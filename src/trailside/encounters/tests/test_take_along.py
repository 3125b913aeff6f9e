"""What goes along when Ada takes everything with her."""

from trailside.consent import gate
from trailside.encounters import privacy
from trailside.encounters.actions import answers
from trailside.encounters.actions.meetings import goodbye
from trailside.encounters.reads import written
from trailside.encounters.rules.meeting import Answer, Met, Told, Voice
from trailside.kit import clock


def test_what_we_wrote_goes_along_and_what_was_left_out_does_not(house):
    told = Told(sentences={Voice.PARTICIPANT: "I was not late", Voice.SPECIALIST: "She was late"})
    sight = gate.of(house.ben, house.ada.person, "meeting")
    meeting = goodbye(sight, person=house.ada.person, met=Met(at=clock.now(), place="Library"), told=told)
    own = gate.mine(house.ada)
    shown = written.one(own, meeting.pk)
    answers.leave_out(own, written.sentence_row(own, meeting.pk, shown.sentences[1].id))
    answers.answer(own, meeting, answer=Answer.HOW_IT_WAS)
    (section,) = privacy.export(own)
    words = [line.words for line in section.lines]
    assert words == ["Library", "I was not late", "", ""]
    assert section.lines[0].by == house.ben.person
    assert not any(section.lines for section in privacy.export(gate.mine(house.cleo)))
