"""What a person typed is not lost: by a change of language, by no signal, by a slip; with script and without."""

import pytest

pytestmark = pytest.mark.browser
WORDS = "Rain, and I went anyway."


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request, chromium):
    context = chromium.new_context(java_script_enabled=request.param, locale="en")
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(chromium):
    context = chromium.new_context(locale="en")
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def test_the_words_are_there_in_spanish_and_back_in_english(site, page):
    page.goto(site + "/gallery/form/?from=today")
    page.get_by_label("A word about today").fill(WORDS)
    page.get_by_role("button", name="Español").click()
    page.wait_for_selector('html[lang="es"]')
    assert page.locator("h1").inner_text() == "Un formulario entero"
    assert page.url == site + "/gallery/form/?from=today"
    assert page.get_by_label("Unas palabras sobre hoy").input_value() == WORDS
    page.get_by_role("button", name="English").click()
    page.wait_for_selector('html[lang="en"]')
    assert page.get_by_label("A word about today").input_value() == WORDS


def test_enter_sends_the_form_and_does_not_change_the_language(site, page):
    page.goto(site + "/gallery/form/")
    page.get_by_label("What shall we call you?").fill("Ada")
    page.get_by_label("What shall we call you?").press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    assert page.locator("h1").inner_text() == "A whole form"
    assert page.get_by_label("What shall we call you?").input_value() == "Ada"


def test_a_link_takes_the_words_of_a_begun_form_along(site, scripted):
    scripted.goto(site + "/gallery/")
    scripted.locator("#refused_words").fill(WORDS)
    scripted.get_by_role("link", name="Español").click()
    scripted.wait_for_selector('html[lang="es"]')


def test_without_signal_the_words_stay_and_are_sent_once_when_there_is_signal(site, scripted):
    sent = []
    scripted.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    scripted.goto(site + "/gallery/form/")
    scripted.get_by_label("A word about today").fill(WORDS)
    scripted.context.set_offline(True)
    scripted.get_by_role("button", name="Keep this").click()
    scripted.get_by_text("No signal.").wait_for()
    scripted.get_by_role("button", name="Keep this").click()
    assert scripted.locator("form .no-signal").count() == 1
    assert scripted.get_by_label("A word about today").input_value() == WORDS
    assert sent == []
    scripted.context.set_offline(False)
    scripted.wait_for_selector(".govuk-error-summary")
    assert len(sent) == 1
    assert "once=" in sent[0]


def test_a_double_tap_sends_once(site, scripted):
    sent = []
    scripted.on("request", lambda request: sent.append(1) if request.method == "POST" else None)
    scripted.goto(site + "/gallery/form/")
    scripted.get_by_role("button", name="Keep this").dblclick()
    scripted.wait_for_selector(".govuk-error-summary")
    assert len(sent) == 1


def test_clear_my_answers_clears_a_ruler_that_came_back(site, scripted):
    scripted.goto(site + "/gallery/")
    assert scripted.locator("#refused_day_7").is_checked()
    scripted.get_by_role("button", name="Clear my answers").nth(1).click()
    scripted.wait_for_function("!document.querySelector('#refused_day_7').checked")


def test_leaving_quickly_leaves_nothing_to_go_back_to(site, scripted):
    scripted.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather"))
    scripted.goto(site + "/gallery/form/")
    scripted.get_by_role("link", name="Leave quickly").click()
    scripted.wait_for_url("https://www.weather.gov/")
    scripted.go_back()
    assert "gallery" not in scripted.url
