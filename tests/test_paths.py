"""Ten people's whole paths, from their first word to their last, over the real server."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import Conversation, Server, of_type, texts

from actions.content import load_content
from locales import translator

CONTENT = load_content()
HELPLINES = {"national_helpline", "live_fear_free", "scotland_helpline", "northern_ireland_helpline"}
OF_HOME_OFFICE = ("part_home_office", "home_office_contract")
MENS_LINES = {"mens_advice_line", "mankind"}


@dataclass(frozen=True)
class Heard:
    """One reply, as it reached the person."""

    reply: dict[str, Any]

    @property
    def intents(self) -> list[str]:
        return [message["intent"] for message in self.reply["messages"] if "intent" in message]

    @property
    def state(self) -> dict[str, str]:
        return dict(self.reply["state"])

    @property
    def in_english(self) -> list[dict[str, Any]]:
        """The messages; the English beside it in the place of one that is a draft."""
        return [message.get("english", message) for message in self.reply["messages"]]

    @property
    def said(self) -> str:
        return texts({"messages": self.in_english})

    @property
    def paragraphs(self) -> list[dict[str, Any]]:
        return [paragraph for message in self.in_english for paragraph in message.get("paragraphs", [])]

    def areas(self, words: str) -> set[str | None]:
        """The areas of the paragraphs with these words."""
        return {p["area"] for p in self.paragraphs if words in p["text"]}

    @property
    def cards(self) -> list[dict[str, Any]]:
        return of_type(self.reply, "emergency")

    @property
    def cards_of_services(self) -> list[dict[str, Any]]:
        return [service for message in of_type(self.reply, "services") for service in message["services"]]

    @property
    def services(self) -> list[str]:
        return [service["id"] for service in self.cards_of_services]

    @property
    def to_call(self) -> list[str]:
        """The services that have a number to call, in their order."""
        return [service["id"] for service in self.cards_of_services if service["phone"]]

    @property
    def choices(self) -> list[dict[str, Any]]:
        return [choice for message in of_type(self.reply, "choices") for choice in message["choices"]]

    @property
    def is_asked_yes_or_no(self) -> bool:
        return [choice["choice"] for choice in self.choices][:2] == ["affirm", "deny"]


@dataclass(frozen=True)
class Person:
    """Somebody who talks with the assistant. What holds for everybody is looked at in every reply."""

    talk: Conversation

    def says(self, words: str) -> Heard:
        return self._hears(self.talk.say(words))

    def taps(self, button: dict[str, Any]) -> Heard:
        """A button of the last reply."""
        state = button.get("state", {})
        return self._hears(self.talk.tap(button["choice"], button.get("language"), **state))

    def _hears(self, reply: dict[str, Any]) -> Heard:
        heard = Heard(reply)
        assert "error" not in reply
        assert heard.cards == heard.reply["messages"][: len(heard.cards)]
        assert len(heard.cards) <= 1
        if "ask_source" not in heard.intents:
            assert all(paragraph["area"] for paragraph in heard.paragraphs if paragraph["sources"])
        _fit_the_person(heard)
        _open_before_closed(heard)
        _rules_are_hers(heard)
        return heard


def _fit_the_person(heard: Heard) -> None:
    nation, groups = heard.state.get("nation"), heard.state.get("groups", "").split()
    for service in (CONTENT.services[id] for id in heard.services):
        assert not nation or nation in service.nations
        if "men" in groups:
            assert "women" not in service.serves or "men" in service.serves


def _open_before_closed(heard: Heard) -> None:
    opened = [service["open"] for service in heard.cards_of_services]
    assert opened[:1] != [False] or True not in opened


def _rules_are_hers(heard: Heard) -> None:
    """Outside England and Wales, a fact of other places comes after a warning, or names the place in its sentence."""
    nation = heard.state.get("nation")
    if nation not in ("scotland", "northern_ireland") or "ask_source" in heard.intents:
        return
    name, warned = CONTENT.nations[nation].name, False
    own = (name, "United Kingdom", CONTENT.forces[nation].name)
    for paragraph in (p for p in heard.paragraphs if p["language"] == "en"):
        text = texts({"messages": [{"paragraphs": [paragraph]}]})
        warned |= f"not checked it for {name}" in text
        if paragraph["sources"] and not warned and not any(area in paragraph["area"] for area in own):
            assert any(place in text for place in re.split(", | and ", paragraph["area"]))


Meet = Callable[[str], Person]


@pytest.fixture
def meet(server: Server) -> Meet:
    """Somebody whose phone shows the widget in this language."""
    return lambda language: Person(Conversation(server, language))


def test_a_wife_who_is_threatened_with_removal_learns_that_it_is_abuse_and_finds_legal_advice(meet: Meet) -> None:
    she = meet("en")

    heard = she.says("my husband laughs and says one email to the home office and my spouse visa is finished")
    assert heard.intents == ["disclose_immigration_abuse"]
    assert "not your fault" in heard.said
    assert "immigration abuse" in heard.said
    assert "three months" in heard.said
    assert "get ready to leave" in heard.said
    assert heard.is_asked_yes_or_no

    heard = she.says("not right now no")
    assert heard.intents == ["deny"]
    assert heard.cards == []

    heard = she.says("we are up in bradford")
    assert heard.intents == ["disclose_immigration_abuse"]
    assert heard.state["police_force"] == "west_yorkshire"
    assert set(heard.services) & HELPLINES == {"national_helpline"}

    heard = she.says("so if i ring 999 on him does my name land at the home office")
    assert heard.intents == ["ask_police_report_home_office"]
    assert "Nobody can promise" in heard.said
    assert "did not find what West Yorkshire Police" in heard.said
    assert "sharing can still happen" in heard.said
    assert "before you give your name" in heard.said.lower()

    heard = she.says("and if i walk out on him, is there any visa for me on my own")
    assert heard.intents == ["ask_immigration_options"]
    (concession,) = (p["text"] for p in heard.paragraphs if "three months" in p["text"])
    assert "apply for another status or get ready to leave" in concession
    assert "few choices" in heard.said
    assert "we cannot say" in heard.said
    assert "find_legal_adviser" in heard.services
    full = heard

    heard = she.says("too many words sorry, i am not good with that")
    assert heard.intents == ["ask_immigration_options"]
    assert len(heard.said) < len(full.said) / 2
    assert "three months only" in heard.said
    assert "immigration adviser first" in heard.said
    assert heard.services == full.services

    heard = she.says("ok who does this kind of visa law for free, need a lawyer i think")
    assert heard.intents == ["ask_legal_advice"]
    assert heard.services[0] == "find_legal_adviser"
    assert "rights_of_women" in heard.services
    assert "are you registered" in heard.said
    assert "Legal aid can pay" in heard.said


def test_a_witness_without_papers_can_tell_what_she_saw_without_her_name(meet: Meet) -> None:
    she = meet("pl")

    heard = she.says("slyszalam przez sciane jak sasiad bil zone, ale jestem tu na czarno i boje sie zeznawac")
    assert heard.intents == ["ask_witness_data_sharing"]
    assert heard.services[0] == "crimestoppers"
    assert str(CONTENT.services["crimestoppers"].phone) in heard.said

    heard = she.says("czy policjant na komendzie kaze mi pokazac wize albo paszport?")
    assert heard.intents == ["ask_police_check_status"]
    assert set(heard.services) >= {"southall_black_sisters", *HELPLINES}

    heard = she.says("zglosic to bez podawania nazwiska, da sie?")
    assert heard.intents == ["ask_report_anonymously"]
    assert heard.services[0] == "crimestoppers"
    assert "Norfolk" in heard.said
    assert all("Norfolk" in str(area) for area in heard.areas("Norfolk"))

    heard = she.says("mieszkamy w Cardiff, w jednym bloku")
    assert heard.intents == ["ask_report_anonymously"]
    assert heard.state["nation"] == "wales"
    assert all("Norfolk" in str(area) for area in heard.areas("Norfolk"))
    assert set(heard.services) & HELPLINES == {"live_fear_free"}

    heard = she.says("o boze ona krzyczy, on ja dusi w tej chwili")
    assert heard.intents == ["emergency_danger"]
    assert heard.cards[0]["calls"][0]["href"] == "tel:999"
    assert set(heard.services) & HELPLINES == {"live_fear_free"}
    assert heard.state["police_force"] == "south_wales"


def test_a_student_without_public_funds_learns_about_councils_before_she_goes_to_one(meet: Meet) -> None:
    she = meet("en")

    heard = she.says("im doing my masters, my stamp says no public funds and he took my bank card. how do i eat")
    assert heard.intents == ["ask_no_recourse_public_funds"]
    assert heard.areas("Councils in England") == {"England"}
    assert "a council will tell the Home Office" in heard.said
    assert "If it is safe to wait" in heard.said
    assert "An organisation has to ask for you" in heard.said

    heard = she.says("i need a bed for tonight or tomorrow, any shelter that takes me")
    assert heard.intents == ["ask_refuge_housing"]
    assert "social services can pay" in heard.said
    assert re.search("council (will|may) tell the Home Office", heard.said)
    assert "who pays" in heard.said
    assert heard.services[0] in HELPLINES

    heard = she.says("would the council or the uni snitch on me to immigration")
    assert heard.intents == ["ask_other_services_share"]
    (council,) = (p["text"] for p in heard.paragraphs if p["text"].startswith("Council:"))
    assert "will tell the Home Office" in council
    assert "If it is safe to wait" in council
    assert "find_legal_adviser" in heard.services

    heard = she.says(
        "actually the visa is my husbands, he is the student, im his dependant. what happens to me if we split"
    )
    assert heard.intents == ["ask_immigration_options"]
    assert "three months" in heard.said
    assert "Partners of workers, students and graduates have few choices after it" in heard.said
    assert "before you tell the Home Office" in heard.said

    heard = she.says("im in coventry btw")
    assert heard.intents == ["ask_immigration_options"]
    assert heard.state["police_force"] == "west_midlands"
    assert "few choices after it" in heard.said
    assert set(heard.services) & HELPLINES == {"national_helpline"}

    heard = she.says("who checks this for me, an immigration lawyer?")
    assert heard.intents == ["ask_legal_advice"]
    assert heard.services[0] == "find_legal_adviser"
    assert '"no recourse" does not block it' in heard.said


def test_a_support_worker_hears_what_may_be_shared_and_what_she_may_not_advise(meet: Meet) -> None:
    she = meet("en")

    heard = she.says(
        "i run a drop-in for migrant women, one client told me her partner beats her. "
        "what am i allowed to pass on and to whom"
    )
    assert heard.intents == ["ask_professional_guidance"]
    assert "ask the person first" in heard.said
    assert "no law that bans telling the Home Office" in heard.said
    assert re.search("In England a charity warns that (a council|councils) (will )?tell the Home Office", heard.said)
    assert "take referrals only from organisations" in heard.said

    heard = she.says("i work in a refuge, may i tell my client which visa she ought to apply for")
    assert heard.intents == ["ask_professional_guidance"]
    (advice,) = (p for p in heard.paragraphs if "regulated advice" in p["text"])
    assert "published information" in advice["text"]
    assert "is a crime" in advice["text"]
    assert advice["area"] == "United Kingdom"
    assert {"find_legal_adviser", "rights_of_women"} <= set(heard.services)

    heard = she.says("does gdpr or any law stop the police giving her name to immigration")
    assert heard.intents == ["ask_data_sharing_law"]
    assert "did not find a law that bans" in heard.said
    assert "exception for immigration" in heard.said
    assert heard.services[0] == "rights_of_women"
    given = {source["title"] for paragraph in heard.paragraphs for source in paragraph["sources"]}

    heard = she.says("where did you get that from")
    assert heard.intents == ["ask_data_sharing_law", "ask_source"]
    assert {source["title"] for paragraph in heard.paragraphs for source in paragraph["sources"]} == given
    assert all(source["checked"] for paragraph in heard.paragraphs for source in paragraph["sources"])

    heard = she.says("can someone report it for her without her name on it")
    assert heard.intents == ["ask_report_anonymously"]
    assert heard.services[0] == "crimestoppers"
    assert "not for emergencies" in heard.said
    assert "can still show who you are" in heard.said

    heard = she.says("she only speaks tigrinya, will the police get an interpreter")
    assert heard.intents == ["ask_interpreter"]
    assert "it often did not happen" in heard.said
    assert "does not know your family" in heard.said
    assert any(CONTENT.services[id].interpreters for id in heard.services)


def test_a_girl_who_is_to_be_married_finds_people_for_the_young_before_the_government(meet: Meet) -> None:
    she = meet("ur")

    heard = she.says("salam, im 17 aur ghar wale zabardasti meri shadi cousin se kara rahe hain")
    assert heard.intents == ["ask_forced_marriage"]
    assert heard.state["groups"] == "children"
    assert {"childline", "karma_nirvana"} <= set(heard.services)
    assert heard.services[0] in ("childline", "karma_nirvana")
    assert heard.is_asked_yes_or_no

    heard = she.says("hum luton mein rehte hain")
    assert heard.intents == ["ask_forced_marriage"]
    assert heard.state["nation"] == "england"
    *others, last = heard.services
    assert {"childline", "karma_nirvana"} <= set(others)
    assert last == "forced_marriage_unit"
    assert [id for id in others if CONTENT.services[id].government in OF_HOME_OFFICE] == []
    (unit,) = (service for service in heard.cards_of_services if service["id"] == "forced_marriage_unit")
    assert unit["caution"].startswith(translator("ur").text(CONTENT.phrases["part_home_office"]).text)

    heard = she.says("abbu kehte hain inkar kiya to izzat ke liye jaan se maar denge")
    assert heard.intents == ["ask_honour_abuse_fgm"]
    assert {"childline", "karma_nirvana", "ikwro"} <= set(heard.services)
    assert heard.is_asked_yes_or_no

    heard = she.says("mujhe aisi helpline chahiye jo larkiyon ki sune")
    assert heard.intents == ["ask_support_services"]
    assert heard.services[0] == "childline"

    heard = she.says("kya meri ammi yeh chat parh sakti hain")
    assert heard.intents == ["ask_chat_privacy"]
    assert "ask_hide_traces" in [choice["choice"] for choice in heard.choices]
    assert heard.state["topic"] == "ask_chat_privacy"

    heard = she.says("agle hafte nikah hai, main ne haan nahi ki, zabardasti hai")
    assert heard.intents == ["ask_forced_marriage"]
    assert heard.services.index("childline") < heard.services.index("forced_marriage_unit")
    assert heard.state["pending"] == "emergency_danger"

    heard = she.says("haan ji bilkul")
    assert heard.intents == ["emergency_danger"]
    assert heard.cards[0]["calls"][0]["phone"] == "999"
    assert heard.services[0] == "childline"
    assert "forced_marriage_unit" not in heard.services


def test_somebody_in_scotland_never_gets_the_rules_of_england_as_her_own(meet: Meet) -> None:
    she = meet("en")

    heard = she.says("انا في غلاسكو وزوجي يضربني، مين ممكن يساعدني؟")
    assert heard.intents == ["ask_support_services"]
    assert heard.state["nation"] == "scotland"
    assert heard.to_call[0] == "scotland_helpline"
    assert {"choice": "change_language", "language": "ar"}.items() <= heard.choices[-1].items()

    heard = she.says("الدكتور تبعي ممكن يخبر الهوم اوفيس عن وضعي؟")
    assert heard.intents == ["ask_other_services_share"]
    assert heard.areas("not those of England") == {"Scotland and Northern Ireland"}
    assert "in England anyone can join" not in heard.said
    assert heard.to_call[0] == "scotland_helpline"

    heard = she.says("بدي قرار محكمة يمنعه يقرب من البيت")
    assert heard.intents == ["ask_protective_orders"]
    assert "have their own orders" in heard.said
    assert "for England, Wales, Scotland" not in heard.said
    assert heard.to_call[0] == "scotland_helpline"
    assert "ncdv" not in heard.services

    heard = she.says("رحت للشرطة وما عملوا شي، كيف اشتكي عليهم")
    assert heard.intents == ["ask_police_failed"]
    assert heard.areas("Crown Office") == {"Scotland"}
    assert "Independent Office for Police Conduct" not in heard.said
    assert "pirc" in heard.services
    assert heard.to_call[0] == "scotland_helpline"

    heard = she.says("ما معي مصاري للمحامي، في محامي ببلاش؟")
    assert heard.intents == ["ask_legal_advice"]
    assert "Scotland and Northern Ireland. We have not read" in heard.said
    assert "Legal aid can pay" not in heard.said
    assert "scotland_helpline" in heard.services

    heard = she.says("بدي اعرف اذا زوجي ضرب نساء قبلي")
    assert heard.intents == ["ask_partner_history"]
    assert heard.areas("Disclosure Scheme for Domestic Abuse") == {"Scotland"}
    assert "Clare's Law" not in heard.said
    assert "not a way to stay without a name" in heard.said

    heard = she.taps(heard.choices[-1])
    assert heard.reply["language"] == "ar"
    assert heard.intents == ["ask_partner_history"]
    assert heard.state["nation"] == "scotland"
    assert heard.to_call[0] == "scotland_helpline"


def test_somebody_whose_data_was_shared_learns_how_to_ask_and_complain_in_northern_ireland(meet: Meet) -> None:
    she = meet("en")

    heard = she.says(
        "i live in derry. got a brown envelope from immigration after i rang the peelers on my ex, "
        "they handed over my details"
    )
    assert heard.intents == ["ask_my_data_was_shared"]
    assert heard.state["nation"] == "northern_ireland"
    assert "time limits" in heard.said
    assert heard.areas("Police Ombudsman") == {"Northern Ireland"}
    assert "Ombudsman tells the officer" in heard.said
    assert "northern_ireland_ombudsman" in heard.services
    assert heard.cards == []

    heard = she.says("how do i ask to see what police gave to immigration, and complain")
    assert heard.intents == ["ask_my_data_was_shared"]
    assert heard.areas("what they hold about you") == {"United Kingdom"}
    assert "one month to answer" in heard.said
    assert "a safe address" in heard.said
    assert "Independent Office for Police Conduct" not in heard.said

    heard = she.says("is it legal what they did, giving my details away without my consent")
    assert heard.intents == ["ask_data_sharing_law"]
    assert "not checked it for Northern Ireland" in heard.said
    assert "rights_of_women" not in heard.services

    heard = she.says("does this mean they put me in detention now")
    assert heard.intents == ["ask_deportation_risk"]
    assert "Nobody can promise" in heard.said
    assert "given immigration enforcement papers" in heard.said
    assert heard.to_call[0] == "northern_ireland_helpline"

    heard = she.says("i want an immigration solicitor to read the letter, i have no money")
    assert heard.intents == ["ask_legal_advice"]
    assert "are you registered" in heard.said
    assert "Legal aid can pay" not in heard.said
    assert "northern_ireland_helpline" in heard.services

    heard = she.says("whats the source of all that")
    assert heard.intents == ["ask_legal_advice", "ask_source"]
    assert any(paragraph["sources"] for paragraph in heard.paragraphs)


def test_a_man_is_taken_seriously_and_is_shown_lines_for_men(meet: Meet) -> None:
    he = meet("en")

    heard = he.says("my wife slaps me and locks me out, she says nobody would ever believe me. does that even count")
    assert heard.intents == ["ask_is_this_abuse"]
    assert "not your fault" in heard.said
    assert "happens to men too" in heard.said
    assert MENS_LINES & set(heard.services)

    heard = he.says("i am a man, who would even help somebody like me")
    assert heard.intents == ["ask_support_services"]
    assert heard.state["groups"] == "men"
    # Only a line that is open may stand before those for men.
    assert set(heard.services[:3]) >= MENS_LINES

    heard = he.says("i lie awake every night and cry, i have no one to talk to")
    assert heard.intents == ["ask_emotional_support"]
    assert {"samaritans", "mens_advice_line"} <= set(heard.services)
    assert heard.state["pending"] == "disclose_suicidal"

    heard = he.says("is there a place i could sleep, i cant go back in that house")
    assert heard.intents == ["ask_refuge_housing"]
    assert heard.state["groups"] == "men"
    assert set(heard.services[:3]) >= MENS_LINES
    assert "womens_aid" not in heard.services

    heard = he.says("has she done this to some other fella before me, can i find out")
    assert heard.intents == ["ask_partner_history"]
    assert heard.areas("Clare's Law") == {"England and Wales"}
    assert "not a way to stay without a name" in heard.said
    assert set(heard.services[:3]) >= MENS_LINES

    heard = he.says("im in swansea")
    assert heard.intents == ["ask_partner_history"]
    assert heard.state["nation"] == "wales"
    assert heard.state["groups"] == "men"
    assert set(heard.services) & HELPLINES == {"live_fear_free"}
    assert set(heard.services[:3]) >= MENS_LINES


def test_a_deaf_person_gets_services_that_do_not_need_hearing(meet: Meet) -> None:
    she = meet("en")

    heard = she.says("I am Deaf. who is there for me")
    assert heard.intents == ["ask_support_services"]
    assert heard.state["groups"] == "deaf"
    assert heard.services[0] == "signhealth"

    heard = she.says("how report police? i not hear phone")
    assert heard.intents == ["ask_how_to_report"]
    (signed,) = (p for p in heard.paragraphs if "video interpreter" in p["text"])
    assert str(CONTENT.services["text_relay"].phone) in signed["text"]
    assert signed["area"] == "United Kingdom"
    assert _needs_no_hearing(heard.services[0])

    heard = she.says("police have BSL interpreter? free?")
    assert heard.intents == ["ask_interpreter"]
    assert heard.services[:2] == ["bsl_999", "signhealth"]
    assert "it is free when you report" in heard.said

    heard = she.says("he hit me before and no picture, no proof")
    assert heard.intents == ["ask_evidence"]
    assert "without proof" in heard.said
    assert heard.services[0] == "signhealth"
    assert heard.cards == []

    heard = she.says("i live Stoke on Trent")
    assert heard.intents == ["ask_evidence"]
    assert heard.state["police_force"] == "staffordshire"
    assert heard.state["groups"] == "deaf"
    assert heard.services[0] == "signhealth"

    heard = she.says("he come now with hammer")
    assert heard.intents == ["emergency_danger"]
    assert heard.cards
    assert heard.services[0] == "bsl_999"
    assert _needs_no_hearing(heard.services[1])


def _needs_no_hearing(id: str) -> bool:
    service = CONTENT.services[id]
    return bool({"bsl", "sms"} & set(service.channels) or service.text)


def test_somebody_who_only_names_a_town_gets_the_answer_for_its_police_force(meet: Meet) -> None:
    she = meet("en")

    heard = she.says("does the cop tell immigration on me if i go in and say whats happening")
    assert heard.intents == ["ask_police_report_home_office"]
    assert "tell us your town" in heard.said
    assert set(heard.services) >= HELPLINES

    heard = she.says("im in northamton")
    assert heard.intents == ["ask_police_report_home_office"]
    assert heard.state["police_force"] == "northamptonshire"
    assert "17 March 2021" in heard.said
    assert heard.areas("There are exceptions") == {"Northamptonshire Police"}
    assert "not a law" in heard.said

    heard = she.says("what if they ask for my visa in the interview")
    assert heard.intents == ["ask_police_check_status"]
    assert "if an officer learns" in heard.said
    assert heard.areas("There are exceptions") == {"Northamptonshire Police"}

    heard = she.says("sorry i moved last week, newport now")
    offered = {choice["state"]["police_force"]: choice for choice in heard.choices}
    assert list(offered) == ["gwent", "hampshire", "west_mercia"]
    assert heard.intents == []

    heard = she.taps(offered["gwent"])
    assert heard.intents == ["ask_police_check_status"]
    assert (heard.state["police_force"], heard.state["nation"]) == ("gwent", "wales")
    assert "did not find what Gwent Police" in heard.said
    assert "Northamptonshire" not in heard.said
    assert set(heard.services) & HELPLINES == {"live_fear_free"}

    heard = she.says("and then what, after i told them")
    assert heard.intents == ["ask_after_report"]
    assert "Can you stop it? Not always" in heard.said
    assert "did not find what Gwent Police" in heard.said
    assert heard.state["police_force"] == "gwent"
