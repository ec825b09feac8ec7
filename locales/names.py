"""How people name the languages on offer, in any of those languages."""

from __future__ import annotations

from pathlib import Path

import yaml

from locales import LANGUAGES


def language_names() -> dict[str, list[str]]:
    """Tag -> names: what Babel knows in every language on offer, and the spoken forms of `language_names.yml`."""
    spoken = yaml.safe_load(Path(__file__).with_name("language_names.yml").read_text(encoding="utf-8"))
    return {
        tag: [
            *(other.locale.languages[tag] for other in LANGUAGES.values() if tag in other.locale.languages),
            *spoken.get(tag, []),
        ]
        for tag in LANGUAGES
    }
