"""The ledger's heads leave the machine every day: a folder on a second disk, an e-mail address, or several of them.

Whoever holds a head can show later that nothing before it was changed or cut. A head is a hash: it says nothing about
anybody.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from trailside.config.copies.engines import synced
from trailside.kit import clock
from trailside.ledger import binder, proof

PATIENCE = 10
"""Seconds for a mail server."""


class NotSent(Exception):
    """The heads did not reach a place; the message says which and why."""


def places() -> list[str]:
    """Where to: what ``TRAILSIDE_HEADS`` says, with commas between."""
    return [place.strip() for place in os.environ.get("TRAILSIDE_HEADS", "").split(",") if place.strip()]


def send(*, again: bool = False) -> int:
    """Once a day to every place (``again``: once more today). Returns to how many. Raises NotSent after trying all."""
    today, sent = clock.now().date(), 0
    wanted = [place for place in places() if again or not _was_sent(place, today)]
    if not wanted:
        return 0
    binder.bind_all()
    words = "\n".join(str(head) for head in proof.heads()) + "\n"
    faults = []
    for place in wanted:
        try:
            (_mailed if "@" in place else _filed)(place, today, words)
            _note(place, today)
            sent += 1
        except (OSError, smtplib.SMTPException, NotSent) as fault:
            faults.append(f"{place}: {fault}")
    if faults:
        raise NotSent("; ".join(faults))
    return sent


def _filed(place: str, today: date, words: str) -> None:
    folder = Path(place).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"heads-{today.isoformat()}.txt"
    draft = folder / f".{target.name}"
    draft.write_text(words)
    synced(draft)
    os.replace(draft, target)
    synced(folder)


def _mailed(place: str, today: date, words: str) -> None:
    by = urlsplit(os.environ.get("TRAILSIDE_MAIL", ""))
    if by.scheme not in {"smtp", "smtps"} or not by.hostname:
        raise NotSent("TRAILSIDE_MAIL must say by which server: smtps://name:password@mail.example.org")
    name = urlsplit(settings.ADDRESS).hostname or "localhost"
    letter = EmailMessage()
    letter["Subject"] = f"Trailside: heads of the ledger, {today.isoformat()}"
    letter["From"] = unquote(by.username or "") if "@" in unquote(by.username or "") else f"trailside@{name}"
    letter["To"] = place
    letter.set_content("Keep this letter. It proves later that nothing before today was changed or cut.\n\n" + words)
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if by.scheme == "smtps":
        server = smtplib.SMTP_SSL(by.hostname, by.port or 465, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(by.hostname, by.port or 25, timeout=PATIENCE)
    with server:
        if by.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=context)
        if by.username and by.password:
            server.login(unquote(by.username), unquote(by.password))
        server.send_message(letter)


def _noted(place: str) -> Path:
    """A mark in the data folder: which day's heads went to a place that cannot be asked."""
    return Path(settings.TRAILSIDE_DATA) / f".heads-sent-{place.replace('/', '_')}"


def _was_sent(place: str, today: date) -> bool:
    if "@" not in place:
        return (Path(place).expanduser() / f"heads-{today.isoformat()}.txt").exists()
    mark = _noted(place)
    return mark.exists() and mark.read_text() == today.isoformat()


def _note(place: str, today: date) -> None:
    if "@" in place:
        _noted(place).write_text(today.isoformat())
