"""Where the facts, sources and services of the content are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.content import Content

Places = Mapping[str, list[str]]


@dataclass(frozen=True)
class Usage:
    """By id: the places where a fact is said, the paragraphs that rest on a source, the answers that name a service."""

    said: Places
    resting: Places
    named: Places


def usage(content: Content) -> Usage:
    """Where everything is used; what nothing uses has an empty list."""
    said: dict[str, list[str]] = {id: [] for id in content.facts}
    resting: dict[str, list[str]] = {id: [] for id in content.sources}
    for place, paragraph in content.paragraphs():
        for fact in paragraph.facts:
            said[fact].append(place)
        for source in paragraph.sources:
            resting[source].append(place)
    return Usage(said, resting, _named(content))


def _named(content: Content) -> Places:
    named: dict[str, list[str]] = {id: [] for id in content.services}
    for intent, entry in content.entries.items():
        for service in entry.services:
            named[service].append(intent)
    for name, card in content.cards.items():
        for service in card.calls:
            named[service].append(f"{name} (card)")
    return named
