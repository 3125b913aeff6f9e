"""Text from bytes: the four ways in which spreadsheet programs save text.

A byte order mark decides. Without one: UTF-16 when every second byte is nothing, else UTF-8 when it is UTF-8 without a
fault, else Windows-1252 (what Excel writes as "CSV" in the Americas and Western Europe).
"""

import codecs
import unicodedata

from trailside.exchange.rules.refusal import Reason, Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A list of people holds no control characters but these; \x1a is how MS-DOS ended a file.
ALLOWED_CONTROLS = frozenset("\t\r\n\x0b\x0c\x1a")
BINARY_SHARE = 0.005


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return (encoding,)
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even < odd / 10:
        return ("utf-16-le",)
    if even > len(sample) * 0.3 and odd < even / 10:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; refuses what is not text."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for sign in text if unicodedata.category(sign) == "Cc" and sign not in ALLOWED_CONTROLS)
        if "\0" in text or controls > len(text) * BINARY_SHARE:
            raise Refused(Reason.NOT_TEXT)
        return text.removesuffix("\x1a"), encoding
    raise Refused(Reason.NOT_TEXT)
