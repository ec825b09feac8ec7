"""What the widget may send to `/chat/message`, checked before anything else sees it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from actions.content import Content
from actions.situation import SLOTS
from locales import LANGUAGES

LONGEST_MESSAGE = 2000
KEYS = {"message", "choice", "language", "state"}
NOTHING_TO_READ = "?"
LINE_BREAK = re.compile("[\r\n\u2028\u2029]+")
# A long run of symbols says no more than a short one, and spaCy's rules need seconds for it.
SYMBOLS = re.compile(r"([^\w\s]{8})[^\w\s]+")
# Controls, direction overrides and isolates, byte order mark, lone surrogates. Joiners stay: Persian needs them.
UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")


class BadRequest(ValueError):
    """A request that cannot be answered. Neither `field` nor `reason` holds anything that was sent."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


@dataclass(frozen=True)
class ChatRequest:
    """A checked request: what Rasa shall read, and the state of the conversation with its language."""

    text: str
    state: dict[str, str]

    @property
    def language(self) -> str:
        return self.state["language"]


def parse(body: bytes, content: Content) -> ChatRequest:
    """Check a request body.

    Raises:
        BadRequest: names the field and the reason.
    """
    sent = _json(body)
    if ("message" in sent) == ("choice" in sent):
        raise BadRequest("message", "exactly one of message and choice is needed")
    language = _one_of(sent, "language", LANGUAGES)
    state = _state(sent.get("state", {}), content)
    text = read(_message(sent["message"])) if "message" in sent else "/" + _one_of(sent, "choice", content.entries)
    return ChatRequest(text, {**state, "language": language})


def read(message: str) -> str:
    """The message as the model shall read it: one line, without what cannot be read, and never Rasa's "/intent"."""
    one_line = LINE_BREAK.sub(". ", unicodedata.normalize("NFC", message).strip())
    text = SYMBOLS.sub(r"\1", UNREADABLE.sub(" ", one_line)).strip().lstrip("/ ")
    return text or NOTHING_TO_READ


def _json(body: bytes) -> dict[str, Any]:
    try:
        sent = json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadRequest("body", "is not UTF-8") from None
    except (ValueError, RecursionError):
        raise BadRequest("body", "is not JSON") from None
    if not isinstance(sent, dict):
        raise BadRequest("body", "must be an object")
    if not KEYS.issuperset(sent):
        raise BadRequest("body", "has a key that is not known")
    return sent


def _message(value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest("message", "must be a text")
    length = len(unicodedata.normalize("NFC", value))
    if not 1 <= length <= LONGEST_MESSAGE:
        raise BadRequest("message", f"must have 1 to {LONGEST_MESSAGE} characters")
    return value


def _state(value: Any, content: Content) -> dict[str, str]:
    if not isinstance(value, dict):
        raise BadRequest("state", "must be an object")
    if not set(SLOTS).issuperset(value):
        raise BadRequest("state", "has a slot that is not known")
    known: dict[str, Collection[str]] = {
        "language": LANGUAGES,
        "nation": content.nations,
        "police_force": content.forces,
        "groups": content.groups,
        "topic": content.entries,
        "pending": content.entries,
    }
    for slot, sent in value.items():
        if not isinstance(sent, str):
            raise BadRequest(f"state.{slot}", "must be a text")
        ids = sent.split(" ") if slot == "groups" else [sent]
        if not set(ids) <= set(known[slot]) or len(set(ids)) < len(ids):
            raise BadRequest(f"state.{slot}", "is not known")
    return dict(value)


def _one_of(sent: dict[str, Any], key: str, known: Collection[str]) -> str:
    value = sent.get(key)
    if not isinstance(value, str):
        raise BadRequest(key, "must be a text")
    if value not in known:
        raise BadRequest(key, "is not known")
    return value
