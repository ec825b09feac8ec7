"""One HTML page on the content: what is said where, on which sources it rests, and what must be read again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from actions import coverage
from actions.check import problems_of
from actions.content import Content
from actions.freshness import SOON, due_soon, out_of_date
from actions.models import Service
from actions.readability import HARDEST_GRADE, Grades, as_read, grades
from actions.services import week_hours
from actions.usage import usage
from locales import LANGUAGES, SOURCE_LANGUAGE
from locales.fields import PartialDate

HARDEST_SHOWN = 5
TEMPLATE = Path(__file__).with_name("report.html")


def render(content: Content, today: date | None = None) -> str:
    """The whole page, with what is old on that day."""
    today = today or date.today()
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=_day, hours=_hours)
    return environment.get_template(TEMPLATE.name).render(_known(content, today) | _tables(content))


def write(page: str, path: Path) -> None:
    """Write a page all at once: whoever opens the path sees the old page or the new one, never a half.

    Raises:
        OSError: the folder is missing or may not be written to, or the path is a folder.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(page, encoding="utf-8")
        beside.replace(path)
    finally:
        if beside.is_file():
            beside.unlink()


def _known(content: Content, today: date) -> dict[str, Any]:
    graded = grades(content)
    answers = ((intent, one.answer) for intent, one in graded.items())
    return {
        "content": content,
        "today": today,
        "soon": today + SOON,
        "counts": _counts(content, graded),
        "problems": list(problems_of(content)),
        "old": list(out_of_date(content, today)),
        "due": list(due_soon(content, today)),
        "grades": graded,
        "hardest": sorted(answers, key=lambda named: named[1], reverse=True)[:HARDEST_SHOWN],
        "hardest_grade": HARDEST_GRADE,
        "usage": usage(content),
    }


def _tables(content: Content) -> dict[str, Any]:
    entries = content.entries.items()
    return {
        "places": coverage.place_names(content),
        "sourced": coverage.sourced,
        "answers": {intent: coverage.readings(content, entry) for intent, entry in entries},
        "plainer": {intent: coverage.readings(content, entry, plainer=True) for intent, entry in entries},
        "shown_services": {intent: list(coverage.services(content, entry)) for intent, entry in entries},
        "cards": {name: [as_read(content, p) for p in card.paragraphs] for name, card in content.cards.items()},
        "positions": {force: coverage.position(force, said) for force, said in content.positions.items()},
        "sources": sorted(content.sources.items(), key=lambda named: named[1].review_by),
        "services": sorted(content.services.items(), key=lambda named: named[1].review_by),
    }


def _counts(content: Content, graded: Mapping[str, Grades]) -> dict[str, int]:
    left_out = sum(bool(fact.left_out) for fact in content.facts.values())
    return {
        "answers": len(content.entries),
        "paragraphs": sum(1 for _ in content.paragraphs()),
        "facts said": len(content.facts) - left_out,
        "facts left out": left_out,
        "sources": len(content.sources),
        "services": len(content.services),
        "police forces": len(content.forces),
        "police forces with a known position": len(content.positions),
        f"answers above grade {HARDEST_GRADE:g}": sum(bool(one.too_hard) for one in graded.values()),
    }


def _day(value: date | PartialDate | None) -> str:
    """A date as far as it is known: 2021-12-03, 2021-12 or 2021."""
    if isinstance(value, PartialDate):
        return f"{value.year}-{value.month:02}" if value.month else str(value.year)
    return value.isoformat() if value else "no date"


def _hours(service: Service) -> str:
    if service.hours is None:
        return "not known"
    if service.hours == "always":
        return "always"
    return "; ".join(week_hours(hours, LANGUAGES[SOURCE_LANGUAGE].locale) for hours in service.hours)
