"""Presents the services that fit a person, in her language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from babel import Locale
from babel.dates import format_datetime, format_time, get_day_names

from actions.models import DAYS, Day, Hours, Service
from actions.opening import Opening, opening
from actions.situation import Situation
from locales import Text
from locales.fields import Names

Say = Callable[..., Text]
Card = dict[str, Any]


def service_cards(situation: Situation, say: Say, services: Iterable[tuple[str, Service]], now: datetime) -> list[Card]:
    """The cards of these services, with what is true at this moment of UK time."""
    return [_card(situation, say, id, service, opening(service, now)) for id, service in services]


def _card(situation: Situation, say: Say, id: str, service: Service, state: Opening) -> Card:
    summary = say(service.summary)
    return {
        "id": id,
        "name": service.name,
        "summary": summary.text,
        "summary_language": summary.language,
        "phone": service.phone,
        "href": _href("tel", service.phone),
        "text": {"number": service.text, "href": _href("sms", service.text)} if service.text else None,
        "email": {"address": service.email, "href": f"mailto:{service.email}"} if service.email else None,
        "web": service.web,
        "open": state.open,
        "hours": _hours(situation, say, service, state),
        "ways": _ways(situation, say, service),
        "area": _area(situation, say, service),
        "caution": _caution(situation, say, service),
    }


def _href(scheme: str, number: str | None) -> str | None:
    return f"{scheme}:{number}".replace(" ", "") if number else None


def _area(situation: Situation, say: Say, service: Service) -> str | None:
    if service.forces or len(service.nations) != 1:
        return None
    return say(situation.content.nations[service.nations[0]].name).text


def _hours(situation: Situation, say: Say, service: Service, state: Opening) -> str | None:
    """Whether it is open now, its hours and what it costs, as one line; None when nothing is known."""
    phrases, parts = situation.content.phrases, _open_now(situation, say, state)
    if service.hours == "always":
        parts.append(say(phrases["open_always"]).text)
    elif service.hours:
        week = "; ".join(week_hours(one, situation.translator.language.locale) for one in service.hours)
        parts.append(say(phrases["open_hours"], hours=week).text)
    if service.free:
        parts.append(say(phrases["free"]).text)
    if service.bill:
        parts.append(say(phrases[f"bill_{service.bill}"]).text)
    return " · ".join(parts) or None


def _open_now(situation: Situation, say: Say, state: Opening) -> list[str]:
    phrases, locale = situation.content.phrases, situation.translator.language.locale
    if state.holiday:
        return [say(phrases["holiday"]).text]
    if state.until:
        return [say(phrases["open_until"], time=format_time(state.until, "HH:mm", locale=locale)).text]
    if state.opens:
        return [say(phrases["closed_until"], time=format_datetime(state.opens, "EEE HH:mm", locale=locale)).text]
    return [say(phrases["closed"]).text] if state.open is False else []


def _ways(situation: Situation, say: Say, service: Service) -> str | None:
    """Other ways to reach the service, and its languages, as one line."""
    phrases = situation.content.phrases
    parts = [say(phrases[f"channel_{channel}"]).text for channel in service.channels]
    if service.languages:
        names = Names(tuple(_language_name(situation, tag) for tag in service.languages))
        parts.append(say(phrases["languages"], languages=names).text)
    if service.interpreters:
        parts.append(say(phrases["interpreters"]).text)
    return " · ".join(parts) or None


def _language_name(situation: Situation, tag: str) -> str:
    return Locale.parse(tag, sep="-").get_display_name(situation.translator.language.locale) or tag


def _caution(situation: Situation, say: Say, service: Service) -> str | None:
    """What to know before calling; that the Home Office has a part in it comes first."""
    said = [situation.content.phrases[service.government]] if service.government else []
    return " ".join(say(text).text for text in [*said, *([service.caution] if service.caution else [])]) or None


def week_hours(hours: Hours, locale: Locale) -> str:
    """Opening hours as "Mon–Wed 09:00–17:00", in the words of the locale."""
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
