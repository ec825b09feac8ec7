"""What a person reads in each nation, in English, and for how much of it there are sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actions.compose import Voice, paragraph_messages
from actions.content import Content
from actions.models import Entry, NationId, Paragraph
from actions.opening import uk_now
from actions.paragraphs import chosen, fits
from actions.ranking import ranked
from actions.readability import grade, without_isolates
from actions.situation import Situation
from actions.topics import NATIONS
from locales import SOURCE_LANGUAGE

NO_FACT, ONLY_A_NOTE = "no fact needed", "note only"
UNKNOWN_NATION = "No nation known"


@dataclass(frozen=True)
class Read:
    """A paragraph as a person reads it; `notes` are what the assistant adds because a source is old."""

    text: str
    notes: tuple[str, ...]
    paragraph: Paragraph

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def grade(self) -> float:
        return grade(self.text)


@dataclass(frozen=True)
class Reading:
    """What is read in the same words in these places."""

    places: list[str]
    paragraphs: tuple[Read, ...]


def place_names(content: Content) -> dict[NationId | None, str]:
    """The columns of the report: no nation known, and each nation."""
    return {nation: content.nations[nation].name if nation else UNKNOWN_NATION for nation in NATIONS}


def sourced(entry: Entry, nation: NationId | None) -> int | str:
    """How many paragraphs with a source a person there reads, or why there is none."""
    if not any(paragraph.sources for paragraph in entry.answer):
        return NO_FACT
    situation = Situation(SOURCE_LANGUAGE, nation=nation)
    return sum(bool(p.sources) and fits(p, situation) for p in entry.answer) or ONLY_A_NOTE


def readings(content: Content, entry: Entry, plainer: bool = False) -> list[Reading]:
    """What is read in each place; places where it is the same stand together."""
    found: list[Reading] = []
    for nation, name in place_names(content).items():
        situation = Situation(SOURCE_LANGUAGE, nation=nation)
        read = tuple(_read(situation, paragraph) for paragraph in chosen(entry, situation, plainer))
        same = next((reading for reading in found if reading.paragraphs == read), None)
        if same:
            same.places.append(name)
        else:
            found.append(Reading([name], read))
    return found


def position(force: str, paragraphs: tuple[Paragraph, ...]) -> list[Read]:
    """What a police force has said, as a person in its area reads it."""
    situation = Situation(SOURCE_LANGUAGE).in_force(force)
    return [_read(situation, paragraph) for paragraph in paragraphs]


def services(content: Content, entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """The name of each place, and the names of the services that are shown there now."""
    for nation, name in place_names(content).items():
        fitting = ranked(Situation(SOURCE_LANGUAGE, nation=nation), entry, uk_now())
        yield name, [service.name for _, service in fitting]


def _read(situation: Situation, paragraph: Paragraph) -> Read:
    text, *notes = (
        without_isolates(message["text"])
        for message in paragraph_messages(Voice(situation.translator), situation, paragraph)
    )
    return Read(text, tuple(notes), paragraph)
