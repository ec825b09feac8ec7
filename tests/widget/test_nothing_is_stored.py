"""After a conversation the browser holds nothing of it, and nobody else has heard of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Server
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from widget.conftest import POLICE_QUESTION, Widget, new_page

WORDS = "Northamptonshire"
EVERYTHING_STORED = """async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    files: (await Array.fromAsync((await navigator.storage.getDirectory()).keys())).length,
    window: window.name,
    history: history.state,
})"""
NOTHING_STORED = {
    "cookie": "",
    "local": 0,
    "session": 0,
    "databases": 0,
    "caches": 0,
    "workers": 0,
    "files": 0,
    "window": "",
    "history": None,
}
COLLECT_REFUSALS = """
    window.refused = [];
    const note = ({ violatedDirective, blockedURI }) => refused.push([violatedDirective, blockedURI]);
    document.addEventListener("securitypolicyviolation", note);
"""


class Witness:
    """Writes down every request, console message and error of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[Request] = []
        self.console: list[str] = []
        page.context.on("request", lambda request: self.requests.append(request))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.add_init_script(COLLECT_REFUSALS)

    def _console(self, message: ConsoleMessage) -> None:
        self.console.append(message.text)


@pytest.fixture(scope="module")
def witness(browser: Browser) -> Iterator[Witness]:
    with new_page(browser) as page:
        yield Witness(page)


@pytest.fixture(scope="module")
def talk(witness: Witness, server: Server) -> Widget:
    """A conversation of every kind: a choice, typed words, opened sources and a change of language."""
    widget = Widget(witness.page)
    widget.page.goto(server.url + "/chat/")
    widget.start("ur")
    widget.ask(POLICE_QUESTION["ur"])
    widget.reply.locator("summary").first.click()
    widget.ask(WORDS)
    widget.ask("English")
    return widget


def test_the_browser_stores_nothing(talk: Widget) -> None:
    assert talk.page.evaluate(EVERYTHING_STORED) == NOTHING_STORED
    assert talk.page.context.cookies() == []
    assert talk.page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}


def test_the_address_and_the_title_of_the_page_say_nothing(talk: Widget, server: Server) -> None:
    assert talk.page.url == f"{server.url}/chat/"
    assert talk.page.title() == "Help and information"


def test_only_the_server_is_asked(talk: Widget, witness: Witness, server: Server) -> None:
    asked = {request.url for request in witness.requests if not request.url.startswith("data:")}
    assert {url for url in asked if not url.startswith(server.url + "/chat/")} == set()


def test_her_words_are_in_no_address(talk: Widget, witness: Witness) -> None:
    with_her_words = [request for request in witness.requests if WORDS in (request.post_data or "")]
    assert {(request.method, request.url.rsplit("/", 1)[-1]) for request in with_her_words} == {("POST", "message")}
    assert not any(WORDS in request.url for request in witness.requests)


def test_no_answer_may_be_kept_by_a_cache(talk: Widget, witness: Witness) -> None:
    answers = [request.response() for request in witness.requests if "/widget.js" not in request.url]
    kept = [answer.url for answer in answers if answer and answer.headers.get("cache-control") != "no-store"]
    assert [url for url in kept if not url.startswith("data:")] == []


def test_the_console_stays_empty(talk: Widget, witness: Witness) -> None:
    assert witness.console == []


def test_the_content_security_policy_refuses_nothing_that_the_page_needs(talk: Widget) -> None:
    assert talk.page.evaluate("refused") == []
