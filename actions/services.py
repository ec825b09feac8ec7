"""Presents the services that fit a person, in her language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from babel import Locale
from babel.dates import format_time, get_day_names

from actions.models import DAYS, Day, Hours, Service
from actions.situation import Situation
from locales import Text

Say = Callable[..., Text]


def service_cards(situation: Situation, say: Say, ids: Iterable[str]) -> list[dict[str, Any]]:
    """The cards of these services, without those that do not serve the person's nation."""
    found = [(id, situation.content.services[id]) for id in ids]
    return [_card(situation, say, id, s) for id, s in found if not situation.nation or situation.nation in s.nations]


def _card(situation: Situation, say: Say, id: str, service: Service) -> dict[str, Any]:
    summary = say(service.summary)
    return {
        "id": id,
        "name": service.name,
        "summary": summary.text,
        "summary_language": summary.language,
        "phone": service.phone,
        "href": _href("tel", service.phone),
        "text": {"number": service.text, "href": _href("sms", service.text)} if service.text else None,
        "web": service.web,
        "hours": opening(situation, say, service),
        "area": _area(situation, say, service),
        "caution": say(service.caution).text if service.caution else None,
    }


def _href(scheme: str, number: str | None) -> str | None:
    return f"{scheme}:{number}".replace(" ", "") if number else None


def _area(situation: Situation, say: Say, service: Service) -> str | None:
    if len(service.nations) != 1:
        return None
    return say(situation.content.nations[service.nations[0]].name).text


def opening(situation: Situation, say: Say, service: Service) -> str | None:
    """When the service is open and whether calling is free, as one line; None when neither is known."""
    phrases, parts = situation.content.phrases, []
    if service.hours == "always":
        parts.append(say(phrases["open_always"]).text)
    elif service.hours:
        locale = situation.translator.language.locale
        hours = "; ".join(_hours(one, locale) for one in service.hours)
        parts.append(say(phrases["open_hours"], hours=hours).text)
    if service.free:
        parts.append(say(phrases["free"]).text)
    return " · ".join(parts) or None


def _hours(hours: Hours, locale: Locale) -> str:
    names = get_day_names("abbreviated", locale=locale)
    opens, closes = (format_time(t, "HH:mm", locale=locale) for t in (hours.opens, hours.closes))
    if hours.until:
        return f"{names[DAYS.index(hours.days[0])]} {opens} – {names[DAYS.index(hours.until)]} {closes}"
    return f"{', '.join(_runs(hours.days, names))} {opens}–{closes}"


def _runs(days: tuple[Day, ...], names: Mapping[Any, str]) -> Iterator[str]:
    """Neighbouring days as one run: mon, tue, wed, fri -> "Mon–Wed", "Fri"."""
    numbers = sorted(DAYS.index(day) for day in days)
    start = numbers[0]
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        if following != number + 1:
            yield names[start] if start == number else f"{names[start]}–{names[number]}"
            start = following if following is not None else number
