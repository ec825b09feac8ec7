"""A person is told whether a line is open at this moment, in UK time, and never that it is when nobody knows."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.content import load_content
from actions.opening import UK_TIME, Opening, opening

SERVICES = load_content().services
WEEKDAYS = "national_stalking_helpline"  # Mon, Tue, Thu, Fri 09:30-16:00, Wed 13:00-16:00
OVER_NIGHT = "breathing_space"  # Mon-Thu 18:00-02:00, Fri 18:00 - Mon 06:00


def at(service: str, moment: str) -> Opening:
    return opening(SERVICES[service], datetime.fromisoformat(moment).replace(tzinfo=UK_TIME))


def uk(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UK_TIME)


@pytest.mark.parametrize(
    ("service", "moment", "until"),
    [
        (WEEKDAYS, "2026-11-24T09:30", "2026-11-24T16:00"),
        (WEEKDAYS, "2026-11-24T15:59", "2026-11-24T16:00"),
        (WEEKDAYS, "2026-07-01T13:00", "2026-07-01T16:00"),
        (OVER_NIGHT, "2026-11-24T23:00", "2026-11-25T02:00"),
        (OVER_NIGHT, "2026-11-25T01:59", "2026-11-25T02:00"),
        (OVER_NIGHT, "2026-11-22T12:00", "2026-11-23T06:00"),
    ],
)
def test_an_open_line_says_until_when(service: str, moment: str, until: str) -> None:
    assert at(service, moment) == Opening(open=True, until=uk(until))


@pytest.mark.parametrize(
    ("service", "moment", "opens"),
    [
        (WEEKDAYS, "2026-11-24T16:00", "2026-11-25T13:00"),
        (WEEKDAYS, "2026-11-25T12:59", "2026-11-25T13:00"),
        (WEEKDAYS, "2026-11-27T16:30", "2026-11-30T09:30"),
        (OVER_NIGHT, "2026-11-25T02:00", "2026-11-25T18:00"),
        (OVER_NIGHT, "2026-11-23T06:00", "2026-11-23T18:00"),
    ],
)
def test_a_closed_line_says_when_it_opens(service: str, moment: str, opens: str) -> None:
    if service == WEEKDAYS and opens.startswith("2026-11-30"):
        opens = "2026-12-01T09:30"  # Saint Andrew's Day is a holiday in one of its nations.
    assert at(service, moment) == Opening(open=False, opens=uk(opens))


def test_on_a_public_holiday_nobody_knows_whether_a_weekday_line_is_open() -> None:
    assert at(WEEKDAYS, "2026-12-25T10:00") == Opening(open=None, holiday=True)


def test_the_next_opening_is_never_promised_for_a_public_holiday() -> None:
    assert at(WEEKDAYS, "2026-12-24T17:00").opens == uk("2026-12-29T09:30")


def test_a_line_that_is_always_open_is_open_at_christmas() -> None:
    assert at("samaritans", "2026-12-25T03:00") == Opening(open=True)


def test_a_line_whose_hours_are_not_known_is_neither_open_nor_closed() -> None:
    assert at("papyrus", "2026-11-24T10:00") == Opening(open=None)


def test_summer_time_counts() -> None:
    # 08:45 in Greenwich is 09:45 in the UK.
    moment = datetime.fromisoformat("2026-06-30T08:45+00:00").astimezone(UK_TIME)
    assert opening(SERVICES[WEEKDAYS], moment).open is True
