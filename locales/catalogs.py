"""Keeps the catalogs in step with the English, and finds what is wrong in them. Babel and GNU gettext do the work."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from locales import FOLDER, LANGUAGES, SOURCE_LANGUAGE, BadCatalog, catalog_path, fits, read_catalog
from locales.draft import mark_draft

ROOT = FOLDER.parent
TEMPLATE = FOLDER / "messages.pot"
# Babel breaks a long previous msgid into lines that gettext cannot read; so no line of a catalog is broken.
UNBROKEN = 1_000_000
ABOUT = (
    "--project=Safe to Ask",
    "--copyright-holder=the Safe to Ask authors",
    "--version=0.1",
    "--msgid-bugs-address=",
)


def update() -> None:
    """Extract the English anew and merge it into every catalog.

    The translation of a changed sentence becomes fuzzy, with the previous English beside it; one that the changed
    placeholders no longer fit goes, since it could not be filled.
    """
    _extract(TEMPLATE)
    for tag in _translated():
        catalog = read_catalog(tag)
        with TEMPLATE.open("rb") as file:
            template = read_po(file)
        previous = {message.id: message.previous_id for message in catalog if message.previous_id}
        catalog.update(template)
        for msgid in previous.keys() & {message.id for message in catalog if message.fuzzy}:
            catalog[msgid].previous_id = catalog[msgid].previous_id or previous[msgid]
        for message in catalog:
            if message.id and message.string and not fits(message):
                message.string, message.flags = "", message.flags - {"fuzzy"}
        _write(tag, catalog)


def mark_drafts(tag: str) -> int:
    """Mark every translation of a language that is fuzzy as a draft of the present English; how many there are.

    For the person who has just drafted them: a fuzzy entry without the mark is not served.
    """
    catalog = read_catalog(tag)
    drafts = [message for message in catalog if message.id and message.string and message.fuzzy]
    for message in drafts:
        mark_draft(message)
    _write(tag, catalog)
    return len(drafts)


def problems() -> Iterator[str]:
    """What is wrong: a stale template or catalog, a broken placeholder, an error that msgfmt finds."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "messages.pot")
        _extract(fresh)
        if _messages(fresh) != _messages(TEMPLATE):
            yield f"{TEMPLATE}: does not match the English: run `safe-to-ask locales update`"
    for tag in _translated():
        try:
            read_catalog(tag)
        except BadCatalog as error:
            yield str(error)
        if _messages(catalog_path(tag)) != _messages(TEMPLATE):
            yield f"{catalog_path(tag)}: is not up to date: run `safe-to-ask locales update`"
        yield from _gettext_errors(catalog_path(tag))


def _write(tag: str, catalog: Catalog) -> None:
    with catalog_path(tag).open("wb") as file:
        write_po(file, catalog, width=UNBROKEN, include_previous=True)


def _translated() -> list[str]:
    return [tag for tag in LANGUAGES if tag != SOURCE_LANGUAGE]


def _messages(path: Path) -> set[str]:
    with path.open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def _gettext_errors(path: Path) -> Iterator[str]:
    """Errors of `msgfmt -c`, drafts included, when GNU gettext is installed. Babel's own compile lets some pass."""
    if not shutil.which("msgfmt"):
        return
    checked = subprocess.run(
        ["msgfmt", "-c", "--use-fuzzy", "-o", "-", path], capture_output=True, env={"LC_ALL": "C", "PATH": _path()}
    )
    if checked.returncode:
        yield from checked.stderr.decode("utf-8", "replace").splitlines()


def _path() -> str:
    return str(Path(shutil.which("msgfmt") or "").parent)


def _extract(goal: Path) -> None:
    _babel("extract", "-F", FOLDER / "babel.cfg", "--add-comments=NOTE:", *ABOUT, "-o", goal, ".")


def _babel(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, check=True)
