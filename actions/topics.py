"""What every topic must have: a plainer form, next questions, services, and as many paragraphs as a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from actions.answer import TOPICS
from actions.content import Content
from actions.models import Entry, NationId
from actions.paragraphs import fits
from actions.situation import Situation
from locales import SOURCE_LANGUAGE

ABOUT_THE_CHAT = {"ask_chat_privacy", "ask_hide_traces", "ask_bot_identity", "ask_source", "ask_capabilities"}
# Where a card or a telephone says the rest.
MAY_BE_SHORT = {"emergency_danger", "ask_human"}
FEWEST, MOST = 2, 5
NEXT = range(2, 5)
NATIONS: tuple[NationId | None, ...] = (None, *get_args(NationId))


def incomplete(content: Content) -> Iterator[str]:
    """One line for everything that a topic lacks or has too much of."""
    for intent, entry in content.entries.items():
        if intent.startswith(TOPICS):
            yield from _lacking(intent, entry)
            yield from _paragraphs(intent, entry)


def _lacking(intent: str, entry: Entry) -> Iterator[str]:
    if not entry.plainer:
        yield f"{intent}: has no `plainer`"
    if len(entry.next) not in NEXT:
        yield f"{intent}: leads to {len(entry.next)} questions, not to {NEXT.start} to {NEXT.stop - 1}"
    if not entry.services and intent not in ABOUT_THE_CHAT:
        yield f"{intent}: names no service"


def _paragraphs(intent: str, entry: Entry) -> Iterator[str]:
    fewest = 0 if intent in MAY_BE_SHORT else FEWEST
    for nation in NATIONS:
        number = shown(entry, nation)
        if number is not None and not fewest <= number <= MOST:
            place = nation or "no nation known"
            yield f"{intent} / answer: shows {number} paragraphs for {place}, not {fewest} to {MOST}"


def shown(entry: Entry, nation: NationId | None) -> int | None:
    """How many paragraphs of an answer a person sees there; None where the facts of other nations stand in for them."""
    situation = Situation(SOURCE_LANGUAGE, nation=nation)
    fitting = [paragraph for paragraph in entry.answer if fits(paragraph, situation)]
    from_elsewhere = nation and any(p.sources for p in entry.answer) and not any(p.sources for p in fitting)
    return None if from_elsewhere else len(fitting)
