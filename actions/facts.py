"""Gives every paragraph the sources and nations of the facts that it states, so that an editor names only the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from actions.models import Entry, Fact, NationId, Paragraph

Facts = Mapping[str, Fact]
PARTS = ("answer", "plainer")


def sourced(entry: Entry, facts: Facts) -> Entry:
    """The entry, each paragraph with sources and nations."""
    return entry.copy(update={part: tuple(with_facts(p, facts) for p in getattr(entry, part)) for part in PARTS})


def with_facts(paragraph: Paragraph, facts: Facts) -> Paragraph:
    """The paragraph with its own sources and those of its facts; with their nations and place unless it has its own."""
    stated = [facts[id] for id in paragraph.facts if id in facts]
    if not stated:
        return paragraph
    sources = dict.fromkeys([*paragraph.sources, *(id for fact in stated for id in fact.sources)])
    places = {fact.place for fact in stated}
    return paragraph.copy(
        update={
            "sources": tuple(sources),
            "nations": paragraph.nations or common_nations([f for f in stated if not _named(f, paragraph)] or stated),
            "place": paragraph.place or (places.pop() if len(places) == 1 else None),
        }
    )


def common_nations(facts: list[Fact]) -> tuple[NationId, ...]:
    """The nations for which all of these facts hold."""
    return tuple(nation for nation in facts[0].nations if all(nation in fact.nations for fact in facts))


def misplaced(place: str, paragraph: Paragraph, facts: Facts) -> Iterator[str]:
    """Facts that hold in no common nation, or are told where they were not checked without saying where they hold."""
    if paragraph.facts and not paragraph.nations:
        yield f"{place}: its facts hold in no common nation"
    for id in paragraph.facts:
        fact = facts.get(id)
        if fact and fact.place and not _named(fact, paragraph):
            yield f"{place}: says {id} and does not name {fact.place}"
        if fact and not _named(fact, paragraph):
            for nation in sorted({*paragraph.nations, *paragraph.told_in}.difference(fact.nations)):
                yield f"{place}: says {id} for {nation}, for which it was not checked"


def _named(fact: Fact, paragraph: Paragraph) -> bool:
    """Whether the text names the place where the fact holds; a reader elsewhere then knows that it is not hers."""
    said = paragraph.text.lower()
    if fact.place:
        return fact.place.lower() in said
    return bool(paragraph.told_in) and all(nation.replace("_", " ") in said for nation in fact.nations)
