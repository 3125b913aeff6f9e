"""Everything that these pages know of me goes along when I take it with me."""

from trailside.consent import gate
from trailside.ledger import record
from trailside.measures import privacy
from trailside.measures.actions import check_ins, responses
from trailside.measures.rules.checkin import CheckInSaid
from trailside.measures.rules.instruments import instrument


def test_check_ins_and_every_single_answer_go_along(house):
    sight, gse = gate.mine(house.ada), instrument("gse-10")
    row = check_ins.keep(sight, CheckInSaid(day=6, word="Rain, and I went anyway."))
    check_ins.share(sight, row.pk, with_person=house.ben.person)
    responses.keep(sight, gse, "en", {**dict.fromkeys(gse.codes, 3), "gse10": None})
    checked, answered = privacy.export(gate.mine(house.ada))
    assert (checked.lines[0].words, checked.lines[0].coded["day"], checked.lines[0].coded["shared"]) == (
        "Rain, and I went anyway.",
        6,
        True,
    )
    assert (answered.lines[0].coded["gse01"], answered.lines[0].coded["gse10"]) == (3, None)
    assert answered.lines[0].coded["sum"] == 30
    assert {"measures.check_ins", "measures.sentences"} <= {part.key for part in record.sections(sight)}


def test_of_somebody_else_nothing_goes_along(house):
    check_ins.keep(gate.mine(house.ada), CheckInSaid(day=6))
    assert not [part for part in privacy.export(gate.mine(house.cleo)) if part.lines]
