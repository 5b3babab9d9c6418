"""How is the room of facts put together?"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.embedding import open_embedder
from knowledge.embedding.kept import KeptVectors, shipped_vectors
from knowledge.fetching import Fetcher, origins
from knowledge.index import open_index
from knowledge.library import Library
from knowledge.mirror import IndexMirror
from knowledge.owner import FolderLock
from knowledge.ports import CatalogueStore, Embedder
from knowledge.settings import LibrarySettings
from knowledge.submissions.feeds import Fetches
from knowledge.taxonomy.in_use import ConceptsInUse

if TYPE_CHECKING:
    from sqlalchemy import Engine


def wall_clock() -> datetime:
    """Ask the clock, where nobody handed one in."""
    return datetime.fromtimestamp(time.time(), UTC)


def open_library(
    settings: LibrarySettings,
    engine: "Engine | None" = None,
    *,
    owner: bool = False,
    clock: Callable[[], datetime] = wall_clock,
    embedder: Embedder | None = None,
    fetcher: Fetches | None = None,
) -> Library:
    """Open the knowledge base; without an engine the catalogue lives in memory.

    `owner` keeps the index up to date, takes an embedded one for this process, and raises DataFolderInUse where another
    process has it. Without it questions are answered from the catalogue's own vectors, beside any owner.
    """
    store = _store(engine)
    embedder = embedder or open_embedder(settings.embedding)
    vectors = KeptVectors(embedder, store, shipped_vectors(embedder.model))
    concepts = ConceptsInUse(settings.data, vectors)
    mirror = _mirror(settings, embedder.model, owner=owner)
    library = Library(store, vectors, concepts, mirror, clock, fetcher or _fetcher(settings), owner=owner)
    if settings.seed and store.version() == 0:
        data = Path(__file__).parent / "data"
        library.put_in_sample(sorted((data / "policies").glob("*.md")), sorted((data / "courses").glob("*.csv")))
    if owner:
        library.warm()
    return library


def _store(engine: "Engine | None") -> CatalogueStore:
    if engine is None:
        from knowledge.storage.memory import MemoryCatalogueStore

        return MemoryCatalogueStore()
    from knowledge.storage.sql import SqlCatalogueStore

    return SqlCatalogueStore(engine)


def _fetcher(settings: LibrarySettings) -> Fetches | None:
    """Give what fetches feeds; None where the operator has not allowed it. Raises AddressRefused for a wrong origin."""
    return Fetcher(allowed=origins(settings.feeds_allow)) if settings.feeds else None


def _mirror(settings: LibrarySettings, model: str, *, owner: bool) -> IndexMirror:
    embedded = settings.index.startswith("chroma:")
    lock = FolderLock(settings.data) if embedded else None
    return IndexMirror(
        model,
        lambda: open_index(settings.index, settings.data),
        lock,
        owner=owner or settings.index.startswith("memory:"),
        check_minutes=settings.index_check_minutes,
    )
