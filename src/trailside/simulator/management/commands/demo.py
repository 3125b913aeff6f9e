"""``trailside demo [--make] [--json]``: the demo's accounts; ``--make`` makes its two programmes first."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trailside.simulator.actions import demo


class Command(BaseCommand):
    """Lists how to sign in to the made-up programmes. Only in databases marked demo."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--make", action="store_true", help="make the two programmes (once)")
        parser.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = demo.accounts()
        if options["make"] and not accounts:
            accounts = demo.make()
        if not accounts:
            raise CommandError(
                f"What is in {settings.TRAILSIDE_DATA} is not a demo. "
                "(trailside demo --make makes one, in an empty place only.)"
            )
        if options["json"]:
            self.stdout.write(json.dumps(accounts, ensure_ascii=False, indent=2))
            return
        for one in accounts:
            how = f"{one['name']} / {one['password']}" if "name" in one else f"card {one['card']} PIN {one['pin']}"
            self.stdout.write(f"{one['organisation']:18} {one['role']:16} {one['who']:22} {how}   {one['opens']}")
