"""Tags of the design room: `{% load design %}`."""

from typing import Any
from uuid import uuid4

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from trailside.design import contours as ground
from trailside.design import words

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """The hidden once-key of a form: a second tap with the same key is the same action.

    `once_key` in the context wins (the ledger room gives it when a form is shown again), then the key that the form had
    before the language was changed, then a new random one.
    """
    key = context.get("once_key") or words.kept_value("once") or uuid4().hex
    return format_html('<input type="hidden" name="once" value="{}">', key)


@register.filter
def attributes(attrs: dict[str, Any]) -> SafeString:
    """A widget's attributes but its class, as HTML, in the order of `flatatt`, which takes four times as long."""
    named = sorted((name, value) for name, value in attrs.items() if name != "class" and value not in (None, False))
    said = [f' {name}="{conditional_escape(value)}"' for name, value in named if value is not True]
    return mark_safe("".join(said + [f" {name}" for name, value in named if value is True]))  # noqa: S308  # escaped


@register.inclusion_tag("design/parts/contours.html")
def contours(seed: object) -> dict[str, str]:
    """The hills of one record: contour lines grown from its id, always the same, no data."""
    return {"lines": ground.lines(str(seed)), "mask": f"fade-{ground.mark(str(seed))}"}


@register.inclusion_tag("design/parts/language.html", takes_context=True)
def language_button(context: Context, form: str) -> dict[str, object]:
    """The switch of a page with a form: `{% block language %}{% language_button "form-id" %}{% endblock %}`."""
    return {"design": context.get("design"), "form": form, "wish": words.LANGUAGE}


@register.inclusion_tag("design/parts/language.html", takes_context=True)
def language_link(context: Context) -> dict[str, object]:
    """The language switch of a page on which nothing is typed: a plain link to the same place."""
    return {"design": context.get("design"), "form": "", "wish": words.LANGUAGE}


@register.simple_tag
def blazes_marks(at: int | str, of: int | str) -> SafeString:
    """The trail blazes of a questionnaire: done, here, ahead. Always beside the same in words."""
    here = int(at)
    state = {-1: "is-done", 0: "is-here", 1: "is-ahead"}
    marks = ((state[(mark > here) - (mark < here)],) for mark in range(1, int(of) + 1))
    return format_html_join("", '<i class="{}"></i>', marks)
