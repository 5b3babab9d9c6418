"""How does any embedding model that LangChain knows become ours?"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from knowledge.embedding.cleaning import DOCUMENT_CHARACTERS, QUERY_CHARACTERS, cleaned
from knowledge.errors import EmbeddingUnavailable, KnowledgeError, MissingExtra
from knowledge.ports import Vectors


class LangChainEmbedder:
    """Any LangChain `Embeddings` by `provider:model`, or one handed in; its key comes from its own settings."""

    batch = 64
    gentle_batch = 16
    """A service answers several at once; a model that computes on this machine shares its processor with the question."""

    def __init__(self, name: str, embeddings: Any = None) -> None:
        self.model = name
        self._embeddings = embeddings
        self._dimensions = 0
        self._opening = threading.Lock()

    @property
    def dimensions(self) -> int:
        if not self._dimensions:
            self._dimensions = len(self.embed_query("dimensions"))
        return self._dimensions

    def embed_query(self, text: str) -> Vectors:
        clean, engine = cleaned(text, QUERY_CHARACTERS), self._opened()
        vector: Vectors = _rows([_answered(lambda: engine.embed_query(clean))])[0]
        return vector

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        clean, engine = [cleaned(text, DOCUMENT_CHARACTERS) for text in texts], self._opened()
        rows = _answered(lambda: engine.embed_documents(clean))
        if len(rows) != len(texts):
            raise EmbeddingUnavailable(
                f"The embedding model gave {len(rows)} vectors for {len(texts)} texts.",
                hint="Try again, or use `bundled`.",
            )
        return _rows(rows)

    def _opened(self) -> Any:
        with self._opening:
            if self._embeddings is None:
                self._embeddings = _by_name(self.model)
            return self._embeddings


def _by_name(name: str) -> Any:
    from langchain.embeddings import init_embeddings

    try:
        return init_embeddings(name)
    except ImportError as error:
        provider = name.split(":", maxsplit=1)[0]
        raise MissingExtra(
            f"The embedding model {name!r} needs a package that is not installed.",
            hint=f"Install langchain-{provider} beside Cairn.",
        ) from error
    except ValueError as error:
        raise KnowledgeError(
            f"{name!r} is not an embedding model that LangChain knows.",
            hint="Write CAIRN_EMBEDDING=provider:model, e.g. openai:text-embedding-3-small, or `bundled`.",
        ) from error


def _answered(ask: Callable[[], Any]) -> Any:
    """Ask a foreign engine; whatever goes wrong there is one error of ours. Raises EmbeddingUnavailable."""
    try:
        return ask()
    except Exception as error:
        raise EmbeddingUnavailable(
            f"The embedding model did not answer ({type(error).__name__}).",
            hint="Questions are answered by their words meanwhile; look at the model's address and key.",
        ) from error


def _rows(vectors: Sequence[Sequence[float]]) -> Vectors:
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
