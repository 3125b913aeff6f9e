"""Who may see what, as a table in words: the page and docs/who-sees-what.md are written from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trailside.consent.privacy import SCOPES
from trailside.consent.rules import SEES, Who

NOTHING, CHOSEN = _("Nothing of your record."), _("What you chose.")

# Each by name, and on which condition.
WHO: Mapping[Who, tuple[str | Promise, str | Promise]] = {
    Who.ME: (_("You"), _("Always, all of it. No look is written.")),
    Who.SPECIALIST: (
        _("Your peer specialist"),
        _("While you walk together. Check-ins, hard days and the ten sentences only when you share one by name."),
    ),
    Who.BEFORE_WELCOME: (_("Your peer specialist, before you are welcomed"), _("When your name came from a list.")),
    Who.SUPERVISOR: (
        _("Who supports your peer specialist"),
        _("While both last. Of what you wrote together: only what is put up for review."),
    ),
    Who.LET_IN: (
        _("People you let in"),
        _("Only what you chose, for what you chose it, until the day you chose. You can end it with one tap."),
    ),
    Who.CALLER: (
        _("A volunteer who calls"),
        _("Only if you asked for calls: your name, your safe ways and what may be said. It ends when you say so."),
    ),
    Who.ON_CALL: (
        _("Who is on call, in an emergency"),
        _(
            "For one hour, with a reason, and never more than you allowed. You are told at once and asked "
            "if it was all right. Your words to yourself stay closed."
        ),
    ),
    Who.REVIEWER: (
        _("Who looks into an emergency opening"),
        _("Someone who was not part of it, within two work days. They read the reason, not your plan."),
    ),
    Who.OFFICER: (
        _("The privacy officer"),
        _("Only if you say that a look was not all right. They also see who tried to open what is not theirs."),
    ),
    Who.MANAGER: (_("Who manages the programme"), _("They see who works here, lines and hours.")),
    Who.ADMINISTRATOR: (_("Who administers the organisation"), _("They say who does what here.")),
    Who.EVALUATOR: (
        _("Who counts"),
        _("They see counts of people. Each count from 1 to 10 is hidden, and what would give it away."),
    ),
    Who.MACHINE: (
        _("Who runs the computer"),
        _(
            "Words are stored locked, each person’s with a key of their own. No command prints them. Whoever holds "
            "the computer and its master key could still break in; so the key can be kept apart."
        ),
    ),
    Who.OTHERS: (
        _("Everyone else"),
        _("Other participants, other organisations, anyone you shut out: for them you are not here at all."),
    ),
}


@dataclass(frozen=True)
class Row:
    """One line of the table. sees: the parts of the record in words, none when nothing of it is seen."""

    who: Who
    title: str
    when: str
    sees: tuple[str, ...]

    @property
    def seen(self) -> str:
        """What they see, in one line."""
        if self.who == Who.LET_IN:
            return str(CHOSEN)
        words = ", ".join(self.sees)
        return f"{words[0].upper()}{words[1:]}." if words else str(NOTHING)


def rows() -> list[Row]:
    """Everyone, in the order of the page, in the language of the page."""
    found = []
    for who, scopes in SEES.items():
        title, when = WHO[who]
        sees = tuple(str(words) for scope, words in SCOPES.items() if scope in scopes)
        found.append(Row(who, str(title), str(when), sees))
    return found


def markdown(heading: str, lead: str, columns: tuple[str, str, str]) -> str:
    """The table as a page of docs."""
    lines = [f"# {heading}", "", lead, "", f"| {' | '.join(columns)} |", "|---|---|---|"]
    for row in rows():
        lines.append(f"| **{row.title}** | {row.seen} | {row.when} |")
    return "\n".join(lines) + "\n"
