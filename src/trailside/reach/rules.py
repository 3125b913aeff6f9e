"""Ways to reach someone, and reading a phone number. Plain Python; numbers are parsed by ``phonenumbers``."""

from __future__ import annotations

from enum import StrEnum

import phonenumbers


class Kind(StrEnum):
    """What a way is: a phone, an e-mail address, or words such as "leave a note at the front desk"."""

    PHONE = "phone"
    EMAIL = "email"
    WORDS = "words"


class By(StrEnum):
    """How someone would like to be looked for when it has gone quiet."""

    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of trying to reach someone."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"


QUIET_DAYS = (3, 7, 14, 30)
LONGEST = 200


class NotWhole(ValueError):
    """It looks like a phone number or an address and is not a whole one."""


def kind_of(typed: str) -> Kind:
    """What was typed: an @ makes it e-mail, mostly digits a phone, everything else words."""
    said = typed.strip()
    if "@" in said and " " not in said:
        return Kind.EMAIL
    digits = sum(letter.isdigit() for letter in said)
    letters = sum(letter.isalpha() for letter in said)
    return Kind.PHONE if digits >= 5 and digits > letters * 2 else Kind.WORDS


def plain(typed: str, region: str = "US") -> str:
    """What is kept: a phone as ``+15085550134`` (E.164), an extension behind ``;ext=``; the rest as typed.

    Raises NotWhole.
    """
    said = typed.strip()
    match kind_of(said):
        case Kind.PHONE:
            return _plain_phone(said, region)
        case Kind.EMAIL:
            box, _, host = said.rpartition("@")
            if not box or "." not in host.strip("."):
                raise NotWhole(said)
    return said


def _plain_phone(said: str, region: str) -> str:
    try:
        number = phonenumbers.parse(said, region)
    except phonenumbers.NumberParseException as error:
        raise NotWhole(said) from error
    if not phonenumbers.is_possible_number(number):
        raise NotWhole(said)
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{whole};ext={number.extension}" if number.extension else whole


def shown(kind: str, kept: str) -> str:
    """As people read it: ``(508) 555-0134`` at home, international from elsewhere."""
    if kind != Kind.PHONE:
        return kept
    number, _, extension = kept.partition(";ext=")
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return kept
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if parsed.country_code == 1
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    said = phonenumbers.format_number(parsed, style)
    return f"{said} ext. {extension}" if extension else said


def call_address(kind: str, kept: str) -> str:
    """``tel:`` for a phone, else nothing (RFC 3966)."""
    return f"tel:{kept}" if kind == Kind.PHONE else ""


def text_address(kind: str, kept: str) -> str:
    """``sms:`` for a phone without an extension, else nothing (RFC 5724)."""
    return f"sms:{kept}" if kind == Kind.PHONE and ";" not in kept else ""


def mail_address(kind: str, kept: str) -> str:
    """``mailto:`` for an e-mail address, else nothing."""
    return f"mailto:{kept}" if kind == Kind.EMAIL else ""
