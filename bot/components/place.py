"""The extractor of places: which police force or nation a message names."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import Content, load_content
from bot.components.phrase_finder import Found, PhraseFinder, fold

# What may stand before a name that is also an ordinary word: "i live in reading" is the town, "reading this" is not.
BEFORE_AN_ORDINARY_WORD = re.compile(r"^(\S+\s+){0,4}(in|from|near|at|w|z|ze)\s+$")
# Longer names that hold one of ours.
ELSEWHERE = {"": ["new south wales", "new england"]}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(GraphComponent):
    """Adds `force_name` and `nation_name` entities, by the ids of `police_forces.yml` and `nations.yml`.

    A name that more than one force could mean gives one entity for each.
    """

    def __init__(self, content: Content) -> None:
        self._forces = PhraseFinder(ELSEWHERE | {id: force.names for id, force in content.forces.items()})
        self._ordinary = PhraseFinder({id: force.ordinary_words for id, force in content.forces.items()})
        self._nations = PhraseFinder(ELSEWHERE | {id: nation.aliases for id, nation in content.nations.items()})
        self._ambiguous = PhraseFinder({name: [name] for name in content.ambiguous_places})
        self._meanings = content.ambiguous_places

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceExtractor:
        return cls(load_content())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message names to its entities."""
        for message in messages:
            entities = message.get(ENTITIES, []) + self.extract(message.get(TEXT) or "")
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def extract(self, text: str) -> list[dict[str, Any]]:
        """The entities of one text, in Rasa's form."""
        folded = fold(text)
        ordinary = [found for found in self._ordinary.find(text) if _is_place(found, folded)]
        forces = self._forces.find(text) + ordinary
        unclear = [
            Found(force, found.start, found.end, found.alone)
            for found in self._ambiguous.find(text)
            for force in self._meanings[found.label]
        ]
        named = [("force_name", found) for found in _longest(forces + unclear)]
        named += [("nation_name", found) for found in self._nations.find(text)]
        return [_entity(kind, found) for kind, found in named if found.label]


def _is_place(found: Found, text: str) -> bool:
    at_the_end = not text[found.end :].strip(" .!?")
    return found.alone or (at_the_end and bool(BEFORE_AN_ORDINARY_WORD.search(text[: found.start])))


def _longest(names: list[Found]) -> list[Found]:
    def inside(one: Found, other: Found) -> bool:
        return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start

    return [one for one in names if not any(inside(one, other) for other in names)]


def _entity(kind: str, found: Found) -> dict[str, Any]:
    return {
        "entity": kind,
        "value": found.label,
        "start": found.start,
        "end": found.end,
        "extractor": PlaceExtractor.__name__,
    }
