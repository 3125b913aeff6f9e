"""Writes docs/subpoena.md: everything that could be produced about a person, from the tables as they are."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from trailside.ledger.rows import Privacy
from trailside.vault.fields import Sealed

PAGE = Path(__file__).resolve().parent.parent / "docs" / "subpoena.md"
OF_EVERY_ROW = ("id", "organisation_id", "version")
STAYS = {
    "row": "The row goes when the person is forgotten.",
    "key": "The row stays when the person is forgotten; its sealed words can no longer be opened by anybody.",
    "keep": "Stays. It says nothing about a participant, or ids only, which point at nobody once they are forgotten.",
}
# Tables that are not ours have no Privacy of their own: what is in them, and until when.
OF_LIBRARIES = {
    "auth.Permission": ("Django's names of what may be done to tables. Nothing about anybody; not used.", "always"),
    "auth.Group": ("Empty; not used.", "always"),
    "contenttypes.ContentType": ("Names of tables. Nothing about anybody.", "always"),
    "sessions.Session": ("Empty; not used. (Ours is people.Session.)", "always"),
    "socialaccount.SocialAccount": ("Empty; not used.", "always"),
    "socialaccount.SocialApp": ("Empty; not used.", "always"),
    "socialaccount.SocialToken": ("Empty; not used.", "always"),
    "django_tasks_database.DBTaskResult": (
        "Work waiting to be done: ids and codes only, never words.",
        "until done and cleared",
    ),
    "account.EmailAddress": (
        "E-mail addresses of people who work here and sign in with one.",
        "as long as the account",
    ),
    "account.EmailConfirmation": ("Codes for confirming such an address.", "until used or 3 days old"),
    "mfa.Authenticator": (
        "Public keys of passkeys, and the secrets of one-time codes and recovery codes, sealed.",
        "as long as the account",
    ),
}
OF_THE_VAULT = {
    "vault.DataKey": ("One key a person, wrapped by the master key. Without the master key it opens nothing.", "row"),
    "vault.Renewal": ("When everybody's keys were made anew. Nothing about anybody.", "keep"),
    "vault.Tombstone": ("That a person was forgotten and when: the id only, so that no copy brings them back.", "keep"),
}
LEAD = """# What a subpoena could get

Written by `script/subpoena` from the tables themselves; a test fails when it is stale, and another when a column says \
nothing of itself. It is what a programme can hand over about a person at all: what is not here is not kept.

* **sealed**: unreadable without the person's own key. Whoever holds the database and the vault, but not the master \
key, reads nothing. A programme that holds all three can be made to open it, as long as the person is not forgotten.
* **coded**: states, days, numbers and ids, readable by whoever holds the database, under a random id. Names are \
sealed, so the database alone does not say whose they are.
* **open**: readable, and not about a participant (or chosen to be public).

Records of substance use treatment may not be used against the person without their consent or a court order after \
notice and a hearing (42 CFR 2.61 to 2.67; 42 U.S.C. 290dd-2). **A subpoena alone is not enough.** Ask a lawyer before \
you hand over anything, and tell the person unless a court forbids it.

Not kept at all: diagnosis, immigration or legal status, addresses of a network, the place of a phone, who visited the \
public pages, messages of texts and calls, anything typed and not sent (but drafts, below), what was left out at the \
person's wish.

Beyond the tables: *the log* of the server holds addresses of pages (random ids) and kinds of faults, never words; \
*backups* hold what stood here when they were made, until they are thrown away (docs/running.md); *files* people made \
for themselves (take along) are on their own devices.
"""


def _class(table: type[models.Model], field: "models.Field[object, object]", privacy: Privacy) -> str:
    if isinstance(field, Sealed):
        return "sealed"
    return "coded" if field.name in privacy.coded.split() else "open"


def _ours(table: type[models.Model], privacy: Privacy) -> Iterator[str]:
    fields = [field for field in table._meta.concrete_fields if field.name not in OF_EVERY_ROW]
    yield f"\n### {table._meta.label}\n{privacy.why}. {STAYS[privacy.erase]}\n"
    for kind in ("sealed", "coded", "open"):
        names = [f"`{field.name}`" for field in fields if _class(table, field, privacy) == kind]
        if names:
            yield f"* {kind}: {', '.join(names)}"


def text() -> str:
    """The whole page. Raises KeyError for a table that nobody has said anything of."""
    lines, room = [LEAD], ""
    strangers = ["\n## Tables of libraries, and the vault\n", "| table | what | until |", "|---|---|---|"]
    for table in apps.get_models():
        privacy = getattr(table, "privacy", None)
        if not isinstance(privacy, Privacy):
            label = table._meta.label
            what, until = OF_THE_VAULT[label] if label in OF_THE_VAULT else OF_LIBRARIES[label]
            strangers.append(f"| {label} | {what} | {STAYS.get(until, until)} |")
            continue
        if table._meta.app_label != room:
            room = table._meta.app_label
            lines.append(f"\n## {room}")
        lines += _ours(table, privacy)
    return "\n".join([*lines, *strangers]) + "\n"


def write() -> None:
    """Write it anew."""
    PAGE.write_text(text())
