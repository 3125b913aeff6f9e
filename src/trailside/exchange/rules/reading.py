"""A file's bytes into a `Sheet`. Runs in the process of `apart`; the server itself never calls it."""

from trailside.exchange.rules.kind_of_file import Kind, kind_of
from trailside.exchange.rules.sheet import Sheet
from trailside.exchange.rules.text_file import read_text
from trailside.exchange.rules.workbook_file import read_workbook


def read(data: bytes, sheet_name: str = "") -> Sheet:
    """The sheet in a CSV or XLSX file; raises `Refused` (and `MemoryError`, under limits)."""
    if kind_of(data) is Kind.XLSX:
        return read_workbook(data, sheet_name)
    return read_text(data)
