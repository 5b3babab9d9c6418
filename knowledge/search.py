"""Which micro-credentials answer this question, within these limits?"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.citing import cite_best, cite_taught
from knowledge.index.words import Words
from knowledge.masks import Mask, Offers, mask_of, offers_of
from knowledge.ports import Vectors
from knowledge.vocabulary.credential import ConceptUri, MicroCredential
from knowledge.vocabulary.search import Citation, Filters, Match
from knowledge.word_forms import question_terms

WORDING = 2.0
"""Weight of cov² beside the standardised cosine: it lifts titles and codes and leaves whole sentences alone."""
SAMPLE = 2_000
"""Rows from which the spread of the cosines is read."""
CHUNK_CHARACTERS = 1_600
CHUNKS = 4
BARE = 40
"""Characters beside the title below which nothing is said."""
FEW = 10
"""Records that the others' mean and spread count for beside a few bare ones'."""


@dataclass(frozen=True)
class Shelf:
    """One version of the catalogue, laid out for search. Nothing in it changes."""

    version: int
    offers: Offers
    words: Words
    vectors: Vectors
    """Chunks of all records, those of a record together."""
    starts: NDArray[np.int64]
    """First chunk of each record."""
    typical: Vectors
    """Some of the chunks, from all over the catalogue, to know what a usual cosine is."""
    keys: tuple[str, ...]
    """Identifier of each chunk: the micro-credential's, `#` and a number."""
    bare: NDArray[np.bool_] | None = None
    """Which records say no more than their title; None where all say more, or none does."""
    typical_bare: Vectors | None = None
    """Some of those: a short text is nearer to any short question, so they are compared with each other."""
    embedded: NDArray[np.bool_] | None = None
    """Which records have a vector; None where all have. The others have rows of zeros and are ranked by wording alone."""


@dataclass(frozen=True)
class Wish:
    """A question as the shelf needs it."""

    vector: Vectors | None
    """Centred; None where the text has nothing to embed."""
    text: str
    language: str


def chunks_of(record: MicroCredential) -> list[str]:
    """Write what a record teaches as one text or, where it is long, as a few that all begin with the title."""
    room = CHUNK_CHARACTERS - len(record.title)
    pieces = _pieces(_body(record), max(room, 400))[:CHUNKS] or [""]
    return [f"{record.title}. {piece}".strip() for piece in pieces]


def _body(record: MicroCredential) -> str:
    parts = (
        record.description,
        " ".join(o.text for o in record.outcomes),
        ", ".join(s.label for s in record.skills if not s.inferred),
    )
    return " ".join(part for part in parts if part)


def says_no_more(record: MicroCredential) -> bool:
    """Say whether a record is hardly more than its title."""
    return len(record.description) < BARE and len(_body(record)) < BARE


def _pieces(text: str, size: int) -> list[str]:
    pieces: list[str] = []
    while text:
        cut = len(text) if len(text) <= size else (text.rfind(" ", size // 2, size) + 1 or size)
        pieces.append(text[:cut].strip())
        text = text[cut:]
    return pieces


def wording_of(record: MicroCredential) -> list[tuple[str, str]]:
    """List the texts whose words count as the record's own, each with its language."""
    names = [record.awarding_body.name, *(o.provider.name for o in record.opportunities)]
    places = [o.location for o in record.opportunities]
    return [
        (f"{record.title}\n{record.description}", record.language),
        *((outcome.text, outcome.language) for outcome in record.outcomes),
        (" ".join([*(s.label for s in record.skills), *names, *places, record.external_id]), record.language),
    ]


def shelve(
    version: int,
    records: Sequence[MicroCredential],
    chunks: Sequence[Sequence[str]],
    vectors: Vectors,
    there: NDArray[np.bool_] | None = None,
    lines: Sequence[str] | None = None,
) -> Shelf:
    """Lay out a catalogue; `there` says which chunks are embedded, None that all are; `lines` are its words as kept before."""
    counts = [len(c) for c in chunks]
    bare = np.array([says_no_more(record) for record in records], np.bool_)
    shelf = Shelf(
        version=version,
        offers=offers_of(records),
        words=Words([wording_of(record) for record in records] if lines is None else (), lines),
        vectors=vectors,
        typical=vectors[:0],
        bare=bare if bare.any() and not bare.all() else None,
        starts=np.cumsum([0, *counts[:-1]], dtype=np.int64) if counts else np.empty(0, np.int64),
        keys=tuple(f"{r.id}#{n}" for r, c in zip(records, chunks, strict=True) for n in range(len(c))),
    )
    return with_vectors(shelf, vectors, np.ones(len(vectors), np.bool_) if there is None else there)


def with_vectors(shelf: Shelf, vectors: Vectors, there: NDArray[np.bool_]) -> Shelf:
    """Put other vectors to the same records; `there` says which chunks have one."""
    records = np.logical_or.reduceat(there, shelf.starts) if len(there) else there
    bare = None if shelf.bare is None else np.repeat(shelf.bare, np.diff(shelf.starts, append=len(there)))
    return replace(
        shelf,
        vectors=vectors,
        typical=typical_of(vectors, there if bare is None else there & ~bare),
        typical_bare=None if bare is None else typical_of(vectors, there & bare),
        embedded=None if records.all() else records,
    )


def typical_of(vectors: Vectors, there: NDArray[np.bool_]) -> Vectors:
    """Choose some of the chunks that are `there`, from all over the catalogue."""
    rows = np.flatnonzero(there)
    return np.ascontiguousarray(vectors[rows[:: max(len(rows) // SAMPLE, 1)]])


def search(shelf: Shelf, wish: Wish, filters: Filters, limit: int) -> list[Match]:
    """Rank by meaning and wording what keeps the limits; each micro-credential once, with its first offer that fits."""
    offers = shelf.offers
    mask = mask_of(offers, filters)
    rows = _rows(offers, mask)
    if not len(rows) or limit <= 0:
        return []
    weights = shelf.words.weights(question_terms(wish.text, wish.language, shelf.words))
    coverage = shelf.words.coverage(weights)[rows]
    scores = _meaning(shelf, wish.vector, rows) + WORDING * coverage**2
    order = _best(scores, limit, lambda i: unnamed(offers.records[int(rows[i])]))
    return [
        _match(offers, row, mask, float(scores[i]), float(coverage[i]), cite_best(offers.records[row], weights))
        for i, row in ((i, int(rows[i])) for i in order)
    ]


def count(shelf: Shelf, filters: Filters) -> int:
    """Count the micro-credentials with an offer within the limits."""
    return len(_rows(shelf.offers, mask_of(shelf.offers, filters)))


def teaching(shelf: Shelf, skills: Sequence[ConceptUri], filters: Filters, limit: int) -> list[Match]:
    """List what teaches at least one of the skills, best covered first."""
    offers = shelf.offers
    mask = mask_of(offers, filters.model_copy(update={"skills": tuple(skills)})) if skills else np.zeros(0, np.bool_)
    wanted = {str(skill) for skill in skills}
    rows = _rows(offers, mask) if skills else np.empty(0, np.int32)
    found = []
    for row in rows:
        taught = {str(s.uri): s for s in offers.records[row].skills if s.uri and str(s.uri) in wanted}
        share = len(taught) / len(wanted)
        found.append((-sum(s.confidence for s in taught.values()), unnamed(offers.records[row]), int(row), share))
    found.sort()
    return [
        _match(offers, row, mask, -score, share, cite_taught(offers.records[row], wanted))
        for score, _, row, share in found[:limit]
    ]


def _rows(offers: Offers, mask: Mask) -> NDArray[np.int32]:
    """List the records with an offer under the mask, each once; they stand in order already."""
    rows = offers.credential[mask]
    return rows[np.diff(rows, prepend=-1) > 0]


def _meaning(shelf: Shelf, vector: Vectors | None, rows: NDArray[np.int32]) -> NDArray[np.float32]:
    """Give each row's cosine in standard deviations above what a typical record has."""
    if vector is None or not len(shelf.typical):
        return np.zeros(len(rows), np.float32)
    typical = shelf.typical @ vector
    mean, spread = float(typical.mean()), float(typical.std()) or 1.0
    cosines = _cosines(shelf, vector, rows)
    above = np.asarray((cosines - mean) / spread, np.float32)
    if shelf.bare is not None and shelf.typical_bare is not None and len(shelf.typical_bare):
        bare = shelf.typical_bare @ vector
        mean = (float(bare.sum()) + FEW * mean) / (len(bare) + FEW)
        spread = ((len(bare) * float(bare.var()) + FEW * spread**2) / (len(bare) + FEW)) ** 0.5
        above = np.where(shelf.bare[rows], np.asarray((cosines - mean) / spread, np.float32), above)
    # without a vector: as near as the usual record, so that its wording alone lifts it
    return above if shelf.embedded is None else np.where(shelf.embedded[rows], above, np.float32(0))


def _cosines(shelf: Shelf, vector: Vectors, rows: NDArray[np.int32]) -> NDArray[np.float32]:
    """Give the best cosine of each row's chunks."""
    records = len(shelf.starts)
    if len(shelf.vectors) == records:
        # one chunk each: under limits only what is left is computed
        few = len(rows) * 2 < records
        return np.asarray(shelf.vectors[rows] @ vector if few else (shelf.vectors @ vector)[rows], np.float32)
    return np.asarray(np.maximum.reduceat(shelf.vectors @ vector, shelf.starts)[rows], np.float32)


def _best(scores: NDArray[np.float32], limit: int, neutral: Callable[[int], tuple[int, str]]) -> NDArray[np.int64]:
    """Order the best `limit`; equal scores in an order that favours nobody's name."""
    if limit < len(scores):
        edge = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        candidates = np.flatnonzero(scores >= edge)
    else:
        candidates = np.arange(len(scores))
    ordered = candidates[np.argsort(-scores[candidates], kind="stable")]
    if len(np.unique(scores[candidates])) < len(candidates):
        ordered = np.array(sorted(ordered, key=lambda i: (-scores[i], neutral(int(i)))), np.int64)
    return np.asarray(ordered[:limit], np.int64)


def unnamed(record: MicroCredential) -> tuple[int, str]:
    """Give an order of records that does not follow from who offers them, as their ids do; equal texts by their own number."""
    stated = f"{record.title}\n{record.description}\n{record.external_id}"
    return zlib.crc32(stated.encode()), str(record.id)


def _match(offers: Offers, row: int, mask: Mask, score: float, coverage: float, citation: Citation) -> Match:
    first, end = np.searchsorted(offers.credential, [row, row + 1])
    fitting = next(i for i in range(int(first), int(end)) if mask[i])
    record = offers.records[row]
    return Match(
        micro_credential=record,
        opportunity=offers.opportunities[fitting],
        score=round(score, 6),
        coverage=round(min(coverage, 1.0), 6),
        citations=(citation,),
    )
