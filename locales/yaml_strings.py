"""A Babel extractor for YAML: takes the text that stands under certain keys.

See https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import yaml

Found = tuple[int, str, str, list[str]]


def extract_yaml(file: IO[bytes], keywords: Any, comment_tags: Any, options: dict[str, str]) -> Iterator[Found]:
    """Yield (line, function, message, comments) for every text under one of `options["keys"]` ("*" takes all).

    The comment names the path to the text, so that a translator sees which answer it belongs to.
    """
    root = yaml.compose(file.read().decode("utf-8"), Loader=yaml.SafeLoader)
    yield from _walk(root, (), frozenset(options["keys"].split()))


def _walk(node: yaml.Node | None, path: tuple[str, ...], keys: frozenset[str]) -> Iterator[Found]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*path, key.value), keys)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item, path, keys)
    elif isinstance(node, yaml.ScalarNode) and path and (path[-1] in keys or "*" in keys):
        yield node.start_mark.line + 1, "", node.value, [" / ".join(path)]
