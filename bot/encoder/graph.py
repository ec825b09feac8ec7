"""Writes the network of multilingual-e5-small as an ONNX graph: BERT with post-norm, mean pooling and L2 norm.

The graph takes `words`, the word embeddings of one text (1 x tokens x hidden), and gives `embedding` (1 x hidden).
The word table itself stays outside, in 4-bit blocks, so that it is looked up by row and not held in memory.
Architecture: Wang et al. 2024, "Multilingual E5 Text Embeddings"; Devlin et al. 2019, "BERT".
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.encoder.weights import Weights

OPSET = 17
Array = npt.NDArray[Any]


class _Builder:
    """Collects nodes and constants; each operation returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: Array) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def op(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def floats(self, value: float) -> str:
        return self.constant(np.array(value, np.float32))

    def ints(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))


class _Network:
    def __init__(self, weights: Weights) -> None:
        self.weights, self.shape, self.graph = weights, weights.shape, _Builder()

    def vector(self, name: str) -> str:
        count = self.weights.tensors[name][1]
        return self.graph.constant(self.weights.array(name, count))

    def dense(self, x: str, name: str, inputs: int, outputs: int) -> str:
        weight = self.weights.array(f"{name}.w", outputs, inputs).T.copy()
        return self.graph.op("Add", self.graph.op("MatMul", x, self.graph.constant(weight)), self.vector(f"{name}.b"))

    def norm(self, x: str, name: str) -> str:
        parameters = (self.vector(f"{name}.w"), self.vector(f"{name}.b"))
        return self.graph.op("LayerNormalization", x, *parameters, axis=-1, epsilon=self.shape.epsilon)

    def embed(self, words: str) -> str:
        graph, shape = self.graph, self.shape
        table = self.weights.array("emb.pos", shape.positions, shape.hidden)
        table = table + self.weights.array("emb.type", 2, shape.hidden)[0]
        tokens = graph.op("Shape", words, start=1, end=2)
        used = graph.op("Slice", graph.constant(table), graph.ints(0), tokens, graph.ints(0))
        return self.norm(graph.op("Add", words, used), "emb.ln")

    def heads(self, x: str, name: str, order: list[int]) -> str:
        graph, shape = self.graph, self.shape
        projected = self.dense(x, name, shape.hidden, shape.hidden)
        split = graph.ints(0, -1, shape.heads, shape.hidden // shape.heads)
        return graph.op("Transpose", graph.op("Reshape", projected, split), perm=order)

    def attend(self, x: str, layer: str) -> str:
        graph, shape = self.graph, self.shape
        query = self.heads(x, f"{layer}.q", [0, 2, 1, 3])
        key = self.heads(x, f"{layer}.k", [0, 2, 3, 1])
        value = self.heads(x, f"{layer}.v", [0, 2, 1, 3])
        scale = graph.floats(1 / math.sqrt(shape.hidden / shape.heads))
        scores = graph.op("Softmax", graph.op("Mul", graph.op("MatMul", query, key), scale), axis=-1)
        mixed = graph.op("Transpose", graph.op("MatMul", scores, value), perm=[0, 2, 1, 3])
        merged = graph.op("Reshape", mixed, graph.ints(0, -1, shape.hidden))
        return self.dense(merged, f"{layer}.ao", shape.hidden, shape.hidden)

    def gelu(self, x: str) -> str:
        graph = self.graph
        error = graph.op("Erf", graph.op("Mul", x, graph.floats(1 / math.sqrt(2))))
        return graph.op("Mul", graph.op("Mul", x, graph.floats(0.5)), graph.op("Add", error, graph.floats(1)))

    def feed_forward(self, x: str, layer: str) -> str:
        shape = self.shape
        wide = self.gelu(self.dense(x, f"{layer}.fi", shape.hidden, shape.feed_forward))
        return self.dense(wide, f"{layer}.fo", shape.feed_forward, shape.hidden)

    def pool(self, x: str) -> None:
        graph = self.graph
        mean = graph.op("ReduceMean", x, axes=[1], keepdims=0)
        graph.op("LpNormalization", mean, output="embedding", axis=-1, p=2)


def write_graph(weights: Weights) -> onnx.ModelProto:
    """The whole network as a checked ONNX model in 32-bit floats."""
    network = _Network(weights)
    hidden = network.embed("words")
    for number in range(weights.shape.layers):
        layer = f"l{number}"
        hidden = network.norm(network.graph.op("Add", hidden, network.attend(hidden, layer)), f"{layer}.aln")
        hidden = network.norm(network.graph.op("Add", hidden, network.feed_forward(hidden, layer)), f"{layer}.oln")
    network.pool(hidden)
    return _checked(network.graph, weights.shape.hidden)


def _checked(graph: _Builder, hidden: int) -> onnx.ModelProto:
    words = helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "tokens", hidden])
    embedding = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, hidden])
    body = helper.make_graph(graph.nodes, "multilingual-e5-small", [words], [embedding], graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    return model
