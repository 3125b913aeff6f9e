"""Each component has one template and a place in the gallery, whole in both languages."""

import re
from pathlib import Path

import pytest
from django.test import Client

ROOM = Path(__file__).parents[1]
COMPONENTS = sorted(path.stem for path in (ROOM / "templates" / "cotton" / "design").glob("*.html"))
OF_THE_PAGE_ITSELF = {"lifeline", "errors", "field"}  # the base page and every form show these


def in_the_gallery() -> str:
    pages = [
        *(ROOM / "templates" / "design").glob("gallery*.html"),
        *(ROOM / "templates/design/gallery").glob("*.html"),
    ]
    return "".join(path.read_text() for path in pages)


@pytest.mark.parametrize("name", sorted(set(COMPONENTS) - OF_THE_PAGE_ITSELF))
def test_every_component_stands_in_the_gallery(name):
    assert re.search(rf"<c-design\.{name.replace('_', '-')}[\s>/]", in_the_gallery())


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_gallery_is_whole_in_both_languages(language):
    shown = Client(headers={"accept-language": language}).get("/gallery/").content.decode()
    assert f'<html lang="{language}" dir="ltr">' in shown
    assert "<c-" not in shown
    assert 'dir="rtl"' in shown


def test_what_a_component_is_given_is_escaped():
    shown = Client().get("/gallery/form/", {"x": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in shown
