"""``trailside simulate --participants N --months M --seed S``: made-up programmes that lived for months."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from datetime import datetime, timedelta
from time import perf_counter, sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trailside.kit import clock
from trailside.ledger.acting import PATIENCE
from trailside.ledger.binder import bind, bind_all
from trailside.simulator.actions import living, programmes, truth
from trailside.simulator.rules.calibration import CALIBRATION, TRUTH
from trailside.simulator.rules.life import Life, life
from trailside.simulator.rules.scale import Share, shares

# Few enough to live in this process; more are spread over two.
ALONE = 2_000
PROCESSES = 2
REST = 0.5  # seconds before looking again whether there is something to bind


class Command(BaseCommand):
    """Makes programmes of made-up people, calibrated to published numbers, writing through the same actions."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--participants", type=int, default=500)
        parser.add_argument("--months", type=int, default=24)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--intensity", type=float, default=1.0, help="more events a life; for tests of scale only")
        parser.add_argument("--programme", default="", help="(a part of a larger run) an existing made-up programme")
        parser.add_argument("--numbers", default="", help="(a part of a larger run) lives, as first:past")
        parser.add_argument("--until", default="", help="(a part of a larger run) the last moment, ISO 8601")

    def handle(self, *args: Any, **options: Any) -> None:
        until = datetime.fromisoformat(options["until"]) if options["until"] else clock.now()
        self.since, self.until = until - timedelta(days=30.44 * options["months"]), until
        self.seed, self.intensity, self.months = options["seed"], options["intensity"], options["months"]
        if options["programme"]:
            first, past = map(int, options["numbers"].split(":"))
            programme = programmes.existing(options["programme"])
            living.live(programme, self._lives(first, past, len(programme.specialists)))
            return
        if options["participants"] < 1:
            raise CommandError("--participants is at least 1.")
        self._everything(options["participants"])

    def _lives(self, first: int, past: int, workers: int) -> Any:
        return (self._life(number, workers) for number in range(first, past))

    def _life(self, number: int, workers: int) -> Life:
        return life(
            number,
            seed=self.seed,
            since=self.since,
            until=self.until,
            workers=workers,
            how=CALIBRATION,
            truth=TRUTH,
            intensity=self.intensity,
        )

    def _everything(self, participants: int) -> None:
        begin = perf_counter()
        parts, bound = [(self._founded(share), share) for share in shares(participants)], 0
        if participants <= ALONE:
            for programme, share in parts:
                living.live(programme, self._lives(share.first, share.past, len(programme.specialists)))
        else:
            bound = self._in_processes([(programme.organisation.slug, share) for programme, share in parts])
        bound += bind_all()
        truth.keep(
            f"seed-{self.seed}",
            participants=participants,
            months=self.months,
            seed=self.seed,
            intensity=self.intensity,
        )
        seconds = perf_counter() - begin
        self.stdout.write(f"{participants} lives, {bound} lines in the ledger, {seconds:.0f} s.")

    def _founded(self, share: Share) -> programmes.Programme:
        return programmes.found(
            programmes.Plan(
                name=f"Made-up Programme {self.seed}-{share.number + 1}",
                place="Nowhere, Massachusetts",
                specialists=share.specialists,
                since=self.since - timedelta(days=1),
                seed=self.seed,
            )
        )

    def _in_processes(self, parts: list[tuple[str, Share]]) -> int:
        """Every programme in halves, two processes at a time: making up is work, writing takes turns.

        What they write is bound meanwhile. Returns how many lines that were.
        """
        waiting = [
            (slug, first, past)
            for slug, share in parts
            for first, past in [
                (share.first, share.first + share.participants // 2),
                (share.first + share.participants // 2, share.past),
            ]
        ]
        running: list[subprocess.Popen[bytes]] = []
        bound = 0
        while waiting or running:
            while waiting and len(running) < PROCESSES:
                running.append(self._child(*waiting.pop(0)))
            more = bind(patience=PATIENCE)
            bound += more
            if not more:
                sleep(REST)
            if any(child.poll() for child in running):
                raise CommandError("A part of the simulation failed; see above.")
            running = [child for child in running if child.poll() is None]
        return bound

    def _child(self, slug: str, first: int, past: int) -> subprocess.Popen[bytes]:
        words = ["simulate", "--programme", slug, "--numbers", f"{first}:{past}", "--until", self.until.isoformat()]
        words += ["--months", str(self.months), "--seed", str(self.seed), "--intensity", str(self.intensity)]
        return subprocess.Popen([sys.executable, "-m", "trailside.config.command", *words])  # noqa: S603  # ourselves
