"""The content is complete, and a mistake in it is named by place and reason before anybody reads it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from actions import check, compose, situation
from actions.check import problems
from actions.content import FOLDER, TOPICS, load_content
from actions.content_file import BadContent
from actions.forbidden import forbidden
from actions.situation import Situation
from bot.__main__ import app
from bot.model import DATA, DOMAIN
from locales import LANGUAGES

CONTENT = load_content()
FEWEST_EXAMPLES = 20
SPOKEN_INTENTS = [intent for intent in CONTENT.entries if intent != "nlu_fallback"]
Change = Callable[[Path], object]
Examples = dict[tuple[str, str], list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "content"))


def replaced(name: str, old: str, new: str) -> Change:
    """Writes `new` for the first `old` in a file of the folder."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def appended(name: str, more: bytes) -> Change:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes() + more)


def written(name: str, text: str) -> Change:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def deleted(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def topic(**changes: Any) -> Change:
    """Adds a topic that is as it should be, except for these keys; None takes a key away."""
    entry: dict[str, Any] = {
        "question": "What is new?",
        "answer": [{"text": "This is new."}, {"text": "You can ask about it."}],
        "plainer": [{"text": "This is new."}],
        "services": ["samaritans"],
        "next": ["ask_human", "ask_support_services"],
    } | changes
    kept = {key: value for key, value in entry.items() if value is not None}
    return appended("help.yml", ("\n" + yaml.safe_dump({"ask_new": kept}, allow_unicode=True)).encode())


def answer(text: str, second: str = "Two.", **first: Any) -> Change:
    """Adds a topic with an answer of two paragraphs, the first with these other keys too."""
    return topic(answer=[{"text": text, **first}, {"text": second}])


def review_long_ago(name: str, id: str) -> Change:
    """Makes 2 January 2020 the day by which a source or service was to be read again."""

    def change(folder: Path) -> None:
        before, after = (folder / name).read_text(encoding="utf-8").split(f"\n{id}:\n")
        own, more = after.split("  review_by: ", 1)
        aged = f"{own}  review_by: 2020-01-02{more[len('2020-01-02') :]}"
        (folder / name).write_text(f"{before}\n{id}:\n{aged}", encoding="utf-8")

    return change


MISTAKES: dict[str, tuple[Change, list[str]]] = {
    "broken yaml": (appended("help.yml", b"\nx: [unclosed\n"), ["help.yml", "line"]),
    "tab": (replaced("help.yml", "  question:", "\tquestion:"), ["help.yml", "line"]),
    "not utf-8": (appended("help.yml", "# café".encode("latin-1")), ["help.yml", "UTF-8"]),
    "python object": (appended("help.yml", b"\nx: !!python/object/apply:os.getcwd []\n"), ["help.yml", "python"]),
    "missing file": (deleted("services.yml"), ["services.yml", "No such file"]),
    "missing topic": (deleted("abuse.yml"), ["abuse.yml", "No such file"]),
    "empty file": (written("help.yml", ""), ["help.yml"]),
    "list for a mapping": (written("help.yml", "- one\n- two\n"), ["help.yml", "dict"]),
    "duplicate key": (
        appended("help.yml", b"\nask_support_services:\n  question: A\n  answer: [{text: B}]\n"),
        ["help.yml", "'ask_support_services'", "twice"],
    ),
    "duplicate key inside": (
        replaced("help.yml", "  question: Who can help me?", "  question: A\n  question: B"),
        ["help.yml", "'question'", "twice"],
    ),
    "duplicate key of two files": (
        appended("help.yml", b"\nask_human:\n  question: A\n  answer: [{text: B}]\n"),
        ["help.yml", "ask_human"],
    ),
    "unknown key": (
        replaced("help.yml", "  question:", "  colour: red\n  question:"),
        ["help.yml", "ask_support_services / colour"],
    ),
    "missing key": (
        replaced("help.yml", "  question: Who can help me?\n", ""),
        ["help.yml", "ask_support_services / question", "required"],
    ),
    "no paragraph": (
        appended("help.yml", b"\nask_nothing:\n  question: A\n  answer: []\n"),
        ["help.yml", "ask_nothing / answer", "at least one"],
    ),
    "empty paragraph": (
        appended("help.yml", b'\nask_nothing:\n  question: A\n  answer: [{text: ""}]\n'),
        ["help.yml", "ask_nothing / answer / 0 / text"],
    ),
    "text for a list": (
        replaced("help.yml", "next: [ask_charity_confidential, ask_how_to_report, ask_human]", "next: ask_human"),
        ["help.yml", "ask_support_services / next"],
    ),
    "unknown source": (
        replaced("police_process.yml", "sources: [police_101]", "sources: [police_1010]"),
        ["ask_how_to_report / answer / 1 / sources", "'police_1010'"],
    ),
    "fact without source": (
        replaced("facts.yml", "  sources: [northants_2021]\n", "  sources: []\n"),
        ["facts.yml: S1 / sources", "at least one"],
    ),
    "fact with an unknown source": (
        replaced("facts.yml", "sources: [northants_2021]", "sources: [northants_2020]"),
        ["facts.yml / S1 / sources", "'northants_2020'"],
    ),
    "unknown fact": (
        replaced("data_sharing.yml", "facts: [A24]", "facts: [A240]"),
        ["ask_police_report_home_office / answer / 3 / facts", "'A240'"],
    ),
    "unknown service": (
        topic(services=["southall"]),
        ["ask_new / services", "'southall'"],
    ),
    "unknown service on a card": (
        replaced("emergency.yml", "calls: [police_999]", "calls: [police_911]"),
        ["danger / calls", "'police_911'"],
    ),
    "unknown next question": (
        replaced("help.yml", "ask_human", "ask_a_human"),
        ["ask_support_services / next", "'ask_a_human'"],
    ),
    "unknown card": (replaced("abuse.yml", "card: danger", "card: alarm"), ["emergency_danger / card", "'alarm'"]),
    "unknown intent after yes": (
        replaced("abuse.yml", "then: emergency_danger", "then: emergency"),
        ["disclose_immigration_abuse / ask", "'emergency'"],
    ),
    "unknown placeholder": (
        replaced("police_process.yml", "%(phone_police_101)s", "%(phone_police)s"),
        ["ask_how_to_report / answer / 1", "'phone_police'"],
    ),
    "placeholder of a phone that is not there": (
        replaced("police_process.yml", "%(bsl_999)s", "%(phone_bsl_999)s"),
        ["ask_how_to_report / answer / 3", "'phone_bsl_999'"],
    ),
    "unknown placeholder on a card": (
        replaced("emergency.yml", "%(phone_samaritans)s", "%(phone_samaritan)s"),
        ["suicidal / 1", "'phone_samaritan'"],
    ),
    "unknown placeholder in a question": (
        replaced("help.yml", "question: Who can help me?", "question: Who in %(town)s can help me?"),
        ["ask_support_services", "town"],
    ),
    "unknown placeholder in a phrase": (
        replaced("phrases.yml", "%(force)s", "%(police)s"),
        ["phrases.yml", "police"],
    ),
    "missing phrase": (replaced("phrases.yml", "no_position:", "no_positions:"), ["phrases.yml", "no_position"]),
    "missing failure card": (replaced("emergency.yml", "failure:", "fault:"), ["emergency.yml", "failure"]),
    "wrong date": (
        replaced("sources.yml", "checked: 2026-11-22", "checked: 22 November"),
        ["sources.yml", "northants_2021 / checked", "date"],
    ),
    "impossible date": (replaced("sources.yml", "review_by: 2027-02-21", "review_by: 2027-02-30"), ["sources.yml"]),
    "wrong month": (
        replaced("sources.yml", "published: 2023-07", "published: summer 2023"),
        ["sources.yml", "commissioner_reply_2023 / published", "2021-12"],
    ),
    "wrong web address": (
        replaced("sources.yml", "https://www.northants.police.uk", "www.northants.police.uk"),
        ["sources.yml", "northants_2021 / url"],
    ),
    "letters in a phone number": (
        replaced("services.yml", "phone: 0808 2000 247", "phone: 0808 2000 AID"),
        ["services.yml", "national_helpline / phone"],
    ),
    "unknown nation": (
        replaced("services.yml", "nations: [england]", "nations: [britain]"),
        ["services.yml", "national_helpline / nations"],
    ),
    "unknown day": (
        replaced("services.yml", "days: [mon, wed]", "days: [monday]"),
        ["services.yml", "mens_advice_line / hours"],
    ),
    "position of an unknown force": (
        replaced("police_positions.yml", "northamptonshire:", "northants:"),
        ["police_positions.yml", "'northants'"],
    ),
    "place of an unknown force": (
        replaced("ambiguous_places.yml", "london: [metropolitan", "london: [the_met"),
        ["ambiguous_places.yml / london", "'the_met'"],
    ),
    "places of an unknown force": (
        replaced("places.yml", "avon_and_somerset:", "avon:"),
        ["places.yml", "'avon'"],
    ),
    "place under two forces": (
        replaced("places.yml", "names: [luton", "names: [bristol, luton"),
        ["places.yml: bedfordshire / bristol", "stands under avon_and_somerset"],
    ),
    "field that is a list": (
        replaced("data_sharing.yml", "fields: {victims: 537}", "fields: {victims: [537]}"),
        ["data_sharing.yml", "ask_data_sharing_figures / answer / 0 / fields / victims"],
    ),
}


HARD = "Immigration representatives evaluate jurisdictional considerations regarding administrative authorisation."
TOLD = "The police will not tell anyone."
FIVE = [{"text": "Yes."}] * 5
UNSAYABLE: dict[str, tuple[Change, list[str]]] = {
    "long paragraph": (answer("This is new. " * 20 + "Yes."), ["ask_new / answer / 1", "61 words", "at most 60"]),
    "paragraph that its fields make long": (
        answer("This is new. " * 19 + "It is %(a)s.", fields={"a": "b c"}),
        ["ask_new / answer / 1", "61 words"],
    ),
    "one paragraph": (
        topic(answer=[{"text": "One."}, {"text": "Two.", "nations": ["wales", "scotland", "northern_ireland"]}]),
        ["ask_new / answer", "shows 1 paragraphs for england"],
    ),
    "six paragraphs": (
        topic(answer=[*FIVE, {"text": "Six.", "nations": ["wales"], "when": "nation"}]),
        ["ask_new / answer", "shows 6 paragraphs for wales"],
    ),
    "six paragraphs while nothing is known": (
        topic(answer=[*FIVE, {"text": "Where are you?", "when": "no_nation"}]),
        ["ask_new / answer", "shows 6 paragraphs for no nation known"],
    ),
    "facts only for a nation while none is known": (
        answer("One.", second="Two.", sources=["ein_2023"], nations=["wales"], when="nation"),
        ["ask_new / answer", "shows 1 paragraphs for no nation known"],
    ),
    "no plainer": (topic(plainer=None), ["ask_new", "`plainer`"]),
    "one next question": (topic(next=["ask_human"]), ["ask_new", "leads to 1 questions"]),
    "five next questions": (topic(next=["ask_human"] * 5), ["ask_new", "leads to 5 questions"]),
    "no service": (topic(services=None), ["ask_new", "names no service"]),
    "hard answer": (answer(HARD, HARD), ["ask_new / answer", "read at grade"]),
    "hard plainer": (topic(plainer=[{"text": HARD}]), ["ask_new / plainer", "read at grade"]),
    "reason without need": (topic(reading="It is law."), ["ask_new / reading", "gives a reason"]),
    "fact that nobody says": (
        appended("facts.yml", b"\nZ1:\n  claim: Z.\n  sources: [ein_2023]\n  nations: [england]\n"),
        ["facts.yml / Z1", "neither said nor left out"],
    ),
    "fact said and left out": (
        replaced("facts.yml", "\nS15:\n", "\nS15:\n  left_out: No.\n"),
        ["facts.yml / S15", "said and left out"],
    ),
    "fact for no nation": (
        topic(answer=[{"text": "One.", "sources": ["ein_2023"]}, {"text": "Two."}]),
        ["ask_new / answer / 1", "for no nation"],
    ),
    "promise in an answer": (answer(TOLD), ["ask_new / answer / 1", "police will not tell"]),
    "promise through a field": (
        answer("The police will not %(verb)s.", fields={"verb": "tell"}),
        ["ask_new / answer / 1", "police will not tell"],
    ),
    "promise in a plainer answer": (topic(plainer=[{"text": TOLD}]), ["ask_new / plainer / 1", "will not tell"]),
    "label in a question": (topic(question="I am an illegal migrant"), ["ask_new / question", "illegal"]),
    "promise in a closing question": (
        topic(ask={"text": "It is fully confidential. Go on?", "then": "ask_human"}),
        ["ask_new / ask / text", "fully confidential"],
    ),
    "promise of a service": (
        replaced("services.yml", "  summary: ", "  summary: 100% anonymous. "),
        ["services.yml / police_999 / summary", "100% anonymous"],
    ),
    "promise in a caution": (
        replaced("services.yml", "  caution: ", "  caution: No one will know. "),
        ["services.yml / emergency_sms / caution", "No one will know"],
    ),
    "order in a phrase": (
        replaced("phrases.yml", "who_can_help: ", "who_can_help: You must report it. "),
        ["phrases.yml / who_can_help", "You must report"],
    ),
    "order on a card": (
        replaced("emergency.yml", "  title: ", "  title: Just leave. "),
        ["danger / title", "Just leave"],
    ),
    "promise on a card": (
        replaced("emergency.yml", "  - text: Call", "  - text: You will win. Call"),
        ["danger / 1", "You will win"],
    ),
    "number in an answer": (answer("Ask 0808 2000 247 now."), ["ask_new / answer / 1", "'0808 2000 247'"]),
    "short number to call": (answer("Please call 999."), ["ask_new / answer / 1", "'call 999'"]),
    "address in an answer": (answer("See www.refuge now."), ["ask_new / answer / 1", "'www.'"]),
    "bare address in an answer": (
        answer("See refuge.org.uk now."),
        ["ask_new / answer / 1", "'refuge.org.uk'"],
    ),
    "email in a question": (topic(question="Who is help@refuge.eu?"), ["ask_new / question", "'help@refuge.eu'"]),
    "number in a field": (
        answer("Ask %(line)s.", fields={"line": "0808 2000 247"}),
        ["ask_new / answer / 1 / fields / line", "'0808 2000 247'"],
    ),
}


@pytest.fixture(scope="module")
def shipped_problems() -> list[str]:
    return list(problems())


@pytest.fixture
def new_problems(folder: Path, shipped_problems: list[str]) -> Callable[[Change], list[str]]:
    """Gives the problems that a change of the content makes."""

    def found(change: Change) -> list[str]:
        change(folder)
        return [problem for problem in problems(folder) if problem not in shipped_problems]

    return found


@pytest.mark.parametrize(("change", "named"), UNSAYABLE.values(), ids=UNSAYABLE)
def test_what_nobody_should_read_is_one_problem_by_place_and_reason(
    new_problems: Callable[[Change], list[str]], change: Change, named: list[str]
) -> None:
    (problem,) = new_problems(change)
    for words in named:
        assert words in problem


SAYABLE: dict[str, Change] = {
    "a topic as it should be": topic(),
    "sixty words": answer("This is new. " * 20),
    "five paragraphs": topic(answer=FIVE),
    "a nation that gets only the facts of another": topic(
        answer=[{"text": text, "sources": ["ein_2023"], "nations": ["wales"]} for text in ("One.", "Two.")]
    ),
    "hard words with a reason": topic(plainer=[{"text": HARD}], reading="The law is quoted."),
    "the names of 999 and 55": answer("A 999 or 101 call is recorded. Press 55."),
    "numbers that nobody calls": answer("In 2023 it was £500 for 2,672 people."),
    "the name of a website": answer("It says so on GOV.UK."),
    "an address in a field": answer("See %(page)s.", fields={"page": "https://www.gov.uk/visas"}),
}


@pytest.mark.parametrize("change", SAYABLE.values(), ids=SAYABLE)
def test_what_may_be_said_is_no_problem(new_problems: Callable[[Change], list[str]], change: Change) -> None:
    assert new_problems(change) == []


def test_a_topic_about_the_chat_itself_needs_no_service(shipped_problems: list[str]) -> None:
    assert not CONTENT.entries["ask_chat_privacy"].services
    assert "ask_chat_privacy: names no service" not in shipped_problems


REFUSED = (
    "The police will not tell the Home Office.",
    "The police won't share your details.",
    "Officers will never report you.",
    "The police do not pass on what you say.",
    "Nobody can promise anything, but the police will not tell.",
    "We do not know the rule. The police will not report you.",
    "You will not be deported.",
    "You cannot be arrested for this.",
    "You won't be detained or removed.",
    "They cannot deport you.",
    "No one can deport you.",
    "You will keep your children.",
    "You will not lose your kids.",
    "It is completely safe.",
    "It is fully confidential.",
    "It is 100% anonymous.",
    "No one will know.",
    "Nobody will find out.",
    "Nothing will happen to you.",
    "Your visa is safe.",
    "You are entitled to stay.",
    "You have the right to stay.",
    "You can stay in the UK.",
    "You will get a visa.",
    "You will win your case.",
    "You are safe now.",
    "You qualify for this.",
    "You should apply now.",
    "Do not worry.",
    "Some people are illegal immigrants.",
    "Some call them illegals.",
    "He is an illegal alien.",
    "People who are illegally here",
    "A failed asylum seeker",
    "He is a wife beater.",
    "That is a victim mentality.",
    "You can just leave.",
    "Why did you stay?",
    "You should have called.",
    "You must report this.",
    "It is your fault.",
)
ALLOWED = (
    "They might. Nobody can promise that they will not.",
    "We cannot say that they will not share your details.",
    "Nobody can promise that the police will not tell the Home Office.",
    "We cannot promise that you will not be detained.",
    "We do not know whether you will keep your children.",
    "We cannot say that no one will know.",
    "It is not completely confidential.",
    "It is not your fault.",
    "Victims are entitled to services.",
    "In 2023 no victims were detained or removed.",
    "Delete it when you are safe.",
)


@pytest.mark.parametrize("text", REFUSED)
def test_a_promise_label_or_order_is_refused(text: str) -> None:
    assert list(forbidden(text))


@pytest.mark.parametrize("text", ALLOWED)
def test_to_say_that_nobody_can_promise_is_allowed(text: str) -> None:
    assert list(forbidden(text)) == []


@pytest.fixture
def aged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The content with one source and one service that were to be read again years ago."""
    review_long_ago("sources.yml", "northants_2021")(folder)
    review_long_ago("services.yml", "police_999")(folder)
    monkeypatch.setattr(check, "load_content", lambda _: load_content(folder))


@pytest.mark.usefixtures("aged")
def test_what_is_past_its_review_date_is_a_problem_only_when_the_check_is_strict() -> None:
    late = set(problems(strict=True)) - set(problems())
    assert "sources.yml / northants_2021: was to be reviewed by 2020-01-02" in late
    assert "services.yml / police_999: was to be reviewed by 2020-01-02" in late


@pytest.mark.usefixtures("aged")
def test_the_strict_check_names_what_is_old_and_fails() -> None:
    strict = CliRunner().invoke(app, ["content", "check", "--strict"])
    assert strict.exit_code == 1
    assert "sources.yml / northants_2021" in strict.output
    assert "northants_2021" not in CliRunner().invoke(app, ["content", "check"]).output


@pytest.mark.parametrize(("change", "named"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_by_place_and_reason(folder: Path, change: Change, named: list[str]) -> None:
    change(folder)
    with pytest.raises(BadContent) as refused:
        load_content(folder)
    for words in named:
        assert words in str(refused.value)


def test_a_copy_without_a_mistake_is_the_same_content(folder: Path) -> None:
    assert load_content(folder) == CONTENT


def test_two_mistakes_are_named_at_once(folder: Path) -> None:
    replaced("help.yml", "southall_black_sisters", "southall")(folder)
    replaced("police_process.yml", "sources: [police_101]", "sources: [police_1010]")(folder)
    with pytest.raises(BadContent) as refused:
        load_content(folder)
    assert "'southall'" in str(refused.value)
    assert "'police_1010'" in str(refused.value)


def test_the_shipped_content_has_no_problem(shipped_problems: list[str]) -> None:
    assert shipped_problems == []


def test_every_intent_has_an_answer_and_every_answer_an_intent() -> None:
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    assert sorted(domain["intents"]) == sorted(CONTENT.entries)


def test_every_intent_has_exactly_one_rule() -> None:
    ruled = [intent for topic in TOPICS for intent in intents_with_a_rule(topic)]
    assert sorted(ruled) == sorted(CONTENT.entries)


def intents_with_a_rule(topic: str) -> list[str]:
    rules = yaml.safe_load((DATA / "rules" / f"{topic}.yml").read_text(encoding="utf-8"))["rules"]
    first_steps = [rule["steps"][0] for rule in rules]
    return [one["intent"] for step in first_steps for one in step.get("or", [step])]


@pytest.fixture(scope="module")
def examples() -> Examples:
    """The training texts by language and intent."""
    found: Examples = {}
    for path in sorted((DATA / "nlu").glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
            found.setdefault((path.parent.name, block["intent"]), []).extend(lines)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", SPOKEN_INTENTS)
def test_every_intent_is_taught_in_every_language(examples: Examples, language: str, intent: str) -> None:
    taught = examples.get((language, intent), [])
    assert len(set(taught)) >= FEWEST_EXAMPLES
    assert all(taught)


def test_no_text_is_taught_with_two_meanings(examples: Examples) -> None:
    meanings: dict[str, set[str]] = {}
    for (_, intent), taught in examples.items():
        for text in taught:
            meanings.setdefault(text.casefold(), set()).add(intent)
    assert {text: intents for text, intents in meanings.items() if len(intents) > 1} == {}


def test_only_known_intents_and_languages_are_taught(examples: Examples) -> None:
    assert {intent for _, intent in examples} == set(SPOKEN_INTENTS)
    assert {language for language, _ in examples} == set(LANGUAGES)


def shown(intent: str, language: str) -> list[str]:
    messages: list[dict[str, Any]] = compose.answer(Situation(language), intent)
    return [paragraph["text"] for message in messages for paragraph in message.get("paragraphs", [])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_past_its_review_date_says_when_it_was_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    fresh = shown("ask_data_sharing_figures", language)
    source = CONTENT.sources["the_detail_2022"]
    dates = f"checked: {source.checked}\n  review_by: {source.review_by}"
    before, after = (folder / "sources.yml").read_text(encoding="utf-8").split("\nthe_detail_2022:\n")
    aged = after.replace(dates, "checked: 2020-05-04\n  review_by: 2020-08-04", 1)
    assert aged != after
    (folder / "sources.yml").write_text(f"{before}\nthe_detail_2022:\n{aged}", encoding="utf-8")

    monkeypatch.setattr(situation, "load_content", lambda: load_content(folder))
    (warning,) = [text for text in shown("ask_data_sharing_figures", language) if text not in fresh]
    assert "2020" in warning


def test_an_answer_in_date_has_no_such_warning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (folder / "sources.yml").read_text(encoding="utf-8")
    for year in ("2026", "2027", "2028"):
        text = text.replace(f"review_by: {year}", "review_by: 2999")
    (folder / "sources.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(situation, "load_content", lambda: load_content(folder))
    assert not any("last checked on" in text for intent in CONTENT.entries for text in shown(intent, "en"))
