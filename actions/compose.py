"""Composes the messages of a reply from content, in the person's language. The shapes are in docs/channel.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from actions.content import Content
from actions.models import Card, Entry, Paragraph, Source
from actions.opening import uk_now
from actions.paragraphs import chosen
from actions.ranking import Named, ranked
from actions.services import service_cards
from actions.situation import Situation
from locales import SOURCE_LANGUAGE, Language, Text, Translator, translator
from locales.fields import Field, Names, format_field, format_value

EMERGENCY_NUMBER = "999"
UNITED_KINGDOM = 4
Message = dict[str, Any]


class Voice:
    """Says sentences in one language, and remembers whether one of them was a draft."""

    def __init__(self, translator: Translator) -> None:
        self.translator, self.said_draft = translator, False

    def say(self, msgid: str, **fields: Field) -> Text:
        text = self.translator.text(msgid, **fields)
        self.said_draft |= text.state == "draft"
        return text


def with_english(translator_: Translator, build: Callable[[Voice], Message]) -> Message:
    """The message in the person's language; when a draft is in it, with the English message beside it."""
    voice = Voice(translator_)
    message = build(voice)
    if voice.said_draft:
        message |= {"draft": True, "english": build(Voice(translator(SOURCE_LANGUAGE)))}
    return message


def answer(situation: Situation, intent: str, plainer: bool = False) -> list[Message]:
    """The messages that answer an intent: its card, its paragraphs, services, a closing question, next questions."""
    entry = situation.content.entries[intent]
    paragraphs = chosen(entry, situation, plainer)
    messages = [emergency(situation, entry.card)] if entry.card else []
    kind = "answer" if any(paragraph.sources for paragraph in paragraphs) else "text"

    def build(voice: Voice) -> Message:
        body = [shown for one in paragraphs for shown in paragraph_messages(voice, situation, one)]
        if kind == "text":
            return {"type": kind, "intent": intent, "paragraphs": body}
        return {"type": kind, "intent": intent, "title": voice.say(entry.question).text, "paragraphs": body}

    messages.append(with_english(situation.translator, build))
    heading = "you_can_ask" if kind == "answer" else None
    return (
        messages
        + services(situation, ranked(situation, entry, uk_now()))
        + question(situation, entry)
        + next_questions(situation, entry.next, heading)
    )


def say(situation: Situation, phrase: str, **fields: Field) -> Message:
    """One sentence of phrases.yml as a message."""

    def build(voice: Voice) -> Message:
        return {"type": "text", "paragraphs": [plain(voice.say(situation.content.phrases[phrase], **fields))]}

    return with_english(situation.translator, build)


def emergency(situation: Situation, name: str) -> Message:
    """A card of emergency.yml, with the numbers to call."""
    return emergency_card(situation.content, situation.translator, situation.content.cards[name])


def emergency_card(content: Content, translator_: Translator, card: Card) -> Message:
    """A card in one language; needs no conversation, so that it can be made before anything fails."""
    calls = [content.services[id] for id in card.calls]

    def build(voice: Voice) -> Message:
        fields = _service_fields(content) | {"emergency": EMERGENCY_NUMBER}
        return {
            "type": "emergency",
            "title": voice.say(card.title).text,
            "paragraphs": [plain(voice.say(paragraph.text, **fields)) for paragraph in card.paragraphs],
            "calls": [{"name": c.name, "phone": c.phone, "href": f"tel:{c.phone}".replace(" ", "")} for c in calls],
        }

    return with_english(translator_, build)


def services(situation: Situation, named: list[Named]) -> list[Message]:
    """One message with these services, in this order; none when there are none."""

    def build(voice: Voice) -> Message:
        title = voice.say(situation.content.phrases["who_can_help"]).text
        return {"type": "services", "title": title, "services": service_cards(situation, voice.say, named, uk_now())}

    message = with_english(situation.translator, build)
    return [message] if message["services"] else []


def question(situation: Situation, entry: Entry) -> list[Message]:
    """The yes-or-no question that closes an answer, if it has one."""
    if not entry.ask:
        return []
    phrases, voice = situation.content.phrases, Voice(situation.translator)
    buttons = [("affirm", phrases["yes_button"]), ("deny", phrases["no_button"])]
    choices_ = [{"choice": intent, "label": voice.say(label).text} for intent, label in buttons]
    return [{"type": "choices", "title": voice.say(entry.ask.text).text, "choices": choices_}]


def next_questions(situation: Situation, intents: Iterable[str], title: str | None = "you_can_ask") -> list[Message]:
    """Buttons for questions, under a phrase or under nothing; none when there are none."""
    voice, entries = Voice(situation.translator), situation.content.entries
    buttons = [{"choice": intent, "label": voice.say(entries[intent].question).text} for intent in intents]
    heading = voice.say(situation.content.phrases[title]).text if title else None
    return [{"type": "choices", "title": heading, "choices": buttons}] if buttons else []


def plain(text: Text) -> Message:
    """A paragraph that states no fact."""
    return {"text": text.text, "language": text.language, "area": None, "sources": []}


def paragraph_messages(voice: Voice, situation: Situation, paragraph: Paragraph) -> Iterator[Message]:
    """A paragraph as it is shown, and after it that a source of it is old, if it is."""
    content = situation.content
    sources = [content.sources[id] for id in paragraph.sources]
    shown = plain(voice.say(paragraph.text, **_fields(voice, situation, paragraph)))
    if sources:
        shown |= {"area": _area(voice, situation, paragraph), "sources": [_source(voice, s) for s in sources]}
    yield shown
    old = [source.checked for source in sources if source.review_by < date.today()]
    if old:
        yield plain(voice.say(content.phrases["stale"], date=min(old)))


def fixed_fields(content: Content, paragraph: Paragraph) -> dict[str, Field]:
    """What fills the placeholders of a paragraph, whoever reads it and in whatever language."""
    fields: dict[str, Field] = {**_service_fields(content), "emergency": EMERGENCY_NUMBER, **paragraph.fields}
    first = content.sources[paragraph.sources[0]] if paragraph.sources else None
    return {**fields, "published": first.published} if first and first.published else fields


def _fields(voice: Voice, situation: Situation, paragraph: Paragraph) -> dict[str, Field]:
    content, fields = situation.content, fixed_fields(situation.content, paragraph)
    if situation.force:
        fields["force"] = situation.force.name
    fields["checked"] = _nation_names(voice, situation, paragraph)
    if situation.nation:
        fields["nation"] = voice.say(content.nations[situation.nation].name).text
    return fields


def _service_fields(content: Content) -> dict[str, Field]:
    names: dict[str, Field] = {id: service.name for id, service in content.services.items()}
    return names | {f"phone_{id}": service.phone for id, service in content.services.items() if service.phone}


def _area(voice: Voice, situation: Situation, paragraph: Paragraph) -> str:
    if paragraph.place or not paragraph.nations:
        return paragraph.place or (situation.force.name if situation.force else "")
    locale = voice.translator.language.locale
    if len(paragraph.nations) == UNITED_KINGDOM:
        return str(locale.territories["GB"])
    return format_field(_nation_names(voice, situation, paragraph), locale)


def _nation_names(voice: Voice, situation: Situation, paragraph: Paragraph) -> Names:
    nations = situation.content.nations
    return Names(tuple(voice.say(nations[nation].name).text for nation in paragraph.nations))


def _source(voice: Voice, source: Source) -> Message:
    locale = voice.translator.language.locale
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": format_value(source.published, locale) if source.published else None,
        "checked": format_value(source.checked, locale),
        "language": SOURCE_LANGUAGE,
    }


def sources(situation: Situation, intent: str) -> Message:
    """The sources of an answer, each once."""
    entry, content = situation.content.entries[intent], situation.content
    ids = dict.fromkeys(id for paragraph in chosen(entry, situation) for id in paragraph.sources)

    def build(voice: Voice) -> Message:
        shown = plain(voice.say(content.phrases["sources_of_last" if ids else "no_source"]))
        shown["sources"] = [_source(voice, content.sources[id]) for id in ids]
        return {"type": "answer", "intent": intent, "title": voice.say(entry.question).text, "paragraphs": [shown]}

    return with_english(situation.translator, build)


def area(situation: Situation) -> Message:
    """Says for which police force or nation the answers are from now on."""
    if situation.force:
        return say(situation, "area_force", force=situation.force.name)
    nation = situation.content.nations[situation.nation] if situation.nation else None
    name = situation.translator.text(nation.name).text if nation else ""
    return say(situation, "area_nation", nation=name)


def which_force(situation: Situation, forces: Iterable[str]) -> Message:
    """Buttons for the police forces that a place could mean."""
    title = situation.translator.text(situation.content.phrases["which_force"]).text
    named = [(force, situation.content.forces[force].name) for force in forces]
    buttons = [{"choice": "inform_area", "label": name, "state": {"police_force": force}} for force, name in named]
    return {"type": "choices", "title": title, "choices": buttons}


def languages(on_offer: Iterable[Language]) -> Message:
    """Buttons for all languages, each in its own name."""
    buttons = [{"choice": "change_language", "language": one.tag, "label": one.autonym} for one in on_offer]
    return {"type": "choices", "title": None, "choices": buttons}


def language_now(situation: Situation) -> Message:
    """Says in which language the talk goes on."""
    return say(situation, "language_now", language=situation.translator.language.autonym)


def write_in(situation: Situation, other: Translator) -> Message:
    """A button, in the other language, to go on in it."""
    autonym = other.language.autonym
    title = other.text(situation.content.phrases["write_in"], language=autonym).text
    button = {"choice": "change_language", "language": other.language.tag, "label": autonym}
    return {"type": "choices", "title": title, "choices": [button]}
