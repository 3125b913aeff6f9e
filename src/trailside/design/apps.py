"""The design room as a Django application."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Tokens, the one base page, components, forms, print."""

    name = "trailside.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"
