"""``{{ role|role_words }}``: what a role does here, in the words that every page uses."""

from __future__ import annotations

from django import template

from trailside.people.privacy import ROLES
from trailside.people.rules import Role

register = template.Library()


@register.filter
def role_words(role: str) -> str:
    """What a role does here; nothing for a code that is no worker's."""
    return str(ROLES.get(Role(role), ""))
