"""Multinomial logistic regression that is saved as plain arrays, never as pickles."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """A trained model: `labels` in order, `weights` (features x labels) and `bias` (labels)."""

    labels: list[str]
    weights: Floats
    bias: Floats

    @classmethod
    def fit(cls, features: Any, labels: Sequence[str], strength: float, iterations: int = 300) -> Linear:
        """Train on a dense or sparse matrix (texts x features); `strength` is scikit-learn's C."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model = LogisticRegression(C=strength, max_iter=iterations).fit(features, labels)
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
        return cls([str(label) for label in model.classes_], weights.T.astype(np.float32), bias.astype(np.float32))

    def log_probabilities(self, features: Any) -> Floats:
        """Natural logarithm of each label's probability, in the order of `labels`, for one row of features."""
        scores = np.asarray(features @ self.weights, np.float32).ravel() + self.bias
        scores -= scores.max()
        return np.asarray(scores - np.log(np.exp(scores).sum()), np.float32)

    def save(self, path: Path) -> None:
        np.savez(path, labels=np.array(self.labels), weights=self.weights.astype(np.float16), bias=self.bias)

    @classmethod
    def load(cls, path: Path) -> Linear:
        with np.load(path, allow_pickle=False) as saved:
            return cls([str(name) for name in saved["labels"]], saved["weights"].astype(np.float32), saved["bias"])
