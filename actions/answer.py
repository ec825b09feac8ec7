"""The rasa_sdk custom actions: each composes the messages of one turn and sets the slots."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import compose
from actions.compose import Message
from actions.situation import Situation, named
from locales import LANGUAGES, SOURCE_LANGUAGE, translator
from locales.settings import reviewed_only

OFFERED = 3
SURE_OF_LANGUAGE = 0.9
LETTERS_TO_JUDGE_A_LANGUAGE = 12
# What can be repeated, explained and sourced; a greeting cannot.
TOPICS = ("ask_", "disclose_", "emergency_")


class Turn(Action, ABC):
    """One turn: an emergency card first if the message may be an emergency, then what the subclass replies."""

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    @abstractmethod
    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        """The situation after the turn and the messages of the reply."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        after, messages = self.reply(Situation.of(tracker), tracker)
        for message in [*_emergency(after, tracker, messages), *messages, *_other_language(after, tracker)]:
            dispatcher.utter_message(json_message=message)
        return after.events()


class ActionAnswer(Turn):
    """Answers the intent of the last message."""

    def name(self) -> str:
        return "action_answer"

    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        intent = str(tracker.get_intent_of_latest_message())
        after, messages = _answer(situation, intent)
        forces = named(tracker, "force_name")
        if situation.content.entries[intent].police and len(forces) > 1:
            messages.append(compose.which_force(situation, forces))
        return after, messages


class ActionConfirm(Turn):
    """Follows a "yes" to the question that closed the last answer; any other yes or no is answered as it is."""

    def name(self) -> str:
        return "action_confirm"

    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        intent = str(tracker.get_intent_of_latest_message())
        return _answer(situation, situation.pending if intent == "affirm" and situation.pending else intent)


class ActionClarify(Turn):
    """Says the last answer more plainly."""

    def name(self) -> str:
        return "action_clarify"

    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        if situation.topic:
            return _waiting(situation, situation.topic), compose.answer(situation, situation.topic, plainer=True)
        return _answer(situation, "clarify")


class ActionSource(Turn):
    """Names the sources of the last answer."""

    def name(self) -> str:
        return "action_source"

    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        last = [compose.sources(situation, situation.topic)] if situation.topic else []
        return replace(situation, pending=None), last + compose.answer(situation, "ask_source")


class ActionArea(Turn):
    """Takes note of a place and repeats the last answer for it; asks when several forces could be meant."""

    def name(self) -> str:
        return "action_area"

    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        forces = named(tracker, "force_name")
        if len(forces) > 1:
            return situation.nowhere(), [compose.which_force(situation, forces)]
        known = situation.nation or situation.police_force
        if not known or not (forces or named(tracker, "nation_name") or _tapped(tracker)):
            return _answer(situation, "inform_area")
        return _repeated(situation, compose.area(situation))


class ActionLanguage(Turn):
    """Switches to the language that the message names and repeats the last answer in it; asks when it names none."""

    def name(self) -> str:
        return "action_language"

    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        languages = named(tracker, "language_name")
        if len(languages) != 1 and not _tapped(tracker):
            return situation, [*compose.answer(situation, "change_language"), compose.languages(LANGUAGES.values())]
        situation = replace(situation, language=languages[0] if languages else situation.language)
        return _repeated(situation, compose.language_now(situation))


class ActionOffer(Turn):
    """Offers the likeliest questions when the message was not understood well enough.

    "I am Deaf" asks nothing by itself: it gets the services for the group.
    """

    def name(self) -> str:
        return "action_offer"

    def reply(self, situation: Situation, tracker: Tracker) -> tuple[Situation, list[Message]]:
        if named(tracker, "group_name"):
            return _answer(situation, "ask_support_services")
        ranking = [guess["name"] for guess in tracker.latest_message.get("intent_ranking") or []]
        likely = [intent for intent in ranking if intent.startswith(TOPICS)][:OFFERED]
        first, *rest = compose.answer(situation, "nlu_fallback")
        offered = compose.next_questions(situation, likely, "did_you_mean")
        return replace(situation, pending=None), [first, *offered, *rest]


def _answer(situation: Situation, intent: str) -> tuple[Situation, list[Message]]:
    topic = intent if intent.startswith(TOPICS) else situation.topic
    return _waiting(replace(situation, topic=topic), intent), compose.answer(situation, intent)


def _repeated(situation: Situation, note: Message) -> tuple[Situation, list[Message]]:
    after, messages = _answer(situation, situation.topic or "ask_capabilities")
    return replace(after, topic=situation.topic), [note, *messages]


def _waiting(situation: Situation, intent: str) -> Situation:
    ask = situation.content.entries[intent].ask
    return replace(situation, pending=ask.then if ask else None)


def _tapped(tracker: Tracker) -> bool:
    """Whether the message is a button: the channel sends its intent behind a slash, which typed text never keeps."""
    return str(tracker.latest_message.get("text") or "").startswith("/")


def _emergency(situation: Situation, tracker: Tracker, messages: list[Message]) -> list[Message]:
    intent = tracker.latest_message.get("emergency")
    card = situation.content.entries[intent].card if intent else None
    if not card or any(message["type"] == "emergency" for message in messages):
        return []
    return [compose.emergency(situation, card)]


def _other_language(situation: Situation, tracker: Tracker) -> list[Message]:
    """An offer to go on in the language that the person writes in; never a switch by surprise."""
    found = tracker.latest_message.get("language") or {"name": situation.language, "confidence": 0.0}
    text = str(tracker.latest_message.get("text") or "")
    sure = found["confidence"] >= SURE_OF_LANGUAGE and len(text) >= LETTERS_TO_JUDGE_A_LANGUAGE
    # English words stand in messages of every language, so English is never offered.
    if not sure or found["name"] in (situation.language, SOURCE_LANGUAGE) or named(tracker, "language_name"):
        return []
    return [compose.write_in(situation, translator(found["name"], reviewed_only()))]
