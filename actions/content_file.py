"""Reads one content file, and refuses one that is wrong, naming the file, the key and the reason."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError, parse_obj_as

Parsed = TypeVar("Parsed")


class BadContent(ValueError):
    """A content file cannot be used; the message names the file, the key and the reason."""


def read_file(path: Path, shape: type[Parsed]) -> Parsed:
    """The file as `shape`, a model or a mapping of models.

    Raises:
        BadContent: the file is missing, not UTF-8, not YAML, or not of this shape.
    """
    try:
        with path.open("rb") as file:
            return parse_obj_as(shape, yaml.load(file.read().decode("utf-8"), Loader=_StrictLoader))  # noqa: S506 (a safe loader)
    except OSError as error:
        raise BadContent(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadContent(f"{path.name}: is not UTF-8 (byte {error.start})") from error
    except yaml.YAMLError as error:
        raise BadContent(f"{path.name}: {error}") from error
    except ValidationError as error:
        raise BadContent("\n".join(_reasons(path, error))) from error
    except ValueError as error:
        # A date such as 30 February.
        raise BadContent(f"{path.name}: {error}") from error


class _StrictLoader(yaml.CSafeLoader):
    """YAML that refuses the same key twice: the second would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _reasons(path: Path, error: ValidationError) -> Iterator[str]:
    for problem in error.errors():
        keys = " / ".join(str(key) for key in problem["loc"] if key != "__root__")
        yield f"{path.name}: {keys}: {problem['msg']}"
