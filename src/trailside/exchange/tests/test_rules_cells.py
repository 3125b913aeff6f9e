"""Phones, dates, yes and no, names: the forms that lists have."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trailside.exchange.rules.dates import NO_DATE, Order, is_in_doubt, read_date, settled_order
from trailside.exchange.rules.emails import email_of
from trailside.exchange.rules.languages import language_of
from trailside.exchange.rules.names import fault_of_name, has_signs, name_key, tidy, turned, whole_name
from trailside.exchange.rules.phones import phone_of
from trailside.exchange.rules.problem import Fault
from trailside.exchange.rules.yes_no import yes_or_no

PI_DAY = dt.date(2026, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14", "2026/03/14", "2026-03-14 00:00:00", "2026-03-14T09:30:00Z", "20260314", "03/14/2026", "3/14/26",
        "14.03.2026", "14/3/26", "14-03-2026", "March 14, 2026", "Mar 14 2026", "14-Mar-26", "14 March 2026",
        "Saturday, March 14th, 2026", "14 de marzo de 2026", "14 mar. 2026", "46095",
    ],
)  # fmt: skip
def test_a_day_in_many_forms(text):
    reading = read_date(text)
    assert PI_DAY in (reading.month_first, reading.day_first)
    assert not reading.is_ambiguous


@pytest.mark.parametrize(
    "text", ["", "spring", "3/2026", "2026", "31/31/2026", "02/30/2026", "yesterday", "14", "x" * 900]
)
def test_what_is_no_day(text):
    assert read_date(text) == NO_DATE


def test_a_day_that_may_be_two_days_is_in_doubt_until_the_column_settles_it():
    assert read_date("04/03/2026").is_ambiguous
    assert not read_date("04/04/2026").is_ambiguous
    assert is_in_doubt(["04/03/2026", "05/06/2026"])
    assert settled_order(["04/03/2026", "25/03/2026"]) is Order.DAY_FIRST
    assert settled_order(["04/03/2026", "03/25/2026"]) is Order.MONTH_FIRST
    assert settled_order(["25/03/2026", "03/25/2026"]) is None


@given(
    st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%d %b %Y"]),
)
def test_every_day_comes_back_as_it_was_written(day, form):
    assert read_date(day.strftime(form)).by(Order.MONTH_FIRST) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_cell(text):
    read_date(text)
    phone_of(text, "US")
    email_of(text)
    language_of(text)
    yes_or_no(text)
    fault_of_name(tidy(text))
    turned(text)


@pytest.mark.parametrize(
    "text",
    [
        "(617) 555-0101",
        "617.555.0101",
        "6175550101",
        "+1 617 555 0101",
        "1-617-555-0101",
        "617 555 0101 ",
        "tel:6175550101",
    ],
)
def test_a_phone_in_many_forms(text):
    assert phone_of(text, "US").number == "+16175550101"


def test_a_phone_from_elsewhere_keeps_its_country():
    assert phone_of("+503 2222 3333", "US").number == "+50322223333"


@pytest.mark.parametrize("text", ["555-0101", "none", "617", "9" * 60, "call the shelter"])
def test_what_is_no_phone(text):
    assert phone_of(text, "US").number == ""


def test_two_phones_and_words_beside_a_phone_are_said():
    assert phone_of("617 555 0101 / 617 555 0102", "US").fault is Fault.MORE_PHONES
    assert phone_of("617 555 0101 (sister)", "US").fault is Fault.WORDS_BY_PHONE
    assert phone_of("617 555 0101 / (617) 555-0101", "US").fault is None


@pytest.mark.parametrize(
    "text",
    ["ada", "ada@", "ada@home", "a da@example.org", "ada@example.org; ben@example.org", "ada@example.org\nbcc: x"],
)
def test_what_is_no_email(text):
    assert email_of(text) == ""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Y", True), ("yes", True), ("Sí", True), ("✓", True), ("TRUE", True), ("1", True),
        ("no", False), ("NO TEXTS!", False), ("Call only", False), ("0", False), ("✗", False),
        ("maybe", None), ("ask first", None), ("", None),
    ],
)  # fmt: skip
def test_yes_and_no(text, answer):
    assert yes_or_no(text) is answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Spanish", "es"),
        ("Español / some English", "es"),
        ("Inglés", "en"),
        ("Haitian Creole", "ht"),
        ("ASL", "ase"),
        ("Klingon", ""),
    ],
)
def test_languages(text, code):
    assert language_of(text) == code


def test_names_are_tidied_and_never_corrected():
    assert tidy("  JOSE\u0301   Iba\u0301n\u0303ez ") == "JOSÉ Ibáñez"
    assert turned("Rivera, Ada") == "Ada Rivera"
    assert turned("Rivera, Ada, Jr.") == "Rivera, Ada, Jr."
    assert whole_name("Adam", "Rivera", "Ada") == "Ada Rivera"
    assert whole_name("Adam", "Rivera", "") == "Adam Rivera"
    assert name_key("Rivera, ADA") == name_key("áda rivera")


def test_names_from_right_to_left_are_names():
    assert fault_of_name(tidy("محمد بن سلمان\u200f")) is None
    assert fault_of_name(tidy("שרה כהן")) is None
    assert fault_of_name("李小龙") is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Ada\u202egnp.exe", Fault.NAME_HAS_SIGNS),
        ("Ada\x07", Fault.NAME_HAS_SIGNS),
        ("=HYPERLINK(1)", Fault.NAME_IS_FORMULA),
        ("+cmd|' /C calc'!A0", Fault.NAME_IS_FORMULA),
        ("#REF!", Fault.NAME_IS_FORMULA),
        ("A" * 200, Fault.NAME_TOO_LONG),
        ("", Fault.NO_NAME),
        ("12", Fault.NO_NAME),
        ("N/A", Fault.NO_NAME),
        ("unknown", Fault.NO_NAME),
    ],
)
def test_what_is_no_name(name, fault):
    assert fault_of_name(name) is fault


def test_joined_letters_and_emoji_are_no_hidden_signs():
    assert not has_signs("عبدال\u200cله")
    assert has_signs("Ada\u200b")
