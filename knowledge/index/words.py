"""How much of a question's wording does each record contain?"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.word_forms import terms

CANDIDATES = 1_000
"""Records that are looked at by wording: cov² of those further down adds nothing that would lift them."""


class Words:
    """A tantivy index of terms that we made ourselves; it lives as long as one version of the catalogue."""

    def __init__(self, texts: Sequence[Sequence[tuple[str, str]]] = (), lines: Sequence[str] | None = None) -> None:
        """Take for each row its pieces of (text, language), or what line_of made of them before."""
        import tantivy

        lines = [line_of(pieces) for pieces in texts] if lines is None else lines
        self._rows = len(lines)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="basic")
        builder.add_unsigned_field("row", stored=False, indexed=False, fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=30_000_000, num_threads=1)
        for row, line in enumerate(lines):
            document = tantivy.Document()
            document.add_text("terms", line)
            document.add_unsigned("row", row)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def coverage(self, question: Mapping[str, float]) -> NDArray[np.float32]:
        """Give for each row the share, 0..1, of the question's terms (each with its weight) that it contains."""
        import tantivy

        share = np.zeros(self._rows, np.float32)
        total = sum(question.values())
        if not total:
            return share
        parts = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(self._term(term), weight))
            for term, weight in question.items()
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(parts), limit=CANDIDATES, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        share[np.array(rows, np.int64)] = [score / total for score, _ in hits]
        return share

    def weights(self, words: Sequence[str]) -> dict[str, float]:
        """Weigh each different term by how rare it is (idf); what stands nowhere weighs most."""
        rows = self._rows
        frequency = {term: self.frequency(term) for term in dict.fromkeys(words)}
        return {term: math.log(1 + (rows - df + 0.5) / (df + 0.5)) for term, df in frequency.items()}

    def frequency(self, term: str) -> int:
        """Count the records that contain the term."""
        return int(self._searcher.doc_freq("terms", term))

    def _term(self, term: str) -> Any:
        import tantivy

        return tantivy.Query.term_query(self._schema, "terms", term, index_option="basic")


def line_of(pieces: Sequence[tuple[str, str]]) -> str:
    """Write a record's terms as one line: nine tenths of the work of laying out its words, worth keeping."""
    return " ".join(sorted(_both_ways(pieces)))


def _both_ways(pieces: Sequence[tuple[str, str]]) -> set[str]:
    """Hold a record's words as its own language stems them and as English does, the language of most titles."""
    found: set[str] = set()
    for text, language in pieces:
        found.update(terms(text, language))
        if language != "en":
            found.update(terms(text, "en"))
    return found
