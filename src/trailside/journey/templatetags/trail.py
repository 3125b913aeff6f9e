"""What lies on the picture of a trail, as SVG: `{% load trail %}`. In Python, because a trail has hundreds of numbers.

Numbers are written as SVG reads them in every language; words are escaped; colours come from the design's classes.
"""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from trailside.journey.rules.labels import Label
from trailside.journey.rules.picture import Picture

register = template.Library()


@register.simple_tag
def months_of(picture: Picture) -> SafeString:
    """The names of the months along the way, short ones where there is little room."""
    shape = "M" if picture.short_names else "F"
    return format_html_join(
        "",
        '<text class="map__month" x="{}" y="{}">{}</text>',
        ((str(month.x), str(month.y), _capital(date_format(month.first, shape))) for month in picture.months),
    )


@register.simple_tag
def signs_of(picture: Picture) -> SafeString:
    """The signs on the way, each a use of the page's own sign of that kind; today last."""
    x, y = (str(one) for one in picture.here)
    return format_html(
        '{}{}<use href="#sign-here-ring" x="{}" y="{}"/><use href="#sign-here" x="{}" y="{}"/>',
        format_html_join(
            "",
            '<use href="#sign-{}" x="{}" y="{}"/>',
            ((sign.kind.value, str(sign.x), str(sign.y)) for sign in picture.signs),
        ),
        format_html_join(
            "",
            '<text class="sign-person-letter" x="{}" y="{}" dy="5">{}</text>',
            ((str(sign.x), str(sign.y), sign.letter) for sign in picture.signs if sign.letter),
        ),
        x, y, x, y,
    )  # fmt: skip


@register.simple_tag
def labels_of(picture: Picture) -> SafeString:
    """The few words in the picture."""
    return format_html_join("", "{}", ((_label(label),) for label in picture.labels))


def _label(label: Label) -> SafeString:
    lines = ((str(label.x), str(y), line) for line, y in label.lines)
    return format_html(
        '<text class="map__label map__halo{}" text-anchor="{}">{}</text>',
        " map__label--own" if label.own else "",
        label.anchor,
        format_html_join("", '<tspan x="{}" y="{}">{}</tspan>', lines),
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
