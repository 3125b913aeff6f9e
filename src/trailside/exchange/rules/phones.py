"""Phone numbers, by Google's `phonenumbers`; we never take one apart ourselves."""

from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

from trailside.exchange.rules.problem import Fault

MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164 ("" when there is none), and what there is to say about it."""

    number: str
    fault: Fault | None = None


def phone_of(text: str, region: str) -> Phone:
    """The first phone number in a cell. `region` (ISO 3166, "US") is where numbers without a country code are from."""
    text = text.strip()
    found = list(PhoneNumberMatcher(text, region, Leniency.VALID, max_tries=50)) if len(text) <= MAX_TEXT else []
    if not found:
        return Phone(_whole(text, region) if len(text) <= MAX_TEXT else "", None)
    number = phonenumbers.format_number(found[0].number, PhoneNumberFormat.E164)
    others = {phonenumbers.format_number(match.number, PhoneNumberFormat.E164) for match in found} - {number}
    if others:
        return Phone(number, Fault.MORE_PHONES)
    rest = text.replace(found[0].raw_string, "")
    # "cell 617 555 0123 (sister)": the words may be a warning, so they are named and not thrown away unseen.
    return Phone(number, Fault.WORDS_BY_PHONE if any(map(str.isalpha, rest)) else None)


def _whole(text: str, region: str) -> str:
    """The cell as one number, for forms that a search in running text passes by ("6175550123.0" is none)."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(number: str) -> str:
    """A kept number as people read it: "(617) 555-0101" at home, with its country from elsewhere; "" stays."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number)
    home = parsed.country_code == 1
    return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL)


def looks_like_phone(text: str) -> bool:
    """Is this text a phone number somewhere in North America, or one with its country code?"""
    return bool(phone_of(text, "US").number)
