"""A person's name as a list has it: tidied, never corrected."""

import re
import unicodedata

from trailside.exchange.rules.plain import word_set
from trailside.exchange.rules.problem import Fault

MAX_NAME = 120
NOBODY = word_set("na none unknown unnamed anonymous tbd test x xx xxx desconocido desconocida sn")
NOBODY_KEYS = NOBODY | {"a n", "name no", "nombre sin", "n s", "given not", "known not", "name", "nombre", "no se"}
# Direction marks belong to names written from right to left. Overrides and embeddings only hide what is really there.
HIDING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c")


def tidy(text: str) -> str:
    """One composed form (NFC), single spaces, nothing around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def has_signs(text: str) -> bool:
    """Does a text hold signs that cannot be seen and do not belong in one?"""
    for sign in text:
        category = unicodedata.category(sign)
        if sign in HIDING or category in {"Cc", "Cs", "Co"} or (category == "Cf" and sign not in JOINERS):
            return True
    return False


def is_formula(text: str) -> bool:
    """Would a spreadsheet program work this text out? Phone numbers with a plus in front are no formulas."""
    return text[:1] in {"=", "@"} or (text[:1] in {"+", "-"} and any(sign.isalpha() for sign in text))


def is_excel_error(text: str) -> bool:
    """Is this what a failed formula leaves (#N/A, #REF!)?"""
    return re.fullmatch(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|####*)", text.strip()) is not None


def fault_of_name(name: str) -> Fault | None:
    """What keeps a tidied text from being a name, or None."""
    if is_formula(name) or is_excel_error(name):
        return Fault.NAME_IS_FORMULA
    if has_signs(name):
        return Fault.NAME_HAS_SIGNS
    if len(name) > MAX_NAME:
        return Fault.NAME_TOO_LONG
    if not any(map(str.isalpha, name)) or name_key(name) in NOBODY_KEYS:
        return Fault.NO_NAME
    return None


def turned(name: str) -> str:
    """A name the other way round: "Rivera, Ada" gives "Ada Rivera". A name without exactly one comma stays."""
    last, comma, first = name.partition(",")
    if not comma or "," in first or not first.strip() or not last.strip():
        return name
    return tidy(f"{first} {last}")


def whole_name(first: str, last: str, called: str) -> str:
    """First and last name; what a person is called stands in the place of the first name."""
    if called and last and " " not in called:
        return tidy(f"{called} {last}")
    return tidy(called) or tidy(f"{first} {last}")


def name_key(name: str) -> str:
    """A name for comparing: no accents, no capitals, no signs; the words in alphabetical order."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign) and sign not in JOINERS)
    return " ".join(sorted(re.sub(r"[\W_]+", " ", letters).split()))
