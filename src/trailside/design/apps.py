"""The design room as a Django application."""

from django.apps import AppConfig
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _


class DesignConfig(AppConfig):
    """Tokens, the one base page, components, forms, print."""

    name = "trailside.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Said on every form that has a longest answer; Django's own sentence speaks of values and ensuring.
        MaxLengthValidator.message = _("This is too long. At most %(limit_value)d letters fit here.")
