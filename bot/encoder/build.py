"""Builds the encoder's files from the weights: `python -m bot.encoder.build WEIGHTS FOLDER`.

Gives FOLDER/graph.onnx (weights in 8 bits per output channel), FOLDER/words.q4 (the word table as packed) and
FOLDER/tokenizer.json. Needs onnx, whose protobuf is newer than Rasa's: run it in an environment of its own,
`make encoder` does.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from bot.encoder.graph import write_graph
from bot.encoder.weights import Weights, read_weights

BOS, EOS, UNKNOWN = 0, 2, 3


def build_tokenizer(weights: Weights) -> Tokenizer:
    """The unigram tokenizer of XLM-RoBERTa, which multilingual-e5-small shares."""
    tokenizer = Tokenizer(Unigram(weights.pieces, unk_id=UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", BOS), ("</s>", EOS)]
    )
    tokenizer.enable_truncation(weights.shape.positions)
    return tokenizer


def build(source: Path, folder: Path) -> None:
    """Write the three files of the encoder into `folder`, the graph last, so that a graph means a whole encoder."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = read_weights(source)
    build_tokenizer(weights).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "words.q4").write_bytes(weights.tensors["emb.word"][2])
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        floats, quantised = Path(temporary, "float.onnx"), Path(temporary, "graph.onnx")
        onnx.save(write_graph(weights), floats)
        quantize_dynamic(floats, quantised, per_channel=True, weight_type=QuantType.QInt8)
        quantised.replace(folder / "graph.onnx")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
