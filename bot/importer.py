"""Reads `data/` as Rasa does, and notes on every training example the language of its folder."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.language_identifier import LANGUAGE


class LanguageFolderImporter(RasaFileImporter):
    """`data/nlu/<language>/<topic>.yml` gives every example the metadata `{"language": <language>}`."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All examples, each with its language."""
        return TrainingData().merge(*map(_with_language, self._nlu_files))


def _with_language(path: str) -> TrainingData:
    data = training_data_from_paths([path], "")
    for example in data.training_examples:
        example.set(METADATA, {LANGUAGE: Path(path).parent.name})
    return data
