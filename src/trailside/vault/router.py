"""Sends the vault's tables to the vault's database, and nothing else there."""

from __future__ import annotations

from typing import Any


class VaultRouter:
    """A Django database router: app ``vault`` lives in database ``vault``, all other apps in ``default``."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "vault" if model._meta.app_label == "vault" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == "vault") == (app_label == "vault")
