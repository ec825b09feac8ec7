"""The extractor of language names: "in Urdu please", "po polsku", "angrezi mein"."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.phrase_finder import PhraseFinder
from locales.names import language_names


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageNameExtractor(GraphComponent):
    """Adds a `language_name` entity, whose value is the tag, for every language on offer that a message names."""

    def __init__(self) -> None:
        self._finder = PhraseFinder(language_names())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageNameExtractor:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the languages that each message names to its entities."""
        for message in messages:
            found = self._finder.find(message.get(TEXT) or "")
            entities = [
                {
                    "entity": "language_name",
                    "value": f.label,
                    "start": f.start,
                    "end": f.end,
                    "extractor": type(self).__name__,
                }
                for f in found
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
