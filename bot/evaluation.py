"""Measures how well test texts are understood: read as the channel reads them, parsed by the trained pipeline."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from sklearn.metrics import f1_score

from bot.chat_request import read
from bot.server import load_agent

FALLBACK = "nlu_fallback"
EMERGENCIES = ("emergency_danger", "disclose_suicidal")
Report = dict[str, Any]


class BadTestSet(ValueError):
    """The folder or a file of it cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class Outcome:
    """One test text: what it should mean, the intents found, likeliest first, and what the person would be shown.

    `answered` is the intent whose answer is given, None when the person is offered a choice.
    """

    language: str
    style: str
    intent: str
    ranking: list[str]
    answered: str | None
    emergency: bool


def evaluate(model: Path, folder: Path) -> Report:
    """The report of a folder of `<language>.yml` files, by language and for all together.

    Shares are from 0 to 1; None where there is nothing to count. An intent that is not known counts as wrong.

    Raises:
        BadTestSet: the folder has no test set, or a file has another shape.
    """
    examples = list(_examples(folder))
    if not examples:
        raise BadTestSet(f"{folder}: there is no test text")
    outcomes = asyncio.run(_run(load_agent(model), examples))
    by_language = _grouped(outcomes, lambda outcome: outcome.language)
    return {"languages": {tag: _measure(found) for tag, found in by_language.items()}, "all": _measure(outcomes)}


async def _run(agent: Agent, examples: Iterable[tuple[str, str, str, str]]) -> list[Outcome]:
    return [
        _outcome(await agent.processor.parse_message(UserMessage(read(text))), *labels) for text, *labels in examples
    ]


def _outcome(parsed: dict[str, Any], language: str, style: str, intent: str) -> Outcome:
    ranking = [guess["name"] for guess in parsed["intent_ranking"] if guess["name"] != FALLBACK]
    answered = parsed["intent"]["name"]
    emergency = bool(parsed.get("emergency")) or answered in EMERGENCIES
    return Outcome(language, style, intent, ranking, None if answered == FALLBACK else answered, emergency)


def _examples(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    files = sorted(folder.glob("*.yml"))
    if not files:
        raise BadTestSet(f"{folder}: there is no <language>.yml")
    for path in files:
        try:
            intents = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadTestSet(f"{path}: {error}") from error
        if not isinstance(intents, dict):
            raise BadTestSet(f"{path}: must map intents to lists of {{text, style}}")
        for intent, examples in intents.items():
            if not isinstance(examples, list):
                raise BadTestSet(f"{path}: {intent}: must be a list of {{text, style}}")
            for number, example in enumerate(examples, 1):
                if not isinstance(example, dict) or not isinstance(example.get("text"), str):
                    raise BadTestSet(f"{path}: {intent} / {number}: needs a text")
                yield example["text"], path.stem, str(example.get("style", "plain")), str(intent)


def _measure(outcomes: list[Outcome]) -> Report:
    emergencies = [outcome for outcome in outcomes if outcome.intent in EMERGENCIES]
    others = [outcome for outcome in outcomes if outcome.intent not in EMERGENCIES]
    by_style = _grouped(outcomes, lambda outcome: outcome.style)
    truth, guess = [o.intent for o in outcomes], [o.ranking[0] for o in outcomes]
    return {
        **_accuracy(outcomes),
        "macro_f1": float(f1_score(truth, guess, labels=sorted(set(truth)), average="macro", zero_division=0)),
        "wrong_confident": _share(outcomes, lambda o: o.answered not in (None, o.intent)),
        "emergency_shown": _share(emergencies, lambda o: o.emergency),
        "false_emergency": _share(others, lambda o: o.emergency),
        "offered_choices": _share(outcomes, lambda o: o.answered is None),
        "styles": {style: _accuracy(found) for style, found in by_style.items()},
    }


def _accuracy(outcomes: list[Outcome]) -> Report:
    return {
        "n": len(outcomes),
        "top1": _share(outcomes, lambda o: o.ranking[0] == o.intent),
        "top3": _share(outcomes, lambda o: o.intent in o.ranking[:3]),
    }


def _share(outcomes: list[Outcome], holds: Callable[[Outcome], bool]) -> float | None:
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else None


def _grouped(outcomes: list[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome)].append(outcome)
    return dict(sorted(groups.items()))


def as_json(report: Report) -> str:
    """The report as JSON."""
    return json.dumps(report, indent=2)


def as_table(report: Report) -> str:
    """The report as lines of text, a line each for a language and for each of its styles."""
    columns = (
        "n",
        "top1",
        "top3",
        "macro_f1",
        "wrong_confident",
        "emergency_shown",
        "false_emergency",
        "offered_choices",
    )
    lines = [f"{'':18}" + "".join(f"{column:>17}" for column in columns)]
    for name, measured in {**report["languages"], "all": report["all"]}.items():
        lines.append(_line(name, measured, columns))
        lines += [_line(f"  {style}", found, columns[:3]) for style, found in measured["styles"].items()]
    return "\n".join(lines)


def _line(name: str, measured: Report, columns: Iterable[str]) -> str:
    shown = (measured[column] for column in columns)
    cells = ("-" if cell is None else f"{cell}" if isinstance(cell, int) else f"{cell:.3f}" for cell in shown)
    return f"{name:18}" + "".join(f"{cell:>17}" for cell in cells)
