"""``trailside ledger verify|heads|bind|prove|check``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trailside.ledger import binder, proof, prover


class Command(BaseCommand):
    """Checks that no line of the ledger was changed, removed or put in; prints its heads; proves one line."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "heads", "bind", "prove", "check"])
        parser.add_argument("line", nargs="?", default="", help="with prove: entry:12 or look:12; with check: a file")
        parser.add_argument("--head", action="append", default=[], help="a head kept elsewhere: month:size:root")
        parser.add_argument("--heads", action="append", default=[], type=Path, help="a file of heads kept elsewhere")
        parser.add_argument("--newest", action="store_true", help="with verify: only the newest day")

    def handle(self, *args: Any, what: str, line: str, **options: Any) -> None:
        heads = [*options["head"], *_listed(options["heads"])]
        match what:
            case "bind":
                self.stdout.write(f"{binder.bind_all()} lines bound.")
            case "heads":
                for kept in proof.heads():
                    self.stdout.write(str(kept))
            case "prove":
                self.stdout.write(json.dumps(_proved(line).as_json(), indent=1))
            case "check":
                self._check(Path(line), heads)
            case _:
                self._verify(heads, newest=options["newest"])

    def _verify(self, heads: list[str], *, newest: bool) -> None:
        try:
            kept = [proof.Head.read(text) for text in heads]
        except ValueError as error:
            raise CommandError("A head looks like 2026-11:120:9f3c... (month, leaves, root).") from error
        begin = perf_counter()
        found = proof.verify_newest(kept) if newest else proof.verify(kept)
        self.stdout.write(f"{found.leaves} lines checked in {perf_counter() - begin:.1f} s.")
        for problem in found.problems[:100]:
            self.stdout.write(f"  {problem}")
        if found.problems:
            raise CommandError(f"{len(found.problems)} problems. The ledger is not as it was written.")
        self.stdout.write("Every line is in its place." + (" (The newest day only.)" if newest else ""))

    def _check(self, path: Path, heads: list[str]) -> None:
        try:
            given = json.loads(path.read_text())
        except (OSError, ValueError) as fault:
            raise CommandError(f"{path} is no proof.") from fault
        if not any(prover.holds(given, head) for head in heads):
            raise CommandError("The proof does not lead to a head that you gave with --head.")
        self.stdout.write("The line stands in the ledger with this head.")


def _listed(paths: list[Path]) -> list[str]:
    """Heads in files, one a line; whatever else stands there is no head."""
    found = []
    for path in paths:
        for word in path.read_text().split():
            found += [word] if word.count(":") == 2 and len(word.rpartition(":")[2]) == 64 else []
    return found


def _proved(line: str) -> prover.Proof:
    kind, _, number = line.partition(":")
    if kind not in prover.KINDS or not number.isdigit():
        raise CommandError("Say which line: entry:12 or look:12.")
    try:
        return prover.Prover().of(prover.KINDS[kind], int(number))
    except prover.NoProof as fault:
        raise CommandError(str(fault)) from fault
