"""The featurizer: one multilingual sentence embedding for every message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tqdm import tqdm

from bot.encoder.encoder import shared_encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Adds the embedding of multilingual-e5-small as the dense sentence feature of a message.

    Config:
        folder: where `make encoder` wrote the encoder, relative to the project.
    """

    def __init__(self, config: dict[str, Any], name: str) -> None:
        self._name = config.get(FEATURIZER_CLASS_ALIAS) or name
        self._encoder = shared_encoder(Path(__file__).parents[2] / config["folder"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"folder": "models/encoder"}

    @staticmethod
    def required_packages() -> list[str]:
        return ["onnxruntime", "sentencepiece", "tokenizers"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(config, execution_context.node_name)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode every example, with progress shown, since it takes some milliseconds each."""
        for example in tqdm(training_data.training_examples, desc="Encoding", unit=" sentences", leave=False):
            self._featurize(example)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the feature, an array of 1 x 384, to each message that has a text."""
        for message in messages:
            self._featurize(message)
        return messages

    def _featurize(self, message: Message) -> None:
        if text := message.get(TEXT):
            embedding = self._encoder.encode(text.lower()).reshape(1, -1)
            message.add_features(Features(embedding, FEATURE_TYPE_SENTENCE, TEXT, self._name))
