"""Says in which language a message is written, romanised text too."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.linear import Linear
from bot.components.ngrams import Ngrams

LANGUAGE = "language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Logistic regression on character n-grams, trained on the training examples of `data/nlu/<language>`.

    Sets `language` on the message: `{"name": "ur", "confidence": 0.98}`.

    Config:
        ngrams: shortest and longest n-gram.
        buckets: number of n-gram features.
        strength: scikit-learn's C.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._ngrams = Ngrams(config["ngrams"], config["buckets"])
        self._model: Linear | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"ngrams": [1, 4], "buckets": 32768, "strength": 10.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the examples that carry a language."""
        examples = [e for e in training_data.training_examples if (e.get(METADATA) or {}).get(LANGUAGE)]
        features = self._ngrams.fit([example.get(TEXT).lower() for example in examples])
        self._model = Linear.fit(features, [e.get(METADATA)[LANGUAGE] for e in examples], self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder / "language.npz")
            self._ngrams.save(folder / "idf.npy")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to do: the examples know their language."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the likeliest language of each message and how likely it is, 0 to 1."""
        assert self._model
        for message in messages:
            scores = self._model.log_probabilities(self._ngrams.transform([(message.get(TEXT) or "").lower()]))
            best = int(np.argmax(scores))
            found = {"name": self._model.labels[best], "confidence": float(np.exp(scores[best]))}
            message.set(LANGUAGE, found, add_to_output=True)
        return messages

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        """Read a trained identifier back."""
        identifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            identifier._model = Linear.load(folder / "language.npz")
            identifier._ngrams = Ngrams.load(folder / "idf.npy", config["ngrams"], config["buckets"])
        return identifier
