"""Splits a message into clauses, so that one urgent clause is seen beside others."""

from __future__ import annotations

import re

# Punctuation, and "and", "but" or "because" in the languages on offer, romanised too.
BETWEEN = re.compile(
    r"[.!?؟،,;:۔।]+"
    r"|\s(?:and|but|because|then|oraz|ale|bo|więc|wiec|اور|لیکن|مگر|کیونکہ|aur|lekin|magar|kyunke"
    r"|لأن|لان|لكن|بس|bas)\s",
    re.IGNORECASE,
)
SHORTEST_WORDS = 2
MOST = 40


def clauses(text: str) -> list[str]:
    """The clauses of at least two words, forty at most; nothing when the text is a single clause."""
    found = [clause.strip() for clause in BETWEEN.split(text) if len(clause.split()) >= SHORTEST_WORDS]
    return found[:MOST] if len(found) > 1 else []
