"""What a file really is, from its first bytes; its name and declared type are not believed."""

from enum import StrEnum

from trailside.exchange.rules.refusal import Reason, Refused


class Kind(StrEnum):
    """The two kinds that are read."""

    XLSX = "xlsx"
    TEXT = "text"


# [MS-CFB] 2.2: the header of every old Office file, and of a new one behind a password.
OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
# [MS-OFFCRYPTO] 2.3.4.4: the stream that holds a workbook behind a password.
PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")
# BIFF2 to BIFF4 begin-of-file records: Excel before 1995.
OLD_EXCEL_HEADERS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
OTHER_HEADERS = (
    b"PK\x05\x06", b"PK\x07\x08", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf",
    b"Rar!", b"\xfd7zXZ", b"{\\rtf", b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"RIFF", b"II*\x00", b"MM\x00*",
)  # fmt: skip
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<workbook", b"<meta", b"<script", b"<svg")


def kind_of(data: bytes) -> Kind:
    """XLSX or text; refuses everything else with its reason."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"PK\x03\x04"):
        return Kind.XLSX
    if data.startswith(OLE_HEADER):
        raise Refused(Reason.LOCKED if PASSWORD_STREAM in data else Reason.OLD_EXCEL)
    if data.startswith(OLD_EXCEL_HEADERS):
        raise Refused(Reason.OLD_EXCEL)
    if data.startswith(OTHER_HEADERS) or head.startswith(MARKUP):
        raise Refused(Reason.NOT_A_SPREADSHEET)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise Refused(Reason.EMPTY)
    return Kind.TEXT
