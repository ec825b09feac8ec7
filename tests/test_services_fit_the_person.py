"""The services under an answer fit the person: her place, language and groups; and somebody answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest

from actions.compose import Voice
from actions.content import load_content
from actions.models import Entry
from actions.opening import UK_TIME, opening
from actions.ranking import ranked
from actions.services import service_cards
from actions.situation import Situation
from locales import LANGUAGES

CONTENT = load_content()
ENTRIES = {intent: entry for intent, entry in CONTENT.entries.items() if entry.services}
MOMENTS = [datetime(2026, 12, 21, tzinfo=UK_TIME) + timedelta(hours=hours) for hours in range(3, 24 * 9, 6)]
NATIONS = [None, *CONTENT.nations]
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UK_TIME)
NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=UK_TIME)


def shown(intent: str, now: datetime = TUESDAY, language: str = "en", **known: str | None) -> list[str]:
    return [id for id, _ in ranked(Situation(language, **known), CONTENT.entries[intent], now)]


@pytest.mark.parametrize("intent", ENTRIES)
def test_a_closed_line_is_never_first_when_one_is_open(intent: str) -> None:
    for nation, groups, now in product(NATIONS, (None, "men", "deaf", "children"), MOMENTS):
        situation = Situation("en", nation=nation, groups=groups)
        states = [opening(service, now) for _, service in ranked(situation, CONTENT.entries[intent], now)]
        if states and any(state.open for state in states):
            assert states[0].open is not False, (nation, groups, now)
            assert not states[0].holiday, (nation, groups, now)


@pytest.mark.parametrize("intent", ENTRIES)
def test_every_nation_has_somebody_to_turn_to(intent: str) -> None:
    for nation in NATIONS:
        assert shown(intent, nation=nation), nation


@pytest.mark.parametrize("intent", ENTRIES)
def test_no_service_of_another_nation_is_shown(intent: str) -> None:
    for nation in CONTENT.nations:
        assert all(nation in CONTENT.services[id].nations for id in shown(intent, nation=nation))


@pytest.mark.parametrize("intent", ENTRIES)
def test_a_man_is_never_sent_to_a_service_for_women_only(intent: str) -> None:
    for nation in NATIONS:
        for id in shown(intent, nation=nation, groups="men"):
            serves = CONTENT.services[id].serves
            assert "women" not in serves or "men" in serves, id


@pytest.mark.parametrize("intent", ENTRIES)
def test_what_belongs_to_the_home_office_never_comes_before_anything_else(intent: str) -> None:
    for nation, groups in product(NATIONS, (None, "asylum_seekers")):
        flags = [CONTENT.services[id].is_of_home_office for id in shown(intent, nation=nation, groups=groups)]
        assert flags == sorted(flags)


@pytest.mark.parametrize(
    ("groups", "first"),
    [
        ("men", "mens_advice_line"),
        ("lgbt", "galop"),
        ("muslim", "muslim_womens_network"),
        ("jewish", "jewish_womens_aid"),
    ],
)
def test_a_service_made_for_the_person_comes_first(groups: str, first: str) -> None:
    assert shown("ask_support_services", groups=groups)[0] == first


def test_a_deaf_person_in_danger_sees_ways_that_need_no_hearing_first() -> None:
    first = shown("emergency_danger", nation="england", groups="deaf")[:2]
    assert all("deaf" in CONTENT.services[id].serves for id in first)


def test_a_group_named_before_still_counts_after_another_one() -> None:
    both = Situation("en", groups="men").in_groups(["deaf"])
    ids = [id for id, _ in ranked(both, CONTENT.entries["ask_support_services"], TUESDAY)]
    assert "signhealth" in ids
    assert "national_helpline" not in ids


def test_a_service_of_london_is_not_shown_to_somebody_in_leeds() -> None:
    latin = {"nation": "england", "groups": "latin_american"}
    assert "lawrs" not in shown("ask_support_services", police_force="west_yorkshire", **latin)
    assert shown("ask_support_services", police_force="metropolitan", **latin)[0] == "lawrs"


def test_a_service_that_speaks_the_language_comes_first() -> None:
    assert shown("ask_forced_marriage", language="ar", nation="england")[0] == "ikwro"
    assert shown("ask_forced_marriage", language="en", nation="england")[0] != "ikwro"


def test_somebody_under_18_who_is_to_be_married_sees_childline_before_the_government() -> None:
    ids = shown("ask_forced_marriage", nation="england", groups="children")
    assert ids.index("childline") < ids.index("forced_marriage_unit")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_can_be_drawn_in_every_language_at_any_hour(language: str) -> None:
    situation = Situation(language)
    everyone = Entry(question="Who?", answer=CONTENT.entries["ask_human"].answer, services=tuple(CONTENT.services))
    assert everyone.services
    for now in (TUESDAY, NIGHT, datetime(2026, 12, 25, 10, 0, tzinfo=UK_TIME)):
        cards = service_cards(situation, Voice(situation.translator).say, CONTENT.services.items(), now)
        assert [card["id"] for card in cards] == list(CONTENT.services)


def test_a_part_of_the_home_office_says_so_on_its_card() -> None:
    situation = Situation("en")
    (card,) = service_cards(
        situation, Voice(situation.translator).say, [("x", CONTENT.services["forced_marriage_unit"])], TUESDAY
    )
    assert "Home Office" in card["caution"]
    assert card["open"] is True
    assert "Open now, until" in card["hours"]


def test_at_night_a_grown_person_is_not_sent_to_childline_first() -> None:
    assert shown("ask_honour_abuse_fgm", now=NIGHT)[0] != "childline"
    assert shown("ask_forced_marriage", now=NIGHT, nation="england")[0] == "national_helpline"
    assert shown("ask_forced_marriage", now=NIGHT, nation="england", groups="children")[0] == "childline"


def test_which_services_are_shown_does_not_depend_on_the_hour() -> None:
    for intent in ENTRIES:
        assert set(shown(intent, now=NIGHT)) == set(shown(intent, now=TUESDAY)), intent
