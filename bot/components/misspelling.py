"""Finds known names that are misspelt by a letter or two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.matcher.levenshtein import levenshtein

LONGEST = 4
# A short message is hardly more than the name. In a longer one a misspelt name must stand where a place does.
SHORT_MESSAGE = 6
# The length from which a name may differ by so many letters, counted where it is shorter, in the name or as typed.
TOLERANCE = ((8, 2), (5, 1))
# Two words that together are one name, or the reverse ("south hampton"), are long enough not to meet by chance.
SHORTEST_JOINED = 7
# Python counts the vowel signs of Indian scripts as no letters.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0dff])+")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Misspelt:
    """What was probably meant by a part of the text: the names that are equally near to it."""

    names: tuple[str, ...]
    start: int
    end: int
    distance: int


def words_of(text: str) -> list[str]:
    """The words of a folded text."""
    return _WORD.findall(text)


class Misspelling:
    """Compares what a text says with known names.

    Args:
        names: folded, see `phrase_finder.fold`.
        ordinary: folded words that are never a misspelt name.
    """

    def __init__(self, names: Iterable[str], ordinary: Iterable[str]) -> None:
        self._ordinary = frozenset(ordinary)
        self._buckets: dict[tuple[int, str, int], list[Words]] = defaultdict(list)
        self._joined: dict[str, list[Words]] = defaultdict(list)
        for words in sorted({tuple(words_of(name)) for name in names} - {()}):
            self._buckets[_bucket(words)].append(words)
            self._joined["".join(words)].append(words)

    def find(self, text: str, may_stand: Callable[[int, int], bool]) -> list[Misspelt]:
        """The names in the folded text, none over another, the nearest first.

        Args:
            may_stand: whether the part from one character to another may be a place in a long message.
        """
        words = list(_WORD.finditer(text))
        short = len(words) <= SHORT_MESSAGE
        found: list[Misspelt] = []
        for one in sorted(self._all(words), key=lambda one: (one.distance, one.start - one.end)):
            apart = all(one.end <= other.start or other.end <= one.start for other in found)
            if apart and (short or may_stand(one.start, one.end)):
                found.append(one)
        return found

    def _all(self, words: list[re.Match[str]]) -> Iterator[Misspelt]:
        for first in range(len(words)):
            for window in (words[first : first + size] for size in range(1, min(LONGEST, len(words) - first) + 1)):
                nearest, distance = self._nearest(tuple(word.group() for word in window))
                if nearest:
                    yield Misspelt(nearest, window[0].start(), window[-1].end(), distance)

    def _nearest(self, typed: Words) -> tuple[tuple[str, ...], int]:
        if all(word in self._ordinary for word in typed):
            return (), 0
        joined = "".join(typed)
        if len(joined) >= SHORTEST_JOINED and joined in self._joined:
            return tuple(" ".join(name) for name in self._joined[joined]), 0
        near = [(self._distance(typed, name), name) for name in self._alike(typed)]
        least = min((distance for distance, _ in near if distance is not None), default=0)
        return tuple(" ".join(name) for distance, name in near if distance == least), least

    def _alike(self, typed: Words) -> Iterator[Words]:
        """The names of as many words, the same first letter and nearly as many letters."""
        words, first, letters = _bucket(typed)
        most = TOLERANCE[0][1]
        for length in range(letters - most, letters + most + 1):
            yield from self._buckets.get((words, first, length), ())

    def _distance(self, typed: Words, name: Words) -> int | None:
        """How many letters differ; none when they are too many or a word that differs is an ordinary one."""
        if any(word != meant and word in self._ordinary for word, meant in zip(typed, name, strict=True)):
            return None
        shorter, longer = sorted((sum(map(len, typed)), sum(map(len, name))))
        # Arabic script leaves most vowels out, so other words are one letter away sooner.
        enough = shorter if name[0].isascii() else shorter - 1
        allowed = next((most for length, most in TOLERANCE if enough >= length), 0)
        if longer - shorter > allowed:
            return None
        distance = sum(map(_letters, typed, name))
        return distance if distance <= allowed else None


def _bucket(words: Words) -> tuple[int, str, int]:
    return len(words), words[0][0], sum(map(len, words))


def _letters(typed: str, meant: str) -> int:
    if typed == meant:
        return 0
    distance: int = levenshtein(typed, meant)
    return distance - 1 if distance == 2 and _swapped(typed, meant) else distance


def _swapped(typed: str, meant: str) -> bool:
    """Whether two neighbouring letters changed places, which is one slip of the fingers."""
    differ = [place for place, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other]
    return (
        len(typed) == len(meant) and len(differ) == 2 and sorted(typed) == sorted(meant) and differ[1] - differ[0] == 1
    )
