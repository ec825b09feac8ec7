"""A classifier that looks at a text in two ways: what it means and how it is spelt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.components.linear import Linear
from bot.components.ngrams import Ngrams

Floats = npt.NDArray[np.float32]
DEFAULTS: dict[str, Any] = {
    "dense_weight": 0.4,
    "sharpness": 2.5,
    "dense_strength": 0.02,
    "ngram_strength": 30.0,
    "iterations": 60,
    "ngrams": [2, 5],
    "buckets": 131072,
}


class TwoViews:
    """Two logistic regressions, one on sentence embeddings and one on character n-grams.

    Their probabilities are joined as a weighted geometric mean: both have to agree before the confidence is high.

    Config:
        dense_weight: weight of the embedding's opinion, 0 to 1.
        sharpness: power to which the joint probabilities are raised, so that a confidence says how often it is right.
        dense_strength, ngram_strength: scikit-learn's C of the two.
        iterations: of the n-gram regression; stopping early costs no accuracy and halves the time.
        ngrams: shortest and longest n-gram.
        buckets: number of n-gram features.
    """

    def __init__(self, config: dict[str, Any], dense: Linear, spelling: Linear, ngrams: Ngrams, scale: Floats) -> None:
        self._config, self._dense, self._spelling = config, dense, spelling
        self._ngrams, self._scale = ngrams, scale

    @property
    def labels(self) -> list[str]:
        return self._dense.labels

    @classmethod
    def fit(cls, config: dict[str, Any], texts: Sequence[str], dense: Floats, labels: Sequence[str]) -> TwoViews:
        """Train on texts, their embeddings (texts x dimension) and their labels."""
        scale = np.stack([dense.mean(axis=0), dense.std(axis=0) + 1e-6])
        meaning = Linear.fit((dense - scale[0]) / scale[1], labels, config["dense_strength"])
        ngrams = Ngrams(config["ngrams"], config["buckets"])
        spelling = Linear.fit(ngrams.fit(texts), labels, config["ngram_strength"], config["iterations"])
        return cls(config, meaning, spelling, ngrams, scale)

    def probabilities(self, text: str, dense: Floats) -> Floats:
        """The probability of each label, in the order of `labels`, for one text and its embedding."""
        meaning = self._dense.log_probabilities((dense.reshape(1, -1) - self._scale[0]) / self._scale[1])
        spelling = self._spelling.log_probabilities(self._ngrams.transform([text]))
        weight = self._config["dense_weight"]
        joint = np.exp(self._config["sharpness"] * (weight * meaning + (1 - weight) * spelling))
        return np.asarray(joint / joint.sum(), np.float32)

    def save(self, folder: Path) -> None:
        self._dense.save(folder / "dense.npz")
        self._spelling.save(folder / "spelling.npz")
        self._ngrams.save(folder / "idf.npy")
        np.save(folder / "scale.npy", self._scale)

    @classmethod
    def load(cls, config: dict[str, Any], folder: Path) -> TwoViews:
        return cls(
            config,
            Linear.load(folder / "dense.npz"),
            Linear.load(folder / "spelling.npz"),
            Ngrams.load(folder / "idf.npy", config["ngrams"], config["buckets"]),
            np.load(folder / "scale.npy", allow_pickle=False),
        )
