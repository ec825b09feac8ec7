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
            "nations": paragraph.nations or common_nations(stated),
            "place": paragraph.place or (places.pop() if len(places) == 1 else None),
        }
    )


def common_nations(facts: list[Fact]) -> tuple[NationId, ...]:
    """The nations for which all of these facts hold."""
    return tuple(nation for nation in facts[0].nations if all(nation in fact.nations for fact in facts))


def misplaced(place: str, paragraph: Paragraph, facts: Facts) -> Iterator[str]:
    """Facts said for a nation for which they were not checked, or that hold in no common nation."""
    if paragraph.facts and not paragraph.nations:
        yield f"{place}: its facts hold in no common nation"
    for id in paragraph.facts:
        wrong = set(paragraph.nations).difference(facts[id].nations) if id in facts else ()
        for nation in sorted(wrong):
            yield f"{place}: says {id} for {nation}, for which it was not checked"
