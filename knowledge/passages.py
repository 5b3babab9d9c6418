"""What do the rules say on this, in their own words, and is it an answer at all?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.ports import Vectors
from knowledge.sentences import sentences
from knowledge.vocabulary.policy import Passage, PolicyDocument
from knowledge.vocabulary.search import Citation, PassageMatch, PassageResult, SourceKind

CENTRING = 0.9
"""Share of the corpus' own mean that is taken out of every passage."""
PRIOR = 10
"""Passages that the typical text counts for: a few passages alone cannot tell what they say from what all texts share."""
LOWEST, HIGHEST = 0.30, 0.45
"""On the bundled notes and on 24 other passages, alone or together, the best bar lay between .30 and .315."""
IDLE_BELOW = 0.85
"""Share of the idle sentences that stays below the bar; some of them do ask what the rules answer."""
QUOTED_TOGETHER = 0.97


@dataclass(frozen=True)
class Rules:
    """The policy documents of one version, laid out for search."""

    documents: Mapping[str, PolicyDocument]
    passages: tuple[Passage, ...]
    mean: Vectors
    vectors: Vectors
    """One row a passage, centred."""
    answerable_from: float


def passage_text(passage: Passage, document: PolicyDocument) -> str:
    """Write a passage as it is embedded: what it is about stands in the headings."""
    return f"{document.title}. {passage.locator}. {passage.text}"


def lay_out(
    documents: Mapping[str, PolicyDocument],
    passages: Sequence[Passage],
    vectors: Vectors,
    idle: Sequence[Vectors],
    typical: Vectors,
) -> Rules:
    """Centre the passages and find out from which score on a question is answered.

    `idle` are vectors, already centred by language, of sentences that no rule answers; `typical` is what all texts have
    in common.
    """
    mean = np.asarray((vectors.sum(axis=0) + PRIOR * typical) / (len(vectors) + PRIOR), np.float32)
    rows = _without(vectors, mean)
    return Rules(
        documents=documents,
        passages=tuple(passages),
        mean=mean,
        vectors=rows,
        answerable_from=_threshold(rows, idle),
    )


def nothing() -> Rules:
    """Lay out no passage at all."""
    none = np.empty((0, 0), np.float32)
    return Rules({}, (), none, none, LOWEST)


def find(rules: Rules, vector: Vectors, limit: int, embed: Callable[[Sequence[str]], Vectors]) -> PassageResult:
    """Rank passages for a centred question; quote of each the sentence or two nearest to it."""
    if not rules.passages or limit <= 0:
        return PassageResult(answerable=False, matches=())
    scores = rules.vectors @ vector
    best = np.argsort(-scores, kind="stable")[:limit]
    matches = tuple(_match(rules, int(row), float(scores[row]), vector, embed) for row in best)
    return PassageResult(answerable=matches[0].score >= rules.answerable_from, matches=matches)


def _match(
    rules: Rules, row: int, score: float, vector: Vectors, embed: Callable[[Sequence[str]], Vectors]
) -> PassageMatch:
    passage = rules.passages[row]
    document = rules.documents[str(passage.document)]
    quote = _quote(passage.text, vector, lambda texts: _without(embed(texts), rules.mean))
    return PassageMatch(
        passage=passage,
        document=document,
        score=round(score, 6),
        quote=quote,
        citation=Citation(
            source=SourceKind.POLICY,
            id=document.id,
            title=document.title,
            locator=passage.locator,
            quote=quote,
            url=document.url,
            seen=document.seen,
        ),
    )


def _quote(text: str, vector: Vectors, embed: Callable[[Sequence[str]], Vectors]) -> str:
    """Choose the nearest sentence, with its neighbour where that answers about as well."""
    parts = [s for s in sentences(text) if any(c.isalnum() for c in s)]
    if len(parts) <= 1:
        return text.strip()
    scores = embed(parts) @ vector
    first = int(np.argmax(scores))
    beside = [i for i in (first - 1, first + 1) if 0 <= i < len(parts)]
    second = max(beside, key=lambda i: float(scores[i]))
    if scores[second] < QUOTED_TOGETHER * scores[first]:
        return parts[first]
    return _span(text, parts[min(first, second)], parts[max(first, second)])


def _span(text: str, first: str, last: str) -> str:
    """Cut from the first sentence to the end of the last, with what stands between them."""
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def _threshold(rows: Vectors, idle: Sequence[Vectors]) -> float:
    """Set the bar above what most idle sentences reach in this corpus; some of them do ask what the rules answer."""
    if not len(rows) or not idle:
        return LOWEST
    reached = [float((rows @ vector).max()) for vector in idle]
    return float(np.clip(np.quantile(reached, IDLE_BELOW), LOWEST, HIGHEST))


def _without(vectors: Vectors, mean: Vectors) -> Vectors:
    if not len(vectors):
        return vectors
    moved = vectors - CENTRING * mean
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), np.float32)
