"""The roof as a Django app: fills the slots when all rooms are there."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Wires the house."""

    name = "trailside.config"

    def ready(self) -> None:
        # By name: the wiring imports tables, which exist only now.
        import_module("trailside.config.wiring").wire()
