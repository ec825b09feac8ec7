"""The tokenizer: spaCy's rules for the language that a message is written in."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language
from spacy.util import get_lang_class

from bot.components.language_identifier import LANGUAGE


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyBlankTokenizer(Tokenizer):
    """Splits a message with the blank spaCy pipeline of its language, or the multi-language one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute of the message, with their places in the text."""
        language = (message.get(LANGUAGE) or {}).get("name", "xx")
        nlp = blank(language)
        # Outside a memory zone spaCy would keep every new word in its vocabulary for ever.
        with nlp.memory_zone():
            return [
                Token(token.text, token.idx) for token in nlp.make_doc(message.get(attribute)) if not token.is_space
            ]


@cache
def blank(language: str) -> Language:
    """spaCy's blank pipeline of a language; the multi-language one where spaCy has none."""
    try:
        get_lang_class(language)
    except ImportError:
        language = "xx"
    return spacy.blank(language)
