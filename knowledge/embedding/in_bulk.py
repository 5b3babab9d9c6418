"""How are thousands of texts embedded at once? By the engine's own weights, opened to 32 bits, as large matrix products."""

import struct
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.ports import Vectors

THREADS = 2
TOKENS_AT_ONCE = 1_000
"""Activations of so many tokens stay in the processor's cache; more at once is slower."""
BLOCK = 32
BLOCK_BYTES = 18
"""A 16-bit scale and 32 weights of 4 bits."""
ROWS_AT_ONCE = 64

Weights = dict[str, NDArray[np.float32]]


class BulkE5:
    """The same model as the engine's (cosine .9999 on 48 course descriptions), more than twice as fast a token; it needs 250 MB.

    The engine quantises what flows through the layers, which saves memory for one question; here products of whole
    batches are cheaper in 32 bits.
    """

    def __init__(self, weights: Path) -> None:
        file = WeightsFile(weights)
        self.width, self.layers, self.heads = file.width, file.layers, file.heads
        self._epsilon = file.epsilon
        self._words = file.words()
        self._weights = file.weights()
        self._tokens = file.tokenizer()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give a row of length 1 for each text, which must be clean and within the model's length."""
        tokens = [self._tokens.of(f"passage: {text}") for text in texts]
        by_length = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        groups = list(_groups(by_length, tokens))
        rows = np.empty((len(texts), self.width), np.float32)
        with ThreadPoolExecutor(THREADS) as threads:
            done = threads.map(lambda group: self._forward([tokens[i] for i in group]), groups)
            for group, vectors in zip(groups, done, strict=True):
                rows[group] = vectors
        return rows

    def _forward(self, texts: Sequence[list[int]]) -> Vectors:
        w, longest = self._weights, max(map(len, texts))
        ids = np.zeros((len(texts), longest), np.int64)
        unseen = np.full((len(texts), 1, 1, longest), -1e9, np.float32)
        for row, tokens in enumerate(texts):
            ids[row, : len(tokens)] = tokens
            unseen[row, ..., : len(tokens)] = 0
        x = _opened(self._words[ids.ravel()]).reshape(len(texts), longest, self.width)
        x += w["emb.pos"].reshape(-1, self.width)[:longest] + w["emb.type"][: self.width]
        x = self._normed(x.reshape(-1, self.width), "emb.ln")
        for layer in range(self.layers):
            x = self._layer(x, f"l{layer}", unseen)
        x = x.reshape(len(texts), longest, self.width)
        means = np.stack([x[row, : len(tokens)].mean(axis=0) for row, tokens in enumerate(texts)])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    def _layer(self, x: Vectors, name: str, unseen: Vectors) -> Vectors:
        attended = self._times(self._attention(x, name, unseen), f"{name}.ao")
        attended += x
        x = self._normed(attended, f"{name}.aln")
        inner = self._times(x, f"{name}.fi")
        for start in range(0, len(inner), ROWS_AT_ONCE):
            _gelu(inner[start : start + ROWS_AT_ONCE])
        outer = self._times(inner, f"{name}.fo")
        outer += x
        return self._normed(outer, f"{name}.oln")

    def _attention(self, x: Vectors, name: str, unseen: Vectors) -> Vectors:
        texts, longest = unseen.shape[0], unseen.shape[-1]
        part = self.width // self.heads
        shape = (texts, longest, self.heads, part)
        query, key, value = (
            np.ascontiguousarray(self._times(x, f"{name}.{which}").reshape(shape).transpose(0, 2, 1, 3))
            for which in "qkv"
        )
        query *= part**-0.5
        scores = query @ key.transpose(0, 1, 3, 2)
        scores += unseen
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        return np.asarray((scores @ value).transpose(0, 2, 1, 3).reshape(-1, self.width), np.float32)

    def _times(self, x: Vectors, name: str) -> Vectors:
        product: Vectors = x @ self._weights[f"{name}.w"]
        product += self._weights[f"{name}.b"]
        return product

    def _normed(self, x: Vectors, name: str) -> Vectors:
        x -= x.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x) / self.width
        x *= (1 / np.sqrt(variance + self._epsilon))[:, None]
        x *= self._weights[f"{name}.w"]
        x += self._weights[f"{name}.b"]
        return x


class WeightsFile:
    """The engine's packed file: sizes, pieces of words, normalisation, then named tensors (its e5.c is the description)."""

    def __init__(self, path: Path) -> None:
        self._bytes: Any = np.memmap(path, np.uint8, "r")
        self._at = 8
        sizes = self._take("<7ifi")
        self.width, self.layers, self.heads, self._inner = sizes[:4]
        self.epsilon = float(sizes[7])
        self._pieces()
        self._changes()
        self._directory()

    def words(self) -> NDArray[np.uint8]:
        """Give the words' vectors still packed: opened they would take 370 MB."""
        return self._raw("emb.word").reshape(-1, self.width // BLOCK, BLOCK_BYTES)

    def weights(self) -> Weights:
        """Open all but the words; matrices stand (from, to)."""
        found: Weights = {}
        for name, (packed, _, _) in self._tensors.items():
            if name == "emb.word":
                continue
            raw = self._raw(name)
            if not packed:
                found[name] = raw.view(np.float32).copy()
                continue
            inward = self._inner if name.endswith("fo.w") else self.width
            found[name] = np.ascontiguousarray(_opened(raw.reshape(-1, BLOCK_BYTES)).reshape(-1, inward).T)
        return found

    def tokenizer(self) -> "Tokens":
        return Tokens(self._vocabulary, self._unknown, self._changed)

    def _pieces(self) -> None:
        count, self._first, self._last, _, self._unknown = self._take("<5i")
        (length,) = self._take("<Q")
        offsets = np.frombuffer(self._bytes, np.uint32, count + 1, self._skip((count + 1) * 4))
        scores = np.frombuffer(self._bytes, np.float32, count, self._skip(count * 4))
        start = self._skip(length)
        blob = bytes(self._bytes[start : start + length])
        self._vocabulary = [
            (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)
        ]

    def _changes(self) -> None:
        count, length = self._take("<iI")
        end = self._at + length
        self._changed: dict[int, str] = {}
        for _ in range(count):
            letter, others = self._take("<IB")
            self._changed[letter] = "".join(map(chr, self._take(f"<{others}I")))
        self._at = end

    def _directory(self) -> None:
        self._tensors: dict[str, tuple[bool, int, int]] = {}
        (count,) = self._take("<i")
        for _ in range(count):
            (length,) = self._take("<H")
            start = self._skip(length)
            name = bytes(self._bytes[start : start + length]).decode("ascii")
            packed, values, offset, _ = self._take("<BIQQ")
            self._tensors[name] = (bool(packed), values, offset)

    def _raw(self, name: str) -> NDArray[np.uint8]:
        packed, values, offset = self._tensors[name]
        return np.asarray(self._bytes[offset : offset + (values // BLOCK * BLOCK_BYTES if packed else values * 4)])

    def _take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, memoryview(self._bytes), self._at)
        self._at += struct.calcsize(form)
        return found

    def _skip(self, length: int) -> int:
        start, self._at = self._at, self._at + length
        return start


class Tokens:
    """Text to the numbers of its pieces, as the engine cuts it."""

    def __init__(self, vocabulary: list[tuple[str, float]], unknown: int, changed: dict[int, str]) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        self._changed = changed
        self._pieces = Tokenizer(Unigram(vocabulary, unknown, False))

    def of(self, text: str) -> list[int]:
        plain = text.translate(self._changed)
        while "  " in plain:
            plain = plain.replace("  ", " ")
        marked = plain.replace(" ", "▁")
        pieces = self._pieces.encode(marked if marked.startswith("▁") else f"▁{marked}").ids
        return [0, *pieces, 2]


def _groups(order: Sequence[int], tokens: Sequence[list[int]]) -> Any:
    """Yield runs of texts of like length, no more tokens together than fit the cache."""
    group: list[int] = []
    for i in order:
        if group and (len(group) + 1) * len(tokens[i]) > TOKENS_AT_ONCE:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _opened(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Open blocks of 18 bytes: the first half of the weights stands in the low, the second in the high 4 bits."""
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    packed = blocks[..., 2:]
    weights = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
    return np.asarray(weights * scales, np.float32)


def _gelu(x: Vectors) -> None:
    """Change in place; by tanh, which differs from the exact curve by less than what 4 bits blur."""
    inner = x * x
    inner *= 0.044715
    inner += 1
    inner *= x
    inner *= 0.7978845608
    np.tanh(inner, inner)
    inner += 1
    inner *= 0.5
    x *= inner
