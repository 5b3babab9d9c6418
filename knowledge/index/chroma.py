"""How are vectors kept in a Chroma client's collections, so that a half-written one is never asked?"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from knowledge.errors import IndexMismatch, KnowledgeError
from knowledge.index.comparing import compared, refuse_other_dimensions
from knowledge.ports import Difference, Vectors, Watch, unwatched

PREFIX = "cairn-credentials-"
PAGE = 2_000
"""Items of one call; Chroma refuses more than 5,461."""
PATCHED = 0.2
"""Share of changed vectors up to which the collection is mended in place; beyond it a fresh one is built and swapped in."""
SYNC_AFTER = 1_000
"""Items after which Chroma writes its graph to the disk."""
SAMPLED = 20
FOUND = 0.9
NEIGHBOURS = 10
READY = "ready"


class ChromaIndex:
    """Vectors and identifiers, nothing else. A collection counts only once it is marked as ready."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def version(self) -> tuple[str, int]:
        current = self._current()
        if current is None:
            return "", 0
        return str(current.metadata["model"]), int(current.metadata["version"])

    def replace(
        self,
        model: str,
        catalogue_version: int,
        identifiers: Sequence[str],
        vectors: Vectors,
        *,
        anew: bool = False,
        watch: Watch = unwatched,
    ) -> None:
        if len(identifiers) != len(vectors):
            raise ValueError("there must be one vector for each identifier")
        current = None if anew else self._current()
        if current is None or not self._mended(current, model, catalogue_version, identifiers, vectors):
            self._rebuilt(model, catalogue_version, identifiers, vectors, watch)

    def check(self, identifiers: Sequence[str], vectors: Vectors) -> Sequence[Difference]:
        return compared(self, identifiers, vectors)

    def search(self, vector: Vectors, limit: int) -> Sequence[tuple[str, float]]:
        current = self._current()
        held = current.count() if current is not None else 0
        if current is None or not held or limit <= 0:
            return []
        refuse_other_dimensions(vector, _dimensions(current))
        found = current.query(query_embeddings=[vector.tolist()], n_results=min(limit, held), include=["distances"])
        return [
            (name, 1.0 - float(distance)) for name, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def all(self) -> tuple[Sequence[str], Vectors]:
        current = self._current()
        names: list[str] = []
        rows: list[Any] = []
        for start in range(0, current.count() if current is not None else 0, PAGE):
            page = current.get(limit=PAGE, offset=start, include=["embeddings"])
            names.extend(page["ids"])
            rows.append(np.asarray(page["embeddings"], np.float32))
        return names, np.concatenate(rows) if rows else np.empty((0, 0), np.float32)

    def close(self) -> None:
        """Give the client back, so that another one can open the same folder."""
        close = getattr(self._client, "close", None)
        if close is not None:
            close()

    def mend(
        self,
        model: str,
        version: int,
        gone: Sequence[str],
        identifiers: Sequence[str],
        vectors: Vectors,
        total: int,
    ) -> None:
        """Take out what is gone and write what is new or changed; afterwards there must be `total`. The version is written last."""
        current = self._current()
        if current is None:
            raise IndexMismatch("There is nothing to mend.", hint="Run `cairn reindex`.")
        for names in _pages(gone):
            current.delete(ids=list(names))
        _write(current, identifiers, vectors, unwatched)
        _verify(current, total, vectors)
        current.modify(metadata=_metadata(model, version))

    def _current(self) -> Any:
        """Find the newest collection that was finished."""
        ready = [c for c in self._ours() if (c.metadata or {}).get("state") == READY]
        return max(ready, key=lambda c: _number(c.name), default=None)

    def _ours(self) -> list[Any]:
        return [c for c in self._client.list_collections() if re.fullmatch(rf"{PREFIX}\d+", c.name)]

    def _mended(self, current: Any, model: str, version: int, identifiers: Sequence[str], vectors: Vectors) -> bool:
        """Write only what changed; False where that is too much."""
        if current.metadata["model"] != model:
            return False
        held_names, held = self.all()
        place = {name: row for row, name in enumerate(held_names)}
        changed = [
            row
            for row, name in enumerate(identifiers)
            if name not in place or not np.allclose(held[place[name]], vectors[row], atol=1e-5)
        ]
        gone = sorted(set(place) - set(identifiers))
        if len(changed) + len(gone) > PATCHED * max(len(place), 1):
            return False
        self.mend(model, version, gone, [identifiers[row] for row in changed], vectors[changed], len(identifiers))
        return True

    def _rebuilt(self, model: str, version: int, identifiers: Sequence[str], vectors: Vectors, watch: Watch) -> None:
        before = self._ours()
        number = max((_number(c.name) for c in before), default=0) + 1
        # so few are written at once that even a small index stands in files, where its seal can be taken
        sync = max(min(SYNC_AFTER, len(identifiers)), 2)
        fresh = self._client.create_collection(
            f"{PREFIX}{number}",
            metadata={"state": "building"},
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "sync_threshold": sync, "batch_size": min(100, sync)}},
        )
        _write(fresh, identifiers, vectors, watch)
        _verify(fresh, len(identifiers), vectors)
        fresh.modify(metadata=_metadata(model, version))
        for old in before:
            self._client.delete_collection(old.name)


def open_folder(folder: Path) -> ChromaIndex:
    """Open Chroma's own files in this process: for the child process that builds and checks, and for a copy."""
    import chromadb

    return ChromaIndex(chromadb.PersistentClient(path=str(folder), settings=_settings()))


def open_server(url: str, _data: Path) -> ChromaIndex:
    """Open the index on a Chroma server. Raises KnowledgeError where it cannot be reached."""
    import chromadb

    parts = urlsplit(url.removeprefix("chroma+"))
    try:
        client = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=_settings(),
        )
    except ValueError as error:
        raise KnowledgeError(
            f"There is no Chroma server at {parts.netloc}.",
            hint="Start one with `chroma run`, or set CAIRN_INDEX=chroma:.",
        ) from error
    return ChromaIndex(client)


def _settings() -> Any:
    """Make settings for one client; two clients must never share them. Nothing is sent to anybody."""
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _metadata(model: str, version: int) -> dict[str, str | int]:
    return {"state": READY, "model": model, "version": version}


def _number(name: str) -> int:
    return int(name.removeprefix(PREFIX))


def _dimensions(collection: Any) -> int:
    return len(collection.get(limit=1, include=["embeddings"])["embeddings"][0])


def _pages(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), PAGE):
        yield names[start : start + PAGE]


def _write(collection: Any, names: Sequence[str], vectors: Vectors, watch: Watch) -> None:
    for start in range(0, len(names), PAGE):
        collection.upsert(ids=list(names[start : start + PAGE]), embeddings=vectors[start : start + PAGE])
        watch(min(start + PAGE, len(names)), len(names))


def _verify(collection: Any, total: int, vectors: Vectors) -> None:
    """Compare the count, and ask for a sample by its own vectors. Raises IndexMismatch."""
    kept = collection.count()
    if kept != total:
        raise IndexMismatch(f"Chroma kept {kept} of {total} vectors.", hint="Run `cairn reindex` again.")
    sample = vectors[:: max(len(vectors) // SAMPLED, 1)]
    found = 0
    for vector in sample:
        answer = collection.query(
            query_embeddings=[vector.tolist()], n_results=min(NEIGHBOURS, total), include=["distances"]
        )
        found += bool(answer["ids"][0]) and min(answer["distances"][0]) <= 1e-3
    if found < FOUND * len(sample):
        raise IndexMismatch(
            f"Chroma finds {found} of {len(sample)} vectors that it was given.", hint="Run `cairn reindex` again."
        )
