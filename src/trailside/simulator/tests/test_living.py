"""Made-up lives go through the same actions as real ones, in batches; what a batch does differently is held here."""

from datetime import UTC, datetime, timedelta

import pytest

from trailside.consent import gate, rules
from trailside.encounters.models import Encounter, Sentence
from trailside.encounters.reads import meetings
from trailside.kit import clock
from trailside.ledger.acting import batch
from trailside.ledger.models import Entry, Look
from trailside.ledger.proof import bind_all, verify
from trailside.measures.models import CheckIn
from trailside.people.models import Person
from trailside.plans.models import Goal, Step
from trailside.plans.reads import goals
from trailside.simulator.actions import living, programmes
from trailside.simulator.rules.calibration import CALIBRATION, TRUTH
from trailside.simulator.rules.life import Kind, life

UNTIL = datetime(2026, 6, 1, 12, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=700)


def told(number, workers):
    return life(number, seed=3, since=SINCE, until=UNTIL, workers=workers, how=CALIBRATION, truth=TRUTH, intensity=4.0)


@pytest.fixture
def programme(house):
    plan = programmes.Plan("Nowhere Peers", "Nowhere", 2, SINCE - timedelta(days=1), 3)
    return programmes.found(plan)


@pytest.fixture
def lived(programme):
    lives = [told(number, 2) for number in range(12)]
    living.live(programme, lives)
    return lives


def here(programme, table):
    return table.objects.filter(organisation_id=programme.organisation.id)


def test_everything_that_happened_is_there(programme, lived):
    happened = [event.kind for one in lived for event in one.events]
    assert here(programme, Encounter).count() == happened.count(Kind.MEETING) > 0
    assert here(programme, CheckIn).count() == happened.count(Kind.CHECK_IN) > 0
    assert here(programme, Look).count() == happened.count(Kind.MEETING)
    assert here(programme, Sentence).count() % 2 == 0
    assert here(programme, Entry).filter(verb="people.welcomed").count() == len(lived)


def test_what_was_said_can_be_read_by_who_may(programme, lived):
    row = here(programme, Goal)[0]
    specialist = next(
        one
        for one in programme.specialists
        if here(programme, Encounter).filter(by_id=one.person, person=row.person_id)
    )
    sight = gate.machine(specialist, {row.person_id: rules.OF_SPECIALIST}, "test")
    assert all(goal.words for goal in goals.plan_of(sight, row.person_id).goals)
    assert str(row.words.read(sight))


def test_it_happened_when_it_happened(programme, lived):
    begun = sorted(one.began.astimezone(UTC) for one in lived)
    welcomed = here(programme, Entry).filter(verb="people.welcomed").order_by("at").values_list("at", flat=True)
    assert list(welcomed) == begun
    assert not here(programme, Encounter).filter(met_at__gt=UNTIL).exists()


def test_a_changed_row_is_written_changed(programme, lived):
    ended = here(programme, Step).exclude(ended_at=None)
    assert ended.exists()
    assert all(step.version >= 1 for step in ended)


def test_the_ledger_holds(programme, lived):
    bind_all()
    assert verify().problems == []


def test_a_batch_asks_the_programme_once_and_forgets_with_it(programme, django_assert_num_queries):
    viewer = programme.specialists[0]
    with batch(), django_assert_num_queries(1):
        assert meetings.written_at_most(viewer) == meetings.written_at_most(viewer)
    with django_assert_num_queries(2):
        meetings.written_at_most(viewer)
        meetings.written_at_most(viewer)


def test_nothing_of_a_batch_that_fails_is_there(programme):
    before = Person.objects.count()
    clock.set_standing(UNTIL)
    try:
        with pytest.raises(ZeroDivisionError), batch():
            living._begin(programme, told(1, 2))
            raise ZeroDivisionError
    finally:
        clock.set_standing(None)
    assert Person.objects.count() == before
