"""What would happen, said before it happens: nobody lost, every doubt asked, every problem by row."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from trailside.exchange.rules.layout import guess
from trailside.exchange.rules.preview import Around, Preview, Why, build, with_those_here
from trailside.exchange.rules.problem import Fault
from trailside.exchange.rules.question import Ask, Choice
from trailside.exchange.rules.sheet import Row, Sheet

AROUND = Around(today=dt.date(2026, 11, 20), specialists={"s1": "Ben Okafor", "s2": "Mina Park"})
HEADINGS = ("Name", "Phone", "E-mail", "Specialist", "First met", "May we text")


def sheet_of(*rows: tuple[str, ...]) -> Sheet:
    kept = (Row(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    return Sheet(tuple(kept), "csv")


def preview_of(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS, **answers: str) -> Preview:
    sheet = sheet_of(headings, *rows)
    said = {"who-welcomes": "s1"} | {key.replace("_", "-"): value for key, value in answers.items()}
    return only_asked(build(sheet, guess(sheet), AROUND, said))


def only_asked(preview: Preview) -> Preview:
    """The preview without the answered question who will welcome those with nobody yet."""
    questions = [question for question in preview.questions if question.ask is not Ask.WHO_WELCOMES or question.is_open]
    return replace(preview, questions=tuple(questions))


def faults(preview: Preview) -> list[tuple[int, Fault]]:
    return [(problem.row, problem.fault) for problem in preview.problems]


def test_a_good_row_becomes_a_person():
    preview = preview_of(("Ada Rivera", "617 555 0101", "ada@example.org", "ben okafor", "03/14/2026", "yes"))
    (ada,) = preview.people
    assert (ada.name, ada.phone, ada.specialist, ada.met_on, ada.may_text) == (
        "Ada Rivera", "+16175550101", "s1", dt.date(2026, 3, 14), True,
    )  # fmt: skip
    assert preview.is_ready
    assert not preview.problems


def test_words_do_not_show_in_a_trace():
    assert "Ada" not in repr(preview_of(("Ada Rivera", "617 555 0101")))


def test_a_total_and_a_heading_that_comes_again_are_no_people():
    preview = preview_of(("Ada", "617 555 0101"), HEADINGS, ("TOTAL", "", "2"), ("Total: 2",), ("TOTAL", "12"))
    assert [(row.row, row.why) for row in preview.left_out] == [
        (1, Why.HEADING), (3, Why.HEADING_AGAIN), (4, Why.TOTAL), (5, Why.TOTAL), (6, Why.TOTAL),
    ]  # fmt: skip
    assert len(preview.people) == 1


def test_a_row_without_a_name_is_named_and_left_out():
    preview = preview_of(("", "617 555 0101"), ("=A1", ""), ("Ada", "617 555 0101"))
    assert faults(preview) == [(2, Fault.NO_NAME), (3, Fault.NAME_IS_FORMULA)]
    assert [person.rows for person in preview.people] == [(4,)]


def test_a_bad_cell_is_named_and_the_person_comes_without_it():
    preview = preview_of(("Ada", "555", "ada at home", "Ben Okafor", "13/13/2026", "perhaps"))
    assert [fault for _, fault in faults(preview)] == [
        Fault.NOT_A_PHONE, Fault.NOT_AN_EMAIL, Fault.NOT_A_DATE, Fault.NOT_YES_OR_NO, Fault.NO_CONTACT,
    ]  # fmt: skip
    assert preview.problems[0].column == "Phone"
    assert preview.people[0].may_text is None


def test_a_day_to_come_is_no_day_they_met():
    assert faults(preview_of(("Ada", "617 555 0101", "", "", "12/25/2026")))[0][1] is Fault.DATE_AHEAD


def test_day_and_month_are_asked_when_only_a_person_can_know():
    rows = (("Ada", "617 555 0101", "", "", "04/03/2026"), ("Cleo", "617 555 0102", "", "", "05/06/2026"))
    asked = preview_of(*rows)
    assert [question.ask for question in asked.questions] == [Ask.DATE_ORDER]
    assert not asked.is_ready
    told = preview_of(*rows, date_order=Choice.DAY_FIRST)
    assert told.people[0].met_on == dt.date(2026, 3, 4)
    assert told.is_ready


def test_one_sure_date_settles_the_others_and_a_stubborn_one_is_named():
    preview = preview_of(("Ada", "617 555 0101", "", "", "04/03/2026"), ("Cleo", "617 555 0102", "", "", "03/25/2026"))
    assert preview.people[0].met_on == dt.date(2026, 4, 3)
    assert not preview.questions


def test_last_name_first_is_turned_after_asking():
    rows = (("Rivera, Ada", "617 555 0101"), ("Nuñez, Cléo", "617 555 0102"))
    assert preview_of(*rows).questions[0].suggestion == Choice.TURN
    assert [person.name for person in preview_of(*rows, name_order=Choice.TURN).people] == ["Ada Rivera", "Cléo Nuñez"]


def test_rows_of_one_person_become_one_after_asking():
    rows = (
        ("Ada Rivera", "617 555 0101", "", "Ben Okafor", "03/14/2026", "yes"),
        ("ADA RIVERA", "(617) 555-0101", "ada@example.org", "", "01/20/2026", "no"),
        ("Cleo Nuñez", "617 555 0102"),
    )
    asked = preview_of(*rows)
    (question,) = asked.questions
    assert (question.ask, question.rows, question.suggestion) == (Ask.ONE_PERSON, (2, 3), Choice.ONE)
    assert len(asked.people) == 3
    assert not asked.is_ready
    sheet = sheet_of(HEADINGS, *rows)
    told = build(sheet, guess(sheet), AROUND, {question.key: Choice.ONE})
    ada = told.people[0]
    assert (ada.rows, ada.email, ada.met_on, ada.may_text) == ((2, 3), "ada@example.org", dt.date(2026, 1, 20), False)
    apart = build(sheet, guess(sheet), AROUND, {question.key: Choice.APART})
    assert len(apart.people) == 3


def test_what_a_later_row_says_otherwise_is_named():
    rows = (("Ada Rivera", "617 555 0101", "", "Ben Okafor"), ("Ada M. Rivera", "617 555 0101", "", "Mina Park"))
    key = preview_of(*rows).questions[0].key
    told = preview_of(*rows, **{key: Choice.ONE})
    assert told.people[0].name == "Ada Rivera"
    assert faults(told) == [(3, Fault.KEPT_FIRST), (3, Fault.KEPT_FIRST)]


def test_one_name_with_two_phones_is_asked_without_a_suggestion():
    preview = preview_of(("Ada Rivera", "617 555 0101"), ("Ada Rivera", "617 555 0109"))
    assert preview.questions[0].suggestion == ""


def test_two_people_with_one_phone_are_two_people_and_it_is_said():
    preview = preview_of(("Ada Rivera", "617 555 0101"), ("Cleo Nuñez", "617 555 0101"))
    assert not preview.questions
    assert faults(preview) == [(2, Fault.SHARED_PHONE), (3, Fault.SHARED_PHONE)]


def test_a_specialist_nobody_knows_is_asked_about_once():
    rows = (("Ada", "617 555 0101", "", "B. O."), ("Cleo", "617 555 0102", "", "b. o."))
    (question,) = preview_of(*rows).questions
    assert question.choices == ("s1", "s2", Choice.NOBODY)
    told = preview_of(*rows, **{question.key: "s2"})
    assert [person.specialist for person in told.people] == ["s2", "s2"]
    nobody = preview_of(*rows, **{question.key: Choice.NOBODY})
    assert [person.specialist for person in nobody.people] == ["s1", "s1"]


def test_whoever_has_nobody_yet_is_welcomed_by_somebody():
    rows = (("Ada", "617 555 0101", "", "Mina Park"), ("Cleo", "617 555 0102"))
    asked = preview_of(*rows, who_welcomes="")
    assert [(question.ask, question.rows) for question in asked.questions] == [(Ask.WHO_WELCOMES, (3,))]
    assert not asked.is_ready
    assert [person.specialist for person in preview_of(*rows, who_welcomes="s1").people] == ["s2", "s1"]


def test_somebody_who_is_here_already_is_asked_about():
    preview = preview_of(("Ada", "617 555 0101"), ("Cleo", "617 555 0102"))
    asked = with_those_here(preview, {2}, {})
    assert not asked.is_ready
    out = with_those_here(preview, {2}, {"here-already-2": Choice.LEAVE_OUT})
    assert [person.name for person in out.people] == ["Cleo"]
    assert out.left_out[-1].why is Why.HERE_ALREADY
    assert len(with_those_here(preview, {2}, {"here-already-2": Choice.BRING_IN}).people) == 2


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=14)
likely = st.sampled_from(
    [
        "Ada Rivera",
        "Rivera, Ada",
        "TOTAL",
        "",
        "617 555 0101",
        "04/03/2026",
        "yes",
        "=1",
        "Ben Okafor",
        "ada@example.org",
        "Name",
    ]
)
row_of_cells = st.lists(st.one_of(likely, texts), min_size=1, max_size=6).map(tuple)


@settings(max_examples=300, deadline=None)
@given(st.lists(row_of_cells, max_size=14), st.booleans(), st.sampled_from(["", Choice.ONE, Choice.APART, "nonsense"]))
def test_every_row_is_imported_merged_or_named(rows, with_headings, answer):
    sheet = sheet_of(*([HEADINGS] if with_headings else []), *rows)
    layout = guess(sheet)
    first = build(sheet, layout, AROUND, {})
    preview = build(
        sheet, layout, AROUND, {question.key: answer or question.choices[0] for question in first.questions}
    )
    places = [row for person in preview.people for row in person.rows]
    places += [row.row for row in preview.left_out]
    places += [problem.row for problem in preview.problems if problem.stops]
    assert sorted(places) == [row.number for row in sheet.rows]


def many(times: int) -> list[tuple[str, ...]]:
    return [(f"Ada Number{n % times}", f"617 555 {n % times:04d}", "", "Ben Okafor") for n in range(2 * times)]


def test_many_rows_of_one_person_each_are_asked_about_once():
    rows = many(400)
    (question,) = preview_of(*rows).questions
    assert (question.ask, len(question.rows), question.suggestion) == (Ask.ALIKE_PLAINLY, 400, Choice.ONE)
    assert len(preview_of(*rows, alike_plainly=Choice.ONE).people) == 400
    assert len(preview_of(*rows, alike_plainly=Choice.APART).people) == 800


def test_a_list_that_comes_again_is_asked_about_once():
    preview = preview_of(*many(100)[:100])
    again = with_those_here(preview, {person.rows[0] for person in preview.people}, {})
    assert [question.ask for question in again.questions] == [Ask.MANY_HERE]
    assert not again.is_ready
    out = with_those_here(preview, {2, 3, *range(4, 60)}, {"many-here": Choice.LEAVE_OUT})
    assert len(out.people) == 42


def test_a_wrong_column_of_specialists_is_one_question():
    rows = [(f"Ada Number{n}", f"617 555 {n:04d}", "", f"word{n}") for n in range(60)]
    (question,) = preview_of(*rows).questions
    assert (question.ask, question.choices) == (Ask.MANY_NAMES, (Choice.NOBODY,))
    assert preview_of(*rows, many_names=Choice.NOBODY).is_ready
