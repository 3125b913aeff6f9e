"""A browser without a screen: reads a page's links and forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit


@dataclass
class Form:
    """One form: where it goes, how, and its fields with what they hold."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    """The fields that a person fills in."""


class Page(HTMLParser):
    """The links and forms of one page."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.links: set[str] = set()
        self.forms: list[Form] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.add(self._here(said["href"]))
        elif tag == "form":
            self.forms.append(Form(self._here(said.get("action", "")), said.get("method", "get").lower()))
        elif tag in ("input", "textarea", "select", "button") and self.forms and said.get("name"):
            self._field(self.forms[-1], tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name, kind = said["name"], said.get("type", "text")
        if tag == "input" and kind in ("radio", "checkbox"):
            form.fields.setdefault(name, said.get("value", "on"))
        else:
            form.fields[name] = said.get("value", "")
        if kind not in ("hidden", "submit") and tag != "button":
            form.typed.add(name)

    def _here(self, address: str) -> str:
        full = urldefrag(urljoin(f"http://here{self.address}", address)).url
        parts = urlsplit(full)
        if parts.netloc != "here":
            return ""
        return parts.path + (f"?{parts.query}" if parts.query else "")
