"""Lists as programmes really have them, and files as nobody should have them; all made here, none committed."""

import io
import struct
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

HEADINGS = ("Name", "Phone", "E-mail", "Language", "Peer specialist", "First met", "OK to text?", "Notes")
ADA = ("Ada Rivera", "(617) 555-0101", "ada@example.org", "Spanish", "Ben Okafor", "03/14/2026", "yes", "likes tea")
CLEO = ("Cléo Nuñez", "617.555.0102", "", "English", "Ben Okafor", "12/31/2025", "no", "")
FRIENDLY = (HEADINGS, ADA, CLEO)


def csv_bytes(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """Rows as a spreadsheet program saves them, quoting a cell when it must."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            quoted = any(sign in cell for sign in (delimiter, '"', "\n", "\r"))
            cells.append('"' + cell.replace('"', '""') + '"' if quoted else cell)
        lines.append(delimiter.join(cells) + end)
    return "".join(lines).encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[object]], title: str = "List") -> bytes:
    """Rows as an XLSX file; a value that starts with "=" is a formula."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An XLSX file with one part put in or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


SHEET_1 = "xl/worksheets/sheet1.xml"
SHEET_START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET_END = b"</sheetData></worksheet>"


def with_sheet(cells: bytes, before: bytes = b"") -> bytes:
    """An XLSX file whose first sheet is written by hand."""
    return with_part(xlsx_bytes(FRIENDLY), SHEET_1, before + SHEET_START + cells + SHEET_END)


def zip_bomb() -> bytes:
    """60 MB of blanks in some 60 kB."""
    return with_sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b" " * 60_000_000 + b"</t></is></c></row>")


def lying_zip_bomb() -> bytes:
    """The same, with a directory that says the part is small."""
    data = bytearray(zip_bomb())
    big = struct.pack(
        "<I",
        len(SHEET_START + SHEET_END)
        + 60_000_000
        + len(b'<row r="1"><c r="A1" t="inlineStr"><is><t></t></is></c></row>'),
    )
    return bytes(data.replace(big, struct.pack("<I", 2_000)))


def entity_bomb() -> bytes:
    """A billion laughs."""
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    before = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "laugh">' + levels + b"]>"
    return with_sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>', before)


def external_entity() -> bytes:
    """A sheet that asks for a file of the server."""
    before = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return with_sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>', before)


def hidden_declaration() -> bytes:
    """The same in UTF-16, so that a search for plain bytes passes it by."""
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = (SHEET_START + b'<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>' + SHEET_END).decode()
    return with_part(xlsx_bytes(FRIENDLY), SHEET_1, (text + body).encode("utf-16"))


def wide_csv() -> bytes:
    """20,000 columns."""
    return csv_bytes([[f"c{n}" for n in range(20_000)]] * 3)


def wide_xlsx() -> bytes:
    """A cell in Excel's last column."""
    return with_sheet(b'<row r="1"><c r="XFD1" t="inlineStr"><is><t>far</t></is></c></row>')


def deep_xlsx() -> bytes:
    """A cell in Excel's last row, with nothing above it."""
    return with_sheet(b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>deep</t></is></c></row>')


def old_excel(password: bool = False) -> bytes:
    """The head of an OLE file: .xls, or an .xlsx behind a password."""
    stream = "EncryptedPackage" if password else "Workbook"
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600


def wrongly_sized_xlsx() -> bytes:
    """A good sheet that states it were one cell large, as some programs write it."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>' % (n, n, name)
        for n, name in ((1, b"Name"), (2, b"Ada Rivera"), (3, b"Cleo Nunez"))
    )
    sheet = SHEET_START.replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>') + rows + SHEET_END
    return with_part(xlsx_bytes(FRIENDLY), SHEET_1, sheet)
