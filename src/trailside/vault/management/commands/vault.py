"""``trailside vault recovery|check``."""

from __future__ import annotations

import base64
import textwrap
from argparse import ArgumentParser
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trailside.vault import keys, master
from trailside.vault.models import DataKey, Tombstone

GROUP = 4
"""Characters that are read out together."""
LINE = "\n"


class Command(BaseCommand):
    """Prints the master key as a recovery copy to keep on paper; checks that it opens every key of the vault."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["recovery", "check"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        try:
            key = master.key()
        except master.NoMasterKey as fault:
            raise CommandError(str(fault)) from fault
        if what == "check":
            self._check()
        else:
            self.stdout.write(recovery(key))

    def _check(self) -> None:
        owners = list(DataKey.objects.values_list("owner", flat=True).distinct())
        try:
            opened = len(keys.opened(owners))
        except InvalidTag as fault:
            raise CommandError("This master key does not open this vault: one of the two is from elsewhere.") from fault
        gone = Tombstone.objects.count()
        self.stdout.write(f"The master key opens all {opened} keys. {gone} were destroyed and stay destroyed.")


def recovery(key: bytes) -> str:
    """The master key on paper: in groups that can be read out, and how to put it back."""
    groups = " ".join(textwrap.wrap(base64.b64encode(key).decode(), GROUP))
    kept = "the environment" if settings.MASTER_KEY else str(settings.MASTER_KEY_FILE)
    return LINE.join(
        [
            "Trailside: recovery copy of the master key. Without it nothing can be read again, by anybody.",
            "",
            f"    {groups}",
            "",
            f"Now it comes from {kept}. Keep this paper in a closed envelope, in a safe that two people can open,",
            "never beside the copies of the data. To put it back, write the groups without spaces into that file.",
        ]
    )
