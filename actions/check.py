"""What is wrong in the content: broken files, words that may not be said, answers that lack something, what is old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from actions.content import FOLDER, Content, load_content
from actions.content_file import BadContent
from actions.freshness import out_of_date
from actions.topics import incomplete
from actions.wording import badly_worded


def problems(folder: Path = FOLDER, strict: bool = False) -> Iterator[str]:
    """One line for each problem, with the place where it stands; `strict` counts what is past its review date too."""
    try:
        content = load_content(folder)
    except BadContent as error:
        yield from str(error).splitlines()
        return
    yield from problems_of(content)
    if strict:
        yield from out_of_date(content, date.today())


def problems_of(content: Content) -> Iterator[str]:
    """One line for each problem of content that could be loaded."""
    yield from badly_worded(content)
    yield from incomplete(content)
    yield from _dead_ends(content)
    yield from _unsaid(content)


def _unsaid(content: Content) -> Iterator[str]:
    said = {fact for _, paragraph in content.paragraphs() for fact in paragraph.facts}
    for id, fact in content.facts.items():
        if (id in said) == bool(fact.left_out):
            yield f"facts.yml / {id}: " + ("is said and left out" if id in said else "is neither said nor left out")


def _dead_ends(content: Content) -> Iterator[str]:
    for intent, entry in content.entries.items():
        if not (entry.services or entry.next or entry.ask) and intent not in ("change_language",):
            yield f"{intent}: leaves the person with nobody to call and nothing to tap"
