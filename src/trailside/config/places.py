"""Where things live on this machine: data, vault, master key. Each may be named by the environment."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def data() -> Path:
    """``TRAILSIDE_DATA``: database, uploads, pre-rendered pages. Default: the user's data folder."""
    named = os.environ.get("TRAILSIDE_DATA")
    return Path(named).expanduser().resolve() if named else platformdirs.user_data_path("trailside")


def vault() -> str:
    """``TRAILSIDE_VAULT``: a path or a postgres:// address. Default: a folder beside the data, never inside it."""
    return os.environ.get("TRAILSIDE_VAULT") or str(data().with_name(data().name + "-vault") / "vault.sqlite3")


def master_key_file() -> Path:
    """``TRAILSIDE_MASTER_KEY_FILE``. Default: the user's configuration folder."""
    named = os.environ.get("TRAILSIDE_MASTER_KEY_FILE")
    return Path(named).expanduser() if named else platformdirs.user_config_path("trailside") / "master.key"
