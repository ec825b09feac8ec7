"""Loads `actions/content/` and refuses a file that is wrong, naming the file, the key and the reason."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError, parse_obj_as

from actions.models import Card, Claim, Entry, Force, Nation, Paragraph, Service, Source
from locales import PLACEHOLDER

FOLDER = Path(__file__).with_name("content")
TOPICS = ("data_sharing", "abuse", "police_process", "help", "conversation")
# What the assistant says around the answers, and the placeholders that it fills there.
PHRASES: dict[str, set[str]] = {
    "you_can_ask": set(),
    "did_you_mean": set(),
    "who_can_help": set(),
    "no_position": {"force"},
    "other_nation": {"checked", "nation"},
    "area_force": {"force"},
    "area_nation": {"nation"},
    "which_force": set(),
    "sources_of_last": set(),
    "no_source": set(),
    "language_now": {"language"},
    "write_in": {"language"},
    "stale": {"date"},
    "open_always": set(),
    "open_hours": {"hours"},
    "free": set(),
    "yes_button": set(),
    "no_button": set(),
}
SAFE_REPLY = "failure"
# Filled in by the assistant, whatever the paragraph: see `actions/compose.py`.
COMMON_FIELDS = frozenset({"emergency", "force", "published"})
Parsed = TypeVar("Parsed")


class BadContent(ValueError):
    """A content file cannot be used; the message names the file, the key and the reason."""


@dataclass(frozen=True)
class Content:
    """Everything that the assistant can say, by id; `entries` by intent."""

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    services: Mapping[str, Service]
    forces: Mapping[str, Force]
    positions: Mapping[str, tuple[Paragraph, ...]]
    nations: Mapping[str, Nation]
    ambiguous_places: Mapping[str, tuple[str, ...]]
    cards: Mapping[str, Card]
    phrases: Mapping[str, str]
    claims: Mapping[str, Claim]

    def paragraphs(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph with the place where it stands, such as `ask_source / answer / 2`."""
        for intent, entry in self.entries.items():
            for part in ("answer", "plainer"):
                yield from _numbered(f"{intent} / {part}", getattr(entry, part))
        for force, position in self.positions.items():
            yield from _numbered(force, position)
        for name, card in self.cards.items():
            yield from _numbered(name, card.paragraphs)


def _numbered(place: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[str, Paragraph]]:
    return ((f"{place} / {number}", paragraph) for number, paragraph in enumerate(paragraphs, 1))


@cache
def load_content(folder: Path = FOLDER) -> Content:
    """Read and check the whole folder.

    Raises:
        BadContent: a file is missing, not UTF-8 or not YAML, a key is wrong, or an id leads nowhere.
    """
    content = Content(
        entries=_entries(folder),
        sources=_read(folder / "sources.yml", dict[str, Source]),
        services=_read(folder / "services.yml", dict[str, Service]),
        forces=_read(folder / "police_forces.yml", dict[str, Force]),
        positions=_read(folder / "police_positions.yml", dict[str, tuple[Paragraph, ...]]),
        nations=_read(folder / "nations.yml", dict[str, Nation]),
        ambiguous_places=_read(folder / "ambiguous_places.yml", dict[str, tuple[str, ...]]),
        cards=_read(folder / "emergency.yml", dict[str, Card]),
        phrases=_read(folder / "phrases.yml", dict[str, str]),
        claims=_read(folder / "claims.yml", dict[str, Claim]),
    )
    problems = list(_dangling(content))
    if problems:
        raise BadContent("\n".join(problems))
    return content


def _entries(folder: Path) -> dict[str, Entry]:
    topics = {topic: _read(folder / f"{topic}.yml", dict[str, Entry]) for topic in TOPICS}
    for (one, first), (other, second) in combinations(topics.items(), 2):
        for intent in first.keys() & second.keys():
            raise BadContent(f"{one}.yml, {other}.yml: {intent}: stands in both")
    return {intent: entry for entries in topics.values() for intent, entry in entries.items()}


class _StrictLoader(yaml.CSafeLoader):
    """YAML that refuses the same key twice: the second would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _read(path: Path, shape: type[Parsed]) -> Parsed:
    try:
        with path.open("rb") as file:
            return parse_obj_as(shape, yaml.load(file.read().decode("utf-8"), Loader=_StrictLoader))  # noqa: S506 (a safe loader)
    except OSError as error:
        raise BadContent(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadContent(f"{path.name}: is not UTF-8 (byte {error.start})") from error
    except yaml.YAMLError as error:
        raise BadContent(f"{path.name}: {error}") from error
    except ValidationError as error:
        raise BadContent("\n".join(_reasons(path, error))) from error
    except ValueError as error:
        # A date such as 30 February.
        raise BadContent(f"{path.name}: {error}") from error


def _reasons(path: Path, error: ValidationError) -> Iterator[str]:
    for problem in error.errors():
        keys = " / ".join(str(key) for key in problem["loc"] if key != "__root__")
        yield f"{path.name}: {keys}: {problem['msg']}"


def _dangling(content: Content) -> Iterator[str]:
    """Ids that lead nowhere, placeholders that nothing fills, facts without a source."""
    for intent, entry in content.entries.items():
        yield from _unknown(f"{intent} / services", entry.services, content.services)
        yield from _unknown(f"{intent} / next", entry.next, content.entries)
        yield from _unknown(f"{intent} / ask", [entry.ask.then] if entry.ask else [], content.entries)
        yield from _unknown(f"{intent} / card", [entry.card] if entry.card else [], content.cards)
    for name, card in content.cards.items():
        yield from _unknown(f"{name} / calls", card.calls, content.services)
    for name, forces in content.ambiguous_places.items():
        yield from _unknown(f"ambiguous_places.yml / {name}", forces, content.forces)
    yield from _unknown("police_positions.yml", content.positions, content.forces)
    yield from _unknown("emergency.yml", [SAFE_REPLY], content.cards)
    yield from _phrases(content)
    for place, paragraph in content.paragraphs():
        yield from _unknown(f"{place} / sources", paragraph.sources, content.sources)
        yield from _unknown(f"{place} / facts", paragraph.facts, content.claims)
        yield from _unknown(place, PLACEHOLDER.findall(paragraph.text), fields_of(content, paragraph))
        if paragraph.facts and not paragraph.sources:
            yield f"{place}: states a fact and names no source"


def _phrases(content: Content) -> Iterator[str]:
    """Fixed sentences that are missing, unused, or hold a placeholder that nothing fills."""
    yield from _unknown("phrases.yml", PHRASES, content.phrases)
    yield from _unknown("phrases.yml", content.phrases, PHRASES)
    for name, text in content.phrases.items():
        yield from _unknown(f"phrases.yml / {name}", PLACEHOLDER.findall(text), PHRASES.get(name, set()))
    for intent, entry in content.entries.items():
        fixed = [entry.question, *([entry.ask.text] if entry.ask else [])]
        yield from _unknown(intent, PLACEHOLDER.findall(" ".join(fixed)), ())
    for name, card in content.cards.items():
        yield from _unknown(name, PLACEHOLDER.findall(card.title), ())


def fields_of(content: Content, paragraph: Paragraph) -> frozenset[str]:
    """The names that a placeholder of this paragraph may have."""
    services = set(content.services) | {f"phone_{id}" for id, s in content.services.items() if s.phone}
    return COMMON_FIELDS | services | set(paragraph.fields)


def _unknown(place: str, ids: Any, known: Any) -> Iterator[str]:
    return (f"{place}: there is no {id!r}" for id in ids if id not in known)
