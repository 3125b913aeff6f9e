"""``trailside ledger verify|heads|bind``."""

from __future__ import annotations

from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trailside.ledger import binder, proof


class Command(BaseCommand):
    """Checks that no line of the ledger was changed, removed or put in; prints its heads; binds what is waiting."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "heads", "bind"])
        parser.add_argument("--head", action="append", default=[], help="a head kept elsewhere: month:size:root")

    def handle(self, *args: Any, what: str, head: list[str], **options: Any) -> None:
        match what:
            case "bind":
                self.stdout.write(f"{binder.bind_all()} lines bound.")
            case "heads":
                for kept in proof.heads():
                    self.stdout.write(str(kept))
            case _:
                self._verify(head)

    def _verify(self, head: list[str]) -> None:
        try:
            kept = [proof.Head.read(text) for text in head]
        except ValueError as error:
            raise CommandError("A head looks like 2026-11:120:9f3c... (month, leaves, root).") from error
        begin = perf_counter()
        found = proof.verify(kept)
        self.stdout.write(f"{found.leaves} lines checked in {perf_counter() - begin:.1f} s.")
        for problem in found.problems[:100]:
            self.stdout.write(f"  {problem}")
        if found.problems:
            raise CommandError(f"{len(found.problems)} problems. The ledger is not as it was written.")
        self.stdout.write("Every line is in its place.")
