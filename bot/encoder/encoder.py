"""Turns a text into a vector: multilingual-e5-small, run by onnxruntime."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from sentencepiece import SentencePieceProcessor
from tokenizers import Regex, normalizers

from bot.encoder.weights import BLOCK, BLOCK_BYTES, dequantise

DIMENSION = 384
PREFIX = "query: "
FILES = ("tokenizer.model", "words.q4", "graph.onnx")
BEGIN, END = 0, 2
LONGEST = 512
# What sentencepiece calls nmt_nfkc, as XLM-RoBERTa was trained.
NORMALIZE = normalizers.Sequence(
    [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
).normalize_str


class EncoderMissing(RuntimeError):
    """The encoder's files are not where they should be."""


class Encoder:
    """One encoder, safe to share between threads.

    Args:
        folder: where `bot.encoder.build` wrote its three files.

    Raises:
        EncoderMissing: a file is not there; the message names it.
    """

    def __init__(self, folder: Path) -> None:
        for name in FILES:
            if not (folder / name).is_file():
                raise EncoderMissing(f"{folder / name} is missing: run `make encoder`")
        # The tokenizers package gives the same tokens from five times the memory.
        self._tokenizer = SentencePieceProcessor(model_file=str(folder / "tokenizer.model"))
        row = DIMENSION // BLOCK * BLOCK_BYTES
        self._words = np.memmap(folder / "words.q4", np.uint8, mode="r").reshape(-1, row)
        self._session = onnxruntime.InferenceSession(str(folder / "graph.onnx"), _options())

    def encode(self, text: str) -> npt.NDArray[np.float32]:
        """The text's embedding: 384 numbers of length 1. Text past 512 tokens is not read."""
        pieces = self._tokenizer.encode(NORMALIZE(PREFIX + text))
        tokens = [BEGIN, *pieces[: LONGEST - 2], END]
        words = dequantise(self._words[tokens]).reshape(1, len(tokens), DIMENSION)
        return np.asarray(self._session.run(["embedding"], {"words": words})[0][0], np.float32)


@cache
def shared_encoder(folder: Path) -> Encoder:
    """One encoder for all components of a process."""
    return Encoder(folder)


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    # A growing arena would keep the largest text's activations for ever.
    options.enable_cpu_mem_arena = False
    return options
