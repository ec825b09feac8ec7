"""Loads `actions/content/` and refuses a file that is wrong, naming the file, the key and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from actions.content_file import BadContent, read_file
from actions.facts import Facts, misplaced, sourced, with_facts
from actions.models import (
    AmbiguousPlaces,
    Card,
    Entry,
    Fact,
    Force,
    Group,
    GroupNames,
    Nation,
    Paragraph,
    Places,
    Service,
    Source,
)
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
    "other_rules": set(),
    "less_known": {"nation"},
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
    "open_until": {"time"},
    "closed_until": {"time"},
    "closed": set(),
    "holiday": set(),
    "free": set(),
    "bill_hidden_with_most": set(),
    "part_home_office": set(),
    "home_office_contract": set(),
    "public_body": set(),
    "interpreters": set(),
    "languages": {"languages"},
    "channel_bsl": set(),
    "channel_sms": set(),
    "channel_webchat": set(),
    "channel_whatsapp": set(),
    "channel_text_relay": set(),
    "channel_app": set(),
    "yes_button": set(),
    "no_button": set(),
}
SAFE_REPLY = "failure"
# Filled in by the assistant, whatever the paragraph: see `actions/compose.py`.
COMMON_FIELDS = frozenset({"emergency", "force", "published"})


@dataclass(frozen=True)
class Content:
    """Everything that the assistant can say, by id; `entries` by intent."""

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    services: Mapping[str, Service]
    forces: Mapping[str, Force]
    positions: Mapping[str, tuple[Paragraph, ...]]
    nations: Mapping[str, Nation]
    places: Mapping[str, Places]
    ambiguous_places: AmbiguousPlaces
    cards: Mapping[str, Card]
    phrases: Mapping[str, str]
    facts: Facts
    groups: Mapping[Group, GroupNames]

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
    facts = read_file(folder / "facts.yml", dict[str, Fact])
    positions = read_file(folder / "police_positions.yml", dict[str, tuple[Paragraph, ...]])
    content = Content(
        entries={intent: sourced(entry, facts) for intent, entry in _entries(folder).items()},
        sources=read_file(folder / "sources.yml", dict[str, Source]),
        services=read_file(folder / "services.yml", dict[str, Service]),
        forces=read_file(folder / "police_forces.yml", dict[str, Force]),
        positions={force: tuple(_of_force(p, facts) for p in position) for force, position in positions.items()},
        nations=read_file(folder / "nations.yml", dict[str, Nation]),
        places=read_file(folder / "places.yml", dict[str, Places]),
        ambiguous_places=read_file(folder / "ambiguous_places.yml", AmbiguousPlaces),
        cards=read_file(folder / "emergency.yml", dict[str, Card]),
        phrases=read_file(folder / "phrases.yml", dict[str, str]),
        facts=facts,
        groups=read_file(folder / "groups.yml", dict[Group, GroupNames]),
    )
    problems = list(_dangling(content))
    if problems:
        raise BadContent("\n".join(problems))
    return content


def _entries(folder: Path) -> dict[str, Entry]:
    topics = {topic: read_file(folder / f"{topic}.yml", dict[str, Entry]) for topic in TOPICS}
    for (one, first), (other, second) in combinations(topics.items(), 2):
        for intent in first.keys() & second.keys():
            raise BadContent(f"{one}.yml, {other}.yml: {intent}: stands in both")
    return {intent: entry for entries in topics.values() for intent, entry in entries.items()}


def _of_force(paragraph: Paragraph, facts: Facts) -> Paragraph:
    """A paragraph of a force's position holds where the force is, not for a nation."""
    return with_facts(paragraph, facts).copy(update={"nations": (), "place": None})


def _dangling(content: Content) -> Iterator[str]:
    """Ids that lead nowhere, placeholders that nothing fills, facts without a source."""
    for intent, entry in content.entries.items():
        yield from _unknown(f"{intent} / services", entry.services, content.services)
        yield from _unknown(f"{intent} / next", entry.next, content.entries)
        yield from _unknown(f"{intent} / ask", [entry.ask.then] if entry.ask else [], content.entries)
        yield from _unknown(f"{intent} / card", [entry.card] if entry.card else [], content.cards)
    for id, service in content.services.items():
        yield from _unknown(f"services.yml / {id} / forces", service.forces, content.forces)
    for id, fact in content.facts.items():
        yield from _unknown(f"facts.yml / {id} / sources", fact.sources, content.sources)
    for name, card in content.cards.items():
        yield from _unknown(f"{name} / calls", card.calls, content.services)
    yield from _places(content)
    yield from _unknown("police_positions.yml", content.positions, content.forces)
    yield from _unknown("emergency.yml", [SAFE_REPLY], content.cards)
    yield from _phrases(content)
    for place, paragraph in content.paragraphs():
        yield from _unknown(f"{place} / sources", paragraph.sources, content.sources)
        yield from _unknown(f"{place} / facts", paragraph.facts, content.facts)
        yield from _unknown(place, PLACEHOLDER.findall(paragraph.text), fields_of(content, paragraph))
        if place.split(" / ")[0] in content.entries:
            yield from misplaced(place, paragraph, content.facts)


def _places(content: Content) -> Iterator[str]:
    """Places of a force that is not there, and names that stand under two forces."""
    yield from _unknown("places.yml", content.places, content.forces)
    ambiguous = content.ambiguous_places.names | content.ambiguous_places.words
    for name, forces in ambiguous.items():
        yield from _unknown(f"ambiguous_places.yml / {name}", forces, content.forces)
    owners = dict.fromkeys(ambiguous, "ambiguous_places.yml")
    for force, places in content.places.items():
        for name in dict.fromkeys((*places.names, *places.words, *places.native)):
            if owners.setdefault(name, force) != force:
                yield f"places.yml: {force} / {name}: stands under {owners[name]} too"


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
