"""One real server for all tests, and a small client for its chat."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.runtime import prepare

ROOT = Path(__file__).parents[1]
COMMAND = str(Path(sys.executable).with_name("safe-to-ask"))
START_SECONDS = 300

prepare()


@dataclass
class Server:
    """A running server and where it is."""

    process: subprocess.Popen[bytes]
    url: str

    def post(self, body: bytes, path: str = "/chat/message") -> tuple[int, Any]:
        """POST raw bytes; the status and the decoded JSON."""
        request = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"})
        return _answer(request)

    def get(self, path: str) -> tuple[int, Any]:
        return _answer(urllib.request.Request(self.url + path))


def _answer(request: urllib.request.Request) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null")


@dataclass
class Conversation:
    """What the widget does: keeps the state and the language between two messages."""

    server: Server
    language: str = "en"
    state: dict[str, str] = field(default_factory=dict)

    def say(self, message: str) -> dict[str, Any]:
        return self._send({"message": message})

    def tap(self, choice: str, language: str | None = None, **state: str) -> dict[str, Any]:
        return self._send({"choice": choice}, language, state)

    def _send(
        self, what: dict[str, str], language: str | None = None, state: dict[str, str] | None = None
    ) -> dict[str, Any]:
        body = {**what, "language": language or self.language, "state": {**self.state, **(state or {})}}
        status, reply = self.server.post(json.dumps(body).encode())
        assert status == 200, reply
        self.state, self.language = reply["state"], reply["language"]
        return dict(reply)


def start_server(*options: str, wait: bool = True, **popen: Any) -> Server:
    """Start a server on a free port; output goes to pipes unless `popen` says otherwise."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    pipes: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    process = subprocess.Popen([COMMAND, "serve", "--port", str(port), *options], **{**pipes, **popen})
    server = Server(process, f"http://127.0.0.1:{port}")
    if wait:
        wait_until_ready(server)
    return server


def wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.process.poll() is None, "the server has stopped"
        try:
            if server.get("/chat/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not become ready")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = start_server()
    yield running
    running.process.terminate()
    running.process.wait(10)


@pytest.fixture
def conversation(server: Server) -> Conversation:
    return Conversation(server)


def texts(reply: dict[str, Any]) -> str:
    """All sentences of a reply, one a line, without the isolates around fields."""
    lines = [paragraph["text"] for message in reply["messages"] for paragraph in message.get("paragraphs", [])]
    return "\n".join(lines).translate({0x2066: None, 0x2068: None, 0x2069: None})


def of_type(reply: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [message for message in reply["messages"] if message["type"] == kind]
