"""The widget's channel: the only door to the assistant. The contract is in docs/channel.md."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, HTTPResponse, Request, response

from actions.content import load_content
from bot import silence
from bot.chat_request import BadRequest, ChatRequest, parse
from bot.health import Health
from bot.reply import Collector, SafeReplies, body
from bot.stateless import current_state
from locales import LANGUAGES, Language, UnknownLanguage, language, negotiate, translator
from locales.settings import reviewed_only

WIDGET = Path(__file__).with_name("widget")
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
NO_TRACE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
PAGE = {
    **NO_TRACE,
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'",
}


class WidgetInput(InputChannel):
    """Answers `/chat/...`. Every request stands alone: what must be remembered comes and goes with it as `state`."""

    def __init__(self) -> None:
        self.content = load_content()
        self._safe = SafeReplies(self.content)
        self.health = Health()
        silence.mute()

    @classmethod
    def name(cls) -> str:
        return "chat"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes of the channel."""
        routes = Blueprint("chat")

        @routes.post("/message")
        async def message(request: Request) -> HTTPResponse:
            try:
                asked = parse(request.body, self.content)
            except BadRequest as error:
                return refusal(error.field, error.reason, 400)
            reply = await self.answer(asked, on_new_message, request.app.ctx.agent)
            return response.json(reply, headers=NO_TRACE, ensure_ascii=False, escape_forward_slashes=False)

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return response.json(self.health.report(), status=200 if self.health.good else 503, headers=NO_TRACE)

        @routes.get("/languages")
        async def languages(request: Request) -> HTTPResponse:
            first = negotiate(_accepted(request))
            on_offer = sorted(LANGUAGES.values(), key=lambda one: one != first)
            return response.json({"languages": [_described(one) for one in on_offer]}, headers=NO_TRACE)

        @routes.get("/languages/<tag>")
        async def strings(request: Request, tag: str) -> HTTPResponse:
            try:
                wanted = language(tag)
            except UnknownLanguage:
                return refusal("language", "is not known", 404)
            spoken = translator(tag, reviewed_only())
            return response.json(
                {**_described(wanted), "strings": spoken.strings(), "draft": spoken.has_drafts}, headers=NO_TRACE
            )

        @routes.get("/widget.js")
        async def widget(request: Request) -> HTTPResponse:
            return await response.file(WIDGET / "widget.js", headers=NO_TRACE)

        @routes.get("/")
        async def page(request: Request) -> HTTPResponse:
            return await response.file(WIDGET / "index.html", headers=PAGE)

        return routes

    async def answer(self, asked: ChatRequest, on_new_message: OnNewMessage, agent: Any) -> dict[str, Any]:
        """The reply to a checked request; the safe reply if anything raises or nothing is said."""
        state = dict(asked.state)
        current_state.set(state)
        collector = Collector()
        try:
            silence.check(agent)
            await on_new_message(UserMessage(asked.text, collector, uuid.uuid4().hex, input_channel=self.name()))
            reply = body(collector.messages, state)
        except asyncio.CancelledError:
            raise asyncio.CancelledError from None
        except Exception:
            collector.messages.clear()
        if not collector.messages:
            self.health.failed()
            return self._safe.reply(asked.state)
        return reply


def refusal(field: str, reason: str, status: int) -> HTTPResponse:
    """An error that names the field and the reason and repeats nothing that was sent."""
    return response.json({"error": {"field": field, "reason": reason}}, status=status, headers=NO_TRACE)


def _accepted(request: Request) -> list[str]:
    """The tags of the Accept-Language header, best first as browsers send them."""
    return [part.split(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]


def _described(language: Language) -> dict[str, str]:
    return {"language": language.tag, "autonym": language.autonym, "direction": language.direction}
