"""A whole conversation in Urdu, from right to left, that ends in English."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from actions.content import load_content
from locales import translator
from widget.conftest import POLICE_QUESTION, Widget

QUESTION = POLICE_QUESTION["ur"]
URDU = translator("ur").strings()
ISOLATES = {0x2066: None, 0x2068: None, 0x2069: None}
# Where the first and the last character of a node are on the screen.
ENDS = """node => {
    const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
    const left = (index) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        return range.getBoundingClientRect().left;
    };
    return [left(0), left(text.length - 1)];
}"""


@pytest.fixture
def urdu(widget: Widget) -> Widget:
    widget.start("ur")
    return widget


def messages(reply: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [message for message in reply["messages"] if message["type"] == kind]


def shown(widget: Widget, kind: str) -> Locator:
    """The cards of one kind in the latest reply, without their English originals."""
    return widget.reply.locator(f"> .{kind}")


def test_the_widget_speaks_urdu_from_right_to_left(urdu: Widget) -> None:
    expect(urdu.shell).to_have_attribute("lang", "ur")
    expect(urdu.shell).to_have_attribute("dir", "rtl")
    expect(urdu.reply).to_have_css("direction", "rtl")
    expect(urdu.find("h2#title")).to_have_text(URDU["Help and information"])
    expect(urdu.find(".send")).to_have_text(URDU["Send"])


def test_every_paragraph_of_the_answer_is_shown_without_control_characters(urdu: Widget) -> None:
    [answer] = messages(urdu.ask(QUESTION), "answer")
    texts = [paragraph["text"].translate(ISOLATES) for paragraph in answer["paragraphs"]]
    assert len(texts) > 1
    assert shown(urdu, "answer").locator("> .paragraph > p:not(.area, .note)").all_inner_texts() == texts
    assert not set(urdu.shell.inner_text()) & set(map(chr, ISOLATES))


def test_her_own_words_stand_above_the_answer(urdu: Widget) -> None:
    urdu.ask(QUESTION)
    expect(urdu.find(".bubble")).to_have_text(QUESTION)
    expect(urdu.find(".bubble")).to_have_css("direction", "rtl")


def test_where_this_comes_from_opens_titles_links_and_dates(urdu: Widget) -> None:
    [answer] = messages(urdu.ask(QUESTION), "answer")
    first = shown(urdu, "answer").locator("details").first
    expect(first.locator("ul")).to_be_hidden()
    first.get_by_text(URDU["Where this comes from"]).click()
    sources = next(paragraph["sources"] for paragraph in answer["paragraphs"] if paragraph["sources"])
    for item, source in zip(first.locator("li").all(), sources, strict=True):
        link = item.get_by_role("link", name=source["title"])
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", source["url"])
        expect(link).to_have_attribute("rel", "noopener noreferrer")
        expect(item.locator("p").first).to_have_attribute("dir", "ltr")
        expect(item).to_contain_text(source["checked"])


def test_an_area_is_named_once_where_it_begins(urdu: Widget) -> None:
    urdu.ask(QUESTION)
    [answer] = messages(urdu.ask("Northamptonshire"), "answer")
    areas = [paragraph["area"] for paragraph in answer["paragraphs"]]
    begins = [area for before, area in zip([None, *areas], areas, strict=False) if area and area != before]
    assert shown(urdu, "answer").locator("> .paragraph > .area").all_inner_texts() == begins
    assert "Northamptonshire Police" in begins


def test_every_phone_number_is_the_one_of_its_source_and_runs_from_left_to_right(urdu: Widget) -> None:
    [cards] = messages(urdu.ask(QUESTION), "services")
    with_phone = [card for card in cards["services"] if card["phone"]]
    assert len(with_phone) > 2
    for card in with_phone:
        phone = load_content().services[card["id"]].phone
        assert phone
        service = shown(urdu, "services").locator("> .service", has_text=card["name"])
        call = service.locator(f'a[href="tel:{phone.replace(" ", "")}"]')
        digits = call.locator('bdi[dir="ltr"]')
        expect(digits).to_have_text(phone)
        first, last = digits.evaluate(ENDS)
        assert first < last


def test_a_text_message_can_be_sent_with_one_tap(urdu: Widget) -> None:
    [cards] = messages(urdu.ask(QUESTION), "services")
    number = next(card["text"]["number"] for card in cards["services"] if card["text"])
    link = shown(urdu, "services").locator(f'> .service > a[href="sms:{number.replace(" ", "")}"]')
    expect(link.locator('bdi[dir="ltr"]')).to_have_text(number)


def test_999_inside_a_sentence_can_be_called(urdu: Widget) -> None:
    urdu.ask("اس کے ہاتھ میں چاقو ہے، مدد کریں")
    number = shown(urdu, "emergency").locator('.paragraph a[href="tel:999"] bdi[dir="ltr"]').first
    expect(number).to_have_text("999")


def test_an_unchecked_translation_says_so_and_has_the_english_one_tap_away(urdu: Widget) -> None:
    reply = urdu.ask(QUESTION)
    drafts = [message for message in reply["messages"] if message.get("draft")]
    if not drafts:
        pytest.skip("a translator has checked every sentence of this answer")
    notes = urdu.reply.locator("> .message > .note")
    expect(notes).to_have_count(len(drafts))
    note, english = notes.first, notes.first.locator(".original")
    expect(note).to_contain_text(URDU["This translation has not been checked yet by a translator."])
    expect(english).to_be_hidden()
    note.get_by_role("button", name=URDU["Show in English"]).click()
    expect(english).to_be_visible()
    expect(english).to_have_attribute("lang", "en")
    expect(english).to_have_css("direction", "ltr")
    expect(english).to_contain_text(drafts[0]["english"]["paragraphs"][0]["text"].translate(ISOLATES))
    expect(english).to_contain_text("Where this comes from")
    note.get_by_role("button", name=URDU["Hide English"]).click()
    expect(english).to_be_hidden()


def test_a_next_question_is_one_tap_away(urdu: Widget) -> None:
    [choices] = messages(urdu.ask(QUESTION), "choices")
    choice = choices["choices"][0]
    reply = urdu.tap(choice["label"])
    assert messages(reply, "answer")[0]["intent"] == choice["choice"]
    expect(urdu.find(".bubble").last).to_have_text(choice["label"])
    expect(shown(urdu, "answer").locator("> h3")).to_have_text(messages(reply, "answer")[0]["title"])


def test_from_the_first_question_to_english(urdu: Widget) -> None:
    urdu.ask(QUESTION)
    urdu.ask("Northamptonshire")
    expect(urdu.reply.locator("> .message").first).to_contain_text("Northamptonshire Police")
    urdu.ask("English")
    expect(urdu.shell).to_have_attribute("lang", "en")
    expect(urdu.shell).to_have_attribute("dir", "ltr")
    expect(urdu.reply).to_have_attribute("lang", "en")
    expect(urdu.reply).to_have_attribute("dir", "ltr")
    expect(urdu.find(".send")).to_have_text("Send")
    expect(shown(urdu, "answer").locator("> h3")).to_have_text(POLICE_QUESTION["en"])
    expect(shown(urdu, "answer")).to_contain_text("Northamptonshire Police")
    # What was said before stays as it was said.
    assert urdu.replies.evaluate_all("all => all.map(one => one.dir)") == ["rtl", "rtl", "rtl", "ltr"]
