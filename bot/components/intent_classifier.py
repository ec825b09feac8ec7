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

from bot.components.linear import Linear
from bot.components.ngrams import Ngrams
from bot.encoder.encoder import DIMENSION

Floats = npt.NDArray[np.float32]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Two logistic regressions, one on the dense sentence feature and one on character n-grams.

    Their probabilities are joined as a weighted geometric mean: both have to agree before the confidence is high.

    Config:
        dense_weight: weight of the sentence feature's opinion, 0 to 1.
        sharpness: power to which the joint probabilities are raised, so that a confidence says how often it is right
            (chosen by log loss on the development set).
        dense_strength, ngram_strength: scikit-learn's C of the two.
        ngrams: shortest and longest n-gram.
        buckets: number of n-gram features.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._ngrams: Ngrams | None = None
        self._dense: Linear | None = None
        self._spelling: Linear | None = None
        self._scale: Floats = np.zeros((2, DIMENSION), np.float32)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "dense_weight": 0.4,
            "sharpness": 2.5,
            "dense_strength": 0.02,
            "ngram_strength": 10.0,
            "ngrams": [2, 5],
            "buckets": 131072,
        }

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
        labels = [example.get(INTENT) for example in examples]
        dense = np.vstack([_dense_feature(example) for example in examples])
        self._scale = np.stack([dense.mean(axis=0), dense.std(axis=0) + 1e-6])
        self._dense = Linear.fit(self._standardise(dense), labels, self._config["dense_strength"])
        self._ngrams = Ngrams(self._config["ngrams"], self._config["buckets"])
        spelling = self._ngrams.fit([example.get(TEXT) for example in examples])
        self._spelling = Linear.fit(spelling, labels, self._config["ngram_strength"])
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the whole ranking, with confidences from 0 to 1."""
        for message in messages:
            ranking = self._ranking(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        assert self._dense
        assert self._spelling
        assert self._ngrams
        meaning = self._dense.log_probabilities(self._standardise(_dense_feature(message)))
        spelling = self._spelling.log_probabilities(self._ngrams.transform([message.get(TEXT) or ""]))
        weight = self._config["dense_weight"]
        joint = np.exp(self._config["sharpness"] * (weight * meaning + (1 - weight) * spelling))
        joint /= joint.sum()
        best_first = np.argsort(-joint)
        return [{"name": self._dense.labels[i], "confidence": float(joint[i])} for i in best_first]

    def _standardise(self, dense: Floats) -> Floats:
        return np.asarray((dense - self._scale[0]) / self._scale[1], np.float32)

    def _persist(self) -> None:
        assert self._dense
        assert self._spelling
        assert self._ngrams
        with self._storage.write_to(self._resource) as folder:
            self._dense.save(folder / "dense.npz")
            self._spelling.save(folder / "spelling.npz")
            self._ngrams.save(folder / "idf.npy")
            np.save(folder / "scale.npy", self._scale)

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
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier._dense = Linear.load(folder / "dense.npz")
            classifier._spelling = Linear.load(folder / "spelling.npz")
            classifier._ngrams = Ngrams.load(folder / "idf.npy", config["ngrams"], config["buckets"])
            classifier._scale = np.load(folder / "scale.npy", allow_pickle=False)
        return classifier


def _dense_feature(message: Message) -> Floats:
    """The dense sentence feature (1 x 384); zeros for a message without text."""
    _, sentence = message.get_dense_features(TEXT)
    return np.asarray(sentence.features, np.float32) if sentence else np.zeros((1, DIMENSION), np.float32)
