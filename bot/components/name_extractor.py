"""What the extractors of fixed names share: they look for names and add one entity for each that they find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.phrase_finder import PhraseFinder


class NameExtractor(GraphComponent):
    """Adds an entity of the kind `entity` for every name in a message; its value is the label of the name."""

    entity: ClassVar[str]

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._finder = PhraseFinder(names)

    @staticmethod
    def names() -> Mapping[str, Iterable[str]]:
        """Label -> the ways in which people write it; an empty label for what only looks like a name."""
        raise NotImplementedError

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NameExtractor:
        return cls(cls.names())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message names to its entities."""
        for message in messages:
            found = self._finder.find(message.get(TEXT) or "")
            named = [self._entity(f.label, f.start, f.end) for f in found if f.label]
            message.set(ENTITIES, message.get(ENTITIES, []) + named, add_to_output=True)
        return messages

    def _entity(self, label: str, start: int, end: int) -> dict[str, Any]:
        return {"entity": self.entity, "value": label, "start": start, "end": end, "extractor": type(self).__name__}
