"""Which records are published, and by which keys are the vectors of their texts kept?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.words import line_of
from knowledge.ports import CatalogueStore
from knowledge.search import chunks_of, wording_of
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId

MANY = 0.3
"""Share of changed records from which reading all of them is quicker than looking them up."""


@dataclass(frozen=True)
class Sheet:
    """A record as it stands in the store, with the keys of its chunks' vectors and its words."""

    record: MicroCredential
    keys: tuple[str, ...]
    line: str


class Sheets:
    """Prepares only what changed since it was asked last: one new course does not lay out 60,000 again."""

    def __init__(self, store: CatalogueStore, key_of: Callable[[str], str]) -> None:
        """Take where the records are, and how the vector of a text is named."""
        self._store = store
        self._key_of = key_of
        self._held: dict[MicroCredentialId, Sheet] = {}

    def read(self) -> Sequence[Sheet]:
        """List what is published, ordered by id."""
        sheets = [self._sheet(record) for record in self._store.micro_credentials()]
        self._held = {sheet.record.id: sheet for sheet in sheets}
        return sheets

    def _sheet(self, record: MicroCredential) -> Sheet:
        held = self._held.get(record.id)
        # a store gives the same object as long as its text is the same
        if held is not None and held.record is record:
            return held
        keys = tuple(self._key_of(text) for text in chunks_of(record))
        return Sheet(record, keys, line_of(wording_of(record)))


def texts_without(sheets: Sequence[Sheet], there: NDArray[np.bool_]) -> dict[str, str]:
    """Give the texts, by their keys, whose chunk is not there."""
    texts: dict[str, str] = {}
    if there.all():
        return texts
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
