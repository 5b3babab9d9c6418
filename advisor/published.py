"""What is published, looked up at most once a plan?"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from knowledge.library import Library
from knowledge.masks import Offers as Columns
from knowledge.vocabulary.credential import MicroCredential


class Published:
    """What is published, by id, looked up at most once a plan."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def records(self) -> dict[str, MicroCredential]:
        return {str(record.id): record for record in self._library.micro_credentials()}

    @cached_property
    def columns(self) -> Columns:
        return self._library.offers()

    @cached_property
    def rows(self) -> dict[str, int]:
        """Give the first row of each micro-credential in the columns; its others follow."""
        columns = self.columns
        first = np.searchsorted(columns.credential, np.arange(len(columns.records)))
        return {str(record.id): int(row) for record, row in zip(columns.records, first, strict=True)}

    def rows_of(self, identifiers: Iterable[str]) -> list[int]:
        """List the rows of the ways to take these micro-credentials, as far as they are published."""
        found: list[int] = []
        for first in (self.rows[i] for i in identifiers if i in self.rows):
            last = int(np.searchsorted(self.columns.credential, self.columns.credential[first : first + 1], "right")[0])
            found += range(first, last)
        return found
