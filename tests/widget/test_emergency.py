"""Words of danger bring the emergency card before anything else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from widget.conftest import Widget

DANGER = {
    "en": "he has a knife help me",
    "pl": "on ma nóż pomocy",
    "ur": "اس کے ہاتھ میں چاقو ہے، مدد کریں",
    "ar": "معه سكين ساعدوني",
}


@pytest.mark.parametrize("language", DANGER)
def test_danger_shows_the_emergency_card_first_with_999_to_call(widget: Widget, language: str) -> None:
    widget.start(language)
    reply = widget.ask(DANGER[language])
    card = widget.reply.locator("> .message").first
    assert reply["messages"][0]["type"] == "emergency"
    expect(card.locator("> h3")).to_have_text(reply["messages"][0]["title"])
    expect(card.locator("> h3")).to_be_in_viewport(ratio=1)
    call = card.locator('> .call a.button[href="tel:999"]')
    expect(call.locator('bdi[dir="ltr"]')).to_have_text("999")
    expect(call).to_be_visible()


def test_the_card_stands_out_in_red(widget: Widget) -> None:
    widget.start("en")
    widget.ask(DANGER["en"])
    card = widget.reply.locator("> .message").first
    expect(card).to_have_css("border-top-color", "rgb(156, 28, 28)")
