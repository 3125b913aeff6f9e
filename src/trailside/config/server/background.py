"""Tasks that rooms have put by (``django_tasks``), run in a process of their own: a long one takes no page's time."""

from __future__ import annotations

import subprocess
import sys

from django_tasks_db.models import DBTaskResult


def put_by() -> None:
    """Run what is waiting, if anything is; called again and again by the job thread."""
    if DBTaskResult.objects.ready().exists():
        line = [
            sys.executable,
            "-m",
            "trailside.config.command",
            "manage",
            "db_worker",
            "--batch",
            "--no-startup-delay",
        ]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # ourselves
