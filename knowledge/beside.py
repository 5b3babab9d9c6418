"""Where would a course that is not published stand among those that are? Compared exactly; nothing is published for it."""

from collections.abc import Callable, Sequence

import numpy as np

from knowledge import search
from knowledge.errors import EmbeddingUnavailable
from knowledge.ports import Vectors
from knowledge.search import Shelf, Wish, chunks_of, shelve
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.search import Match, Question

Embed = Callable[[Sequence[str]], Vectors]
"""Texts → a row for each. Raises EmbeddingUnavailable."""
Centred = Callable[[str, str], Vectors | None]
"""Text and language of a question → its vector."""


class Beside:
    """Answers questions as the library would if one more course were published, or one were published in another text."""

    def __init__(self, shelf: Shelf, record: MicroCredential, embed: Embed, centred: Centred) -> None:
        self._shelf = with_one_more(shelf, record, embed)
        self._centred = centred

    def catalogue_version(self) -> int:
        return self._shelf.version

    def search(self, question: Question) -> Sequence[Match]:
        language = question.language or "en"
        wish = Wish(self._centred(question.text, language), question.text, language)
        return search.search(self._shelf, wish, question.filters, question.limit)


def with_one_more(shelf: Shelf, record: MicroCredential, embed: Embed) -> Shelf:
    """Lay the shelf out anew with the record at its end; one with the same id makes room."""
    standing = shelf.offers.records
    kept = [number for number, one in enumerate(standing) if one.id != record.id]
    ends = [*shelf.starts[1:].tolist(), len(shelf.vectors)]
    spans = [(int(shelf.starts[number]), int(ends[number])) for number in kept]
    embedded = np.ones(len(standing), np.bool_) if shelf.embedded is None else shelf.embedded
    texts = chunks_of(record)
    own, there = _embedded(texts, embed, shelf.vectors.shape[1])
    # an empty catalogue has no width of its own
    before = [shelf.vectors[first:end] for first, end in spans]
    chunks = [[""] * (end - first) for first, end in spans]
    return shelve(
        shelf.version,
        [*(standing[number] for number in kept), record],
        [*chunks, texts],
        np.concatenate([*before, own]) if before else own,
        np.concatenate(
            [np.repeat(embedded[number], len(part)) for number, part in zip(kept, before, strict=True)] + [there]
        ),
    )


def _embedded(texts: Sequence[str], embed: Embed, width: int) -> tuple[Vectors, "np.typing.NDArray[np.bool_]"]:
    """Embed the record; where that fails its words alone are compared."""
    try:
        return embed(texts), np.ones(len(texts), np.bool_)
    except EmbeddingUnavailable:
        return np.zeros((len(texts), width), np.float32), np.zeros(len(texts), np.bool_)
