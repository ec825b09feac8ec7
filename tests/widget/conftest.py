"""A real browser, and one person in it who talks to the widget."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Server
from playwright.sync_api import Browser, Locator, Page, Playwright, Request, ViewportSize, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
# Nothing that the browser does on its own may be taken for something that the widget does.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 640}
LANGUAGES = {"en": "ltr", "pl": "ltr", "ur": "rtl", "ar": "rtl"}
POLICE_QUESTION = {
    "en": "Will the police tell the Home Office about me?",
    "pl": "Czy policja powie o mnie Home Office?",
    "ur": "کیا پولیس ہوم آفس کو میرے بارے میں بتائے گی؟",
    "ar": "هل ستخبر الشرطة وزارة الداخلية عني؟",
}


def launch(playwright: Playwright) -> Browser:
    """Chromium as it comes, with the page cache behind its Back button that automation otherwise switches off."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM if CHROMIUM.exists() else None,
        args=QUIET,
        ignore_default_args=["--disable-back-forward-cache"],
    )


@dataclass
class Widget:
    """What a person does with the widget in an open page."""

    page: Page

    def find(self, selector: str) -> Locator:
        """Elements inside the widget."""
        return self.page.locator(f"safe-to-ask {selector}")

    @property
    def replies(self) -> Locator:
        return self.find(".reply")

    @property
    def reply(self) -> Locator:
        """The latest reply."""
        return self.replies.last

    @property
    def shell(self) -> Locator:
        return self.find(".widget")

    @property
    def words(self) -> Locator:
        """The box that she writes in."""
        return self.find("textarea")

    @property
    def alert(self) -> Locator:
        return self.find('[role="alert"]')

    def start(self, language: str) -> dict[str, Any]:
        """Choose a language on the first screen; the greeting as the server sent it."""
        with self._answered() as answer:
            self.find(f".chooser button[lang={language}]").click()
        return answer

    def ask(self, text: str) -> dict[str, Any]:
        """Type and send a message; the reply as the server sent it."""
        with self._answered() as answer:
            self.words.fill(text)
            self.words.press("Enter")
        return answer

    def tap(self, label: str) -> dict[str, Any]:
        """Tap a button of the latest reply; the next reply as the server sent it."""
        with self._answered() as answer:
            self.reply.get_by_role("button", name=label, exact=True).click()
        return answer

    @contextmanager
    def _answered(self) -> Iterator[dict[str, Any]]:
        answer: dict[str, Any] = {}
        shown = self.replies.count()
        with self.page.expect_response("**/chat/message") as arrived:
            yield answer
        answer |= arrived.value.json()
        expect(self.replies).to_have_count(shown + 1)


def sent(request: Request) -> dict[str, Any]:
    """What the widget sent."""
    return dict(json.loads(request.post_data or "{}"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@contextmanager
def new_page(browser: Browser) -> Iterator[Page]:
    """An empty page of a new person, on a small phone."""
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        context.set_default_timeout(10_000)
        yield context.new_page()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with new_page(browser) as page:
        yield page


@pytest.fixture
def widget(page: Page, server: Server) -> Widget:
    page.goto(server.url + "/chat/")
    return Widget(page)
