"""``trailside forget``: forget one person for good, or show what is still to be forgotten."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from trailside.consent import gate
from trailside.exchange.actions import forgetting
from trailside.exchange.reads import forgetting as reads
from trailside.kit.errors import NotPossible
from trailside.people.actions.founding import machine
from trailside.people.models import Person


class Command(BaseCommand):
    """Forgets the person with this id (the last part of the address of their page). Without one: what waits."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", nargs="?", type=UUID, help="whom to forget")
        parser.add_argument("--yes", action="store_true", help="really do it; it cannot be undone")
        parser.add_argument("--due", action="store_true", help="forget the rest of everyone whose day has come")

    def handle(self, *args: Any, person: UUID | None, yes: bool, due: bool, **options: Any) -> None:
        if due:
            self.stdout.write(f"{forgetting.forget_due()} forgotten.")
        elif person is None:
            self._show()
        else:
            self._forget(person, yes)

    def _show(self) -> None:
        waiting = reads.closings()
        for closing in waiting:
            self.stdout.write(f"{closing.person_id}  closed, goes on {closing.until}")
        if not waiting:
            self.stdout.write("Nothing is left to be forgotten.")

    def _forget(self, person: UUID, yes: bool) -> None:
        row = Person.objects.filter(pk=person).defer("name", "pronouns").first()
        if row is None:
            raise CommandError("Nobody here has this id. They may be forgotten already.")
        sight = gate.machine(machine("forgetting", row.organisation_id), {}, "forgetting")
        prospect = reads.prospect(sight, person)
        if not yes:
            kept = (
                f", but for notes for a payer (closed until {prospect.closed_until})" if prospect.closed_until else ""
            )
            raise CommandError(f"Everything about {person} would go for good{kept}. Say --yes to do it.")
        try:
            until = forgetting.forget(sight, person)
        except NotPossible as refused:
            raise CommandError(str(refused)) from refused
        gone = f"Forgotten. Copies of the vault can open nothing after {prospect.backups_until}."
        self.stdout.write(f"Closed until {until}." if until else gone)
