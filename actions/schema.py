"""JSON Schemas of the content files, so that an editor completes the keys and marks a wrong one while it is typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import schema_of

from actions.content import FOLDER, PHRASES, TOPICS
from actions.models import (
    AmbiguousPlaces,
    Card,
    Entry,
    Fact,
    Force,
    Group,
    GroupNames,
    Nation,
    NationId,
    Paragraph,
    Places,
    Service,
    Source,
)

SCHEMAS = FOLDER / "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"
ANSWERS = "answers"
SHAPES: Mapping[str, Any] = {
    ANSWERS: dict[str, Entry],
    "ambiguous_places": AmbiguousPlaces,
    "emergency": dict[str, Card],
    "facts": dict[str, Fact],
    "groups": dict[str, GroupNames],
    "nations": dict[str, Nation],
    "phrases": dict[str, str],
    "places": dict[str, Places],
    "police_forces": dict[str, Force],
    "police_positions": dict[str, tuple[Paragraph, ...]],
    "services": dict[str, Service],
    "sources": dict[str, Source],
}
# Files whose keys are all known beforehand.
KEYS: Mapping[str, tuple[str, ...]] = {
    "groups": get_args(Group),
    "nations": get_args(NationId),
    "phrases": tuple(PHRASES),
}
# The format "time" of JSON Schema asks for seconds and a zone, which no opening hour has.
TIME = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}

Schema = dict[str, Any]


def schema_name(path: Path) -> str:
    """The schema of a content file: all topics share one."""
    return ANSWERS if path.stem in TOPICS else path.stem


def modeline(path: Path) -> str:
    """The comment in the first line of a content file by which an editor finds its schema."""
    return f"# yaml-language-server: $schema=schemas/{schema_name(path)}.json"


def schema(name: str) -> Schema:
    """The JSON Schema of one kind of content file, from the models."""
    made = schema_of(SHAPES[name], title=name)
    if name in KEYS:
        made["propertyNames"] = {"enum": list(KEYS[name])}
    return {"$schema": DIALECT, **_hours_and_minutes(made)}


def write_schemas(folder: Path = SCHEMAS) -> list[Path]:
    """Write every schema into a folder, which is made when it is missing; the files.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(folder))


def _written(folder: Path) -> Iterator[Path]:
    for name in SHAPES:
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema(name), indent=2) + "\n", encoding="utf-8")
        yield path


def _hours_and_minutes(node: Any) -> Any:
    if isinstance(node, list):
        return [_hours_and_minutes(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == "time":
        return {"title": node["title"], **TIME}
    return {key: _hours_and_minutes(value) for key, value in node.items()}
