"""Which police forces and nations a text names: exactly, or misspelt by a letter or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from actions.content import Content
from bot.components.misspelling import Misspelling
from bot.components.phrase_finder import Found, PhraseFinder, fold
from bot.components.placing import after_a_preposition, names_a_person, where_one_lives

Kind = Literal["force_name", "nation_name"]

# Longer names that hold one of ours.
ELSEWHERE = {
    "": [
        "southall black sisters",
        "new south wales",
        "new england",
        "new york",
        "new london",
        "nowy york",
        "нью йорк",
        "نيو يورك",
        "نیو یارک",
        "نیو یورک",
    ]
}
# Common words of several languages that are a letter or two from a place, and stand in no example of the training data.
LOOKALIKES = Path(__file__).with_name("lookalikes.txt")


@dataclass(frozen=True)
class Place:
    """What is named, by its id; an empty id for a place elsewhere. `start` and `end` count in the folded text."""

    kind: Kind
    id: str
    start: int
    end: int


class Gazetteer:
    """Finds places by all the names in the content.

    Args:
        ordinary: words that are never a misspelt place.
    """

    def __init__(self, content: Content, ordinary: Iterable[str] = ()) -> None:
        forces, places, ambiguous = content.forces, content.places, content.ambiguous_places
        named = {id: [*force.aliases] for id, force in forces.items()}
        words = {id: place.words for id, place in places.items()}
        for id, place in places.items():
            named[id] += [*place.names, *place.native]
        self._meanings = ambiguous.names | ambiguous.words | {id: (id,) for id in ("", *forces)}
        self._names = PhraseFinder(ELSEWHERE | named | {name: [name] for name in ambiguous.names})
        self._words = PhraseFinder(words | {name: [name] for name in ambiguous.words})
        self._nations = PhraseFinder(ELSEWHERE | {id: nation.aliases for id, nation in content.nations.items()})
        self._known: dict[str, set[tuple[Kind, str]]] = {}
        self._misspelling = Misspelling(*_to_compare(content, ordinary))

    def find(self, text: str) -> list[Place]:
        """The places in a text. A name that several forces could mean gives one place for each."""
        folded = fold(text)
        found = self._exact(folded) or list(self._misspelt(folded))
        return [place for place in found if place.id]

    def _exact(self, text: str) -> list[Place]:
        names = [found for found in self._names.find(text) if not names_a_person(text, found.start, found.end)]
        words = [found for found in self._words.find(text) if where_one_lives(text, found.start, found.end)]
        forces = [
            Place("force_name", force, found.start, found.end)
            for found in _longest(names + words)
            for force in self._meanings[found.label]
        ]
        nations = [Place("nation_name", found.label, found.start, found.end) for found in self._nations.find(text)]
        return forces + nations

    def _misspelt(self, text: str) -> Iterator[Place]:
        for found in self._misspelling.find(text, lambda start, end: after_a_preposition(text, start, end)):
            if not names_a_person(text, found.start, found.end):
                places = {place for name in found.names for place in self._meant(name)}
                yield from (Place(kind, id, found.start, found.end) for kind, id in sorted(places))

    def _meant(self, name: str) -> set[tuple[Kind, str]]:
        """What one of our names stands for, kept because finding it takes longer than all the rest."""
        if name not in self._known:
            self._known[name] = {(place.kind, place.id) for place in self._exact(name)}
        return self._known[name]


def _to_compare(content: Content, ordinary: Iterable[str]) -> tuple[set[str], set[str]]:
    """The names that may be misspelt, and the words that never are a misspelt name."""
    names = [name for force in content.forces.values() for name in force.aliases]
    names += [name for nation in content.nations.values() for name in nation.aliases]
    names += content.ambiguous_places.names
    words = [*ordinary, *LOOKALIKES.read_text("utf-8").split(), *content.ambiguous_places.words]
    for places in content.places.values():
        names += [*places.names, *places.native]
        words += places.words
    return {fold(name) for name in names}, {fold(word) for word in words}


def _longest(names: list[Found]) -> list[Found]:
    def inside(one: Found, other: Found) -> bool:
        return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start

    return [one for one in names if not any(inside(one, other) for other in names)]
