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
from trailside.people.reads import house


class Command(BaseCommand):
    """Forgets the person with this id (the last part of the address of their page). Without one: what waits."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", nargs="?", type=UUID, help="whom to forget")
        parser.add_argument("--yes", action="store_true", help="really do it")
        parser.add_argument(
            "--now", action="store_true", help="at once, not after the programme's days to take it back"
        )
        parser.add_argument("--due", action="store_true", help="forget the rest of everyone whose day has come")

    def handle(self, *args: Any, person: UUID | None, yes: bool, due: bool, now: bool, **options: Any) -> None:
        if due:
            self.stdout.write(f"{forgetting.forget_due()} forgotten.")
        elif person is None:
            self._show()
        else:
            self._forget(person, yes=yes, now=now)

    def _show(self) -> None:
        waiting = reads.closings()
        for closing in waiting:
            kept = "; they can still keep it" if closing.can_be_kept else "; what law orders to keep"
            self.stdout.write(f"{closing.person_id}  closed, goes on {closing.until}{kept}")
        if not waiting:
            self.stdout.write("Nothing is left to be forgotten.")

    def _forget(self, person: UUID, *, yes: bool, now: bool) -> None:
        row = Person.objects.filter(pk=person).defer("name", "pronouns").first()
        if row is None:
            raise CommandError("Nobody here has this id. They may be forgotten already.")
        sight = gate.machine(machine("forgetting", row.organisation_id), {}, "forgetting")
        prospect = reads.prospect(sight, person)
        if not yes:
            kept = (
                f", but for notes for a payer (closed until {prospect.closed_until})" if prospect.closed_until else ""
            )
            days = 0 if now else house.programme(row.organisation_id).grace
            when = f"after {days} days, closed to everybody until then" if days else "at once"
            raise CommandError(f"Everything about {person} would go for good{kept}, {when}. Say --yes to do it.")
        try:
            until = (forgetting.forget if now else forgetting.ask)(sight, person)
        except NotPossible as refused:
            raise CommandError(str(refused)) from refused
        gone = f"Forgotten. Copies of the vault can open nothing after {prospect.backups_until}."
        self.stdout.write(f"Closed until {until}." if until else gone)
