"""What fills a placeholder: numbers and dates in the language's own form, names and links unchanged and isolated.

Unicode isolates keep a number, a link or a Latin name in one piece inside right-to-left text
(Unicode Standard Annex 9). Left-to-right isolates stand only around what can be called or opened, so that the widget
can turn exactly those into links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

LEFT_TO_RIGHT, FIRST_STRONG, END = "\u2066", "\u2068", "\u2069"
PHONE_OR_LINK = re.compile(r"[\d +]{2,}|https?://\S+")


@dataclass(frozen=True)
class PartialDate:
    """A year, or a year and a month, when the day is not known."""

    year: int
    month: int | None = None


@dataclass(frozen=True)
class Names:
    """Several names in the language of the sentence, shown as a list in that language's own way."""

    names: tuple[str, ...]


Field = str | int | date | PartialDate | Names


def format_field(value: Field, locale: Locale) -> str:
    """The value as it stands in a sentence of this locale, inside isolates."""
    if isinstance(value, Names):
        return format_list(value.names, locale=locale)
    if isinstance(value, str) and PHONE_OR_LINK.fullmatch(value):
        return f"{LEFT_TO_RIGHT}{value}{END}"
    return isolate(format_value(value, locale))


def format_value(value: str | int | date | PartialDate, locale: Locale) -> str:
    """The value in the locale's form, without isolates. Digits stay Latin, so that they can be compared and dialled."""
    if isinstance(value, date):
        return format_date(value, "long", locale=locale)
    if isinstance(value, PartialDate):
        day = date(value.year, value.month or 1, 1)
        return format_skeleton("yMMMM" if value.month else "y", day, locale=locale)
    if isinstance(value, int):
        return format_decimal(value, locale=locale, numbering_system="latn")
    return value


def isolate(text: str) -> str:
    """The text in an isolate whose direction follows its first letter."""
    return f"{FIRST_STRONG}{text}{END}"
