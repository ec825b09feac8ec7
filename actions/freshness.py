"""Which sources and services somebody must read again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from actions.content import Content

SOON = timedelta(days=30)


def out_of_date(content: Content, today: date) -> Iterator[str]:
    """Sources and services whose review date has passed."""
    for place, review_by in review_dates(content):
        if review_by < today:
            yield f"{place}: was to be reviewed by {review_by}"


def due_soon(content: Content, today: date) -> Iterator[str]:
    """Sources and services that are to be reviewed within the next 30 days."""
    for place, review_by in review_dates(content):
        if today <= review_by <= today + SOON:
            yield f"{place}: is to be reviewed by {review_by}"


def review_dates(content: Content) -> Iterator[tuple[str, date]]:
    """The place and the review date of every source and service."""
    for id, source in content.sources.items():
        yield f"sources.yml / {id}", source.review_by
    for id, service in content.services.items():
        yield f"services.yml / {id}", service.review_by
