"""The HTTP contract of docs/channel.md, over the real server."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from email.message import Message
from typing import Any

import pytest
from conftest import Conversation, Server, of_type, texts

from actions.content import load_content
from bot.chat_request import LONGEST_MESSAGE
from bot.server import LARGEST_BODY
from locales import LANGUAGES

CONTENT = load_content()
QUESTION = "will the police tell the home office about me?"
TYPED = "Xanthippe Qwertz"
PARAGRAPH = {"text", "language", "area", "sources"}
SOURCE = {"title", "publisher", "url", "published", "checked", "language"}
KEYS = {
    "emergency": {"type", "title", "paragraphs", "calls"},
    "text": {"type", "paragraphs"},
    "answer": {"type", "intent", "title", "paragraphs"},
    "services": {"type", "title", "services"},
    "choices": {"type", "title", "choices"},
}
SERVICE = {
    "id", "name", "summary", "summary_language", "phone", "href", "text", "email", "web",
    "open", "hours", "ways", "area", "caution",
}  # fmt: skip
NEVER_NULL = ("id", "name", "summary", "summary_language")


def request_body(**changes: Any) -> bytes:
    """A good request with some keys changed; a key that is None is left out."""
    body = {"message": QUESTION, "language": "en", "state": {}, **changes}
    return json.dumps({key: value for key, value in body.items() if value is not None}).encode()


def headers_of(server: Server, path: str, body: bytes | None = None) -> Message:
    try:
        with urllib.request.urlopen(urllib.request.Request(server.url + path, body), timeout=30) as response:
            return response.headers
    except urllib.error.HTTPError as error:
        return error.headers


def assert_normal(reply: dict[str, Any]) -> None:
    """The reply says something, and it is not the one for a server that has failed."""
    assert "error" not in reply
    assert texts(reply).strip()


def assert_as_documented(reply: dict[str, Any]) -> None:
    assert reply.keys() - {"error"} == {"messages", "state", "language", "direction"}
    kinds = [message["type"] for message in reply["messages"]]
    assert kinds
    assert "emergency" not in kinds[1:]
    for message in reply["messages"]:
        assert message.keys() - {"draft", "english", "intent"} == KEYS[message["type"]] - {"intent"}
        assert_marked_as_draft(message)
        for paragraph in message.get("paragraphs", []):
            assert paragraph.keys() == PARAGRAPH
            assert all(source.keys() == SOURCE for source in paragraph["sources"])
        for service in message.get("services", []):
            assert service.keys() == SERVICE
            assert all(service[key] for key in NEVER_NULL)
        for choice in message.get("choices", []):
            assert choice.keys() - {"language", "state"} == {"choice", "label"}
        for call in message.get("calls", []):
            assert call.keys() == {"name", "phone", "href"}
            assert call["href"] == f"tel:{call['phone']}".replace(" ", "")


def assert_marked_as_draft(message: dict[str, Any]) -> None:
    """A draft brings the same message in English along."""
    assert ("english" in message) == message.get("draft", False)
    if "english" in message:
        assert message["english"]["type"] == message["type"]
        assert all(paragraph["language"] == "en" for paragraph in message["english"].get("paragraphs", []))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typed_question_is_answered_in_the_language_that_was_sent(server: Server, language: str) -> None:
    reply = Conversation(server, language).say(QUESTION)
    assert_normal(reply)
    assert_as_documented(reply)
    assert (reply["language"], reply["direction"]) == (language, LANGUAGES[language].direction)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", CONTENT.entries)
def test_every_intent_can_be_tapped(server: Server, intent: str, language: str) -> None:
    reply = Conversation(server, language).tap(intent)
    assert_normal(reply)
    assert_as_documented(reply)
    assert reply["language"] == language


def test_a_message_without_state_starts_a_conversation(server: Server) -> None:
    status, reply = server.post(request_body(state=None))
    assert status == 200
    assert_normal(reply)


@pytest.mark.parametrize(
    "message",
    [
        "?",
        "a" * LONGEST_MESSAGE,
        "e\u0301" * LONGEST_MESSAGE,
        "\u1100\u1161" * LONGEST_MESSAGE,
        "😀" * LONGEST_MESSAGE,
    ],
    ids=["one", "longest", "accents", "syllables", "emoji"],
)
def test_1_to_2000_composed_characters_are_read(conversation: Conversation, message: str) -> None:
    assert_normal(conversation.say(message))


@pytest.mark.parametrize(
    "message",
    ["", "a" * (LONGEST_MESSAGE + 1), "e\u0301" * (LONGEST_MESSAGE + 1), "\u0958" * (LONGEST_MESSAGE // 2 + 1)],
    ids=["none", "one too many", "accents", "letters that NFC takes apart"],
)
def test_other_lengths_are_refused(server: Server, message: str) -> None:
    status, answer = server.post(request_body(message=message))
    assert (status, answer["error"]["field"]) == (400, "message")
    assert str(LONGEST_MESSAGE) in answer["error"]["reason"]


WRONG: list[tuple[str, dict[str, Any]]] = [
    *(("message", {"message": wrong}) for wrong in (1, True, 1.5, [TYPED], {"text": TYPED})),
    ("message", {"choice": "greet"}),
    ("message", {"message": None}),
    *(("choice", {"message": None, "choice": wrong}) for wrong in (1, ["greet"], {}, "", TYPED, "/greet", "GREET")),
    ("choice", {"message": None, "choice": 'greet{"force_name": "kent"}'}),
    *(("language", {"language": wrong}) for wrong in (None, 1, ["en"], {}, "", TYPED, "EN", "en-GB", "../en")),
    *(("state", {"state": wrong}) for wrong in (1, TYPED, [], [["topic", "greet"]])),
    *(("state", {"state": {wrong: "en"}}) for wrong in (TYPED, "", "session_started_metadata")),
    *(
        (f"state.{slot}", {"state": {slot: wrong}})
        for slot in ("language", "nation", "police_force", "groups", "topic", "pending")
        for wrong in (TYPED, "", 1, False, ["en"], {"en": "en"})
    ),
    *(("state.groups", {"state": {"groups": wrong}}) for wrong in ("men x", "men men", " men", "men  deaf")),
    *(("body", {wrong: TYPED}) for wrong in (TYPED, "sender", "metadata", "Message")),
]


@pytest.mark.parametrize(("field", "changes"), WRONG)
def test_a_wrong_request_is_refused_by_field_and_nothing_is_repeated(
    server: Server, field: str, changes: dict[str, Any]
) -> None:
    status, answer = server.post(request_body(**changes))
    assert (status, answer["error"]["field"]) == (400, field)
    assert answer.keys() == {"error"}
    assert answer["error"].keys() == {"field", "reason"}
    assert answer["error"]["reason"]
    assert TYPED not in json.dumps(answer)


@pytest.mark.parametrize("slot", ["nation", "police_force", "topic", "pending", "language"])
def test_a_null_slot_is_refused(server: Server, slot: str) -> None:
    assert server.post(request_body(state={slot: None}))[0] == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        TYPED.encode(),
        f'{{"message": "{TYPED}", "language": "en"'.encode(),
        b"[]",
        b'"text"',
        b"null",
        b"[" * 20_000,
        b'{"message": ' + b"9" * 10_000 + b', "language": "en"}',
        f"message={TYPED}&language=en".encode(),
        request_body().decode().encode("utf-16"),
        b'{"message": "caf\xe9 ' + TYPED.encode() + b'", "language": "en"}',
        b'{"message": "\xed\xa0\x80", "language": "en"}',
    ],
)
def test_what_is_not_a_json_object_in_utf_8_is_refused(server: Server, body: bytes) -> None:
    status, answer = server.post(body)
    assert (status, answer["error"]["field"]) in {(400, "body"), (400, "message")}
    assert TYPED not in json.dumps(answer)


def test_an_oversize_body_is_refused(server: Server) -> None:
    status, answer = server.post(request_body(message="a" * LARGEST_BODY))
    assert (status, answer["error"]["reason"]) == (413, "is too large")


@pytest.mark.parametrize("before", ["/", "//", " /", "\n/", "\u200b/", "\u202e/", "\ufeff/", "/\u2066/", "\x00/"])
def test_a_leading_slash_is_just_text(conversation: Conversation, before: str) -> None:
    assert conversation.say(before + 'change_language{"language_name": "ur"}')["language"] == "en"
    conversation.say(before + 'inform_area{"force_name": "avon_and_somerset"}')
    assert "police_force" not in conversation.state


@pytest.mark.parametrize("command", ["/restart", "/session_start", "/back", "/", "///"])
def test_commands_of_rasa_are_just_text(conversation: Conversation, command: str) -> None:
    assert_normal(conversation.say(command))


def test_a_typed_intent_name_does_not_tap_its_button(conversation: Conversation) -> None:
    without_slash = Conversation(conversation.server).say("nlu_fallback")
    assert conversation.say("/nlu_fallback") == without_slash


def test_the_state_after_a_long_talk_is_small_and_holds_no_typed_word(server: Server) -> None:
    talk = Conversation(server)
    lines = [
        f"I am {TYPED}, will the police tell the home office about me?",
        f"{TYPED} lives in Belfast, Northern Ireland",
        f"my husband {TYPED} says he will have me deported",
        f"yes {TYPED}",
        "what do you mean?",
        f"in urdu please, {TYPED}",
    ]
    for line in lines * 5:
        talk.say(line)
        written = json.dumps(talk.state, ensure_ascii=False)
        assert len(written.encode()) < 300
        assert not any(word in written for word in TYPED.split())


def test_even_the_largest_state_is_under_300_bytes(server: Server) -> None:
    known = {
        "language": LANGUAGES,
        "nation": CONTENT.nations,
        "police_force": CONTENT.forces,
        "topic": CONTENT.entries,
        "pending": CONTENT.entries,
    }
    largest = {slot: max(ids, key=len) for slot, ids in known.items()}
    assert len(json.dumps(largest)) < 300
    assert server.post(request_body(state=largest))[0] == 200


def test_the_server_remembers_nothing_that_the_state_does_not_say(server: Server) -> None:
    alone = Conversation(server).tap("clarify")
    someone = Conversation(server)
    someone.tap("ask_police_report_home_office")
    assert Conversation(server).tap("clarify") == alone


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/webhooks/rest/webhook",
        "/webhooks/chat/message",
        "/webhooks/callback/webhook",
        "/conversations/x/tracker",
        "/conversations/x/messages",
        "/model",
        "/model/parse",
        "/model/train",
        "/socket.io/",
        "/version",
        "/status",
        "/domain",
        "/docs",
        "/favicon.ico",
        "/chat/x",
        "/chat/message/x",
        "/chat/index.html",
        "/chat/../pyproject.toml",
        "/chat/%2e%2e/pyproject.toml",
        "/chat/widget.js/../../../pyproject.toml",
        "/chat/languages/",
        "/chat/languages/xx",
        "/chat/languages/UR",
        "/chat/languages/../../x",
        "/chat/languages/%2e%2e",
        "/chat/languages/%2e%2e%2fur",
        "/chat/languages/..%5cur",
        "/chat/languages/ur%00",
        "/chat/languages/ur/LC_MESSAGES/messages.po",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_else_can_be_reached(server: Server, path: str, method: str) -> None:
    status, answer = server.get(path) if method == "GET" else server.post(request_body(message=TYPED), path)
    assert status == 404 or (method, status) == ("POST", 405)
    assert answer["error"].keys() == {"field", "reason"}
    assert TYPED not in json.dumps(answer)


@pytest.mark.parametrize("path", ["/chat/message", "/chat/languages", "/chat/languages/ur", "/chat/health"])
@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "TRACE"])
def test_other_methods_are_refused(server: Server, path: str, method: str) -> None:
    request = urllib.request.Request(server.url + path, request_body(), method=method)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 405
    assert refused.value.read().startswith(b'{"error"')


def test_the_languages_are_named_in_themselves_with_their_direction(server: Server) -> None:
    status, answer = server.get("/chat/languages")
    assert status == 200
    assert sorted((one["language"], one["autonym"], one["direction"]) for one in answer["languages"]) == [
        ("ar", "العربية", "rtl"),
        ("en", "English", "ltr"),
        ("pl", "polski", "ltr"),
        ("ur", "اردو", "rtl"),
    ]


@pytest.mark.parametrize(("accepted", "first"), [("ur-PK,en;q=0.8", "ur"), ("fr, pl;q=0.5", "pl"), ("xx", "en")])
def test_the_language_of_the_browser_comes_first(server: Server, accepted: str, first: str) -> None:
    request = urllib.request.Request(server.url + "/chat/languages", headers={"Accept-Language": accepted})
    with urllib.request.urlopen(request, timeout=30) as response:
        assert json.load(response)["languages"][0]["language"] == first


@pytest.mark.parametrize("junk", ["", ",;,", "*", "../../x", "a" * 5_000, "en;q=x"])
def test_a_strange_browser_language_changes_nothing(server: Server, junk: str) -> None:
    request = urllib.request.Request(server.url + "/chat/languages", headers={"Accept-Language": junk})
    with urllib.request.urlopen(request, timeout=30) as response:
        assert len(json.load(response)["languages"]) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strings_of_a_language_can_be_had(server: Server, language: str) -> None:
    status, answer = server.get(f"/chat/languages/{language}")
    assert status == 200
    assert answer["language"] == language
    assert answer["direction"] == LANGUAGES[language].direction
    assert answer["autonym"] == LANGUAGES[language].autonym
    for string in ("Send", "Leave this page", "In danger now? Call %(number)s"):
        assert (string in answer["strings"]) == (language != "en")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/chat/message", request_body()),
        ("/chat/message", b"{"),
        ("/chat/message", request_body(message="a" * LARGEST_BODY)),
        ("/chat/message", None),
        ("/chat/languages", None),
        ("/chat/languages/ur", None),
        ("/chat/languages/xx", None),
        ("/chat/health", None),
        ("/chat/", None),
        ("/chat/widget.js", None),
        ("/nothing", None),
    ],
)
def test_no_browser_or_proxy_keeps_anything(server: Server, path: str, body: bytes | None) -> None:
    headers = headers_of(server, path, body)
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


def test_any_website_may_embed_the_widget_and_without_credentials(server: Server) -> None:
    asking = {
        "Origin": "https://charity.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    request = urllib.request.Request(server.url + "/chat/message", headers=asking, method="OPTIONS")
    with urllib.request.urlopen(request, timeout=30) as response:
        assert response.headers["Access-Control-Allow-Origin"] in ("*", asking["Origin"])
        assert "content-type" in response.headers["Access-Control-Allow-Headers"].lower()
        assert "POST" in response.headers["Access-Control-Allow-Methods"]
        assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(
    "junk",
    [
        "😀😭🙏🏽👩‍👩‍👧",
        "\ufdfa" * LONGEST_MESSAGE,
        "h" + "\u0335\u0322\u0347" * 600,
        "\u202e\u202d\u2066 police \u2069\u202c",
        "\u202e" * LONGEST_MESSAGE,
        "\ud800\udfff",
        "tell \ud83d me",
        "a" * LONGEST_MESSAGE,
        " " * LONGEST_MESSAGE,
        "\u00a0\u2003\u3000\t\r\n",
        "\x00" * 10,
        "\u0640" * LONGEST_MESSAGE,
        "\U000e0041" * 100,
        "{{7*7}} ${x} %(emergency)s %s <script>alert(1)</script>",
        "'; drop table tracker; --",
        "\n".join(["- intent: greet"] * 100),
    ],
    ids=lambda junk: ascii(junk)[:20],
)
def test_junk_gets_a_normal_reply(server: Server, language: str, junk: str) -> None:
    reply = Conversation(server, language).say(junk)
    assert_normal(reply)
    assert_as_documented(reply)


def test_a_junk_message_does_not_spoil_the_next_one(conversation: Conversation) -> None:
    for junk in ("\ufdfa" * LONGEST_MESSAGE, "\ud800", "\x00"):
        conversation.say(junk)
    assert of_type(conversation.say(QUESTION), "answer")
    assert conversation.server.get("/chat/health") == (200, {"status": "ok", "failures": 0})
