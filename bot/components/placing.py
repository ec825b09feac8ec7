"""Where in a message a place stands, and where the name of a person does: read off the words around it."""

from __future__ import annotations

import re

# All texts here are folded (see `phrase_finder.fold`): no accents, one kind of each Arabic letter.
PREPOSITIONS = (
    "in|near|at|from|around|inside|outside|w|we|z|ze|kolo|okolice|pod|fi|fe|f|bi|min|mn|fil|din|ne|à|dans|en|de|da|"
    "فی|من|ب|قرب|در|از|په|في|в|у|з|из|с|під|под|біля|возле"
)
# "in" stands before many ordinary words too ("in march", "in bath"), so an ordinary word needs one of these before it.
RESIDING = (
    "live|lives|living|lived|stay|stays|staying|based|reside|residing|am|im|we|refuge|hostel|shelter|police|station|"
    "council|flat|area|town|mieszkam|mieszkamy|mieszka|mieszkalam|mieszkalem|jestem|jestesmy|zyje|pochodze|pracuje|"
    "przeprowadzilam|policja|ana|askun|askon|sakna|sakina|saken|sakin|aeesh|aish|a3ish|a3eesh|3aysha|3ayesh|3aycha|"
    "انا|نحن|اسکن|اعیش|ساکن|ساکنه|مقیم|مقیمه|عایش|عایشه|locuiesc|stau|sunt|traiesc|живу|живем|живемо|мешкаю|проживаю"
)
_COMING = r"(?:come|came|comes|moved|born|married|ran|escaped|travelled|went)\s+(?:here\s+)?(?:from|near|to)"
# Urdu, Hindi, Punjabi and Bengali put it behind: "bury mein rehti hoon", "Reading میں".
_POSTPOSITION = (
    r"^\s+(?:(?:mein|main|mai|mei|men|mien|mn|me|ch|wich|vich)\s+(?:re|ra|ho|hu|ha|hn)\w*|mein\b|se\s+h\w+|"
    r"میں|سے|وچ|में|से|ਵਿੱਚ|ਵਿਚ|থেকে)"
)
_PERSON = (
    "husband|husbands|hubby|partner|boyfriend|bf|fiance|ex|brother|father|dad|stepdad|son|uncle|cousin|friend|wife|"
    "girlfriend|mister|mr|mrs|ms|miss|dr|named|called|name|name is|names|man|guy|maz|mezem|partnera|brat|ojciec|"
    "chlopak|syn|pan|pani|imie|imieniu|shohar|shauhar|miyan|bhai|naam|zawji|jawzi|joz|jozi|ismo|ismu|شوهر|نام|بهایی|"
    "زوجی|اسمه|اسم"
)
_BEFORE_A_PLACE = re.compile(rf"(?:^|\s|[^\w\s])(?:{PREPOSITIONS})\s+(?:the\s+)?$")
_WHERE_ONE_LIVES = re.compile(rf"(?:(?:^\W*|\b(?:{RESIDING})\s+)(?:{PREPOSITIONS})|\b{_COMING})\s+$")
_AFTER_A_PLACE = re.compile(_POSTPOSITION)
_WITH_ITS_COUNTRY = re.compile(r"^\W*(?:(?:uk|u k|gb|england|wales|scotland|united kingdom|please|pls|town|area)\W*)?$")
_AFTER_A_PERSON = re.compile(rf"\b(?:{_PERSON})\s+$")


def after_a_preposition(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` of the folded text is said to be where something is."""
    return bool(_BEFORE_A_PLACE.search(text[:start]) or _AFTER_A_PLACE.search(text[end:]))


def where_one_lives(text: str, start: int, end: int) -> bool:
    """Whether it can hardly be an ordinary word: the whole text, or where somebody says to live or to be."""
    before, after = text[:start], text[end:]
    whole = not before.strip() and bool(_WITH_ITS_COUNTRY.search(after))
    return whole or bool(_WHERE_ONE_LIVES.search(before) or _AFTER_A_PLACE.search(after))


def names_a_person(text: str, start: int, end: int) -> bool:
    """Whether it is what somebody is called: "my husband Preston". A postposition behind it speaks for a place."""
    return bool(_AFTER_A_PERSON.search(text[:start])) and not _AFTER_A_PLACE.search(text[end:])
