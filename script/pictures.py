"""The pictures in docs/pictures/: a demo of its own is made and served, people sign in, and the pages are drawn.

script/pictures [NAME ...]     all of them, or those whose name contains one of these words

Each is a PNG of 128 colours under 150 kB, so that the repository stays small.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from script.shots import CHROMIUM, FLAGS, WIDTHS  # noqa: E402  # found beside this file
from tests.drills.house import House  # noqa: E402  # a served installation on a folder of its own

PLACE = ROOT / "docs" / "pictures"
HEAVIEST = 150_000


@dataclass(frozen=True)
class Picture:
    """A page of someone: its name, whose, where, the language, and how tall (px; 0: one screen)."""

    name: str
    role: str
    path: str
    language: str = "en"
    tall: int = 0

    @property
    def width(self) -> int:
        return int(re.findall(r"\d+", self.name)[0])


PICTURES = (
    Picture("today-390", "participant", "/today/"),
    Picture("my-trail-1280", "participant", "/my-trail/"),
    Picture("last-two-minutes-390", "peer_specialist", "/meetings/with/{person}/", tall=1270),
    Picture("who-looked-390", "participant", "/my-record/who-looked/"),
    Picture("someone-now-390", "", "/now/"),
    Picture("desk-1280", "peer_specialist", "/desk/"),
    Picture("welcome-390-es", "peer_specialist", "/welcome/", language="es"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    wish = parser.parse_args()
    wanted = [one for one in PICTURES if not wish.names or any(word in one.name for word in wish.names)]
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="trailside-pictures-") as place, sync_playwright() as playwright:
        house = House(Path(place), DJANGO_SETTINGS_MODULE="trailside.config.settings")
        house.say("migrate", "--quiet")
        house.say("demo", "--make")
        house.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            for one in wanted:
                take(browser, house, one)
        finally:
            browser.close()
            house.stop()
    return 0


def take(browser: Browser, house: House, one: Picture) -> None:
    """Draw one page and keep it."""
    accounts: list[dict[str, Any]] = json.loads(house.say("demo", "--json"))
    address = f"http://127.0.0.1:{house.port}"
    context = browser.new_context(
        viewport={"width": one.width, "height": one.tall or WIDTHS[one.width]}, locale=one.language, base_url=address
    )
    page = context.new_page()
    if one.role:
        come_in(page, next(account for account in accounts if account["role"] == one.role))
    context.add_cookies([{"name": "language", "value": one.language, "url": address}])
    opens = next(account["opens"] for account in accounts if account["role"] == "peer_specialist")
    page.goto(one.path.format(person=re.findall(r"[0-9a-f-]{36}", opens)[0]))
    page.evaluate("document.fonts.ready")
    weight = keep(page.screenshot(), PLACE / f"{one.name}.png")
    print(f"{one.name}.png {weight // 1000} kB")
    context.close()


def come_in(page: Any, account: dict[str, Any]) -> None:
    """Sign in: a card and its PIN, or name and password."""
    has_card = "card" in account
    page.goto("/card/" if has_card else "/sign-in/")
    first, second = ("code", "pin") if has_card else ("name", "password")
    page.locator(f"main [name={first}]").fill(account["card" if has_card else "name"])
    page.locator(f"main [name={second}]").fill(account["pin" if has_card else "password"])
    page.locator("main form button.govuk-button").first.click()
    page.wait_for_load_state()


def keep(drawn: bytes, into: Path) -> int:
    """Write it with few colours; how many bytes it is."""
    picture = Image.open(io.BytesIO(drawn)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    picture.save(into, optimize=True)
    weight = into.stat().st_size
    if weight >= HEAVIEST:
        raise SystemExit(f"{into.name} weighs {weight} bytes; it must stay under {HEAVIEST}")
    return weight


if __name__ == "__main__":
    raise SystemExit(main())
