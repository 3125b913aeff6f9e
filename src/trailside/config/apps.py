"""The roof as a Django app: fills the slots when all rooms are there."""

from __future__ import annotations

from django.apps import AppConfig

from trailside.config import wiring


class ConfigApp(AppConfig):
    """Wires the house."""

    name = "trailside.config"

    def ready(self) -> None:
        wiring.wire()
