"""Finds known names in a text, however they are cased or accented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

_ALIKE = str.maketrans(
    "łıøđيىكةۃہھ-\u2010\u2011\u2012\u2013\u200c", "liodییکهههه      ", "'\u2019\u2018\u02bc`\u00b4\u0640\u200b\u200d"
)
_SAINT = re.compile(r"\b(?:saint\b|st\.)\s*")
_AND = re.compile(r"\s*&\s*")
_CHINESE = re.compile("[\u3400-\u9fff]")

# Written onto the word in Arabic script: in, to, and, from.
ARABIC_PREFIXES = ("ب", "ل", "و", "ف", "من")


@dataclass(frozen=True)
class Found:
    """A name in the text: its label, its first and last character, and whether it is all that the text says."""

    label: str
    start: int
    end: int
    alone: bool


class PhraseFinder:
    """Looks for the names of each label with spaCy's phrase matcher; the longest name wins.

    Args:
        names: label -> the ways in which people write it.
    """

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._nlp = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._nlp.vocab)
        for label, written in names.items():
            self._matcher.add(label, [self._nlp.make_doc(form) for name in written for form in _forms(fold(name))])

    def find(self, text: str) -> list[Found]:
        """The names in the text, in order, none inside another. One name of two labels gives both."""
        # Outside a memory zone spaCy would keep every new word in its vocabulary for ever.
        with self._nlp.memory_zone():
            doc = self._nlp.make_doc(fold(text))
            matches = self._matcher(doc, as_spans=True)
            longest = {(span.start, span.end) for span in filter_spans(matches)}
            return [_found(doc, span) for span in matches if (span.start, span.end) in longest]


def _found(doc: Doc, span: Span) -> Found:
    words = [token for token in doc if not token.is_punct and not token.is_space]
    return Found(span.label_, span.start_char, span.end_char, len(words) == len(span))


def fold(text: str) -> str:
    """Lower case, without accents, vowel marks, hyphens or apostrophes, one kind of each Arabic letter.

    "Saint" and "&" are written "st" and "and", Chinese characters stand apart as words do. The length is not kept.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if unicodedata.category(c) != "Mn")
    spelt = _SAINT.sub("st ", _AND.sub(" and ", bare.translate(_ALIKE)))
    return " ".join(_CHINESE.sub(r" \g<0> ", spelt).split())


def _forms(name: str) -> list[str]:
    arabic = any("\u0600" <= c <= "\u06ff" for c in name)
    return [name, *(prefix + name for prefix in ARABIC_PREFIXES if arabic)]
