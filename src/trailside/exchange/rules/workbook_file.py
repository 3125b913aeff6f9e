"""An XLSX file: its zip directory and its XML are checked before openpyxl sees it, and formulas stay text."""

import datetime as dt
import io
import warnings
import zipfile
from typing import Any

from openpyxl import load_workbook

from trailside.exchange.rules import limits
from trailside.exchange.rules.refusal import Reason, Refused
from trailside.exchange.rules.sheet import Gathering, Sheet

# A spreadsheet never declares a document type; an entity bomb or a file thief has to.
DECLARATIONS = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
LONGEST_DECLARATION = max(map(len, DECLARATIONS))
CHUNK = 1 << 20


def _check_directory(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused(Reason.NOT_A_SPREADSHEET)
    if len(parts) > limits.MAX_PARTS or len(names) != len(parts):
        raise Refused(Reason.UNSAFE)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused(Reason.LOCKED)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.MAX_UNPACKED or unpacked > max(packed, 50_000) * limits.MAX_RATIO:
        raise Refused(Reason.UNPACKS_TOO_LARGE)


def _check_markup(archive: zipfile.ZipFile) -> None:
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(part) as stream:
            tail = b""
            while chunk := stream.read(CHUNK):
                window = tail + chunk
                if any(word in window for word in DECLARATIONS):
                    raise Refused(Reason.UNSAFE)
                tail = window[-LONGEST_DECLARATION:]


def text_of(value: Any) -> str:
    """A cell's value as text: dates as ISO, whole numbers without a point, formulas as they were typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, str | int | float | dt.date | dt.time | dt.timedelta):
        return str(value)
    return str(getattr(value, "text", None) or "=")  # an array formula or a data table


def _read_sheet(sheet: Any) -> Gathering:
    gathering = Gathering()
    # The size a file states for itself may be wrong, and openpyxl would silently stop there.
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > limits.MAX_ROW_NUMBER and any(value is not None for value in values):
            raise Refused(Reason.TOO_MANY_ROWS, number)
        if len(values) > limits.MAX_COLUMNS and any(value is not None for value in values[limits.MAX_COLUMNS :]):
            raise Refused(Reason.TOO_MANY_COLUMNS, number)
        gathering.add(number, [text_of(value) for value in values[: limits.MAX_COLUMNS]])
    return gathering


def read_workbook(data: bytes, wanted: str = "") -> Sheet:
    """The rows of a workbook's `wanted` sheet, else of its first visible sheet that holds something."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, len(data))
            _check_markup(archive)
        with warnings.catch_warnings():
            # openpyxl warns about styles and extensions it does not know; they are not ours to mend.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
            names = tuple(sheet.title for sheet in visible)
            chosen = [sheet for sheet in visible if sheet.title == wanted] or visible
            for sheet in chosen:
                gathering = _read_sheet(sheet)
                if gathering.rows:
                    return Sheet(gathering.done(), "xlsx", name=sheet.title, other_names=names)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # openpyxl answers a broken file with whatever it stumbled over: KeyError, ValueError, ParseError, ...
        raise Refused(Reason.BROKEN) from error
    raise Refused(Reason.EMPTY)
