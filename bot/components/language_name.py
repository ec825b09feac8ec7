"""The extractor of language names: "in Urdu please", "po polsku", "angrezi mein"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from bot.components.name_extractor import NameExtractor
from locales.names import language_names


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageNameExtractor(NameExtractor):
    """Adds a `language_name` entity, whose value is the tag, for every language on offer that a message names."""

    entity = "language_name"

    @staticmethod
    def names() -> Mapping[str, Iterable[str]]:
        return language_names()
