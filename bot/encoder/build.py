"""Builds the encoder's files from the weights: `python -m bot.encoder.build WEIGHTS FOLDER`.

Gives FOLDER/graph.onnx (weights in 8 bits per output channel), FOLDER/words.q4 (the word table as packed) and
FOLDER/tokenizer.model. Needs onnx, whose protobuf is newer than Rasa's: run it in an environment of its own,
`make encoder` does.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentencepiece.sentencepiece_model_pb2 import ModelProto  # type: ignore[attr-defined]

from bot.encoder.graph import write_graph
from bot.encoder.weights import Weights, read_weights

BEGIN, PADDING, END, UNKNOWN = range(4)


def tokenizer_model(weights: Weights) -> ModelProto:
    """The unigram tokenizer of XLM-RoBERTa, which multilingual-e5-small shares, for sentencepiece.

    It takes text that is normalised already (see `bot.encoder.encoder`).
    """
    model, piece_type = ModelProto(), ModelProto.SentencePiece
    special = {
        BEGIN: piece_type.CONTROL,
        PADDING: piece_type.CONTROL,
        END: piece_type.CONTROL,
        UNKNOWN: piece_type.UNKNOWN,
    }
    for id, (piece, score) in enumerate(weights.pieces):
        model.pieces.add(piece=piece, score=score, type=special.get(id, piece_type.NORMAL))
    model.trainer_spec.vocab_size = len(weights.pieces)
    model.trainer_spec.bos_id, model.trainer_spec.pad_id = BEGIN, PADDING
    model.trainer_spec.eos_id, model.trainer_spec.unk_id = END, UNKNOWN
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.remove_extra_whitespaces = False
    return model


def build(source: Path, folder: Path) -> None:
    """Write the three files of the encoder into `folder`, the graph last, so that a graph means a whole encoder."""
    folder.mkdir(parents=True, exist_ok=True)
    # onnxruntime advises a pre-processing that this graph does not need.
    logging.disable(logging.WARNING)
    weights = read_weights(source)
    (folder / "tokenizer.model").write_bytes(tokenizer_model(weights).SerializeToString())
    (folder / "words.q4").write_bytes(weights.tensors["emb.word"][2])
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        floats, quantised = Path(temporary, "float.onnx"), Path(temporary, "graph.onnx")
        onnx.save(write_graph(weights), floats)
        quantize_dynamic(floats, quantised, per_channel=True, weight_type=QuantType.QInt8)
        quantised.replace(folder / "graph.onnx")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
