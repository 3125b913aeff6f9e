"""The agencies whose own sign-in opens this door, from the file that ``TRAILSIDE_AGENCIES`` names.

A JSON list; each has ``id`` (letters, in addresses), ``organisation`` (the programme's short name in addresses),
``name``, ``issuer``, ``client_id``, ``client_secret``, ``domains``; ``two_steps``, if it asks for two things itself.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NEEDED = ("id", "organisation", "name", "issuer", "client_id", "client_secret", "domains")
LOCAL = {"127.0.0.1", "localhost"}


def agencies(path: str) -> list[dict[str, Any]]:
    """What the file says; nothing without one. Raises ValueError, in words, for a file that cannot be meant."""
    if not path:
        return []
    said = json.loads(Path(path).read_text())
    if not isinstance(said, list):
        raise ValueError("TRAILSIDE_AGENCIES must hold a list.")
    for one in said:
        if missing := [name for name in NEEDED if not one.get(name)]:
            raise ValueError(f"TRAILSIDE_AGENCIES: an agency says nothing of {', '.join(missing)}.")
        if not re.fullmatch(r"[a-z0-9-]{1,40}", one["id"]):
            raise ValueError("TRAILSIDE_AGENCIES: an id has small letters, numbers and dashes only.")
        issuer = urlsplit(one["issuer"])
        if issuer.scheme != "https" and issuer.hostname not in LOCAL:
            raise ValueError("TRAILSIDE_AGENCIES: an issuer begins with https://.")
    return said
