"""The extractor of places: which police force or nation a message names."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.content import load_content
from bot.components.gazetteer import Gazetteer, Place
from bot.components.misspelling import words_of
from bot.components.phrase_finder import fold

# Its examples hold places, misspelt ones too.
OF_PLACES = "inform_area"
WORDS = "ordinary_words.txt"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(GraphComponent):
    """Adds `force_name` and `nation_name` entities, by the ids of `police_forces.yml` and `nations.yml`.

    A name that more than one force could mean gives one entity for each. The words of the training data are never
    taken for a misspelt place.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, gazetteer: Gazetteer) -> None:
        self._storage, self._resource, self._gazetteer = storage, resource, gazetteer

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
        return cls(model_storage, resource, Gazetteer(load_content()))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn and store the words of all examples but those of places."""
        examples = [example for example in training_data.intent_examples if example.get(INTENT) != OF_PLACES]
        words = sorted({word for example in examples for word in words_of(fold(example.get(TEXT)))})
        self._gazetteer = Gazetteer(load_content(), words)
        with self._storage.write_to(self._resource) as folder:
            (folder / WORDS).write_text("\n".join(words), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PlaceExtractor:
        """Read the ordinary words back."""
        with model_storage.read_from(resource) as folder:
            words = (folder / WORDS).read_text(encoding="utf-8").split()
        return cls(model_storage, resource, Gazetteer(load_content(), words))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message names to its entities."""
        for message in messages:
            entities = message.get(ENTITIES, []) + self.extract(message.get(TEXT) or "")
            message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def extract(self, text: str) -> list[dict[str, Any]]:
        """The entities of one text, in Rasa's form."""
        return [_entity(place) for place in self._gazetteer.find(text)]


def _entity(place: Place) -> dict[str, Any]:
    return {
        "entity": place.kind,
        "value": place.id,
        "start": place.start,
        "end": place.end,
        "extractor": PlaceExtractor.__name__,
    }
