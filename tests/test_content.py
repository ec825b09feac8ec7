"""The content is complete, and a mistake in it is named by place and reason before anybody reads it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import compose, situation
from actions.check import problems
from actions.content import FOLDER, TOPICS, load_content
from actions.content_file import BadContent
from actions.situation import Situation
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
        replaced("abuse.yml", "    sources: [ein_2023, sundial]\n", ""),
        ["disclose_immigration_abuse / answer / 1", "names no source"],
    ),
    "unknown service": (
        replaced("help.yml", "services: [southall_black_sisters", "services: [southall"),
        ["ask_support_services / services", "'southall'"],
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
    "field that is a list": (
        replaced("data_sharing.yml", "fields: {victims: 537}", "fields: {victims: [537]}"),
        ["data_sharing.yml", "ask_data_sharing_figures / answer / 0 / fields / victims"],
    ),
}


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


def test_the_shipped_content_has_no_problem() -> None:
    assert list(problems()) == []


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
