"""When a service is open, in UK time. On a public holiday nobody knows, unless it is always open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

from actions.models import DAYS, Hours, Service

UK_TIME = ZoneInfo("Europe/London")
SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
LOOKED_AHEAD = 15  # Days: Christmas closes no line for longer.


@dataclass(frozen=True)
class Opening:
    """Whether a service is open, None when that is not known; until when, or from when again; both in UK time."""

    open: bool | None
    until: datetime | None = None
    opens: datetime | None = None
    holiday: bool = False


def uk_now() -> datetime:
    """The time in the UK."""
    return datetime.now(UK_TIME)


def opening(service: Service, now: datetime) -> Opening:
    """Whether the service is open at a moment of UK time."""
    if service.hours in (None, "always"):
        return Opening(open=True if service.hours else None)
    spans = sorted(_spans(service, now.date()))
    until = [end for start, end in spans if start <= now < end]
    if until and _is_holiday(service, now.date()):
        return Opening(open=None, holiday=True)
    if until:
        return Opening(open=True, until=until[0])
    following = (start for start, _ in spans if start > now and not _is_holiday(service, start.date()))
    return Opening(open=False, opens=next(following, None))


def _spans(service: Service, today: date) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of every day from a week ago on."""
    for number in range(-len(DAYS), LOOKED_AHEAD):
        day = today + timedelta(days=number)
        for hours in service.hours or ():
            if isinstance(hours, Hours) and DAYS[day.weekday()] in hours.days:
                yield _at(day, hours.opens), _at(_closing_day(day, hours), hours.closes)


def _closing_day(day: date, hours: Hours) -> date:
    if hours.until:
        return day + timedelta(days=(DAYS.index(hours.until) - day.weekday()) % len(DAYS))
    return day + timedelta(days=hours.closes <= hours.opens)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, UK_TIME)


def _is_holiday(service: Service, day: date) -> bool:
    return any(day in _holidays(nation) for nation in service.nations)


@cache
def _holidays(nation: str) -> HolidayBase:
    return country_holidays("GB", subdiv=SUBDIVISIONS[nation])
