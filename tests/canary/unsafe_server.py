"""Tries to start the server without a safeguard: `unsafe_server.py <what> <what> ...` prints how each attempt ended."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import warnings
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bot.runtime import prepare

prepare()

import structlog  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from bot import server, silence  # noqa: E402
from bot.__main__ import app  # noqa: E402

STORES = {
    "tracker_store": {"type": "bot.stateless.StatelessTrackerStore"},
    "lock_store": {"type": "bot.stateless.NoLockStore"},
}
ENDPOINTS: dict[str, dict[str, Any]] = {
    # For a class that is not there Rasa takes its own store, which keeps everything.
    "misspelt tracker store": {**STORES, "tracker_store": {"type": "bot.stateless.StatelesTrackerStore"}},
    "no lock store": {"tracker_store": STORES["tracker_store"]},
    "event broker": {**STORES, "event_broker": {"type": "file", "path": os.devnull}},
}
AFTER_MUTE: dict[str, Any] = {
    "log handler": lambda: logging.getLogger().addHandler(logging.StreamHandler()),
    "logging": lambda: logging.disable(logging.NOTSET),
    "warnings": lambda: setattr(warnings, "showwarning", print),
    "structlog": lambda: structlog.configure(processors=[]),
}


def _read_endpoints_from_elsewhere(endpoints: dict[str, Any]) -> None:
    server.ROOT = Path(tempfile.mkdtemp())
    (server.ROOT / "bot").mkdir()
    # JSON is YAML.
    (server.ROOT / "bot/endpoints.yml").write_text(json.dumps(endpoints), "utf-8")


def _undo_after_mute(undo: Any, mute: Any = silence.mute) -> None:
    mute()
    undo()


def start_without(what: str) -> tuple[str, int, str]:
    """Run `safe-to-ask serve` in a process that has just been forked: its name, exit code and output."""
    if what in ENDPOINTS:
        _read_endpoints_from_elsewhere(ENDPOINTS[what])
    elif what in AFTER_MUTE:
        silence.mute = lambda: _undo_after_mute(AFTER_MUTE[what])
    server.serve = lambda *_: None  # a server that does start must not stay
    result = CliRunner().invoke(app, ["serve", "--port", "0"])
    return what, result.exit_code, result.output


if __name__ == "__main__":
    with get_context("fork").Pool(maxtasksperchild=1) as pool:
        json.dump(pool.map(start_without, sys.argv[1:], chunksize=1), sys.stdout)
