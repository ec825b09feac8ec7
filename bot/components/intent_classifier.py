"""The intent classifier: what a sentence means and how it is spelt, weighed together."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.two_views import DEFAULTS, TwoViews
from bot.encoder.encoder import DIMENSION


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Ranks all intents. The config is that of `TwoViews`."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: TwoViews | None = None
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return dict(DEFAULTS)

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on every example that has an intent, and store the arrays as the model's resource."""
        examples = training_data.intent_examples
        dense = np.vstack([dense_feature(example) for example in examples])
        texts, labels = [e.get(TEXT) for e in examples], [e.get(INTENT) for e in examples]
        self._model = TwoViews.fit(self._config, texts, dense, labels)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the whole ranking, with confidences from 0 to 1."""
        for message in messages:
            ranking = self._ranking(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        assert self._model
        confidences = self._model.probabilities(message.get(TEXT) or "", dense_feature(message))
        best_first = np.argsort(-confidences)
        return [{"name": self._model.labels[i], "confidence": float(confidences[i])} for i in best_first]

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Read a trained classifier back."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TwoViews.load(config, folder))


def dense_feature(message: Message) -> npt.NDArray[np.float32]:
    """The dense sentence feature (1 x 384); zeros for a message without text."""
    _, sentence = message.get_dense_features(TEXT)
    return np.asarray(sentence.features, np.float32) if sentence else np.zeros((1, DIMENSION), np.float32)
