"""Small screens, long messages, a server that does not answer: her words and the way to help are never lost."""

from __future__ import annotations

import pytest
from conftest import Server
from playwright.sync_api import Locator, expect

from locales import translator
from widget.conftest import LANGUAGES, POLICE_QUESTION, Widget, sent

LONGEST = 2000
IS_ON_TOP = """node => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const seen = node.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
    return node === seen || node.contains(seen);
}"""
TOO_WIDE = """host => {
    const { left, right } = host.getBoundingClientRect();
    const isOut = (node) => {
        const box = node.getBoundingClientRect();
        return box.width > 2 && (box.left < left - 1 || box.right > right + 1);
    };
    const unseen = (node) => node.closest(".unseen");
    const out = [...host.shadowRoot.querySelectorAll("*")].filter((node) => !unseen(node) && isOut(node));
    const scrolls = [host, document.documentElement].filter((node) => node.scrollWidth > node.clientWidth);
    return [...out, ...scrolls].map((node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`);
}"""


def expect_in_sight(link: Locator) -> None:
    """All of it is on the screen and nothing lies over it."""
    expect(link).to_be_in_viewport(ratio=1)
    assert link.evaluate(IS_ON_TOP)


def expect_help_in_sight(widget: Widget) -> None:
    expect_in_sight(widget.find("header .leave"))
    expect_in_sight(widget.find("header .danger"))
    expect(widget.find("header .danger")).to_have_attribute("href", "tel:999")
    expect(widget.find("header .danger")).to_contain_text("999")


@pytest.mark.parametrize("language", LANGUAGES)
def test_999_and_the_way_out_are_in_sight_at_every_step(widget: Widget, language: str) -> None:
    expect(widget.find(".chooser")).to_be_visible()
    expect_help_in_sight(widget)
    widget.start(language)
    expect_help_in_sight(widget)
    widget.ask(POLICE_QUESTION[language])
    expect_help_in_sight(widget)
    widget.page.locator("safe-to-ask").evaluate("host => host.scrollTo(0, host.scrollHeight)")
    expect_help_in_sight(widget)
    widget.find("header button").click()
    expect(widget.find(".chooser")).to_be_visible()
    expect_help_in_sight(widget)
    widget.find("header button").click()
    widget.words.fill("x" * (LONGEST + 1))
    expect_help_in_sight(widget)
    widget.words.fill("x")
    widget.page.context.set_offline(True)
    widget.words.press("Enter")
    expect(widget.alert).to_contain_text("999")
    expect_help_in_sight(widget)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_smallest_phone(widget: Widget, language: str) -> None:
    widget.page.set_viewport_size({"width": 320, "height": 568})
    host = widget.page.locator("safe-to-ask")
    expect(widget.find(".chooser")).to_be_visible()
    assert host.evaluate(TOO_WIDE) == []
    widget.start(language)
    widget.ask(POLICE_QUESTION[language])
    widget.ask("Northamptonshire")
    for toggle in widget.reply.locator("> .message > .note > button").all():
        toggle.click()
    widget.find("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert host.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_long_a_message_is_not_sent_and_not_lost(widget: Widget, language: str) -> None:
    widget.start(language)
    msgid = "Your message is too long. Please make it shorter. Your words are still here."
    warning = widget.find(".too-long")
    story = "میں " * (LONGEST // 4) + "۔"
    widget.words.fill(story)
    expect(warning).to_have_text(translator(language).strings().get(msgid, msgid))
    expect(widget.find(".send")).to_be_disabled()
    requests: list[str] = []
    widget.page.on("request", lambda request: requests.append(request.url))
    widget.words.press("Enter")
    expect(widget.words).to_have_value(story)
    widget.words.fill(story[1:])
    expect(warning).to_be_empty()
    expect(widget.find(".send")).to_be_enabled()
    assert requests == []


def test_the_longest_message_is_answered_whatever_it_is_written_in(widget: Widget) -> None:
    widget.start("en")
    assert "error" not in widget.ask("😀" * LONGEST)


def test_her_words_stay_when_the_server_cannot_be_reached(widget: Widget) -> None:
    widget.start("en")
    widget.page.context.set_offline(True)
    widget.words.fill(POLICE_QUESTION["en"])
    widget.words.press("Enter")
    expect(widget.alert).to_contain_text("Your words are still here.")
    expect(widget.words).to_have_value(POLICE_QUESTION["en"])
    expect(widget.find(".bubble")).to_have_count(0)
    expect_in_sight(widget.alert.locator('a[href="tel:999"]'))
    widget.page.context.set_offline(False)
    widget.ask(POLICE_QUESTION["en"])
    expect(widget.alert).to_be_empty()
    expect(widget.words).to_have_value("")


def test_a_tapped_question_can_be_tried_again(widget: Widget) -> None:
    greeting = widget.start("en")
    question = greeting["messages"][-1]["choices"][0]
    widget.page.context.set_offline(True)
    widget.reply.get_by_role("button", name=question["label"]).click()
    expect(widget.alert).to_contain_text("We could not get an answer.")
    widget.page.context.set_offline(False)
    widget.alert.get_by_role("button", name="Try again").click()
    expect(widget.reply.locator("> .answer > h3")).to_have_text(question["label"])
    expect(widget.alert).to_be_empty()


def test_a_server_that_is_away_at_the_start_can_be_tried_again(widget: Widget, server: Server) -> None:
    widget.page.context.route("**/chat/languages", lambda route: route.abort())
    widget.page.reload()
    expect(widget.alert).to_contain_text("999")
    expect_help_in_sight(widget)
    widget.page.context.unroute("**/chat/languages")
    widget.alert.get_by_role("button").click()
    expect(widget.find(".chooser button")).to_have_count(len(LANGUAGES))


@pytest.mark.parametrize(
    ("name", "force"), [("Metropolitan Police Service", "metropolitan"), ("City of London Police", "city_of_london")]
)
def test_london_asks_which_police_force_and_remembers_it(widget: Widget, name: str, force: str) -> None:
    widget.start("en")
    widget.ask(POLICE_QUESTION["en"])
    widget.ask("London")
    widget.tap(name)
    expect(widget.find(".bubble").last).to_have_text(name)
    expect(widget.reply.locator("> .answer > h3")).to_have_text(POLICE_QUESTION["en"])
    expect(widget.reply.locator("> .answer")).to_contain_text(name)
    with widget.page.expect_request("**/chat/message") as request:
        widget.ask("thank you")
    assert sent(request.value)["state"]["police_force"] == force
