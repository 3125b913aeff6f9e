"""E-mail addresses, by the standard library's reading of RFC 5322."""

from email.errors import MessageError
from email.headerregistry import Address

MAX_EMAIL = 254


def email_of(text: str) -> str:
    """The address in a cell, or "" when it is not exactly one."""
    text = text.strip().removeprefix("mailto:")
    if not text.isascii() or len(text) > MAX_EMAIL or any(sign in text for sign in "\r\n\0"):
        return ""
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        return ""
    if "." not in address.domain.strip(".") or address.domain.startswith("["):
        return ""
    return address.addr_spec
