"""The extractor of groups that have services of their own: "im a man", "jestem głucha", "i am 16"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from actions.content import load_content
from bot.components.name_extractor import NameExtractor

# "im 16 weeks pregnant" gives no age.
NO_AGE = [f"{i_am} {number} {unit}" for i_am in ("im", "i am") for number in range(11, 18) for unit in ("weeks", "wks")]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GroupNameExtractor(NameExtractor):
    """Adds a `group_name` entity, by the ids of `groups.yml`, for every group to which the writer belongs."""

    entity = "group_name"

    @staticmethod
    def names() -> Mapping[str, Iterable[str]]:
        return {"": NO_AGE} | {id: group.phrases for id, group in load_content().groups.items()}
