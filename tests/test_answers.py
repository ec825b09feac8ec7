"""What the answers say: sourced, dated, true to the area, and never a promise that nobody can keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from conftest import Conversation, Server, of_type, texts

from actions.content import load_content
from locales import LANGUAGES

CONTENT = load_content()
QUESTION = "ask_police_report_home_office"
PROTECTED = re.compile("\u2066([^\u2069]*)\u2069")
ISOLATED = re.compile("[\u2066\u2068][^\u2069]*\u2069")
PHONE = re.compile(r"[\d ]{3,}")
# A dialled number in running text: 999, 101, 111, 116 123, 18000, 85258, or anything that starts with a zero.
LOOKS_LIKE_A_PHONE = re.compile(r"\b(?:999|101|111|116 ?123|18000|85258|0\d[\d ]{6,}\d)\b")
# Rules 1 and 2 of the facts: no promise that no source supports; nothing that blames, scares or advises.
PROMISE = re.compile(
    r"(?:\b(?:will|would|can|could|may|do|does|are|is) (?:not|never)|\w+n't|\bnever) (?:\w+ ){0,2}?"
    r"(?:share|tell|report|pass|inform|deport|detain|remove|arrest|send|sent)(?:s|d|ed|ing)?\b",
    re.IGNORECASE,
)
ATTRIBUTED = re.compile(r"\b(?:said|says|say|told|reported|promise|asked)\b", re.IGNORECASE)
UNSAYABLE = re.compile(
    r"nowhere safe|no safe place|unjustified|illegal (?:immigrant|migrant)|\billegals?\b|you (?:must|have to) report"
    r"|you (?:qualify|should apply|can apply|are entitled)|completely (?:safe|confidential)|\bguarantee|don't worry",
    re.IGNORECASE,
)

ASKED = {
    "en": [
        "will police report me to the Home Office?",
        "if i call the cops will they tell immigration about me",
        "I'm scared to go to the police because I have no visa, do they pass my name to the Home Office?",
    ],
    "ur": [
        "کیا پولیس میری رپورٹ ہوم آفس کو کر دے گی؟",
        "اگر میں پولیس کے پاس جاؤں تو کیا وہ ہوم آفس کو بتا دیں گے؟",
        "agar main police ko bataun to kya woh home office ko bata denge?",
    ],
    "pl": [
        "Czy policja doniesie na mnie do Home Office?",
        "czy jak pójdę na policję to przekażą moje dane do Home Office?",
        "boje sie isc na policje, czy zglosza mnie do urzedu imigracyjnego?",
    ],
    "ar": [
        "هل ستبلغ الشرطة عني وزارة الداخلية؟",
        "لو رحت للشرطة هل راح يخبرون الهوم اوفيس عني؟",
        "إذا اتصلت بالشرطة، هل سيعطون معلوماتي لدائرة الهجرة؟",
    ],
}

# Words that only the force's own paragraph has.
POSITIONS = {
    "northamptonshire": "no set process",
    "warwickshire": "evidence that the person is suspected of a crime themselves",
    "essex": "did not agree with the reasons",
    "hampshire": "working on its own rules",
    "gloucestershire": "follow the way set out by the national police chiefs",
    "northumbria": "not the same as a policy not to refer",
    "metropolitan": "decided case by case",
    "british_transport": "among the forces that had shared",
    "scotland": "207",
    "northern_ireland": "33",
}

# Each force's own name, then a county, a short name or a town.
FORCES = {
    "avon_and_somerset": ("Avon and Somerset Police", "Bristol"),
    "bedfordshire": ("Bedfordshire Police", "Luton"),
    "cambridgeshire": ("Cambridgeshire Constabulary", "Cambs"),
    "cheshire": ("Cheshire Constabulary", "Warrington"),
    "city_of_london": ("City of London Police", "the Square Mile"),
    "cleveland": ("Cleveland Police", "Middlesbrough"),
    "cumbria": ("Cumbria Constabulary", "Carlisle"),
    "derbyshire": ("Derbyshire Constabulary", "Derby"),
    "devon_and_cornwall": ("Devon & Cornwall Police", "Cornwall"),
    "dorset": ("Dorset Police", "Bournemouth"),
    "durham": ("Durham Constabulary", "County Durham"),
    "dyfed_powys": ("Dyfed-Powys Police", "Pembrokeshire"),
    "essex": ("Essex Police", "Colchester"),
    "gloucestershire": ("Gloucestershire Constabulary", "Glos"),
    "greater_manchester": ("Greater Manchester Police", "GMP"),
    "gwent": ("Gwent Police", "Monmouthshire"),
    "hampshire": ("Hampshire and Isle of Wight Constabulary", "Hants"),
    "hertfordshire": ("Hertfordshire Constabulary", "Watford"),
    "humberside": ("Humberside Police", "Hull"),
    "kent": ("Kent Police", "Maidstone"),
    "lancashire": ("Lancashire Constabulary", "Lancs"),
    "leicestershire": ("Leicestershire Police", "Rutland"),
    "lincolnshire": ("Lincolnshire Police", "Grantham"),
    "merseyside": ("Merseyside Police", "Liverpool"),
    "metropolitan": ("Metropolitan Police Service", "the Met"),
    "norfolk": ("Norfolk Constabulary", "Norwich"),
    "north_wales": ("North Wales Police", "Wrexham"),
    "north_yorkshire": ("North Yorkshire Police", "York"),
    "northamptonshire": ("Northamptonshire Police", "Northants"),
    "northumbria": ("Northumbria Police", "Northumberland"),
    "nottinghamshire": ("Nottinghamshire Police", "Notts police"),
    "south_wales": ("South Wales Police", "Cardiff"),
    "south_yorkshire": ("South Yorkshire Police", "Sheffield"),
    "staffordshire": ("Staffordshire Police", "Stoke-on-Trent"),
    "suffolk": ("Suffolk Constabulary", "Ipswich"),
    "surrey": ("Surrey Police", "Guildford"),
    "sussex": ("Sussex Police", "Brighton"),
    "thames_valley": ("Thames Valley Police", "Oxfordshire"),
    "warwickshire": ("Warwickshire Police", "Leamington Spa"),
    "west_mercia": ("West Mercia Police", "Shropshire"),
    "west_midlands": ("West Midlands Police", "Birmingham"),
    "west_yorkshire": ("West Yorkshire Police", "Leeds"),
    "wiltshire": ("Wiltshire Police", "Swindon"),
    "british_transport": ("British Transport Police", "BTP"),
    "scotland": ("Police Scotland", "Glasgow"),
    "northern_ireland": ("Police Service of Northern Ireland", "PSNI"),
}

HELPLINES = {
    "england": "0808 2000 247",
    "wales": "0808 80 10 800",
    "scotland": "0800 027 1234",
    "northern_ireland": "0808 802 1414",
}
# The choice of paragraphs is the same in every language, so the others are looked at in two places only.
EVERYWHERE = [("en", nation) for nation in (None, *HELPLINES)] + [
    (language, nation) for language in LANGUAGES if language != "en" for nation in (None, "northern_ireland")
]


Reply = dict[str, Any]
Everything = Callable[..., list[Reply]]


def place(force: str) -> dict[str, str]:
    """The state of somebody who has named this force."""
    nation = CONTENT.forces[force].nation
    return {"police_force": force} | ({} if nation == "gb" else {"nation": nation})


def answer_of(server: Server, intent: str, language: str = "en", **state: str) -> Reply:
    return Conversation(server, language, dict(state)).tap(intent)


@pytest.fixture(scope="module")
def everything(server: Server) -> Everything:
    """All that is said in a language and a nation: the reply to every intent, and the one in plainer words."""

    @cache
    def said(language: str = "en", nation: str | None = None) -> list[Reply]:
        found = []
        for intent in CONTENT.entries:
            talk = Conversation(server, language, {"nation": nation} if nation else {})
            found.append(talk.tap(intent))
            if talk.state.get("topic") == intent:
                found.append(talk.tap("clarify"))
        return found

    return said


def paragraphs(reply: Reply) -> list[dict[str, Any]]:
    return [paragraph for message in reply["messages"] for paragraph in message.get("paragraphs", [])]


def phones(reply: Reply) -> set[str]:
    """Every number of a reply that can be called or texted."""
    calls = [call["phone"] for message in reply["messages"] for call in message.get("calls", [])]
    cards = [service["phone"] for service in services(reply) if service["phone"]]
    sms = [service["text"]["number"] for service in services(reply) if service["text"]]
    fields = [field for p in paragraphs(reply) for field in PROTECTED.findall(p["text"]) if PHONE.fullmatch(field)]
    return {*calls, *cards, *sms, *fields}


def plain(paragraph: dict[str, Any]) -> str:
    """The sentence without the isolates around its fields."""
    return texts({"messages": [{"paragraphs": [paragraph]}]})


def services(reply: Reply) -> list[dict[str, Any]]:
    return [service for message in of_type(reply, "services") for service in message["services"]]


@pytest.mark.parametrize(("language", "question"), [(tag, text) for tag, texts_ in ASKED.items() for text in texts_])
def test_the_question_is_answered_with_a_dated_source_and_a_phone(server: Server, language: str, question: str) -> None:
    reply = Conversation(server, language).say(question)
    (answer,) = of_type(reply, "answer")
    assert answer["intent"] == QUESTION
    assert {paragraph["language"] for paragraph in answer["paragraphs"]} == {language}
    sources = [source for paragraph in answer["paragraphs"] for source in paragraph["sources"]]
    assert any(source["published"] and source["url"].startswith("https://") for source in sources)
    assert all(source["checked"] for source in sources)
    assert any(service["phone"] and service["href"] for service in services(reply))


def test_the_answer_says_they_might_and_that_nobody_can_promise(server: Server) -> None:
    said = texts(answer_of(server, QUESTION))
    assert "They might" in said
    assert "Nobody can promise" in said
    assert "every force in England and Wales had done so with at least one victim" in said
    assert "April 2020 and March 2023" in said


def test_northamptonshire_is_one_force_with_exceptions_and_a_date(server: Server) -> None:
    said = texts(Conversation(server).say("Will Northamptonshire Police report me to the Home Office?"))
    for words in ("17 March 2021", "There are exceptions", "one police force", "not a law", "may have changed"):
        assert words in said


@pytest.mark.parametrize(
    ("language", "announced"), [("pl", "17 marca 2021"), ("ur", "17 مارچ، 2021"), ("ar", "17 مارس 2021")]
)
def test_northamptonshire_has_its_date_in_every_language(server: Server, language: str, announced: str) -> None:
    assert announced in texts(answer_of(server, QUESTION, language, **place("northamptonshire")))


@pytest.fixture(scope="module")
def positions(server: Server) -> dict[str, Reply]:
    """The answer for every force with a published position, and for one without."""
    return {force: answer_of(server, QUESTION, **place(force)) for force in ("kent", *POSITIONS)}


@pytest.mark.parametrize(("force", "words"), POSITIONS.items())
def test_a_force_with_a_published_position_has_its_own_paragraph(
    positions: dict[str, Reply], force: str, words: str
) -> None:
    own = [paragraph for paragraph in paragraphs(positions[force]) if words in plain(paragraph)]
    assert own
    assert all(paragraph["sources"] for paragraph in own)
    assert [other for other, reply in positions.items() if words in texts(reply)] == [force]


@pytest.mark.parametrize("force", sorted(set(FORCES) - set(POSITIONS)))
def test_every_other_force_has_no_position_that_was_found(server: Server, force: str) -> None:
    said = texts(answer_of(server, QUESTION, **place(force)))
    assert f"We did not find what {FORCES[force][0]} has said in public" in said
    assert not any(words in said for words in POSITIONS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_no_position_was_found_is_said_in_every_language(server: Server, language: str) -> None:
    named = [
        p for p in paragraphs(answer_of(server, QUESTION, language, **place("kent"))) if "Kent Police" in p["text"]
    ]
    assert [paragraph["language"] for paragraph in named] == [language]


def test_the_forces_are_those_of_the_united_kingdom() -> None:
    assert set(CONTENT.forces) == set(FORCES)
    assert len(FORCES) == 46


@pytest.mark.parametrize(("force", "name"), [(id, name) for id, names in FORCES.items() for name in names])
def test_every_force_is_recognised(conversation: Conversation, force: str, name: str) -> None:
    conversation.say(f"I live in {name}, will the police tell the Home Office?")
    assert conversation.state.get("police_force") == force


@pytest.mark.parametrize(("language", "nation"), EVERYWHERE)
def test_every_fact_says_for_which_area_it_is(everything: Everything, language: str, nation: str | None) -> None:
    for reply in everything(language, nation):
        assert all(paragraph["area"] for paragraph in paragraphs(reply) if paragraph["sources"])


@pytest.mark.parametrize(("nation", "name"), [("scotland", "Scotland"), ("northern_ireland", "Northern Ireland")])
def test_facts_of_england_and_wales_come_elsewhere_only_with_a_warning_first(
    everything: Everything, nation: str, name: str
) -> None:
    for reply in everything("en", nation):
        warned = False
        for paragraph in paragraphs(reply):
            said = plain(paragraph)
            warned |= f"We have not checked it for {name}, where it may be different" in said
            here = not paragraph["sources"] or name in paragraph["area"] or "United Kingdom" in paragraph["area"]
            names_the_nation = any(nation in said for nation in ("England", "Wales", "Norfolk", "Cheshire"))
            assert here or warned or names_the_nation, said


@pytest.mark.parametrize(("force", "name"), [("scotland", "Scotland"), ("northern_ireland", "Northern Ireland")])
def test_police_forces_outside_england_and_wales_get_the_warning_too(server: Server, force: str, name: str) -> None:
    shown = paragraphs(answer_of(server, QUESTION, **place(force)))
    assert f"We know less about this for {name}" in plain(shown[-1])
    assert any("We have not read the law on this in Scotland or Northern Ireland" in p["text"] for p in shown)
    assert not any(p["area"] == "England and Wales" for p in shown)


@pytest.mark.parametrize(("nation", "phone"), HELPLINES.items())
def test_the_helpline_is_the_one_of_the_nation(everything: Everything, nation: str, phone: str) -> None:
    of_all_nations = set(HELPLINES.values())
    shown = [of_all_nations & phones(reply) for reply in everything("en", nation)]
    assert {phone} in shown
    assert all(helplines <= {phone} for helplines in shown)


@pytest.mark.parametrize(
    ("message", "phone"),
    [
        ("I am in Glasgow, will the police tell the Home Office about me?", HELPLINES["scotland"]),
        ("will PSNI report me to the home office? i live in Belfast", HELPLINES["northern_ireland"]),
        ("will Gwent police report me to the home office?", HELPLINES["wales"]),
        ("I live in Luton, who can help me?", HELPLINES["england"]),
    ],
)
def test_naming_a_place_is_enough_for_its_helpline(conversation: Conversation, message: str, phone: str) -> None:
    assert phones(conversation.say(message)) & set(HELPLINES.values()) == {phone}


def english_sentences() -> Iterator[str]:
    for _, paragraph in CONTENT.paragraphs():
        yield from re.split(r"(?<=[.?!]) ", paragraph.text)
    yield from CONTENT.phrases.values()
    for service in CONTENT.services.values():
        yield from (service.summary, service.caution or "")
    for entry in CONTENT.entries.values():
        yield from (entry.question, entry.ask.text if entry.ask else "")


def is_promise(sentence: str) -> bool:
    return bool(PROMISE.search(sentence)) and not ATTRIBUTED.search(sentence)


def test_no_sentence_promises_what_the_police_or_the_home_office_will_do() -> None:
    promises = [sentence for sentence in english_sentences() if is_promise(sentence)]
    # What we do not do ourselves, and what the reader or a helper is asked not to do, promises nothing of others.
    ours = ("We do not ask who you are", "Please ", "You may not tell")
    assert [sentence for sentence in promises if not sentence.startswith(ours)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The police will not share your details.",
        "You will not be deported.",
        "They will never tell the Home Office.",
        "Victims are never removed.",
        "Officers won't report you.",
    ],
)
def test_such_a_promise_would_be_found(sentence: str) -> None:
    assert is_promise(sentence)


def test_no_sentence_blames_frightens_or_gives_immigration_advice() -> None:
    assert [sentence for sentence in english_sentences() if UNSAYABLE.search(sentence)] == []


@pytest.mark.parametrize("nation", [None, *HELPLINES])
def test_that_nobody_was_removed_never_stands_without_the_papers_served(
    everything: Everything, nation: str | None
) -> None:
    answers = [texts({"messages": [message]}) for reply in everything("en", nation) for message in reply["messages"]]
    reassuring = [said for said in answers if "detained or removed" in said]
    assert bool(reassuring) == (nation not in ("scotland", "northern_ireland"))
    for said in reassuring:
        assert re.search(r"a quarter of the (domestic abuse )?victims", said)
        assert re.search(r"given (immigration|immigration enforcement) papers", said)


@pytest.mark.parametrize("intent", [intent for intent, entry in CONTENT.entries.items() if entry.police])
def test_what_northamptonshire_will_not_share_never_stands_without_its_exceptions(server: Server, intent: str) -> None:
    talk = Conversation(server, state=place("northamptonshire"))
    full, plainer = texts(talk.tap(intent)), texts(talk.tap("clarify"))
    assert "concerns or doubts" in full
    for said in (full, plainer):
        if "concerns or doubts" in said or "real need" in said:
            assert "There are exceptions" in said
            assert "may share to protect people or in the public interest" in said


@pytest.mark.parametrize("nation", [None, *HELPLINES])
def test_every_phone_number_is_one_of_services_yml(everything: Everything, nation: str | None) -> None:
    known = {number for service in CONTENT.services.values() for number in (service.phone, service.text) if number}
    shown = [phones(reply) for reply in everything("en", nation)]
    assert {"999"} < set().union(*shown) <= known


@pytest.mark.parametrize(("language", "nation"), EVERYWHERE)
def test_phone_numbers_are_the_same_in_every_language(
    everything: Everything, language: str, nation: str | None
) -> None:
    assert [phones(reply) for reply in everything(language, nation)] == [
        phones(reply) for reply in everything("en", nation)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phone_number_stands_unprotected_in_a_sentence(everything: Everything, language: str) -> None:
    for reply in everything(language):
        for paragraph in paragraphs(reply):
            assert not LOOKS_LIKE_A_PHONE.search(ISOLATED.sub("", paragraph["text"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_can_be_reached_and_its_link_dials_what_it_shows(everything: Everything, language: str) -> None:
    for reply in everything(language):
        for service in services(reply):
            assert service["phone"] or service["text"] or service["web"]
            assert service["href"] == (service["phone"] and f"tel:{service['phone']}".replace(" ", ""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", ["emergency_danger", "disclose_suicidal"])
def test_an_emergency_starts_with_999(server: Server, intent: str, language: str) -> None:
    card = answer_of(server, intent, language)["messages"][0]
    assert card["type"] == "emergency"
    assert card["calls"][0]["href"] == "tel:999"
    assert any("\u2066999\u2069" in paragraph["text"] for paragraph in card["paragraphs"])


@pytest.mark.parametrize(("language", "nation"), EVERYWHERE)
def test_no_placeholder_is_left_in_an_answer(everything: Everything, language: str, nation: str | None) -> None:
    for reply in everything(language, nation):
        assert not re.search(r"%\(|%s|[{}]", texts(reply))


@pytest.mark.parametrize("force", POSITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_in_the_position_of_a_force(server: Server, language: str, force: str) -> None:
    assert not re.search(r"%\(|%s|[{}]", texts(answer_of(server, QUESTION, language, **place(force))))
