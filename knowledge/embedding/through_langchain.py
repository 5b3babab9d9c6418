"""How does any embedding model that LangChain knows become ours?"""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.embedding.cleaning import DOCUMENT_CHARACTERS, QUERY_CHARACTERS, cleaned
from knowledge.errors import KnowledgeError, MissingExtra
from knowledge.ports import Vectors


class LangChainEmbedder:
    """Any LangChain `Embeddings` by `provider:model`, or one handed in; its key comes from its own settings."""

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
        vector: Vectors = _rows([self._opened().embed_query(cleaned(text, QUERY_CHARACTERS))])[0]
        return vector

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return _rows(self._opened().embed_documents([cleaned(text, DOCUMENT_CHARACTERS) for text in texts]))

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
            hint=f"Install langchain-{provider} (for OpenAI: `pip install cairn-adviser[openai]`).",
        ) from error
    except ValueError as error:
        raise KnowledgeError(
            f"{name!r} is not an embedding model that LangChain knows.",
            hint="Write CAIRN_EMBEDDING=provider:model, e.g. openai:text-embedding-3-small, or `bundled`.",
        ) from error


def _rows(vectors: Sequence[Sequence[float]]) -> Vectors:
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
