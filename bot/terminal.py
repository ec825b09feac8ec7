"""A conversation in the terminal, through the same channel as the widget's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from bot.channel import WidgetInput
from bot.chat_request import BadRequest, parse
from bot.server import load_agent

HINT = "Write a question, or the number of a choice. An empty line ends."


def talk(model: Path, language: str) -> None:
    """Read lines and print replies until an empty line."""
    agent, channel = load_agent(model), WidgetInput()
    state: dict[str, str] = {}
    choices: list[dict[str, Any]] = []
    typer.echo(HINT)
    while line := typer.prompt("", prompt_suffix="> ", default="", show_default=False):
        try:
            asked = parse(json.dumps(_sent(line, choices, language, state)).encode(), channel.content)
        except BadRequest as error:
            typer.echo(str(error))
            continue
        reply = asyncio.run(channel.answer(asked, agent.handle_message, agent))
        state, language = reply["state"], reply["language"]
        choices = [choice for message in reply["messages"] for choice in message.get("choices", [])]
        typer.echo("\n".join(_lines(reply, choices)))


def _sent(line: str, choices: list[dict[str, Any]], language: str, state: dict[str, str]) -> dict[str, Any]:
    if not (line.isdecimal() and 0 < int(line) <= len(choices)):
        return {"message": line, "language": language, "state": state}
    chosen = choices[int(line) - 1]
    merged = {**state, **chosen.get("state", {})}
    return {"choice": chosen["choice"], "language": chosen.get("language", language), "state": merged}


def _lines(reply: dict[str, Any], choices: list[dict[str, Any]]) -> Iterator[str]:
    for message in reply["messages"]:
        yield ""
        if message.get("title"):
            yield f"== {message['title']}"
        for paragraph in message.get("paragraphs", []):
            yield paragraph["text"]
            yield from (f"    {source['publisher']}: {source['url']}" for source in paragraph["sources"])
        for service in message.get("services", []):
            yield " | ".join(filter(None, (service["name"], service["phone"], service["web"], service["hours"])))
        for choice in message.get("choices", []):
            yield f"{choices.index(choice) + 1:3} {choice['label']}"
