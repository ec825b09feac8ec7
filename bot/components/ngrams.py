"""Character n-grams of a text, hashed and weighted by tf-idf. They see spelling; the sentence encoder does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize


class Ngrams:
    """Hashed tf-idf of the character n-grams inside words.

    No vocabulary is kept, so a word that somebody types stays nowhere.

    Args:
        lengths: of the shortest and the longest n-gram, in characters.
        buckets: number of hash buckets, which is the number of features.
        idf: inverse document frequency of each bucket, once trained.
    """

    def __init__(self, lengths: Sequence[int], buckets: int, idf: npt.NDArray[np.float32] | None = None) -> None:
        self._hash = HashingVectorizer(
            analyzer="char_wb",
            ngram_range=(lengths[0], lengths[1]),
            n_features=buckets,
            alternate_sign=False,
            norm=None,
            dtype=np.float32,
        )
        self._idf = idf

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the weights from the texts and give their features (texts x buckets)."""
        self._idf = TfidfTransformer().fit(self._hash.transform(texts)).idf_.astype(np.float32)
        return self.transform(texts)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """The features of the texts (texts x buckets), each row of length 1."""
        counts = self._hash.transform(texts)
        counts.data = np.log(counts.data) + 1
        return normalize(counts @ diags(self._idf)).astype(np.float32)

    def save(self, path: Path) -> None:
        assert self._idf is not None
        np.save(path, self._idf)

    @classmethod
    def load(cls, path: Path, lengths: Sequence[int], buckets: int) -> Ngrams:
        return cls(lengths, buckets, np.load(path, allow_pickle=False))
