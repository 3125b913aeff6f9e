"""Where somebody is signed in: what kind of device, and on which day it was last used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.kit import clock
from trailside.people.models import Account, Session
from trailside.people.models.session import kept_key

KINDS = {"phone": _("Phone"), "tablet": _("Tablet"), "computer": _("Computer")}
NAMES = {
    "edge": "Edge",
    "samsung": "Samsung Internet",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
    "android": "Android",
    "ios": "iOS",
    "windows": "Windows",
    "mac": "macOS",
    "chromeos": "ChromeOS",
    "linux": "Linux",
}


@dataclass(frozen=True)
class Open:
    """One browser in which the account is signed in; ``id`` opens nothing, it only says which one to end."""

    id: str
    words: str
    used_on: date | None
    here: bool


def words(device: str) -> str:
    """A device's codes as words: ``Phone, Firefox, Android``."""
    browser, system, kind = [*device.split(), "", "", ""][:3]
    parts = [str(KINDS[kind])] if kind in KINDS else []
    parts += [NAMES[code] for code in (browser, system) if code in NAMES]
    return ", ".join(parts) or gettext("A phone or computer")


def open_ones(account: Account, key: str | None, zone: str) -> list[Open]:
    """Every browser in which the account is signed in now; ``key`` is the secret of the one that asks, which is first.

    A session that a new password has ended is not among them. Days are kept in UTC; none is shown that has not begun in
    ``zone``.
    """
    today = clock.today(zone)
    rows = Session.objects.filter(account=account, expire_date__gt=clock.now()).order_by("-used_on")
    mine = kept_key(key or "")
    there = [row for row in rows if _holds(row, account)]
    found = [
        Open(row.session_key, words(row.device), row.used_on and min(row.used_on, today), row.session_key == mine)
        for row in there
    ]
    return sorted(found, key=lambda one: not one.here)


def _holds(row: Session, account: Account) -> bool:
    said: dict[str, Any] = row.get_decoded()
    return constant_time_compare(said.get("_auth_user_hash", ""), account.get_session_auth_hash())


def lately(key: str) -> tuple[Account, dict[str, Any]] | None:
    """Whose session this was, and what it held, when it ended by itself a short while ago; else None."""
    row = Session.objects.select_related("account").filter(session_key=kept_key(key), expire_date__lte=clock.now())
    found = row.first()
    if found is None or found.account is None or not found.account.is_active or not _holds(found, found.account):
        return None
    return found.account, found.get_decoded()
