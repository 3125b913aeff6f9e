"""Pictures of pages: each at 390 and 1,280 px, by day and by night, in English and Spanish.

script/shots [--base URL] [--sign-in NAME:PASSWORD] [--into FOLDER] [--quick] PATH ...

A server must be running (script/run). Pictures go to shots/, which is not kept. --quick: 390 by day, 1,280 by night,
in English only. Says which pages scroll sideways.
"""

import argparse
import re
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = {390: 844, 1280: 900}
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "es")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=["/gallery/", "/gallery/form/"])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--sign-in", default="")
    parser.add_argument("--into", type=Path, default=Path("shots"))
    parser.add_argument("--quick", action="store_true")
    wish = parser.parse_args()
    wish.into.mkdir(parents=True, exist_ok=True)
    every = product(WIDTHS, SCHEMES, LANGUAGES)
    ways = [(390, "light", "en"), (1280, "dark", "en")] if wish.quick else every
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, scheme, language in ways:
            take(browser, wish, width, scheme, language)
        browser.close()
    return 0


def take(browser: Browser, wish: argparse.Namespace, width: int, scheme: str, language: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, locale=language, base_url=wish.base
    )
    if wish.sign_in:
        sign_in(context, *wish.sign_in.split(":", 1))
    for path in wish.paths:
        page = context.new_page()
        page.goto(path)
        name = re.sub(r"\W+", "-", path).strip("-") or "first"
        page.screenshot(path=wish.into / f"{name}-{width}-{scheme}-{language}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            print(f"{path} scrolls sideways at {width} px in {language}")
        page.close()
    context.close()


def sign_in(context: BrowserContext, name: str, password: str) -> None:
    page = context.new_page()
    page.goto("/sign-in/")
    page.locator("main input:not([type=hidden]):not([type=password])").first.fill(name)
    page.locator("main input[type=password]").first.fill(password)
    page.locator("main button.govuk-button").first.click()
    page.wait_for_load_state()
    page.close()


if __name__ == "__main__":
    raise SystemExit(main())
