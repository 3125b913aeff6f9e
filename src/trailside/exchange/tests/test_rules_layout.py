"""Which column is what: good guesses, and what there is no place for."""

import pytest

from trailside.exchange.rules.columns import Field, field_of, is_private
from trailside.exchange.rules.layout import chosen, guess
from trailside.exchange.rules.reading import read
from trailside.exchange.rules.sheet import Row, Sheet
from trailside.exchange.tests import samples


def sheet_of(*rows: tuple[str, ...]) -> Sheet:
    return Sheet(tuple(Row(number, row) for number, row in enumerate(rows, 1) if any(row)), "csv")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name", Field.NAME),
        ("NAME (Last, First)", Field.NAME),
        ("Client Name", Field.NAME),
        ("Client First Name", Field.FIRST_NAME),
        ("Apellidos", Field.LAST_NAME),
        ("Preferred name", Field.CALLED),
        ("Cell #", Field.PHONE),
        ("Teléfono", Field.PHONE),
        ("Home phone", Field.PHONE),
        ("E-Mail Address", Field.EMAIL),
        ("Correo electrónico", Field.EMAIL),
        ("Preferred language", Field.LANGUAGE),
        ("Pronouns (if shared)", Field.PRONOUNS),
        ("Recovery Coach", Field.SPECIALIST),
        ("Assigned to", Field.SPECIALIST),
        ("Intake date", Field.MET_ON),
        ("Fecha de ingreso", Field.MET_ON),
        ("OK to text? (Y/N)", Field.MAY_TEXT),
        ("¿Se puede textear?", Field.MAY_TEXT),
        ("Persona que acompaña", Field.SPECIALIST),
        ("Compañero/a de apoyo", Field.SPECIALIST),
        ("Nombre de la persona", Field.NAME),
        ("Persona que acompaño", Field.NAME),
        ("Cómo le gusta que le digan", Field.CALLED),
        ("Núm. de teléfono", Field.PHONE),
        ("Teléfono de contacto", Field.PHONE),
        ("Lengua materna", Field.LANGUAGE),
        ("Primera reunión", Field.MET_ON),
        ("¿Puede recibir textos?", Field.MAY_TEXT),
    ],
)
def test_a_heading_is_known(heading, field):
    assert field_of(heading) is field


@pytest.mark.parametrize(
    "heading",
    [
        "Emergency contact phone",
        "Contacto de emergencia",
        "Teléfono de la madre",
        "Doctor's phone",
        "Parent name",
        "Probation officer",
        "Program",
        "Status",
        "City",
        "#",
        "",
    ],
)
def test_a_heading_for_somebody_or_something_else_is_not_taken(heading):
    assert field_of(heading) is None


@pytest.mark.parametrize(
    "heading",
    ["Diagnosis", "DX (ICD-10)", "Immigration status", "Court date", "SSN", "Notes", "Notas", "Drug of choice", "DOB"],
)
def test_there_is_no_place_for_some_columns(heading):
    assert is_private(heading)
    assert field_of(heading) is None


def test_the_friendly_list_is_understood():
    layout = guess(read(samples.csv_bytes(samples.FRIENDLY)))
    assert list(layout.fields.values()) == [
        Field.NAME, Field.PHONE, Field.EMAIL, Field.LANGUAGE, Field.SPECIALIST, Field.MET_ON, Field.MAY_TEXT,
    ]  # fmt: skip


def test_headings_below_a_title_are_found():
    sheet = sheet_of(
        ("Riverbend Recovery, participants, spring 2026",), (), ("as of", "03/14/2026"), ("Phone", "Name"), ("1", "Ada")
    )
    layout = guess(sheet)
    assert (layout.heading.row, layout.column_of(Field.NAME)) == (4, 1)


def test_headings_in_two_merged_rows_are_found():
    sheet = sheet_of(
        ("Participant", "", "Phone", "Language"), ("First", "Last"), ("Ada", "Rivera", "617 555 0101", "Spanish")
    )
    layout = guess(sheet)
    assert layout.heading.row == 2
    assert set(layout.fields.values()) == {Field.FIRST_NAME, Field.LAST_NAME, Field.PHONE, Field.LANGUAGE}


def test_without_headings_the_cells_speak():
    sheet = sheet_of(("Ada Rivera", "617 555 0101", "ada@example.org"), ("Cleo Nunez", "617 555 0102", ""))
    layout = guess(sheet)
    assert layout.heading.row == 0
    assert [layout.fields[n] for n in range(3)] == [Field.NAME, Field.PHONE, Field.EMAIL]


def test_an_emergency_phone_is_never_taken_for_their_own():
    sheet = sheet_of(("Name", "Emergency contact phone"), ("Ada", "617 555 0199"))
    assert guess(sheet).column_of(Field.PHONE) == -1


def test_a_legal_name_is_left_where_it_is():
    sheet = sheet_of(("Legal name", "Name"), ("Adam Rivera", "Ada Rivera"))
    assert guess(sheet).column_of(Field.NAME) == 1


def test_nobody_can_choose_to_bring_in_a_diagnosis():
    sheet = sheet_of(("Name", "Diagnosis"), ("Ada", "F32"))
    assert chosen(sheet, 1, {0: Field.NAME, 1: Field.PRONOUNS}).fields == {0: Field.NAME}
