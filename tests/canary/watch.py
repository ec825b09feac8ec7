"""Runs a server with its output, folders and home watched, and searches what it left behind."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from conftest import COMMAND, ROOT, Server, wait_until_ready

# New for every run, so that no file of an earlier run or of the project can hold them.
SECRET = f"zq{secrets.token_hex(6)}x"
SENT_ADDRESS = f"2001:db8::{secrets.token_hex(2)}:{secrets.token_hex(2)}"
CLIENT_ADDRESS = f"127.{secrets.randbelow(150) + 100}.{secrets.randbelow(150) + 100}.{secrets.randbelow(150) + 100}"
TRACES = re.compile(rb"%s([a-z]*)|(%s|%s)" % tuple(map(str.encode, (SECRET, SENT_ADDRESS, CLIENT_ADDRESS))), re.I)

FAULTY = [sys.executable, str(Path(__file__).with_name("faulty_server.py"))]
UNSAFE = [sys.executable, str(Path(__file__).with_name("unsafe_server.py"))]
LOUD = {
    "LOG_LEVEL": "DEBUG",
    "LOG_LEVEL_LIBRARIES": "DEBUG",
    "LOG_LEVEL_MATPLOTLIB": "DEBUG",
    "FORCE_JSON_LOGGING": "true",
    "RASA_TELEMETRY_ENABLED": "true",
    "RASA_TELEMETRY_DEBUG": "true",
    "SANIC_ACCESS_LOG": "true",
    "SANIC_DEBUG": "true",
    "PYTHONWARNINGS": "always",
    "PYTHONASYNCIODEBUG": "1",
    "PYTHONDEVMODE": "1",
    "PYTHONFAULTHANDLER": "1",
    "RUST_LOG": "trace",
    "RUST_BACKTRACE": "full",
}


def canary(way: str) -> str:
    """A word that stands in no file yet; `way` (letters only) says by which way it went in."""
    return SECRET + way


class Watched:
    """A server whose every trace is kept: two output files, a home, a folder for temporary files, the project."""

    def __init__(self, folder: Path, *options: str, command: list[str] | None = None, loud: bool = False) -> None:
        self.home, self.temporary, self.out, self.err = (folder / name for name in ("home", "tmp", "out", "err"))
        for place in (self.home, self.temporary):
            place.mkdir(parents=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._before = dict(self._files())
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [*(command or [COMMAND]), "serve", "--port", str(self.port), *options],
                cwd=self.home if loud else ROOT,
                stdout=out,
                stderr=err,
                env={**os.environ, **self._places(), **(LOUD if loud else {})},
            )
        self.server = Server(self.process, f"http://127.0.0.1:{self.port}")
        self._written_at_start = 0

    def wait_until_ready(self) -> None:
        try:
            wait_until_ready(self.server)
        except Exception as error:
            raise RuntimeError(f"The server did not start:\n{self.output().decode(errors='replace')}") from error
        self._written_at_start = len(self.output())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def output(self) -> bytes:
        """All of stderr and stdout."""
        return self.err.read_bytes() + self.out.read_bytes()

    def written_since_start(self) -> int:
        """How many bytes of output came after the server was ready."""
        return len(self.output()) - self._written_at_start

    def leaks(self) -> dict[str, set[str]]:
        """For each place where a trace of a conversation is: the ways by which it went in, or the address."""
        changed = [path for path, stamp in self._files() if self._before.get(path) != stamp]
        found = {self._named(path): _traces(path) for path in [self.out, self.err, *changed]}
        return {place: traces for place, traces in found.items() if traces}

    def _places(self) -> dict[str, str]:
        xdg = {f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("CONFIG", "CACHE", "DATA", "STATE")}
        temporary = {name: str(self.temporary) for name in ("TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR")}
        return {"HOME": str(self.home), "PYTHONUNBUFFERED": "1", **xdg, **temporary}

    def _files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        """Every file that the server could be expected to write, with its time and size."""
        for place in (ROOT, self.home, self.temporary):
            for folder, _, names in os.walk(place):
                for name in names:
                    path = Path(folder, name)
                    with suppress(OSError):  # gone again, or a link to nowhere
                        status = path.stat()
                        yield path, (status.st_mtime_ns, status.st_size)

    def _named(self, path: Path) -> str:
        names = {self.out: "stdout", self.err: "stderr"}
        folders = [(self.home, "home"), (self.temporary, "tmp"), (ROOT, "project")]
        inside = (f"{name}/{path.relative_to(place)}" for place, name in folders if path.is_relative_to(place))
        return names.get(path) or next(inside)


def _traces(path: Path) -> set[str]:
    content = path.read_bytes() if path.is_file() else b""
    return {(way or address).decode().lower() for way, address in TRACES.findall(content)}
