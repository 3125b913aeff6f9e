"""Friendly files are read as they are meant; hostile ones are refused in seconds, with the reason."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from trailside.exchange.rules import limits
from trailside.exchange.rules.apart import read_apart
from trailside.exchange.rules.reading import read
from trailside.exchange.rules.refusal import Reason, Refused
from trailside.exchange.rules.sheet import Sheet
from trailside.exchange.tests import samples

TEXT = [tuple(row) for row in samples.FRIENDLY]
LATIN = [("Name", "Phone"), ("José Ibáñez", "617 555 0103"), ("Zoë Łukasz", "617 555 0104")]


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_list_is_read_however_it_was_saved(delimiter, encoding):
    sheet = read(samples.csv_bytes(TEXT, delimiter, encoding))
    assert [row[:5] for row in cells(sheet)] == [row[:5] for row in TEXT]
    assert sheet.form == "csv"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end):
    assert len(read(samples.csv_bytes(TEXT, end=end)).rows) == 3


def test_a_text_that_windows_wrote_is_taken_as_windows_text():
    sheet = read(samples.csv_bytes([("Name",), ("José Ibáñez",)], encoding="cp1252"))
    assert (cells(sheet)[1], sheet.encoding) == (("José Ibáñez",), "cp1252")


def test_names_with_commas_do_not_make_a_semicolon_file_a_comma_file():
    rows = [("Name", "Phone"), ("Rivera, Ada", "617 555 0101"), ("Nuñez, Cleo", "617 555 0102")]
    assert cells(read(samples.csv_bytes(rows, ";"))) == rows


def test_the_line_that_excel_writes_for_itself_is_no_row():
    assert cells(read(b"sep=;\r\nName;Phone\r\nAda;617 555 0101\r\n"))[0] == ("Name", "Phone")
    assert read(b"sep=;\r\nName;Phone\r\nAda;617 555 0101\r\n").rows[1].number == 3


def test_row_numbers_are_the_ones_a_spreadsheet_program_shows():
    data = b'Name,Notes\r\n\r\nAda,"two\r\nlines"\r\nCleo,\r\n'
    assert [row.number for row in read(data).rows] == [1, 3, 4]


def test_an_open_quotation_mark_is_refused_and_swallows_nobody():
    with pytest.raises(Refused) as refusal:
        read(b'Name,Phone\r\n"Ada,617 555 0101\r\nCleo,617 555 0102\r\n')
    assert (refusal.value.reason, refusal.value.row) == (Reason.OPEN_QUOTE, 2)


def test_rows_inside_a_cell_are_noticed():
    data = b'Name,Phone,Notes\r\nAda,1,"a note\r\nCleo,2,x\r\nDov,3,y"\r\n'
    assert read(data).swallowing == (2,)


def test_a_workbook_gives_the_same_rows():
    assert cells(read(samples.xlsx_bytes(TEXT)))[:2] == [samples.HEADINGS, samples.ADA]


def test_numbers_and_dates_of_a_workbook_become_text():
    book = Workbook()
    book.active.append(["Name", "Phone", "First met", "Text"])
    book.active.append(["Ada", 6175550101, None, True])
    book.active["C2"] = __import__("datetime").date(2026, 3, 14)
    assert cells(read(samples.saved(book)))[1] == ("Ada", "6175550101", "2026-03-14", "TRUE")


def test_formulas_stay_text():
    data = samples.xlsx_bytes([("Name",), ('=HYPERLINK("http://x","y")',), ("=1+1",)])
    assert cells(read(data))[1:] == [('=HYPERLINK("http://x","y")',), ("=1+1",)]


def test_a_sheet_that_states_a_wrong_size_loses_nobody():
    assert len(read(samples.wrongly_sized_xlsx()).rows) == 3


def test_the_first_sheet_with_something_in_it_is_read_and_another_on_request():
    book = Workbook()
    book.active.title = "Empty"
    for title, name in (("2025", "Ada"), ("2026", "Cleo")):
        book.create_sheet(title).append([name])
    data = samples.saved(book)
    assert (read(data).name, read(data, "2026").name) == ("2025", "2026")
    assert read(data).other_names == ("Empty", "2025", "2026")


HOSTILE = {
    "a zip bomb": (samples.zip_bomb, Reason.UNPACKS_TOO_LARGE),
    "a zip bomb with a lying directory": (samples.lying_zip_bomb, Reason.BROKEN),
    "an entity bomb": (samples.entity_bomb, Reason.UNSAFE),
    "an external entity": (samples.external_entity, Reason.UNSAFE),
    "a declaration in another alphabet": (samples.hidden_declaration, Reason.UNSAFE),
    "20,000 columns of text": (samples.wide_csv, Reason.TOO_MANY_COLUMNS),
    "Excel's last column": (samples.wide_xlsx, Reason.TOO_MANY_COLUMNS),
    "Excel's last row": (samples.deep_xlsx, Reason.TOO_MANY_ROWS),
    "a cell of 200 kB": (lambda: b"Name,Phone\r\n" + b"A" * 200_000 + b",1\r\n", Reason.CELL_TOO_LONG),
    "a cell of 40 kB": (lambda: b"Name,Phone\r\n" + b"A" * 40_000 + b",1\r\n", Reason.CELL_TOO_LONG),
    "more rows than we take": (lambda: b"Name\r\n" + b"Ada\r\n" * 2_100, Reason.TOO_MANY_ROWS),
    "an old workbook": (samples.old_excel, Reason.OLD_EXCEL),
    "a workbook behind a password": (lambda: samples.old_excel(password=True), Reason.LOCKED),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 90, Reason.NOT_A_SPREADSHEET),
    "a web page that calls itself a workbook": (lambda: b"<html><table><tr><td>Ada", Reason.NOT_A_SPREADSHEET),
    "a zip of something else": (
        lambda: samples.with_part(samples.xlsx_bytes(TEXT), "[Content_Types].xml", b"")[:-200],
        Reason.BROKEN,
    ),
    "half a workbook": (lambda: samples.xlsx_bytes(TEXT)[:3_000], Reason.BROKEN),
    "bytes of nothing in particular": (lambda: bytes(range(256)) * 40, Reason.NOT_TEXT),
    "nothing": (lambda: b"", Reason.EMPTY),
    "only blanks": (lambda: b"\xef\xbb\xbf \r\n \r\n", Reason.EMPTY),
    "only separators": (lambda: b",,,\r\n,,,\r\n", Reason.EMPTY),
    "an empty workbook": (lambda: samples.saved(Workbook()), Reason.EMPTY),
    "six million bytes": (lambda: b"Ada\r\n" * 1_200_000, Reason.TOO_LARGE),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_seconds_with_its_reason(what):
    make, reason = HOSTILE[what]
    data = make()
    began = time.monotonic()
    with pytest.raises(Refused) as refusal:
        read_apart(data)
    assert refusal.value.reason is reason
    assert time.monotonic() - began < limits.WALL_SECONDS + 2


def test_the_process_apart_reads_a_friendly_file_and_knows_no_secrets(monkeypatch):
    monkeypatch.setenv("TRAILSIDE_MASTER_KEY", "canary")
    sheet = read_apart(samples.xlsx_bytes(TEXT))
    assert cells(sheet)[1][:7] == samples.ADA[:7]


def test_what_there_is_no_place_for_does_not_come_back():
    assert "likes tea" not in str(read_apart(samples.csv_bytes(TEXT)).as_data())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3_000))
def test_any_bytes_give_a_sheet_or_a_refusal(data):
    try:
        sheet = read(data)
    except Refused:
        return
    assert sheet.rows
    assert Sheet.from_data(sheet.as_data()) == sheet


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_a_sheet_or_a_refusal(place, damage):
    data = bytearray(samples.xlsx_bytes(TEXT))
    place %= len(data)
    data[place : place + len(damage)] = damage
    try:
        assert read(bytes(data)).rows
    except Refused:
        return


cell_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cell_text, min_size=1, max_size=5), min_size=1, max_size=12), st.sampled_from(",;\t|"))
def test_no_row_of_a_text_file_is_lost(rows, delimiter):
    data = samples.csv_bytes(rows, delimiter, "utf-8-sig")
    try:
        sheet = read(data)
    except Refused:
        return
    kept = {row.number for row in sheet.rows}
    assert all(number in kept for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
