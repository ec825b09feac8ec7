"""Every way in which words can reach the server, each with a canary that names it."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from typing import Any

from canary.watch import CLIENT_ADDRESS, SENT_ADDRESS, Watched, canary

ALREADY_GONE = struct.pack("ii", 1, 0)
IN_LANGUAGES = {
    "english": "My husband hit me. Will the police tell the Home Office? {}",
    "polish": "Mąż mnie bije. Czy policja powie Home Office? {}",
    "urdu": "میرا شوہر مجھے مارتا ہے {} کیا پولیس ہوم آفس کو بتائے گی؟",
    "arabic": "زوجي يضربني {} هل تخبر الشرطة وزارة الداخلية؟",
    "romanised": "mera shohar mujhe marta hai {} police kya karegi",
    "emoji": "😭👩‍👧 {} 🆘",
    "place": "I live in {}, near Leeds",
    "longest": "{}" + "x" * 1900,
}
SLASHES = {
    "slash": "/{}",
    "slashspace": "/ {}",
    "slashhelp": "/help he hit me {}",
    "slashbrace": "/greet{{{}",
    "slashobject": "/{{{}}}",
    "slashslash": "//{}",
    "slashentity": '/greet{{"force_name": "{}"}}',
}
HEADERS = (
    "User-Agent",
    "Cookie",
    "Referer",
    "Authorization",
    "Origin",
    "Accept-Language",
    "Content-Type",
    "Expect",
    "X-Any",
)
ADDRESS_HEADERS = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


def http(method: str, path: str, body: Any = b"", **headers: str) -> bytes:
    """A request as it goes over the wire; a body that is not bytes goes as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    fields = {"Host": "chat", "Connection": "close", "Content-Length": str(len(content)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + content


def ask(body: Any, path: str = "/chat/message", **headers: str) -> bytes:
    return http("POST", path, body, **headers)


def said(text: str) -> bytes:
    return ask({"message": text, "language": "en"})


def send(watched: Watched, request: bytes) -> bytes:
    """Send raw bytes from an address of our own, and read until the server closes."""
    with socket.create_connection(("127.0.0.1", watched.port), 30, (CLIENT_ADDRESS, 0)) as connection:
        try:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError:  # refused before all of it was read
            return b""


def send_and_leave(watched: Watched, request: bytes) -> None:
    """Send raw bytes and break the connection before any reply."""
    with socket.create_connection(("127.0.0.1", watched.port), 30, (CLIENT_ADDRESS, 0)) as connection:
        connection.sendall(request)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ALREADY_GONE)


def well_formed() -> Iterator[bytes]:
    """What a widget may send."""
    for way, text in {**IN_LANGUAGES, **SLASHES}.items():
        yield said(text.format(canary(way)))
    yield ask(f'{{"message": "{canary("surrogate")} \\ud800 \\udfff", "language": "ur"}}'.encode())
    yield ask({"message": f"{canary('control')}\0\u202e\ufeff\n\x1b[31m", "language": "en"})
    yield ask({"message": canary("stream"), "language": "en"}, "/chat/message?stream=true")
    yield ask({"message": canary("query"), "language": "en"}, f"/chat/message?sender={canary('querysender')}")


def refused() -> Iterator[bytes]:
    """Bodies that the contract forbids."""
    good = {"message": canary("good"), "language": "en"}
    for way, message in {"list": [canary("list")], "null": None, "number": 1, "object": {canary("object"): 1}}.items():
        yield ask({"message": message, "language": "en"}, X_Any=canary(way))
    yield ask({**good, canary("unknownkey"): 1})
    yield ask({**good, "sender": canary("sender"), "metadata": {"x": canary("metadata")}})
    yield ask({**good, "language": canary("language")})
    yield ask({"choice": canary("choice"), "language": "en"})
    yield ask({**good, "choice": canary("both")})
    yield ask({**good, "state": {canary("slotname"): "x"}})
    for slot in ("language", "nation", "police_force", "topic", "pending"):
        yield ask({**good, "state": {slot: canary("slot")}})
    yield ask({**good, "state": [canary("statelist")]})
    yield ask({"message": canary("oversizetext").ljust(2001, "x"), "language": "en"})
    yield ask({"message": canary("oversizebody") + "x" * 2**20 + canary("oversizebody"), "language": "en"})
    yield ask(f'{{"message": "{canary("badjson")}'.encode())
    yield ask(f'"{canary("notanobject")}"'.encode())
    yield ask(b"[" * 20000 + canary("deep").encode())
    yield ask(f'{{"message": "{canary("notutf")}'.encode() + b'\xff\xfe", "language": "en"}')
    yield ask(json.dumps(good).encode("utf-16"))


def around() -> Iterator[bytes]:
    """Words in paths, queries, headers, and requests that are not quite HTTP."""
    good = {"message": "Hello", "language": "en"}
    for method, path in (
        ("GET", "/{}"),
        ("GET", "/chat/{}"),
        ("GET", "/chat/?q={}"),
        ("GET", "/chat/health?q={}"),
        ("GET", "/chat/languages/{}"),
        ("GET", "/chat/languages/%ff{}"),
        ("GET", "/chat/../{}"),
        ("GET", "/conversations/{}/tracker"),
        ("POST", "/webhooks/rest/webhook?token={}"),
        ("PUT", "/chat/message?q={}"),
        ("OPTIONS", "/chat/message?q={}"),
        ("{}", "/chat/message"),
    ):
        word = canary("path")
        yield http(method.format(word), path.format(word), {"sender": canary("rest"), "message": canary("rest")})
    yield http("GET", "/chat/message", {"message": canary("getbody"), "language": "en"})
    for name in HEADERS:
        yield ask(good, **{name: canary("header")})
    for name in ADDRESS_HEADERS:
        yield ask(good, **{name: f"for={SENT_ADDRESS}" if name == "Forwarded" else SENT_ADDRESS})
    yield ask(good, **{canary("headername"): "x"})
    yield ask(good, **{"X-Long": canary("longheader") * 1000})
    yield ask(good, Upgrade="websocket", Connection="Upgrade", Sec_WebSocket_Key=canary("websocket"))
    yield ask(good, **{"Content-Length": canary("length")})
    yield ask(f"{canary('chunk')}\r\n".encode(), **{"Transfer-Encoding": "chunked"})
    yield f"{canary('nothttp')}\r\n\r\n".encode()
    yield f"GET /{canary('version')} HTTP/9.{canary('version')}\r\n\r\n".encode()
    yield f"GET / HTTP/1.1\r\n{canary('nocolon')}\r\n\r\n".encode()
    yield b"\x16\x03\x01" + canary("tls").encode() + b"\r\n\r\n"


def broken_off() -> Iterator[bytes]:
    """Requests after which the person is gone."""
    whole = ask({"message": f"{canary('disconnect')} Can the police help me?", "language": "en"})
    yield whole
    yield whole[:-20]
    yield whole[:60]


def send_everything(watched: Watched) -> None:
    for request in (*well_formed(), *refused(), *around()):
        send(watched, request)
    for request in broken_off():
        send_and_leave(watched, request)
    send(watched, said("Hello"))
