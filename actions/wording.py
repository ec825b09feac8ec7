"""What is wrong in the words: overlong paragraphs, forbidden words, numbers and addresses that nobody would check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from actions.content import Content
from actions.forbidden import forbidden
from actions.models import Entry, Paragraph
from actions.readability import HARDEST_GRADE, Grades, as_read, grades

LONGEST_PARAGRAPH = 60
PHONE = r"(?<![\w£.,])(?:\+?\d{5,}|\+?\d{2,5}(?: \d{2,}){2,}|\d{3,} \d{3,}|0\d+ \d+)(?![\w,]\d)"
# To name 999 is no harm; to tell somebody to call it is the work of a placeholder. 55 is pressed during a call.
CALLED = r"(?:call|calls|dial|ring|phone|telephone|text|to|on) (?:999|101|111|112|105|159)\b"
# The name GOV.UK is not an address; gov.uk/something is.
ADDRESS = (
    r"[\w.+-]+@[\w-]+\.\w+|https?://|\bwww\."
    r"|(?-i:(?!GOV\.UK\b(?!/)))\b[\w-]+\.(?:[a-z]{2,}\.)*(?:uk|org|com|net|info|scot|wales|eu|ie|app|io)\b"
)
CONTACT = re.compile(rf"{PHONE}|{CALLED}|{ADDRESS}", re.IGNORECASE)
Placed = tuple[str, str]


def badly_worded(content: Content) -> Iterator[str]:
    """One line for each sentence that may not be said as it is, with the place where it stands."""
    for place, paragraph in content.paragraphs():
        yield from _paragraph(content, place, paragraph)
    for place, text in chain(_around_answers(content), _of_services(content)):
        yield from _forbidden(place, text)
    for place, text in chain(_around_answers(content), _written(content)):
        yield from (f"{place}: holds {found.group()!r} and not a placeholder" for found in CONTACT.finditer(text))
    for intent, graded in grades(content).items():
        yield from _reading(intent, content.entries[intent], graded)


def _paragraph(content: Content, place: str, paragraph: Paragraph) -> Iterator[str]:
    force = place.split(" / ")[0] if place.split(" / ")[0] in content.positions else None
    text = as_read(content, paragraph, force)
    words = len(text.split())
    if words > LONGEST_PARAGRAPH:
        yield f"{place}: has {words} words, at most {LONGEST_PARAGRAPH} are read"
    yield from _forbidden(place, text)
    if paragraph.sources and not paragraph.nations and not force:
        yield f"{place}: states a fact for no nation"


def _forbidden(place: str, text: str) -> Iterator[str]:
    for words in forbidden(text):
        yield f"{place}: says {words!r}, which no source supports or which labels a person"


def _reading(intent: str, entry: Entry, graded: Grades) -> Iterator[str]:
    if entry.reading and not graded.too_hard:
        yield f"{intent} / reading: gives a reason, but it is read at grade {HARDEST_GRADE:g}"
    if not entry.reading:
        for part, grade in graded.too_hard.items():
            yield f"{intent} / {part}: is read at grade {grade:g}, not {HARDEST_GRADE:g}, and `reading` gives no reason"


def _written(content: Content) -> Iterator[Placed]:
    for place, paragraph in content.paragraphs():
        yield place, paragraph.text
        # A number may come through a service only, since its page is named there; an address may be a field.
        yield from ((f"{place} / fields / {name}", value) for name, value in _phones(paragraph))


def _phones(paragraph: Paragraph) -> Iterator[Placed]:
    texts = ((name, value) for name, value in paragraph.fields.items() if isinstance(value, str))
    return ((name, value) for name, value in texts if re.search(PHONE, value))


def _around_answers(content: Content) -> Iterator[Placed]:
    for intent, entry in content.entries.items():
        yield f"{intent} / question", entry.question
        if entry.ask:
            yield f"{intent} / ask / text", entry.ask.text
    for name, text in content.phrases.items():
        yield f"phrases.yml / {name}", text
    for name, card in content.cards.items():
        yield f"{name} / title", card.title


def _of_services(content: Content) -> Iterator[Placed]:
    for id, service in content.services.items():
        yield f"services.yml / {id} / summary", service.summary
        if service.caution:
            yield f"services.yml / {id} / caution", service.caution
