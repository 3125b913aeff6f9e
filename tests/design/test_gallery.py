"""The gallery is the test of the components: axe finds nothing, nothing scrolls sideways, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def said(violation):
    return violation["id"], [node["target"] for node in violation["nodes"]][:5]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["/gallery/", "/gallery/form/"])
def test_axe_finds_nothing(site, chromium, path, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(site + path)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    results = Axe().run(page, options=RULES)
    assert [said(violation) for violation in results.response["violations"]] == []
    context.close()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", ["/gallery/", "/gallery/form/", "/not-there/"])
def test_nothing_scrolls_sideways_at_320_or_with_text_at_200_per_cent(site, chromium, path, language):
    context = chromium.new_context(viewport={"width": 320, "height": 640}, locale=language)
    page = context.new_page()
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    context.close()


def test_every_target_is_at_least_44_px(site, chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(site + "/gallery/form/")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                '.masthead a, .masthead button, main button, main input, main select, .lines a')]
            .filter((one) => one.offsetParent && !one.hidden && one.type !== 'hidden' && one.tabIndex >= 0)
            .map((one) => [one.textContent || one.name, one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
            .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    )
    assert small == []
    context.close()


def test_no_word_of_policy_is_broken(site, chromium):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site + "/gallery/")
    page.goto(site + "/gallery/form/")
    assert said == []
    page.close()
