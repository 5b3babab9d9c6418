"""Which records are published, and by which keys are the vectors of their texts kept?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.ports import CatalogueStore
from knowledge.search import chunks_of
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId

MANY = 0.3
"""Share of changed records from which reading all of them is quicker than looking them up."""


@dataclass(frozen=True)
class Sheet:
    """A record as it stands in the store, with the keys of its chunks' vectors."""

    stamp: str
    record: MicroCredential
    keys: tuple[str, ...]


class Sheets:
    """Reads only what changed since it was asked last: one new course does not make 60,000 be read again."""

    def __init__(self, store: CatalogueStore, key_of: Callable[[str], str]) -> None:
        """Take where the records are, and how the vector of a text is named."""
        self._store = store
        self._key_of = key_of
        self._held: dict[MicroCredentialId, Sheet] = {}

    def read(self) -> Sequence[Sheet]:
        """List what is published, ordered by id."""
        stamps = self._store.stamps()
        changed = [key for key, stamp in stamps.items() if key not in self._held or self._held[key].stamp != stamp]
        fresh = {record.id: record for record in self._records(changed, len(stamps))}
        kept = {key: self._held[key] for key in stamps if key in self._held and key not in fresh}
        self._held = {**kept, **{key: self._sheet(stamps[key], record) for key, record in fresh.items()}}
        return [self._held[key] for key in sorted(self._held)]

    def _records(self, changed: Sequence[MicroCredentialId], total: int) -> Iterable[MicroCredential]:
        wanted = set(changed)
        if len(changed) > MANY * total:
            return (record for record in self._store.micro_credentials() if record.id in wanted)
        return (record for record, _ in self._store.standing(changed).values())

    def _sheet(self, stamp: str, record: MicroCredential) -> Sheet:
        return Sheet(stamp, record, tuple(self._key_of(text) for text in chunks_of(record)))


def texts_without(sheets: Sequence[Sheet], there: NDArray[np.bool_]) -> dict[str, str]:
    """Give the texts, by their keys, whose chunk is not there."""
    texts: dict[str, str] = {}
    start = 0
    for sheet in sheets:
        end = start + len(sheet.keys)
        if not there[start:end].all():
            texts |= {
                key: text
                for key, text, is_there in zip(sheet.keys, chunks_of(sheet.record), there[start:end], strict=True)
                if not is_there
            }
        start = end
    return texts
