"""The two databases, embedded or PostgreSQL, with the settings that make an acknowledged write stay."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

from trailside.config import places

# WAL with synchronous=FULL: a power cut loses nothing that was acknowledged; with NORMAL, the advice of most guides,
# it does. secure_delete: a deleted text leaves the file at the next truncating checkpoint.
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;"
)
# No answer later than 10 s: a silent network cut must not hang the house.
POSTGRES_LIMITS = (
    "-c statement_timeout=8000 -c lock_timeout=5000 "
    "-c idle_in_transaction_session_timeout=10000 -c tcp_user_timeout=8000"
)

# Our side of the same: a server that has gone silent is given up after about nine seconds (milliseconds; seconds).
POSTGRES_SILENCE = {"tcp_user_timeout": 8000, "keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 2}

# The engine of the data says with each transaction whose rows it is about (row-level security).
WALLED = "trailside.ledger.postgresql"


def sqlite(path: Path) -> dict[str, Any]:
    """An embedded database file; its folder is made, for the owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"init_command": PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 20},
        "TEST": {"NAME": os.environ.get("TRAILSIDE_TEST_FILE", str(path.with_name("test-" + path.name)))},
    }


def postgres(url: str, engine: str = "django.db.backends.postgresql") -> dict[str, Any]:
    """A PostgreSQL database by address, with time limits on everything."""
    parsed = dj_database_url.parse(url, engine=engine, conn_max_age=60, conn_health_checks=True)
    settings: dict[str, Any] = dict(parsed)
    options = settings.setdefault("OPTIONS", {})
    options.update({"options": POSTGRES_LIMITS, "connect_timeout": 5, **POSTGRES_SILENCE})
    return settings


def databases() -> dict[str, dict[str, Any]]:
    """``default`` (the data) and ``vault`` (the keys), as the environment says."""
    url = os.environ.get("DATABASE_URL", "")
    vault = places.vault()
    return {
        "default": postgres(url, WALLED) if url else sqlite(places.data() / "trailside.sqlite3"),
        "vault": postgres(vault) if vault.startswith("postgres") else sqlite(Path(vault)),
    }
