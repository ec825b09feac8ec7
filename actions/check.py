"""What is wrong in the content: broken files, overlong paragraphs, forbidden words, answers out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from actions.content import BadContent, Content, load_content

LONGEST_PARAGRAPH = 65
# Promises that no source supports, and words that blame or label a person.
FORBIDDEN = re.compile(
    r"police will not (tell|share|report)|you will not be (deported|detained|removed|arrested)|nowhere safe|unjustified"
    r"|illegal immigrant|illegals?\b|you (must|have to) report|you qualify|you should apply|completely confidential"
    r"|you are safe\b|we guarantee|don't worry|do not worry",
    re.IGNORECASE,
)


def problems() -> Iterator[str]:
    """One line for each problem, with the place where it stands."""
    try:
        content = load_content()
    except BadContent as error:
        yield from str(error).splitlines()
        return
    yield from _wording(content)
    yield from _dead_ends(content)
    yield from _unsaid(content)


def out_of_date(content: Content, today: date) -> Iterator[str]:
    """Sources and services whose review date has passed."""
    for id, source in content.sources.items():
        if source.review_by < today:
            yield f"sources.yml / {id}: was to be reviewed by {source.review_by}"
    for id, service in content.services.items():
        if service.review_by < today:
            yield f"services.yml / {id}: was to be reviewed by {service.review_by}"


def _wording(content: Content) -> Iterator[str]:
    for place, paragraph in content.paragraphs():
        words = len(paragraph.text.split())
        if words > LONGEST_PARAGRAPH:
            yield f"{place}: has {words} words, at most {LONGEST_PARAGRAPH} are read"
        if found := FORBIDDEN.search(paragraph.text):
            yield f"{place}: says {found.group()!r}, which no source supports or which labels a person"
        if paragraph.sources and not paragraph.nations and place.split(" / ")[0] not in content.positions:
            yield f"{place}: states a fact for no nation"


def _unsaid(content: Content) -> Iterator[str]:
    said = {fact for _, paragraph in content.paragraphs() for fact in paragraph.facts}
    for id, claim in content.claims.items():
        if (id in said) == bool(claim.left_out):
            yield f"claims.yml / {id}: " + ("is said and left out" if id in said else "is neither said nor left out")


def _dead_ends(content: Content) -> Iterator[str]:
    for intent, entry in content.entries.items():
        if not (entry.services or entry.next or entry.ask) and intent not in ("change_language",):
            yield f"{intent}: leaves the person with nobody to call and nothing to tap"
