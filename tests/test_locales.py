"""Languages: what is served, what is a draft, and that an old promise never lives on in a translation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import locales
from actions import compose
from actions.content import load_content
from actions.situation import Situation
from locales import (
    LANGUAGES,
    PLACEHOLDER,
    SOURCE_LANGUAGE,
    BadCatalog,
    UnknownLanguage,
    catalog_path,
    language,
    negotiate,
    read_catalog,
    translator,
)
from locales.draft import mark_draft
from locales.fields import Names, PartialDate, format_field, format_value
from locales.names import language_names
from locales.settings import reviewed_only

ROOT = Path(__file__).parents[1]
CONTENT = load_content()
TRANSLATED = [tag for tag in LANGUAGES if tag != SOURCE_LANGUAGE]
SENTENCE = "Who can help me?"
CHANGED = "Who is able to help me today?"
WITH_PLACEHOLDER = "We go on in %(language)s."
NEEDS_GETTEXT = pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")


def copy_of_the_project(folder: Path) -> Path:
    for name in ("actions", "bot", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def safe_to_ask(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, run from the code of the copy."""
    return subprocess.run([sys.executable, "-m", "bot", *arguments], cwd=project, capture_output=True, text=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the project whose catalogs may be spoilt; `locales` reads those of the copy."""
    yield from reading_catalogs_of(copy_of_the_project(tmp_path), monkeypatch)


def reading_catalogs_of(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(locales, "FOLDER", project / "locales")
    translator.cache_clear()
    yield project
    translator.cache_clear()


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def catalog_of(tag: str) -> Catalog:
    with catalog_path(tag).open("rb") as file:
        return read_po(file, locale=tag)


def set_entry(tag: str, msgid: str, translation: str, *flags: str) -> None:
    """Give one sentence this translation and these flags, and leave the rest as it is."""
    catalog = catalog_of(tag)
    entry = catalog[msgid]
    assert entry
    entry.string, entry.flags = translation, {*flags, *(entry.flags & {"python-format"})}
    if "fuzzy" in flags:
        mark_draft(entry)
    with catalog_path(tag).open("wb") as file:
        write_po(file, catalog)
    translator.cache_clear()


@pytest.fixture(scope="module", params=["draft", "checked"])
def translated_as(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=[1, 2], ids=["updated", "updated twice"])
def changed_project(request: pytest.FixtureRequest, translated_as: str, tmp_path_factory: Any) -> Path:
    """A copy in which an editor has changed one English sentence and then updated the catalogs, once or twice."""
    project = copy_of_the_project(tmp_path_factory.mktemp("changed"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locales, "FOLDER", project / "locales")
        for tag in TRANSLATED:
            set_entry(tag, SENTENCE, f"{tag}?", *({"fuzzy"} if translated_as == "draft" else ()))
            assert translator(tag).text(SENTENCE).state == translated_as
    rewrite(project / "actions/content/help.yml", SENTENCE, CHANGED)
    for _ in range(request.param):
        assert safe_to_ask(project, "locales", "update").returncode == 0
    return project


@pytest.fixture
def changed(changed_project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from reading_catalogs_of(changed_project, monkeypatch)


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_translation_of_a_sentence_that_changed_is_kept_for_the_translator(tag: str) -> None:
    entry = catalog_of(tag)[CHANGED]
    assert entry
    assert (entry.string, entry.fuzzy) == (f"{tag}?", True)
    assert f'| msgid "{SENTENCE}"' in catalog_path(tag).read_text(encoding="utf-8")


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_sentence_that_changed_is_shown_in_english(tag: str) -> None:
    shown = translator(tag).text(CHANGED)
    assert (shown.text, shown.language, shown.state) == (CHANGED, "en", "english")
    assert not {SENTENCE, CHANGED} & set(translator(tag).strings())
    (message,) = compose.next_questions(Situation(tag), ["ask_human"])
    assert message["choices"][0]["label"] != CONTENT.entries["ask_human"].question


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_translator_can_approve_it_again(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(locales.FOLDER, tmp_path / "locales")
    monkeypatch.setattr(locales, "FOLDER", tmp_path / "locales")
    set_entry(tag, CHANGED, f"{tag}!")
    assert translator(tag).text(CHANGED).text == f"{tag}!"


def test_a_change_that_was_not_extracted_is_a_problem(project: Path) -> None:
    rewrite(project / "actions/content/help.yml", SENTENCE, CHANGED)
    check = safe_to_ask(project, "locales", "check")
    assert check.returncode == 1
    assert "messages.pot" in check.stderr


def test_a_string_of_the_widget_is_extracted_too(project: Path) -> None:
    rewrite(project / "bot/widget/widget.js", '"Leave this page"', '"Go away from here"')
    assert safe_to_ask(project, "locales", "update").returncode == 0
    assert catalog_of("ur")["Go away from here"]


def test_an_update_without_a_change_loses_nothing(project: Path) -> None:
    before = {tag: translator(tag).strings() for tag in TRANSLATED}
    assert safe_to_ask(project, "locales", "update").returncode == 0
    translator.cache_clear()
    assert {tag: translator(tag).strings() for tag in TRANSLATED} == before
    assert safe_to_ask(project, "locales", "check").returncode == 0


def test_the_shipped_catalogs_have_no_problem() -> None:
    check = safe_to_ask(ROOT, "locales", "check")
    assert (check.returncode, check.stderr) == (0, "")


@NEEDS_GETTEXT
@pytest.mark.parametrize("tag", TRANSLATED)
def test_gettext_itself_accepts_the_shipped_catalogs(tag: str) -> None:
    command = ["msgfmt", "--check", "--use-fuzzy", "--output-file=-", str(catalog_path(tag))]
    checked = subprocess.run(command, capture_output=True)
    assert (checked.returncode, checked.stderr) == (0, b"")


@NEEDS_GETTEXT
def test_gettext_reads_the_catalogs_after_a_long_sentence_has_changed_twice(project: Path) -> None:
    abuse = project / "actions/content/abuse.yml"
    for old, new in (("This is not your fault.", "None of this is your fault."), ("None of this", "Nothing of this")):
        rewrite(abuse, old, new)
        updated = safe_to_ask(project, "locales", "update")
        assert (updated.returncode, updated.stderr) == (0, "")
    assert "#| msgid" in catalog_path("ur").read_text(encoding="utf-8")


@pytest.mark.usefixtures("project")
def test_a_draft_is_served_and_marked_with_the_english_beside_it() -> None:
    set_entry("pl", SENTENCE, "Kto mi pomoże?", "fuzzy")
    (message,) = compose.next_questions(Situation("pl"), ["ask_support_services"])
    assert message["choices"][0]["label"] == "Kto mi pomoże?"
    assert translator("pl").text(SENTENCE).state == "draft"
    answer = compose.answer(Situation("pl"), "ask_support_services")[0]
    assert answer["draft"] is True
    assert answer["english"]["paragraphs"][0]["text"] == CONTENT.entries["ask_support_services"].answer[0].text


@pytest.mark.usefixtures("project")
def test_a_checked_translation_is_served_without_a_mark() -> None:
    for paragraph in CONTENT.entries["greet"].answer:
        set_entry("pl", paragraph.text, "Dzień dobry.")
    (answer, *_) = compose.answer(Situation("pl"), "greet")
    assert [paragraph["text"] for paragraph in answer["paragraphs"]] == ["Dzień dobry."]
    assert "draft" not in answer
    assert "english" not in answer


@pytest.mark.usefixtures("project")
def test_where_only_checked_translations_are_served_there_is_no_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    set_entry("pl", SENTENCE, "Kto mi pomoże?", "fuzzy")
    set_entry("pl", "Hello", "Dzień dobry")
    monkeypatch.setenv("SAFE_TO_ASK_REVIEWED_ONLY", "1")
    spoken = Situation("pl").translator
    assert (spoken.text(SENTENCE).text, spoken.text(SENTENCE).state) == (SENTENCE, "english")
    assert spoken.text("Hello").state == "checked"
    assert spoken.strings().get("Hello") == "Dzień dobry"
    assert SENTENCE not in spoken.strings()
    assert not spoken.has_drafts


@pytest.mark.parametrize(("value", "wanted"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_the_setting_for_checked_translations_only(monkeypatch: pytest.MonkeyPatch, value: str, wanted: bool) -> None:
    monkeypatch.setenv("SAFE_TO_ASK_REVIEWED_ONLY", value)
    assert reviewed_only() is wanted


def test_drafts_are_served_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAFE_TO_ASK_REVIEWED_ONLY", raising=False)
    assert reviewed_only() is False


@pytest.mark.usefixtures("project")
def test_an_empty_translation_is_english() -> None:
    set_entry("pl", SENTENCE, "")
    assert translator("pl").text(SENTENCE).language == "en"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("wrong", ["Dalej po %(jezyk)s.", "Dalej.", "Dalej po %(language)s, %(force)s."])
@pytest.mark.parametrize("flags", [(), ("fuzzy",)])
def test_a_wrong_placeholder_is_refused_by_file_and_sentence(wrong: str, flags: tuple[str, ...]) -> None:
    set_entry("pl", WITH_PLACEHOLDER, wrong, *flags)
    for read in (read_catalog, translator):
        with pytest.raises(BadCatalog) as refused:
            read("pl")
        assert str(catalog_path("pl")) in str(refused.value)
        assert WITH_PLACEHOLDER in str(refused.value)


def test_a_wrong_placeholder_is_a_problem_of_the_check(project: Path) -> None:
    set_entry("pl", WITH_PLACEHOLDER, "Dalej po %(jezyk)s.")
    check = safe_to_ask(project, "locales", "check")
    assert check.returncode == 1
    assert "messages.po" in check.stderr
    assert WITH_PLACEHOLDER in check.stderr


BROKEN = {
    "not a PO file": b"this is not a catalog\n",
    "not UTF-8": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "é"\n'.encode(
        "latin-1"
    ),
    "unknown charset": b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=klingon\\n"\n\nmsgid "a"\n',
    "conflict": b'<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\n>>>>>>> main\n',
}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_catalog_is_refused_by_file(content: bytes) -> None:
    catalog_path("pl").write_bytes(content)
    with pytest.raises(BadCatalog, match=r"pl/LC_MESSAGES/messages\.po"):
        translator("pl")


@NEEDS_GETTEXT
def test_a_fault_that_babel_lets_pass_is_a_problem_of_the_check(project: Path) -> None:
    rewrite(catalog_path("pl"), 'msgid "Hello"', 'msgid "Hello')
    check = safe_to_ask(project, "locales", "check")
    assert check.returncode == 1
    assert "messages.po" in check.stderr


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_served_translation_can_be_filled_like_the_english(tag: str) -> None:
    for msgid, translation in translator(tag).strings().items():
        names = PLACEHOLDER.findall(msgid)
        assert set(PLACEHOLDER.findall(translation)) == set(names), msgid
        filled = translator(tag).text(msgid, **{name: f"<{name}>" for name in names}).text
        assert all(f"<{name}>" in filled for name in names), msgid


def emergency_privacy_and_exit() -> Iterator[str]:
    for card in CONTENT.cards.values():
        yield from (card.title, *(paragraph.text for paragraph in card.paragraphs))
    for intent in ("emergency_danger", "disclose_suicidal", "ask_chat_privacy", "ask_hide_traces", "nlu_fallback"):
        entry = CONTENT.entries[intent]
        yield from (entry.question, *(paragraph.text for paragraph in (*entry.answer, *entry.plainer)))
    yield from (
        "Leave this page",
        "In danger now? Call %(number)s",
        "We do not keep what you write.",
        "Your phone or computer may still show that you visited this page. Leaving does not delete your history.",
        "To leave fast, tap the button at the top. On a keyboard, press Shift three times.",
        "This is a computer program, not a person.",
        "This translation has not been checked yet by a translator.",
        "Not translated yet. This part is in English.",
    )


@pytest.mark.parametrize("tag", TRANSLATED)
@pytest.mark.parametrize("msgid", emergency_privacy_and_exit())
def test_emergency_privacy_and_exit_are_in_every_language(tag: str, msgid: str) -> None:
    words = translator(tag).strings().get(msgid)
    assert words
    assert words != msgid


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_sentence_of_the_content_is_translated(tag: str) -> None:
    said = {paragraph.text for _, paragraph in CONTENT.paragraphs()} | set(CONTENT.phrases.values())
    assert said - set(translator(tag).strings()) == set()


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        (["ur-PK", "en"], "ur"),
        (["ur"], "ur"),
        (["ar-EG"], "ar"),
        (["fr-FR", "pl-PL", "en"], "pl"),
        (["PL"], "pl"),
        (["UR-pk", "pl"], "ur"),
        (["en-GB"], "en"),
        (["fr", "de"], "en"),
        (["xx", "zz-ZZ"], "en"),
        (["../../x"], "en"),
        (["*"], "en"),
        ([""], "en"),
        (["a" * 10_000], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_on_offer_that_the_browser_wants(wanted: list[str], tag: str) -> None:
    assert negotiate(wanted).tag == tag


@pytest.mark.parametrize("tag", ["", "xx", "EN", "en-GB", "ur ", "../../x", "..", "ur/../pl", "ur\x00", "messages"])
def test_an_unknown_tag_is_refused(tag: str) -> None:
    for door in (language, translator):
        with pytest.raises(UnknownLanguage):
            door(tag)


def test_the_languages_on_offer() -> None:
    assert {tag: (one.autonym, one.direction) for tag, one in LANGUAGES.items()} == {
        "en": ("English", "ltr"),
        "ar": ("العربية", "rtl"),
        "pl": ("polski", "ltr"),
        "ur": ("اردو", "rtl"),
    }


@pytest.mark.parametrize(
    ("tag", "shown"),
    [("en", "17 March 2021"), ("pl", "17 marca 2021"), ("ur", "17 مارچ، 2021"), ("ar", "17 مارس 2021")],
)
def test_dates_are_written_as_in_the_language(tag: str, shown: str) -> None:
    assert format_value(date(2021, 3, 17), locale_of(tag)) == shown


@pytest.mark.parametrize(
    ("tag", "month", "year"),
    [
        ("en", "July 2023", "2023"),
        ("pl", "lipiec 2023", "2023"),
        ("ur", "جولائی 2023", "2023"),
        ("ar", "يوليو 2023", "2023"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(tag: str, month: str, year: str) -> None:
    assert format_value(PartialDate(2023, 7), locale_of(tag)) == month
    assert format_value(PartialDate(2023), locale_of(tag)) == year


@pytest.mark.parametrize(
    ("tag", "shown"), [("en", "12,672"), ("pl", "12\u00a0672"), ("ur", "12,672"), ("ar", "12,672")]
)
def test_numbers_are_written_as_in_the_language(tag: str, shown: str) -> None:
    assert format_value(12672, locale_of(tag)) == shown


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("value", [537, 12672, date(2021, 3, 17), PartialDate(2021, 12), PartialDate(2021)])
def test_digits_are_latin_in_every_language(tag: str, value: int | date | PartialDate) -> None:
    digits = [c for c in format_value(value, locale_of(tag)) if c.isdigit()]
    assert digits
    assert all(digit in "0123456789" for digit in digits)


@pytest.mark.parametrize(("tag", "word"), [("en", "and"), ("pl", "i"), ("ur", "اور"), ("ar", "و")])
def test_names_are_listed_as_in_the_language(tag: str, word: str) -> None:
    listed = format_field(Names(("Kent", "Surrey", "Sussex")), locale_of(tag))
    before_last = listed.split("Surrey")[1].split("Sussex")[0]
    assert word in before_last
    assert listed.index("Kent") < listed.index("Surrey") < listed.index("Sussex")


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("number", ["999", "116 123", "0808 2000 247", "https://example.org/x"])
def test_a_number_to_call_stays_left_to_right_and_unchanged(tag: str, number: str) -> None:
    assert format_field(number, locale_of(tag)) == f"\u2066{number}\u2069"


@pytest.mark.parametrize("value", ["Kent Police", "999 BSL", 43, date(2021, 3, 17)])
def test_a_name_or_a_date_is_isolated_by_its_own_direction(value: str | int | date) -> None:
    shown = format_field(value, locale_of("ur"))
    assert shown.startswith("\u2068")
    assert shown.endswith("\u2069")


def locale_of(tag: str) -> Locale:
    return Locale("en", "GB") if tag == "en" else LANGUAGES[tag].locale


@pytest.mark.parametrize(
    ("tag", "name"), [("ur", "urdu"), ("ur", "اردو"), ("pl", "polski"), ("ar", "Arabic"), ("ar", "arabski")]
)
def test_a_language_is_known_by_its_names_in_other_languages(tag: str, name: str) -> None:
    assert name.casefold() in {known.casefold() for known in language_names()[tag]}
