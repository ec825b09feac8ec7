"""An editor completes the content files by their schemas, which are those of the models and accept what is shipped."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from actions.content import FOLDER
from actions.schema import SCHEMAS, SHAPES, modeline, schema, schema_name
from bot.__main__ import app

FILES = sorted(FOLDER.glob("*.yml"))
# Where a key that is misspelt stands, by schema; `*` is the first record.
KEYS: dict[str, tuple[str | int, ...]] = {
    "ambiguous_places": ("words",),
    "answers": ("*", "plainer"),
    "emergency": ("*", "calls"),
    "facts": ("*", "trap"),
    "groups": ("men",),
    "nations": ("wales",),
    "phrases": ("closed",),
    "places": ("*", "words"),
    "police_forces": ("*", "website"),
    "police_positions": ("*", 0, "facts"),
    "services": ("*", "phone"),
    "sources": ("*", "published"),
}


def as_an_editor_sees(value: Any) -> Any:
    """Parsed YAML with every date as the text that stands in the file."""
    if isinstance(value, dict):
        return {str(key): as_an_editor_sees(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def read(name: str) -> Any:
    return as_an_editor_sees(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))


def marked(data: Any, name: str) -> list[str]:
    """What an editor marks as wrong."""
    validator = Draft7Validator(schema(name), format_checker=Draft7Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(data)]


@pytest.mark.parametrize("name", SHAPES)
def test_the_committed_schema_is_that_of_the_models(name: str) -> None:
    committed = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(schema(name))), "run `safe-to-ask content schema`"


def test_no_schema_is_left_over() -> None:
    assert sorted(path.stem for path in SCHEMAS.iterdir()) == sorted(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_is_a_valid_one(name: str) -> None:
    Draft7Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_first_line_of_a_content_file_names_its_schema(path: Path) -> None:
    first, _ = path.read_text(encoding="utf-8").split("\n", 1)
    assert first == modeline(path)
    assert (path.parent / first.partition("$schema=")[2]).is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_editor_marks_nothing_in_the_shipped_content(path: Path) -> None:
    assert marked(read(path.name), schema_name(path)) == []


def test_every_schema_has_a_key_to_misspell() -> None:
    assert sorted(KEYS) == sorted(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_an_editor_marks_a_misspelt_key(name: str) -> None:
    data = read("help.yml" if name == "answers" else f"{name}.yml")
    *way, key = KEYS[name]
    record = data
    for step in way:
        record = next(iter(record.values())) if step == "*" else record[step]
    record[f"{key}x"] = record.pop(key, "x")
    assert any(f"'{key}x'" in message for message in marked(data, name))


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("services", "review_by", "next spring"),
        ("services", "hours", [{"days": ["mon"], "from": "9am", "to": "17:00"}]),
        ("services", "hours", [{"days": ["monday"], "from": "09:00", "to": "17:00"}]),
        ("services", "hours", "often"),
        ("services", "phone", "0808 AID"),
        ("sources", "read", "half"),
    ],
)
def test_an_editor_marks_a_wrong_value(name: str, key: str, value: Any) -> None:
    data = read(f"{name}.yml")
    next(iter(data.values()))[key] = value
    assert len(marked(data, name)) == 1


def test_opening_hours_without_seconds_are_right() -> None:
    data = read("services.yml")
    next(iter(data.values()))["hours"] = [{"days": ["mon"], "from": "09:00", "to": "23:59"}]
    assert marked(data, "services") == []


def test_the_command_writes_every_schema(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["content", "schema", "--folder", str(tmp_path / "new" / "schemas")])
    assert done.exit_code == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "new" / "schemas").iterdir()}
    assert written == {path.name: path.read_bytes() for path in SCHEMAS.iterdir()}


def test_a_folder_that_cannot_be_written_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused = CliRunner().invoke(app, ["content", "schema", "--folder", str(tmp_path / "file")])
    assert refused.exit_code == 1
    assert refused.output.splitlines() == [f"{tmp_path / 'file'}: cannot be written: File exists"]
