"""A question asked by its shape is the one that Django would have asked, and gives what Django would have given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from conftest import Cast, scene
from django.db import connection, models
from django.db.models import Count, F, Max, OuterRef, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from trailside.encounters.models import Encounter, Sentence
from trailside.journey.models import DayMark, SharedDay
from trailside.kit import known, questions
from trailside.kit.questions import Exists, Questions
from trailside.ledger.models import Entry, Look
from trailside.people.models import Account, Episode, Organisation, Person, PersonRole, SupportRelationship
from trailside.plans.models import Goal, Step

Asked = list[tuple[str, tuple[Any, ...]]]
Question = Callable[[Any], Any]


@contextmanager
def listening() -> Iterator[Asked]:
    """Every SQL that is executed inside, with its parameters."""
    heard: Asked = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield heard


def plain(found: Any) -> Any:
    """Rows as everything that is in them, to compare."""
    if isinstance(found, models.Model):
        own = {name: value for name, value in found.__dict__.items() if name != "_state"}
        return type(found), own, {name: plain(one) for name, one in found._state.fields_cache.items()}
    return [plain(one) for one in found] if isinstance(found, list) else found


def answered(ask: Question, objects: Any) -> tuple[Any, Asked]:
    with listening() as heard:
        found = ask(objects)
        found = list(found) if isinstance(found, models.QuerySet) else found
    return plain(found), heard


def agree(table: type[models.Model], ask: Question, *, same_sql: bool = True) -> None:
    """Ask Django, then by shape (twice: learning and knowing); answers, SQL and parameters are the same."""
    expected, django = answered(ask, models.QuerySet(table))
    for _time in range(2):
        found, heard = answered(ask, Questions.about(table, None, {}))
        assert found == expected
        if same_sql:
            assert heard == django


SHAPES: list[tuple[type[models.Model], Question]] = [
    (Goal, lambda all: all.filter(state="open").order_by("-agreed_at")),
    (Step, lambda all: all.filter(state__in=["open", "done"], goal=None).order_by("-agreed_at")[:3]),
    (Person, lambda all: all.filter(language="en").only("id", "name").order_by("pk")),
    (PersonRole, lambda all: all.filter(until=None).order_by("pk").values_list("role", flat=True)),
    (PersonRole, lambda all: all.order_by("pk").values_list("person_id", "person__language", "role", "since")),
    (PersonRole, lambda all: all.filter(role="manager").values("person_id", "since").order_by("since", "pk")),
    (SupportRelationship, lambda all: all.select_related("participant", "specialist").order_by("pk")),
    (Encounter, lambda all: all.values("person_id").order_by("person_id").annotate(last=Max("met_at"))),
    (Encounter, lambda all: all.values("person_id").annotate(last=Max("met_at")).values_list("person_id", "last")),
    (Encounter, lambda all: all.values("person_id").order_by("person_id").annotate(times=Count("pk"))),
    (Look, lambda all: all.exclude(viewer=UUID(int=3)).order_by("-id")),
    (Entry, lambda all: all.exclude(about=UUID(int=3)).order_by("-id")[:10]),
    (Episode, lambda all: all.exclude(state="ended").order_by("pk").first()),
    (Episode, lambda all: all.first()),
    (Episode, lambda all: all.filter(state="nothing").first()),
    (Episode, lambda all: all.filter(state="walking").exists()),
    (Episode, lambda all: all.filter(state="nothing").exists()),
    (Episode, lambda all: all.filter(state__in=[]).exists()),
    (Episode, lambda all: all.exclude(state="walking").count()),
    (Episode, lambda all: all.filter(pk__in=[]).count()),
    (Episode, lambda all: all.order_by("pk")[:2].count()),
    (Organisation, lambda all: all.order_by("name")),
    (Organisation, lambda all: all.exclude(pk__in=[]).order_by("pk")),
    (Account, lambda all: all.filter(is_active=True).order_by("pk").defer("password")),
    (Episode, lambda all: all.filter(Q(state="walking") | Q(state="ended", ended_at=None)).order_by("pk")),
    (Episode, lambda all: all.filter(~Q(state="walking"), ending="").order_by("pk")),
    (Person, lambda all: all.filter(Exists(PersonRole.objects.filter(person_id=OuterRef("pk")))).order_by("pk")),
    (
        Person,
        lambda all: (
            all.annotate(works=Exists(PersonRole.objects.filter(person=OuterRef("pk"), role__in=["manager"])))
            .order_by("pk")
            .values("pk", "works")
        ),
    ),
    # without a shape: Django's own
    (Person, lambda all: all.filter(~models.Exists(PersonRole.objects.filter(person=OuterRef("pk")))).order_by("pk")),
    (Episode, lambda all: all.filter(began_at=F("welcomed_at")).order_by("pk")),
    (Organisation, lambda all: all.filter(name__startswith="Elm")),
    (Episode, lambda all: all.filter(began_at__year=2026).order_by("pk")),
    (Entry, lambda all: all.filter(pk=2**40)),
    (Episode, lambda all: all.aggregate(last=Max("began_at"))),
    (Organisation, lambda all: all.order_by("name").iterator().__next__()),
    (Organisation, lambda all: all.order_by("name")[1]),
    (Organisation, lambda all: all.order_by("name")[:2].values_list("name", flat=True)),
]


@pytest.mark.parametrize("number", range(len(SHAPES)))
def test_asks_what_django_asks(house: Cast, number: int) -> None:
    agree(*SHAPES[number])


def test_a_question_inside_a_question(house: Cast) -> None:
    def ask(all: Any) -> Any:
        walks = models.QuerySet(SupportRelationship) if type(all) is models.QuerySet else SupportRelationship.objects
        inner = walks.filter(specialist_id=house.ben.person, until=None)
        return all.filter(pk__in=inner.values("participant_id")).exclude(pk=house.mo.person).order_by("pk")

    agree(Person, ask)
    assert [one.pk for one in ask(Person.objects.all())] == [house.ada.person]


def test_a_row_stands_for_its_id(house: Cast) -> None:
    ben = Person.objects.get(pk=house.ben.person)
    agree(PersonRole, lambda all: all.filter(person=ben).order_by("pk"))
    agree(PersonRole, lambda all: all.filter(person__in=[ben]).order_by("pk"))


moments = some.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=some.just(UTC))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(who=some.uuids(), state=some.text(max_size=30).filter(lambda text: "\0" not in text), since=moments)
def test_whatever_the_values(house: Cast, who: UUID, state: str, since: datetime) -> None:
    agree(Goal, lambda all: all.filter(person_id=who, state=state, agreed_at__gte=since).order_by("-agreed_at"))
    agree(Look, lambda all: all.filter(about=who, at__gt=since, at__lt=since).exclude(purpose=state).order_by("-id"))
    agree(Entry, lambda all: all.filter(verb=state, by=who).exists())
    agree(SharedDay, lambda all: all.filter(mark__at__lte=since, with_person_id=who).select_related("mark"))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ids=some.lists(some.uuids() | some.none(), max_size=40), on=some.dates(date(1, 1, 1)), number=some.integers())
def test_whatever_the_list(house: Cast, ids: list[UUID | None], on: date, number: int) -> None:
    everyone = [house.ada.person, *ids, house.ben.person]
    for people in (ids, everyone, set(everyone), tuple(everyone)):
        agree(Person, lambda all, people=people: all.filter(pk__in=people).order_by("pk"), same_sql=False)
        agree(Person, lambda all, people=people: all.exclude(pk__in=people).order_by("pk"), same_sql=False)
    agree(DayMark, lambda all: all.filter(on__gte=on).order_by("on", "at"))
    agree(Goal, lambda all: all.filter(version=number), same_sql=True)


def test_all_kinds_of_columns_come_back_as_django_gives_them(house: Cast) -> None:
    with scene():
        person = Person.objects.get(pk=house.ada.person)
        DayMark(
            organisation_id=person.organisation_id,
            person=person,
            at=datetime(2026, 1, 2, tzinfo=UTC),
            on=date(2026, 1, 1),
        ).save(force_insert=True)
    for table in (DayMark, Person, Account, Organisation, Episode, PersonRole, Entry, Look):
        agree(table, lambda all: all.order_by("pk"))


def test_one_is_got_or_said_to_be_none_or_several(house: Cast) -> None:
    assert Person.objects.get(pk=house.ada.person).pk == house.ada.person
    with pytest.raises(Person.DoesNotExist):
        Person.objects.get(pk=UUID(int=1))
    with pytest.raises(Person.MultipleObjectsReturned):
        Person.objects.filter(organisation_id=house.ada.organisation).get()


def test_writing_and_counting_go_through_django(house: Cast) -> None:
    with scene():
        assert Person.objects.filter(pk=house.ada.person).update(language="es") == 1
        assert Person.objects.filter(pk__in=[house.ada.person], language="es").count() == 1
        assert PersonRole.objects.filter(person_id=house.mo.person).delete()[0] == 1


def test_a_question_that_was_answered_is_not_asked_again(house: Cast) -> None:
    with listening() as heard:
        people = Person.objects.filter(organisation_id=house.ada.organisation)
        assert len(people) == len(list(people)) == people.count()
        assert people.exists() and people[0] == next(iter(people))
    assert len(heard) == 1 and people._steps is not None


def test_what_is_asked_often_is_learned_once(house: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    list(Sentence.objects.filter(person_id=house.ada.person, voice="participant"))
    monkeypatch.setattr(known, "_learned", lambda *args: pytest.fail("learned again"))
    for viewer in (house.ada, house.ben, house.cleo):
        list(Sentence.objects.filter(person_id=viewer.person, voice="together"))


def test_a_list_that_can_be_walked_once_only_is_not_lost(house: Cast) -> None:
    many = [house.ada.person, *(UUID(int=number) for number in range(questions.MOST + 1))]
    assert Person.objects.filter(pk__in=iter(many)).count() == 1
    assert Person.objects.filter(pk__in=iter(many[:1]), organisation_id=F("organisation_id")).count() == 1


def test_of_two_conditions_on_one_name_both_hold(house: Cast) -> None:
    agree(Person, lambda all: all.filter(("pk", house.ada.person), pk=house.ben.person))
    agree(Person, lambda all: all.filter(("pk", house.ada.person), ("pk", house.ben.person)))


def test_long_lists_and_forgetting_what_is_known(house: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [*(UUID(int=number) for number in range(questions.MOST + 1)), house.ada.person]
    assert [one.pk for one in Person.objects.filter(pk__in=many)] == [house.ada.person]
    monkeypatch.setattr(known, "MOST_KNOWN", 0)
    agree(Goal, lambda all: all.filter(area="social").order_by("pk"))
