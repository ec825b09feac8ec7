"""The only door to a language: which ones there are, which one a person wants, and what a sentence is in it.

A sentence in English is the gettext msgid. Its translation is served as one of three states:

- `checked`: a translator has approved it;
- `draft`: the entry is fuzzy and marked as a draft of the present English, so nobody has checked it yet;
- `english`: there is no translation, or the English changed after it was made, and an old promise must not live on in
  another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from locales.draft import is_draft, read_previous
from locales.fields import Field, format_field

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class BadCatalog(ValueError):
    """A messages.po cannot be used; the message names the file and the msgid."""


class UnknownLanguage(KeyError):
    """No such language is on offer."""


@dataclass(frozen=True)
class Language:
    """A language on offer. `tag` is its BCP 47 tag, such as `ur`."""

    tag: str

    @property
    def locale(self) -> Locale:
        """Its conventions for dates, numbers and lists; English is British here."""
        return Locale("en", "GB") if self.tag == SOURCE_LANGUAGE else Locale.parse(self.tag, sep="-")

    @property
    def autonym(self) -> str:
        """The language's name in itself."""
        return self.locale.get_language_name() or self.tag

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction


def catalog_path(tag: str) -> Path:
    """Where the catalog of a language is, for example `locales/ur/LC_MESSAGES/messages.po`."""
    return FOLDER / tag / "LC_MESSAGES" / "messages.po"


def _on_offer() -> dict[str, Language]:
    found = sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po"))
    return {tag: Language(tag) for tag in [SOURCE_LANGUAGE, *found]}


LANGUAGES: Mapping[str, Language] = _on_offer()


def language(tag: str) -> Language:
    """The language of this exact tag.

    Raises:
        UnknownLanguage: the tag is not on offer.
    """
    try:
        return LANGUAGES[tag]
    except KeyError:
        raise UnknownLanguage(tag) from None


def negotiate(wanted: Iterable[str]) -> Language:
    """The first language on offer among the tags a browser sends, best first; English when there is none."""
    on_offer = {tag.lower(): language for tag, language in LANGUAGES.items()}
    found = negotiate_locale([tag.lower() for tag in wanted], list(on_offer), sep="-")
    return on_offer[found or SOURCE_LANGUAGE]


@dataclass(frozen=True)
class Text:
    """A sentence ready to be shown: its words, the language they are in, and `checked`, `draft` or `english`."""

    text: str
    language: str
    state: str


class Translator:
    """Gives sentences in one language.

    Args:
        language: the language wanted.
        catalog: msgid -> (translation, state).
    """

    def __init__(self, language: Language, catalog: Mapping[str, tuple[str, str]]) -> None:
        self.language, self._catalog = language, catalog

    def text(self, msgid: str, **fields: Field) -> Text:
        """The sentence with its placeholders filled; English where there is nothing better."""
        source = self.language.tag == SOURCE_LANGUAGE
        words, state = self._catalog.get(msgid, (msgid, "checked" if source else "english"))
        locale = LANGUAGES[SOURCE_LANGUAGE].locale if state == "english" else self.language.locale
        shown = {name: format_field(fields[name], locale) for name in PLACEHOLDER.findall(words)}
        return Text(
            words % shown if shown else words, SOURCE_LANGUAGE if state == "english" else self.language.tag, state
        )

    @property
    def has_drafts(self) -> bool:
        """Whether a translation that nobody has checked may be served."""
        return any(state == "draft" for _, state in self._catalog.values())

    def strings(self) -> dict[str, str]:
        """All translations that may be served, by msgid."""
        return {msgid: words for msgid, (words, _) in self._catalog.items()}


@cache
def translator(tag: str, reviewed_only: bool = False) -> Translator:
    """The translator of a language on offer; with `reviewed_only` drafts are left out.

    Raises:
        UnknownLanguage: the tag is not on offer.
        BadCatalog: its catalog is broken.
    """
    wanted = language(tag)
    if tag == SOURCE_LANGUAGE:
        return Translator(wanted, {})
    entries = ((message, _state(message)) for message in read_catalog(tag) if message.id)
    served = {"checked"} if reviewed_only else {"checked", "draft"}
    return Translator(wanted, {str(m.id): (str(m.string), state) for m, state in entries if state in served})


def read_catalog(tag: str) -> Catalog:
    """Read and check a catalog.

    Raises:
        BadCatalog: not UTF-8, not a PO file, or a translation whose placeholders differ from the English.
    """
    path = catalog_path(tag)
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=tag, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise BadCatalog(f"{path}: {error}") from error
    for message in catalog:
        read_previous(message)
        if message.id and message.string and not fits(message):
            raise BadCatalog(f"{path}: line {message.lineno}: the placeholders differ from the English: {message.id!r}")
    return catalog


def fits(message: Message) -> bool:
    """Whether the translation has the placeholders of the English, so that it can be filled."""
    english, translated = (set(PLACEHOLDER.findall(str(text))) for text in (message.id, message.string))
    return english == translated


def _state(message: Message) -> str:
    if not message.string or (message.fuzzy and not is_draft(message)):
        return "english"
    return "draft" if message.fuzzy else "checked"
