"""The reply to the widget, and the safe reply for when all else fails."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from actions.compose import emergency_card, services
from actions.content import SAFE_REPLY, Content
from actions.situation import Situation
from locales import LANGUAGES, language, translator
from locales.settings import reviewed_only

HELPLINES = {
    None: "national_helpline",
    "england": "national_helpline",
    "wales": "live_fear_free",
    "scotland": "scotland_helpline",
    "northern_ireland": "northern_ireland_helpline",
}


class Collector(OutputChannel):
    """Takes the messages that the actions compose."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "widget"

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        """Keep one message of the reply."""
        self.messages.append(json_message)


def body(messages: list[dict[str, Any]], state: dict[str, str]) -> dict[str, Any]:
    """The whole reply; its language is the one that the conversation has after the turn."""
    spoken = language(state["language"])
    return {"messages": messages, "state": state, "language": spoken.tag, "direction": spoken.direction}


class SafeReplies:
    """One fixed reply for each language and nation, composed at the start, so that no later fault can spoil it."""

    def __init__(self, content: Content) -> None:
        self._messages = {
            (tag, nation): _safe_messages(content, tag, nation, helpline)
            for tag in LANGUAGES
            for nation, helpline in HELPLINES.items()
        }

    def reply(self, state: dict[str, str]) -> dict[str, Any]:
        """The safe reply for a conversation in this state, marked as an error."""
        messages = self._messages[state["language"], state.get("nation")]
        return {**body(messages, state), "error": True}


def _safe_messages(content: Content, tag: str, nation: str | None, helpline: str) -> list[dict[str, Any]]:
    card = emergency_card(content, translator(tag, reviewed_only()), content.cards[SAFE_REPLY])
    return [card, *services(Situation(tag, nation), [(helpline, content.services[helpline])])]
