"""Which police force or nation a message names."""

from __future__ import annotations

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import load_content
from actions.models import Places
from bot.components.gazetteer import Gazetteer
from bot.components.place import PlaceExtractor

CONTENT = load_content()
AMBIGUOUS = CONTENT.ambiguous_places.names | CONTENT.ambiguous_places.words


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> PlaceExtractor:
    storage = LocalModelStorage(tmp_path_factory.mktemp("model"))
    return PlaceExtractor(storage, Resource("places"), Gazetteer(CONTENT))


def named(extractor: PlaceExtractor, text: str, entity: str = "force_name") -> list[str]:
    (message,) = extractor.process([Message({TEXT: text})])
    return [found["value"] for found in message.get(ENTITIES) if found["entity"] == entity]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("I live in Northampton", "northamptonshire"),
        ("NORTHAMPTON", "northamptonshire"),
        ("northants police", "northamptonshire"),
        ("will Greater Manchester Police tell them?", "greater_manchester"),
        ("gmp", "greater_manchester"),
        ("i'm in newport pagnell", "thames_valley"),
        ("Kingston upon Hull", "humberside"),
        ("kingston-upon-hull", "humberside"),
        ("Stoke-on-Trent", "staffordshire"),
        ("King's Lynn", "norfolk"),
        ("kings lynn", "norfolk"),
        ("City of London Police", "city_of_london"),
        ("east london", "metropolitan"),
        ("the met", "metropolitan"),
        ("Scotland Yard", "metropolitan"),
        ("Police Scotland", "scotland"),
        ("PSNI", "northern_ireland"),
        ("Heddlu Gwent", "gwent"),
        ("south wales", "south_wales"),
        ("north wales police", "north_wales"),
        ("Derry", "northern_ireland"),
        ("derby", "derbyshire"),
        ("on the train", "british_transport"),
        ("mieszkam w Birmingham", "west_midlands"),
        ("w manchesterze", "greater_manchester"),
        ("میں لوٹن میں رہتی ہوں", "bedfordshire"),
        ("مانچسٹر", "greater_manchester"),
        ("أنا في مانشستر", "greater_manchester"),
        ("بمانشستر", "greater_manchester"),
        ("ساكنة ببريستول", "avon_and_somerset"),
    ],
)
def test_a_place_leads_to_its_force(extractor: PlaceExtractor, text: str, force: str) -> None:
    assert named(extractor, text) == [force]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("I live in Reading", "thames_valley"),
        ("reading", "thames_valley"),
        ("Reading!", "thames_valley"),
        ("i am from bath", "avon_and_somerset"),
        ("near sandwich", "kent"),
        ("in bury", "greater_manchester"),
        ("w Reading", "thames_valley"),
    ],
)
def test_an_ordinary_word_is_a_place_where_it_stands_like_one(extractor: PlaceExtractor, text: str, force: str) -> None:
    assert named(extractor, text) == [force]


@pytest.mark.parametrize(
    "text",
    [
        "I was reading his messages",
        "he hit me in March and I went to the bath",
        "he wants to sell the house, there is a sale",
        "a sandwich and a rock for the street",
        "we had a deal and he will bury me",
        "the battle in court",
        "he is made of stone and has a hook",
        "I will settle with him, my eye hurts",
        "will the police tell the home office about me?",
        "",
        "?",
        "   ",
        "\ufdfa" * 100,
    ],
)
def test_an_ordinary_word_is_no_place_elsewhere(extractor: PlaceExtractor, text: str) -> None:
    assert named(extractor, text) == []


@pytest.mark.parametrize("text", ["kentucky", "New South Wales", "yorkie", "hullabaloo", "New York", "Нью-Йорк"])
def test_part_of_a_word_or_another_country_is_no_place(extractor: PlaceExtractor, text: str) -> None:
    assert named(extractor, text) == []
    assert named(extractor, text, "nation_name") == []


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("London", {"metropolitan", "city_of_london"}),
        ("I live in london", {"metropolitan", "city_of_london"}),
        ("لندن", {"metropolitan", "city_of_london"}),
        ("في لندن", {"metropolitan", "city_of_london"}),
        ("w Londynie", {"metropolitan", "city_of_london"}),
        ("Newport", {"gwent", "hampshire", "west_mercia"}),
        ("newcastle", {"northumbria", "staffordshire", "northern_ireland"}),
        ("Gillingham", {"kent", "dorset"}),
    ],
)
def test_a_name_of_several_places_gives_them_all(extractor: PlaceExtractor, text: str, forces: set[str]) -> None:
    assert set(named(extractor, text)) == forces


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_every_ambiguous_name_is_asked_about_and_never_guessed(extractor: PlaceExtractor, name: str) -> None:
    assert set(named(extractor, name)) == set(AMBIGUOUS[name])


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("I moved from Leeds to Cardiff", ["west_yorkshire", "south_wales"]),
        ("Newport Pagnell, not London", ["thames_valley", "metropolitan", "city_of_london"]),
    ],
)
def test_two_places_are_both_named_in_order(extractor: PlaceExtractor, text: str, forces: list[str]) -> None:
    (message,) = extractor.process([Message({TEXT: text})])
    found = sorted(message.get(ENTITIES), key=lambda entity: entity["start"])
    assert [entity["value"] for entity in found] == forces


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("I am in Scotland", "scotland"),
        ("NORTHERN IRELAND", "northern_ireland"),
        ("wales", "wales"),
        ("England please", "england"),
        ("mieszkam w Szkocji", "scotland"),
        ("w Irlandii Północnej", "northern_ireland"),
        ("میں اسکاٹ لینڈ میں ہوں", "scotland"),
        ("أنا في اسكتلندا", "scotland"),
        ("شمالی آئرلینڈ", "northern_ireland"),
    ],
)
def test_a_nation_is_recognised(extractor: PlaceExtractor, text: str, nation: str) -> None:
    assert named(extractor, text, "nation_name") == [nation]


@pytest.mark.parametrize("text", ["south wales police", "North Wales", "Police Scotland", "Scottish police"])
def test_the_name_of_a_force_is_not_taken_for_a_nation(extractor: PlaceExtractor, text: str) -> None:
    assert len(named(extractor, text)) == 1
    nation = CONTENT.forces[named(extractor, text)[0]].nation
    assert set(named(extractor, text, "nation_name")) <= {nation}


@pytest.mark.parametrize("force", CONTENT.forces)
def test_every_name_that_is_listed_is_recognised(extractor: PlaceExtractor, force: str) -> None:
    listed, places = CONTENT.forces[force], CONTENT.places.get(force, Places())
    names = (listed.name, *listed.aliases, *places.names, *places.words, *places.native)
    assert [name for name in names if force not in named(extractor, name)] == []


def test_the_entities_of_others_are_kept(extractor: PlaceExtractor) -> None:
    other = {"entity": "language_name", "value": "ur", "start": 0, "end": 4}
    (message,) = extractor.process([Message({TEXT: "Urdu, Leeds", ENTITIES: [other]})])
    assert message.get(ENTITIES)[0] == other
    assert [entity["value"] for entity in message.get(ENTITIES)[1:]] == ["west_yorkshire"]


def test_an_entity_says_where_it_stands(extractor: PlaceExtractor) -> None:
    (entity,) = extractor.extract("I live in Leeds")
    assert "I live in Leeds"[entity["start"] : entity["end"]] == "Leeds"
