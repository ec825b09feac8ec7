"""What a conversation remembers, repeats, explains and offers, over the real server."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Conversation, Server, of_type, texts

from actions.content import load_content
from locales import LANGUAGES

CONTENT = load_content()
REPORT = "ask_police_report_home_office"
THREATENED = "my husband says he will call the home office and have me deported"
STORY = "I have a visa as his wife. He has a job at a shop. My sister lives in Leeds. I speak a little English."
# Everything that can be explained: to ask for the source is to ask about the answer before.
ANSWERS = [intent for intent in CONTENT.entries if intent.startswith("ask_") and intent != "ask_source"]
IN_DANGER = "Are you in danger right now?"


def intents(reply: dict[str, Any]) -> list[str]:
    return [message["intent"] for message in reply["messages"] if "intent" in message]


def choices(reply: dict[str, Any]) -> list[dict[str, Any]]:
    return [choice for message in of_type(reply, "choices") for choice in message["choices"]]


def titles(reply: dict[str, Any]) -> list[str]:
    return [message["title"] for message in of_type(reply, "choices")]


@pytest.fixture
def asked(conversation: Conversation) -> Conversation:
    """Somebody who has just asked whether the police will report her."""
    conversation.tap(REPORT)
    return conversation


@pytest.mark.parametrize(
    ("message", "force", "words"),
    [
        ("I live in Northampton", "northamptonshire", "17 March 2021"),
        ("northants", "northamptonshire", "17 March 2021"),
        ("Warwickshire police", "warwickshire", "Warwickshire Police told its officers"),
        ("Leeds", "west_yorkshire", "We did not find what West Yorkshire Police has said"),
        ("i am in glasgow", "scotland", "207"),
    ],
)
def test_naming_a_place_repeats_the_last_answer_for_it(
    asked: Conversation, message: str, force: str, words: str
) -> None:
    reply = asked.say(message)
    assert intents(reply) == [REPORT]
    assert asked.state["police_force"] == force
    note, *_ = reply["messages"]
    assert f"We now show what we know for {CONTENT.forces[force].name}" in texts({"messages": [note]})
    assert words in texts(reply)


@pytest.mark.parametrize(
    ("language", "message"), [("ur", "میں لوٹن میں رہتی ہوں"), ("pl", "mieszkam w Luton"), ("ar", "أنا ساكنة في لوتون")]
)
def test_a_place_is_understood_in_every_language(server: Server, language: str, message: str) -> None:
    talk = Conversation(server, language)
    talk.tap(REPORT)
    assert intents(talk.say(message)) == [REPORT]
    assert talk.state["police_force"] == "bedfordshire"


def test_naming_a_nation_repeats_the_last_answer_for_it(asked: Conversation) -> None:
    reply = asked.say("I live in Scotland")
    assert intents(reply) == [REPORT]
    assert asked.state["nation"] == "scotland"
    assert "We know less about this for Scotland" in texts(reply)


def test_a_place_stays_for_the_next_question(asked: Conversation) -> None:
    asked.say("I live in Northampton")
    assert "Northamptonshire Police" in texts(asked.tap("ask_police_check_status"))


def test_a_new_place_replaces_the_old_one(asked: Conversation) -> None:
    asked.say("I live in Northampton")
    said = texts(asked.say("sorry, I moved to Belfast"))
    assert (asked.state["police_force"], asked.state["nation"]) == ("northern_ireland", "northern_ireland")
    assert "Northamptonshire" not in said


def test_another_nation_makes_the_old_force_forgotten(asked: Conversation) -> None:
    asked.say("I live in Northampton")
    asked.say("I live in Scotland")
    assert asked.state.get("police_force") != "northamptonshire"


def test_a_place_that_is_not_known_is_asked_for_again(asked: Conversation) -> None:
    reply = asked.say("I live in Ouagadougou")
    assert "We did not recognise that place" in texts(reply)
    assert "Please do not write your address" in texts(reply)


def test_a_place_before_any_question_gets_an_offer_of_questions(conversation: Conversation) -> None:
    reply = conversation.say("I live in Northampton")
    assert "Northamptonshire Police" in texts(reply)
    assert {choice["choice"] for choice in choices(reply)} >= {REPORT}


@pytest.mark.parametrize(
    "message", ["London", "I live in London", "I live in London, will the police tell the home office about me?"]
)
def test_london_is_asked_about(asked: Conversation, message: str) -> None:
    reply = asked.say(message)
    offered = {choice["state"]["police_force"] for choice in choices(reply) if "state" in choice}
    assert offered == {"metropolitan", "city_of_london"}
    assert "police_force" not in asked.state


def test_the_force_that_is_tapped_gets_the_answer(asked: Conversation) -> None:
    met, *_ = (choice for choice in choices(asked.say("London")) if choice["label"] == "Metropolitan Police Service")
    reply = asked.tap(met["choice"], **met["state"])
    assert asked.state["police_force"] == "metropolitan"
    assert intents(reply) == [REPORT]
    assert "Metropolitan Police Service decided case by case" in texts(reply)


def test_the_force_that_is_tapped_decides_the_helpline(asked: Conversation) -> None:
    asked.say("London")
    (services,) = of_type(asked.tap("inform_area", police_force="metropolitan"), "services")
    shown = {service["id"] for service in services["services"]}
    assert "national_helpline" in shown
    assert not shown & {"live_fear_free", "scotland_helpline", "northern_ireland_helpline"}


def test_tapping_no_place_says_nothing_about_one(asked: Conversation) -> None:
    assert "We now show what we know for ." not in texts(asked.tap("inform_area"))


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "I don't understand"),
        ("en", "can you say that in simpler words?"),
        ("pl", "nie rozumiem, prościej proszę"),
        ("ur", "سمجھ نہیں آئی"),
        ("ar", "مش فاهمة"),
    ],
)
def test_not_understanding_gets_the_answer_in_plainer_words(server: Server, language: str, message: str) -> None:
    talk = Conversation(server, language)
    full, plainer = talk.tap(REPORT), talk.say(message)
    assert intents(plainer) == [REPORT]
    assert len(texts(plainer)) < len(texts(full)) / 2
    assert of_type(plainer, "services") == of_type(full, "services")


@pytest.mark.parametrize("intent", ANSWERS)
def test_every_answer_can_be_said_more_plainly(conversation: Conversation, intent: str) -> None:
    full = conversation.tap(intent)
    plainer = conversation.tap("clarify")
    assert intents(plainer) == intents(full)
    assert texts(plainer) != texts(full)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "where does this information come from?"),
        ("en", "who says so?"),
        ("pl", "skąd to wiecie?"),
        ("ur", "یہ معلومات کہاں سے ہیں؟"),
        ("ar", "ما مصدر هذه المعلومات؟"),
    ],
)
def test_asking_for_the_source_names_those_of_the_last_answer(server: Server, language: str, message: str) -> None:
    talk = Conversation(server, language)
    given = {s["title"] for m in talk.tap(REPORT)["messages"] for p in m.get("paragraphs", []) for s in p["sources"]}
    reply = talk.say(message)
    first, *_ = reply["messages"]
    named = {source["title"] for paragraph in first["paragraphs"] for source in paragraph["sources"]}
    assert named == given
    assert intents(reply) == [REPORT, "ask_source"]


def test_the_sources_are_those_of_the_place_too(asked: Conversation) -> None:
    asked.say("I live in Northampton")
    first, *_ = asked.tap("ask_source")["messages"]
    publishers = {source["publisher"] for paragraph in first["paragraphs"] for source in paragraph["sources"]}
    assert "Northamptonshire Police" in publishers


def test_an_answer_without_facts_says_that_it_has_no_source(conversation: Conversation) -> None:
    conversation.tap("ask_chat_privacy")
    assert "The last answer names no source" in texts(conversation.tap("ask_source"))


@pytest.mark.parametrize(
    ("spoken", "message", "wanted"),
    [
        ("en", "in Urdu please", "ur"),
        ("en", "po polsku proszę", "pl"),
        ("en", "can we talk in arabic", "ar"),
        ("pl", "بالعربي لو سمحت", "ar"),
        ("ar", "urdu mein baat karo", "ur"),
        ("ur", "انگلش میں بات کریں", "en"),
        ("pl", "chcę rozmawiać po angielsku", "en"),
        ("ur", "English please", "en"),
        ("en", "اردو", "ur"),
    ],
)
def test_naming_a_language_repeats_the_last_answer_in_it(
    server: Server, spoken: str, message: str, wanted: str
) -> None:
    talk = Conversation(server, spoken)
    talk.tap(REPORT)
    reply = talk.say(message)
    assert (reply["language"], reply["direction"]) == (wanted, LANGUAGES[wanted].direction)
    assert intents(reply) == [REPORT]
    assert {p["language"] for message in of_type(reply, "answer") for p in message["paragraphs"]} == {wanted}


@pytest.mark.parametrize("wanted", LANGUAGES)
def test_tapping_a_language_repeats_the_last_answer_in_it(server: Server, wanted: str) -> None:
    talk = Conversation(server, "pl" if wanted == "en" else "en")
    talk.tap(REPORT)
    reply = talk.tap("change_language", wanted)
    assert reply["language"] == wanted
    assert intents(reply) == [REPORT]


def test_a_language_stays_for_the_next_question(asked: Conversation) -> None:
    asked.say("in Urdu please")
    assert asked.tap("ask_deportation_risk")["language"] == "ur"


def test_asking_for_another_language_offers_all_of_them(asked: Conversation) -> None:
    reply = asked.say("I want to change the language")
    offered = {choice["language"]: choice["label"] for choice in choices(reply) if "language" in choice}
    assert offered == {tag: language.autonym for tag, language in LANGUAGES.items()}


@pytest.mark.parametrize(
    ("message", "tag"),
    [
        ("czy policja powie o mnie home office?", "pl"),
        ("کیا پولیس میری رپورٹ ہوم آفس کو کر دے گی؟", "ur"),
        ("هل ستبلغ الشرطة عني وزارة الداخلية؟", "ar"),
    ],
)
def test_writing_in_another_language_gets_an_offer_and_no_switch(
    conversation: Conversation, message: str, tag: str
) -> None:
    reply = conversation.say(message)
    assert reply["language"] == "en"
    assert intents(reply) == [REPORT]
    assert [choice["language"] for choice in choices(reply) if choice["choice"] == "change_language"] == [tag]


@pytest.mark.parametrize("language", LANGUAGES)
def test_writing_in_the_language_that_is_spoken_gets_no_offer(server: Server, language: str) -> None:
    own = {
        "en": "will the police tell the home office about me?",
        "pl": "czy policja powie o mnie home office?",
        "ur": "کیا پولیس میری رپورٹ ہوم آفس کو کر دے گی؟",
        "ar": "هل ستبلغ الشرطة عني وزارة الداخلية؟",
    }
    reply = Conversation(server, language).say(own[language])
    assert "change_language" not in {choice["choice"] for choice in choices(reply)}


def test_a_threat_is_followed_by_the_question_about_danger(conversation: Conversation) -> None:
    reply = conversation.say(THREATENED)
    assert intents(reply) == ["disclose_immigration_abuse"]
    assert IN_DANGER in titles(reply)
    assert [choice["choice"] for choice in choices(reply)][:2] == ["affirm", "deny"]


@pytest.mark.parametrize(
    ("language", "yes"),
    [("en", "yes"), ("en", "yes I am"), ("pl", "tak"), ("ur", "جی ہاں"), ("ur", "haan ji"), ("ar", "نعم")],
)
def test_yes_to_danger_brings_the_emergency_card(server: Server, language: str, yes: str) -> None:
    talk = Conversation(server, language)
    talk.tap("disclose_immigration_abuse")
    assert talk.say(yes)["messages"][0]["type"] == "emergency"


@pytest.mark.parametrize(
    ("language", "no"),
    [("en", "no"), ("en", "not right now"), ("pl", "nie"), ("ur", "نہیں"), ("ur", "nahi"), ("ar", "لا")],
)
def test_no_to_danger_brings_none(server: Server, language: str, no: str) -> None:
    talk = Conversation(server, language)
    talk.tap("disclose_immigration_abuse")
    reply = talk.say(no)
    assert intents(reply) == ["deny"]
    assert of_type(reply, "emergency") == []


def test_the_buttons_yes_and_no_do_the_same(server: Server) -> None:
    for button, expected in (("affirm", "emergency_danger"), ("deny", "deny")):
        talk = Conversation(server)
        talk.tap("disclose_immigration_abuse")
        assert intents(talk.tap(button)) == [expected]


@pytest.mark.parametrize("between", ["deny", "ask_firewall_campaign", "ask_source", "greet"])
def test_a_yes_later_on_is_not_about_danger_any_more(conversation: Conversation, between: str) -> None:
    conversation.tap("disclose_immigration_abuse")
    conversation.tap(between)
    assert of_type(conversation.say("yes"), "emergency") == []


@pytest.mark.parametrize("between", ["I don't understand", "I live in Leeds", "in Urdu please"])
def test_a_yes_after_the_answer_was_repeated_is_still_about_danger(conversation: Conversation, between: str) -> None:
    conversation.tap("disclose_immigration_abuse")
    repeated = conversation.say(between)
    assert intents(repeated) == ["disclose_immigration_abuse"]
    assert [choice["choice"] for choice in choices(repeated)][:2] == ["affirm", "deny"]
    assert of_type(conversation.say("yes"), "emergency")


def test_a_yes_to_nothing_frightens_nobody(conversation: Conversation) -> None:
    assert of_type(conversation.say("yes"), "emergency") == []


# Vague on purpose: whichever of them the model is unsure of must be met with an offer.
VAGUE = ["children", "money", "the form", "papers", "can my sister", "home", "my letter and the charity and him"]


@pytest.fixture(scope="module")
def unsure(server: Server) -> list[dict[str, Any]]:
    replies = [Conversation(server).say(message) for message in VAGUE]
    return [reply for reply in replies if "nlu_fallback" in intents(reply)]


def test_what_was_not_understood_gets_three_questions_and_a_helpline(unsure: list[dict[str, Any]]) -> None:
    assert unsure
    for reply in unsure:
        offered = next(message for message in of_type(reply, "choices") if message["title"] == "Is it one of these?")
        assert len({choice["choice"] for choice in offered["choices"]}) == 3
        assert all(choice["label"] for choice in offered["choices"])
        (services,) = of_type(reply, "services")
        assert any(service["phone"] for service in services["services"])


def test_what_was_not_understood_leaves_the_last_answer_to_be_repeated(server: Server) -> None:
    for message in VAGUE:
        talk = Conversation(server)
        talk.tap(REPORT)
        if "nlu_fallback" in intents(talk.say(message)):
            assert intents(talk.tap("clarify")) == [REPORT]


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "he is hitting me right now, will the police tell the home office about me?"),
        ("en", "help he is breaking the door. will police report me to the home office?"),
        ("en", "he is hitting me now and I have no visa, will police report me?"),
        ("en", "my husband has a knife and says he will have me deported"),
        ("en", "I want to die because he said he will report me to the home office"),
        ("pl", "on mnie teraz bije, czy policja powie o mnie Home Office?"),
        ("ur", "وہ مجھے ابھی مار رہا ہے، کیا پولیس ہوم آفس کو بتائے گی؟"),
        ("ar", "يضربني الآن، هل ستخبر الشرطة وزارة الداخلية عني؟"),
    ],
)
def test_danger_comes_first_even_beside_another_question(server: Server, language: str, message: str) -> None:
    first, *rest = Conversation(server, language).say(message)["messages"]
    assert first["type"] == "emergency"
    assert first["calls"][0]["phone"] == "999"
    assert rest


@pytest.mark.parametrize(
    "message",
    [
        "will the police tell the home office about me?\nhe is hitting me right now",
        "will the police tell the home office about me\n\nhe is hitting me right now",
        " ".join(["He took my passport.", *[STORY] * 4, "He is hitting me now."]),
    ],
    ids=["on a new line", "on a new line without a full stop", "at the end of a long story"],
)
def test_danger_is_seen_wherever_it_stands(conversation: Conversation, message: str) -> None:
    assert conversation.say(message)["messages"][0]["type"] == "emergency"


@pytest.mark.parametrize(
    ("language", "message", "intent"),
    [
        ("en", "he is outside my door right now with a knife", "emergency_danger"),
        ("en", "I don't want to live any more", "disclose_suicidal"),
        ("pl", "on mnie teraz bije, pomocy", "emergency_danger"),
        ("pl", "nie chcę już żyć", "disclose_suicidal"),
        ("ur", "وہ مجھے ابھی مار رہا ہے", "emergency_danger"),
        ("ur", "main marna chahti hoon", "disclose_suicidal"),
        ("ar", "هو يضربني الآن ساعدوني", "emergency_danger"),
        ("ar", "لا أريد أن أعيش", "disclose_suicidal"),
    ],
)
def test_danger_is_understood_in_every_language(server: Server, language: str, message: str, intent: str) -> None:
    reply = Conversation(server, language).say(message)
    assert reply["messages"][0]["type"] == "emergency"
    assert intents(reply) == [intent]


@pytest.mark.parametrize("calm", ["is there a law about sharing my details?", "how many were reported?", "hello"])
def test_a_calm_question_shows_no_emergency_card(conversation: Conversation, calm: str) -> None:
    assert of_type(conversation.say(calm), "emergency") == []


@pytest.mark.parametrize("intent", ["emergency_danger", "disclose_suicidal"])
def test_a_card_is_shown_once(conversation: Conversation, intent: str) -> None:
    assert len(of_type(conversation.tap(intent), "emergency")) == 1
