"""The `safe-to-ask` command with faults that a message calls by name, such as "fault:action"."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import threading
import warnings
from pathlib import Path
from typing import Any, NoReturn

from bot.runtime import prepare

prepare()

import structlog  # noqa: E402
from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: E402

from actions import compose  # noqa: E402
from actions.answer import Turn  # noqa: E402
from actions.content import load_content  # noqa: E402
from actions.situation import Situation  # noqa: E402
from bot.__main__ import app  # noqa: E402
from bot.action_endpoint import InProcessActions  # noqa: E402
from bot.components.intent_classifier import IntentClassifier  # noqa: E402
from bot.stateless import StatelessTrackerStore  # noqa: E402

SLOW_SECONDS = 0.5


class Fault(RuntimeError):
    """Holds the message, as a careless exception would."""


class _FailsWhenFreed:
    def __init__(self, text: str) -> None:
        self.text = text

    def __del__(self) -> None:
        raise Fault(self.text)


def _fail(text: str) -> NoReturn:
    raise Fault(text)


async def _fail_later(text: str) -> None:
    raise Fault(text)


def _make_noise(text: str) -> None:
    """Everything that a library may do with a text, short of printing it."""
    logging.getLogger("rasa.core.processor").critical(text)
    logging.getLogger("a.library.first.heard.of.now").critical(text)
    structlog.get_logger("rasa").critical(text)
    warnings.warn(text, stacklevel=1)
    thread = threading.Thread(target=_fail, args=(text,))
    thread.start()
    thread.join()
    _FailsWhenFreed(text)
    asyncio.get_running_loop().create_task(_fail_later(text))


def _spill(text: str) -> None:
    """What no mode can prevent, so that the tests can show that they would see it."""
    print(text)
    print(text, file=sys.stderr)
    for folder in (tempfile.gettempdir(), Path.home()):
        Path(folder, "spilt").write_text(text, "utf-8")


def _turn_logging_on(text: str) -> None:
    logging.disable(logging.NOTSET)
    logging.getLogger().addHandler(logging.StreamHandler())


IN_COMPONENT = {"component": _fail, "noise": _make_noise, "spill": _spill, "logging": _turn_logging_on}


def _faults_in_component(self: Any, messages: list[Any], stock: Any = IntentClassifier.process) -> Any:
    for message in messages:
        for name, fault in IN_COMPONENT.items():
            if f"fault:{name}" in (message.get("text") or ""):
                fault(message.get("text"))
    return stock(self, messages)


def _faults_in_action(self: Any, dispatcher: Any, tracker: Any, domain: Any, stock: Any = Turn.run) -> Any:
    text = tracker.latest_message["text"]
    if "fault:action" in text:
        _fail(text)
    if "fault:placeholder" in text:
        load_content().phrases["faulty"] = f"{text} %(nothing_fills_this)s"
        compose.say(Situation.of(tracker), "faulty")
    return stock(self, dispatcher, tracker, domain)


async def _slow_request(self: Any, *args: Any, stock: Any = InProcessActions.request, **kwargs: Any) -> Any:
    if "fault:slow" in kwargs["json"]["tracker"]["latest_message"]["text"]:
        await asyncio.sleep(SLOW_SECONDS)
    return await stock(self, *args, **kwargs)


async def _faults_in_store(self: Any, tracker: Any, stock: Any = StatelessTrackerStore.save) -> None:
    if "fault:store" in (tracker.latest_message.text or ""):
        _fail(tracker.latest_message.text)
    await stock(self, tracker)


async def _tell(self: Any, tracker: Any) -> None:
    """Rasa's own store would keep the conversation in memory, where the tests do not look."""
    print("kept in memory:", tracker.latest_message.text, file=sys.stderr)


IntentClassifier.process = _faults_in_component
Turn.run = _faults_in_action
InProcessActions.request = _slow_request
StatelessTrackerStore.save = _faults_in_store
InMemoryTrackerStore.save = _tell

if __name__ == "__main__":
    app()
