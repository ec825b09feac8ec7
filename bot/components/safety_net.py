"""The safety net: an emergency is never missed because another intent was likelier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tqdm import tqdm

from bot.components.clauses import clauses
from bot.components.intent_classifier import dense_feature
from bot.components.two_views import DEFAULTS, TwoViews
from bot.encoder.encoder import shared_encoder

EMERGENCY = "emergency"
NONE = "none"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyNet(GraphComponent, IntentClassifier):
    """Sets `emergency` on a message to `emergency_danger` or `disclose_suicidal` when one of them is at all likely.

    The intent ranking sees a message as a whole, where a question can outweigh "he is hitting me now". So a classifier
    of its own reads each clause; it was trained with the clauses of all other examples as counter-examples.

    Config:
        thresholds: intent -> confidence in the ranking, 0 to 1, from which its card is shown.
        clause_threshold: confidence of the clause classifier from which the card is shown.
        folder: where the encoder is, relative to the project. The rest is that of `TwoViews`.
    """

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: TwoViews | None = None
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model
        self._encoder = shared_encoder(Path(__file__).parents[2] / config["folder"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **DEFAULTS,
            "sharpness": 1.0,
            "buckets": 65536,
            "thresholds": {"emergency_danger": 0.15, "disclose_suicidal": 0.15},
            "clause_threshold": 0.6,
            "folder": "models/encoder",
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyNet:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train the clause classifier on every example and every clause of it, with progress shown."""
        examples = tqdm(training_data.intent_examples, desc="Encoding clauses", unit=" sentences", leave=False)
        rows = [(*part, self._label(example)) for example in examples for part in self._parts(example)]
        texts, dense, labels = zip(*rows, strict=True)
        self._model = TwoViews.fit(self._config, texts, np.vstack(dense), labels)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark the messages that may be an emergency; the intent stays as it is."""
        for message in messages:
            message.set(EMERGENCY, self._in_ranking(message) or self._in_clauses(message), add_to_output=True)
        return messages

    def _in_ranking(self, message: Message) -> str | None:
        thresholds = self._config["thresholds"]
        ranking = message.get(INTENT_RANKING_KEY) or []
        return next((str(r["name"]) for r in ranking if r["confidence"] >= thresholds.get(r["name"], 2)), None)

    def _in_clauses(self, message: Message) -> str | None:
        assert self._model
        confidences = np.stack([self._model.probabilities(*part) for part in self._parts(message)]).max(axis=0)
        likely = {name: c for name, c in zip(self._model.labels, confidences, strict=True) if name != NONE}
        best = max(likely, key=likely.__getitem__)
        return best if likely[best] >= self._config["clause_threshold"] else None

    def _parts(self, message: Message) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
        """The whole message and its clauses, each with its embedding."""
        text = message.get(TEXT) or ""
        yield text, dense_feature(message)
        for clause in clauses(text):
            yield clause, self._encoder.encode(clause.lower()).reshape(1, -1)

    def _label(self, example: Message) -> str:
        intent = str(example.get(INTENT))
        return intent if intent in self._config["thresholds"] else NONE

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyNet:
        """Read a trained safety net back."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TwoViews.load(config, folder))
