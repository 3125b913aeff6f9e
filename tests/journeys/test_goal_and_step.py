"""A goal, a first step, smaller, done, not this time: on a phone, in two languages, with and without JavaScript."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "script"), [("es-US", False), ("en-US", True)])
def test_from_what_i_want_to_you_did_it(opened, language, script):
    page = opened("participant", language=language, script=script)
    page.context.add_cookies([{"name": "language", "value": language[:2], "url": page.context.pages[0].url}])
    page.goto("/goals/new/")
    page.locator("#id_words").fill("Un lugar con mi propia puerta")
    page.locator("#goal-form .choices .govuk-button").click()
    page.wait_for_url(re.compile(r"/steps/new/$"))
    page.locator("#id_words").fill("Llamar a la oficina")
    page.locator("#id_sure_4").check(force=True)
    page.locator("#step-form .choices .govuk-button").first.click()
    page.wait_for_url(re.compile(r"/smaller/$"))
    assert re.search(r"(Dijiste|You said) 4\.", page.inner_text("main"))
    page.locator("#id_words").fill("Buscar el número")
    page.locator("#id_sure_9").check(force=True)
    page.locator("#smaller-form .choices .govuk-button").first.click()
    page.wait_for_url(re.compile(r"/steps/[0-9a-f-]{36}/$"))
    page.locator("main form .govuk-button").first.click()
    page.wait_for_function("document.querySelector('#id_strength_0')") if script else page.wait_for_load_state()
    assert re.search(r"(Dijiste 9\. Lo lograste|You said 9\. You did it)\.", page.inner_text("h1"))
    page.locator("#id_strength_0").check(force=True)
    page.locator("#strength-form .choices .govuk-button").first.click()
    page.wait_for_url(re.compile(r"/today/$"))


def test_not_this_time_is_as_large_as_done_and_gives_three_choices(opened):
    page = opened("participant")
    page.goto("/goals/new/")
    page.locator("#id_words").fill("Sunday lunch with Rosa")
    page.locator("#goal-form .choices .govuk-button").click()
    page.locator("#id_words").fill("Write to Rosa")
    page.locator("#step-form .choices .govuk-button").first.click()
    page.wait_for_url(re.compile(r"/steps/[0-9a-f-]{36}/$"))
    done, not_now = (one.bounding_box() for one in page.locator("main form.choices > *:visible").all()[-2:])
    assert abs(done["width"] - not_now["width"]) < 3
    assert done["height"] == not_now["height"]
    page.locator("main form.choices a").click()
    page.wait_for_url(re.compile(r"/not-this-time/$"))
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(re.compile(r"/today/$"))
    assert "Write to Rosa" in page.inner_text("main")
