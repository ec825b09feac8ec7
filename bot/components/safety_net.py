"""The safety net: an emergency is never missed because another intent was likelier."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

EMERGENCY = "emergency"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyNet(GraphComponent, IntentClassifier):
    """Sets `emergency` on a message to the likelier of the intents below whose confidence reaches its threshold.

    Config:
        thresholds: intent -> the confidence, 0 to 1, from which its card is shown whatever else was understood.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._thresholds: dict[str, float] = config["thresholds"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"thresholds": {"emergency_danger": 0.1, "disclose_suicidal": 0.1}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyNet:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark the messages that may be an emergency; the intent stays as it is."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            likely = [r["name"] for r in ranking if r["confidence"] >= self._thresholds.get(r["name"], 2)]
            message.set(EMERGENCY, likely[0] if likely else None, add_to_output=True)
        return messages
