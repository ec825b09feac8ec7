"""The trained model of the current data: where it is, whether it is there, and how it is made."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.runtime import ROOT

CONFIG, DOMAIN, DATA, MODELS = ROOT / "bot/config.yml", ROOT / "bot/domain.yml", ROOT / "data", ROOT / "models"


class TrainingFailed(RuntimeError):
    """Rasa did not make a model; it has said why."""


def _ingredients() -> Iterator[Path]:
    yield from (CONFIG, DOMAIN, ROOT / "bot/importer.py", ROOT / "requirements.lock")
    for folder, pattern in ((DATA, "*.yml"), (ROOT / "bot/components", "*.py"), (ROOT / "bot/encoder", "*")):
        yield from sorted(path for path in folder.rglob(pattern) if path.is_file() and path.suffix != ".pyc")


def fingerprint() -> str:
    """Twelve hexadecimal digits that change with anything that the model is made from."""
    digest = hashlib.sha256()
    for path in _ingredients():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def current_model() -> Path:
    """Where the model of the current data is, or will be."""
    return MODELS / f"safe-to-ask-{fingerprint()}.tar.gz"


def train() -> Path:
    """Train a model of the current data. A run that is killed leaves no half-written model.

    Raises:
        TrainingFailed: Rasa gave no model.
    """
    from rasa.model_training import train as rasa_train

    goal = current_model()
    MODELS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=MODELS) as folder:
        result = rasa_train(str(DOMAIN), str(CONFIG), [str(DATA)], output=folder, fixed_model_name="model")
        if not result.model:
            raise TrainingFailed(f"no model was made (code {result.code})")
        Path(result.model).replace(goal)
    for old in MODELS.glob("safe-to-ask-*.tar.gz"):
        if old != goal:
            old.unlink()
    return goal
