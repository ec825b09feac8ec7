"""What is known about the conversation when an action runs: six slots, and what the last message named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.content import Content, load_content
from actions.models import Force
from locales import Translator, translator
from locales.settings import reviewed_only

SLOTS = ("language", "nation", "police_force", "groups", "topic", "pending")


@dataclass(frozen=True)
class Situation:
    """One moment of a conversation.

    `groups` are the groups that the person named, with spaces between them; `topic` is the intent last answered,
    `pending` the intent that a "yes" leads to.
    """

    language: str
    nation: str | None = None
    police_force: str | None = None
    groups: str | None = None
    topic: str | None = None
    pending: str | None = None

    @classmethod
    def of(cls, tracker: Tracker) -> Situation:
        """From the slots, and from the place that the last message names when it is only one."""
        slots: dict[str, Any] = {name: tracker.get_slot(name) for name in SLOTS}
        situation = cls(**{**slots, "language": slots["language"] or "en"}).in_groups(named(tracker, "group_name"))
        forces, nations = named(tracker, "force_name"), named(tracker, "nation_name")
        if len(forces) == 1:
            return situation.in_force(forces[0])
        if len(nations) == 1 and not forces:
            return situation.in_nation(nations[0])
        return situation.in_force(situation.police_force) if situation.police_force else situation

    def in_groups(self, groups: list[str]) -> Situation:
        """The same moment, with these groups too."""
        known = dict.fromkeys([*(self.groups or "").split(), *groups])
        return replace(self, groups=" ".join(known) or None)

    def in_force(self, force: str) -> Situation:
        """The same moment, in the area of this police force."""
        nation = self.content.forces[force].nation
        return replace(self, police_force=force, nation=None if nation == "gb" else nation)

    def in_nation(self, nation: str) -> Situation:
        """The same moment, in this nation; a police force of another nation is forgotten."""
        stays = self.force and self.force.nation == nation
        return replace(self, nation=nation, police_force=self.police_force if stays else None)

    def nowhere(self) -> Situation:
        """The same moment, at a place that is not known."""
        return replace(self, police_force=None, nation=None)

    @property
    def groups_named(self) -> set[str]:
        """The ids of the groups that the person named."""
        return set((self.groups or "").split())

    @property
    def content(self) -> Content:
        return load_content()

    @property
    def translator(self) -> Translator:
        return translator(self.language, reviewed_only())

    @property
    def force(self) -> Force | None:
        return self.content.forces[self.police_force] if self.police_force else None

    def events(self) -> list[EventType]:
        """The slots as they shall be after the turn."""
        return [SlotSet(name, getattr(self, name)) for name in SLOTS]


def named(tracker: Tracker, entity: str) -> list[str]:
    """The different values of an entity in the last message, in order."""
    return list(dict.fromkeys(tracker.get_latest_entity_values(entity)))
