"""How hard the English is: the US school grade (Flesch-Kincaid) of what a person reads."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from actions import compose
from actions.content import Content
from actions.models import Entry, Paragraph
from locales import SOURCE_LANGUAGE, translator
from locales.fields import END, FIRST_STRONG, LEFT_TO_RIGHT

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # textstat 0.7.4 imports pkg_resources, which warns of its own end
    from textstat import textstat

HARDEST_GRADE = 8.0
UNNAMED_FORCE = "your police force"
ISOLATES = dict.fromkeys(map(ord, (LEFT_TO_RIGHT, FIRST_STRONG, END)))


@dataclass(frozen=True)
class Grades:
    """The grades of an answer and of its plainer form, None when it has none."""

    answer: float
    plainer: float | None

    @property
    def too_hard(self) -> dict[str, float]:
        """The parts above grade 8, with their grades."""
        parts = {"answer": self.answer, "plainer": self.plainer}
        return {part: grade for part, grade in parts.items() if grade is not None and grade > HARDEST_GRADE}


def as_read(content: Content, paragraph: Paragraph, force: str | None = None) -> str:
    """The English of a paragraph with its placeholders filled; `force` is the id of the police force it is about."""
    name = content.forces[force].name if force else UNNAMED_FORCE
    fields = {"force": name, **compose.fixed_fields(content, paragraph)}
    return without_isolates(translator(SOURCE_LANGUAGE).text(paragraph.text, **fields).text)


def without_isolates(text: str) -> str:
    """The text without the invisible marks around what fills its placeholders."""
    return text.translate(ISOLATES)


def grade(text: str) -> float:
    """The US school grade of a text whose placeholders are filled."""
    return float(textstat.flesch_kincaid_grade(text))


def grades(content: Content) -> dict[str, Grades]:
    """The grades of every entry, by intent."""
    return {intent: _of_entry(content, entry) for intent, entry in content.entries.items()}


def _of_entry(content: Content, entry: Entry) -> Grades:
    return Grades(_together(content, entry.answer), _together(content, entry.plainer) if entry.plainer else None)


def _together(content: Content, paragraphs: Iterable[Paragraph]) -> float:
    return grade(" ".join(as_read(content, paragraph) for paragraph in paragraphs))
