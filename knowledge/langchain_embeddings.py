"""How does a LangChain vector store or chain embed with Cairn's model?"""

from langchain_core.embeddings import Embeddings

from knowledge.embedding import open_embedder
from knowledge.ports import Embedder


class CairnEmbeddings(Embeddings):
    """The bundled model (no key, no download) or any other of ours, as LangChain `Embeddings`. Vectors have length 1.

    LangChain's asynchronous methods run these in a thread; the engine releases Python's lock while it computes.
    """

    def __init__(self, embedding: str = "bundled", embedder: Embedder | None = None) -> None:
        """Take what CAIRN_EMBEDDING takes, or an embedder that is open already: `library.vectors.embedder`."""
        self.embedder = embedder or open_embedder(embedding)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts; raises ValueError for one without a letter or digit."""
        rows: list[list[float]] = self.embedder.embed_documents(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Embed a question; raises ValueError for one without a letter or digit."""
        row: list[float] = self.embedder.embed_query(text).tolist()
        return row
