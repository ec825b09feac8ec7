"""Leaving is one tap, leaves nothing on the screen, and cannot be undone with Back."""

from __future__ import annotations

import pytest
from conftest import Server
from playwright.sync_api import Browser, Page, Route, expect

from actions.content import load_content
from widget.conftest import POLICE_QUESTION, Widget, sent

QUESTION = POLICE_QUESTION["en"]
WEATHER = "https://www.bbc.co.uk/weather"


CHARITY = """<!doctype html><title>Charity</title>
<script>
    addEventListener("pageshow", ({ persisted }) => {
        window.kept = persisted && document.querySelector("safe-to-ask").shadowRoot.textContent;
    });
</script>
<script src="/chat/widget.js"></script>
<safe-to-ask></safe-to-ask>"""
WATCH_FETCH = """() => {
    const { fetch } = window;
    window.fetch = (address, options) => {
        window.sent = options.signal;
        return fetch(address, options);
    };
}"""
PUT_BACK = "node => { const { parentNode } = node; node.remove(); parentNode.append(node); }"


def let_it_rain(route: Route) -> None:
    route.fulfill(body="<title>Rain</title>", content_type="text/html")


@pytest.fixture
def page(page: Page) -> Page:
    """A page from which a weather page can be reached, without the internet."""
    page.context.route(f"{WEATHER}**", let_it_rain)
    return page


@pytest.fixture
def talk(widget: Widget) -> Widget:
    widget.start("en")
    widget.ask(QUESTION)
    return widget


def test_the_leave_button_goes_to_the_weather(talk: Widget) -> None:
    talk.find(".leave").click()
    talk.page.wait_for_url(WEATHER)


def test_the_page_can_name_another_way_out(talk: Widget, server: Server) -> None:
    elsewhere = f"{server.url}/chat/health"
    talk.page.locator("safe-to-ask").evaluate("(node, url) => node.setAttribute('exit', url)", elsewhere)
    talk.find(".leave").click()
    talk.page.wait_for_url(elsewhere)


def test_the_way_out_is_never_a_script(talk: Widget) -> None:
    talk.page.locator("safe-to-ask").evaluate("node => node.setAttribute('exit', 'javascript:alert(1)')")
    talk.find(".leave").click()
    talk.page.wait_for_url(WEATHER)


def test_shift_three_times_leaves(talk: Widget) -> None:
    for _ in range(3):
        talk.page.keyboard.press("Shift")
    talk.page.wait_for_url(WEATHER)


def test_a_shift_that_made_a_capital_letter_does_not_count(talk: Widget) -> None:
    talk.words.focus()
    for keys in ("Shift+S", "Shift+O", "Shift+S", "Shift", "Shift"):
        talk.page.keyboard.press(keys)
    expect(talk.words).to_have_value("SOS")
    talk.page.keyboard.press("Shift")
    talk.page.wait_for_url(WEATHER)


def test_everything_is_gone_before_the_next_page_has_come(talk: Widget) -> None:
    talk.page.context.route("**/chat/message", lambda route: None)
    # An answer without content leaves the browser where it is.
    talk.page.context.route(f"{WEATHER}**", lambda route: route.fulfill(status=204))
    talk.page.evaluate(WATCH_FETCH)
    talk.words.fill("and what about my children")
    with talk.page.expect_request("**/chat/message"):
        talk.words.press("Enter")
    talk.words.fill("a secret that was not sent")
    talk.find(".leave").click()
    expect(talk.find(".blank")).to_be_in_viewport(ratio=1)
    assert talk.page.evaluate("sent.aborted")
    what_is_left = "node => [node.shadowRoot.textContent, node.shadowRoot.querySelectorAll('input, textarea').length]"
    assert talk.page.locator("safe-to-ask").evaluate(what_is_left) == ["", 0]
    assert talk.page.title() == "Weather"


def test_back_does_not_return_to_the_page_that_was_left(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/chat/languages")
    page.goto(f"{server.url}/chat/")
    widget = Widget(page)
    widget.start("en")
    widget.ask(QUESTION)
    widget.find(".leave").click()
    page.wait_for_url(WEATHER)
    page.go_back(wait_until="commit")
    assert page.url == f"{server.url}/chat/languages"


def test_back_from_a_link_finds_an_empty_widget(page: Page, server: Server) -> None:
    # A page that shows the widget may let the browser keep it alive for the Back button.
    page.context.route("**/charity", lambda route: route.fulfill(body=CHARITY, content_type="text/html"))
    page.goto(f"{server.url}/charity")
    widget = Widget(page)
    widget.start("en")
    widget.ask(QUESTION)
    widget.words.fill("a secret that was not sent")
    page.goto(WEATHER)
    page.go_back(wait_until="commit")
    assert page.evaluate("kept") == ""
    expect(widget.find(".chooser")).to_be_visible()
    expect(widget.find(".bubble")).to_have_count(0)
    expect(widget.words).to_have_value("")
    expect(page.locator("body")).not_to_contain_text("Home Office")


def test_a_new_talk_knows_nothing_of_the_last_one(talk: Widget) -> None:
    talk.ask("Northamptonshire")
    talk.page.locator("safe-to-ask").evaluate(PUT_BACK)
    expect(talk.replies).to_have_count(0)
    with talk.page.expect_request("**/chat/message") as request:
        talk.start("en")
    assert sent(request.value)["state"] == {}


def test_without_javascript_the_page_still_helps_and_lets_her_leave(browser: Browser, server: Server) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        context.route(f"{WEATHER}**", let_it_rain)
        page = context.new_page()
        page.goto(f"{server.url}/chat/")
        helpline = load_content().services["national_helpline"].phone
        assert helpline
        for link, href in (("Call 999", "tel:999"), (helpline, f"tel:{helpline.replace(' ', '')}")):
            expect(page.get_by_role("link", name=link).last).to_be_visible()
            expect(page.get_by_role("link", name=link).last).to_have_attribute("href", href)
        page.get_by_role("link", name="Leave this page").first.click()
        page.wait_for_url(WEATHER)
