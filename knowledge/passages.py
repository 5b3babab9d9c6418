"""What do the rules say on this, in their own words, and is it an answer at all?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.answerability import LOWEST, Asked, OffTopic, Wording, bar, off_topic, sureness, worded
from knowledge.asked_kind import holds_what_is_asked
from knowledge.documents.blocks import is_point
from knowledge.ports import Vectors
from knowledge.sentences import pieces
from knowledge.transliteration import folded
from knowledge.vocabulary.policy import Passage, PolicyDocument
from knowledge.vocabulary.search import Citation, PassageMatch, PassageResult, SourceKind

CENTRING = 0.9
"""Share of the corpus' own mean that is taken out of every passage."""
PRIOR = 10
"""Passages that the typical text counts for: a few passages alone cannot tell what they say from what all texts share."""
QUOTED_TOGETHER = 0.85
"""Share of the best sentence that its neighbour must reach: on 63 questions .97 quoted the gold sentence 46 times, .85 50, at 20 letters more."""
LONGEST_LIST = 700
"""Letters of a list that is quoted whole."""
ASIDE = 1.0
ABOUT_ITSELF = ("about this note", "about this document", "about this summary")
LEADS = (":", "：")


@dataclass(frozen=True)
class Rules:
    """The policy documents of one version, laid out for search."""

    documents: Mapping[str, PolicyDocument]
    passages: tuple[Passage, ...]
    mean: Vectors
    vectors: Vectors
    """One row a passage, centred."""
    wording: Wording
    idle: OffTopic
    asides: Vectors
    """How far back each passage is put: what a document says about itself answers only where nothing else does."""
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
    """Centre the passages and find out from which sureness on a question is answered.

    `idle` are vectors, already centred by language, of questions that no rule answers; `typical` is what all texts have
    in common.
    """
    mean = np.asarray((vectors.sum(axis=0) + PRIOR * typical) / (len(vectors) + PRIOR), np.float32)
    rows = _without(vectors, mean)
    beside = off_topic(rows, idle)
    texts = [passage_text(passage, documents[str(passage.document)]) for passage in passages]
    return Rules(
        documents=documents,
        passages=tuple(passages),
        mean=mean,
        vectors=rows,
        wording=worded(texts, [documents[str(passage.document)].language for passage in passages]),
        idle=beside,
        asides=np.array([ASIDE * folded(each.locator).startswith(ABOUT_ITSELF) for each in passages], np.float32),
        answerable_from=bar(rows, beside),
    )


def nothing() -> Rules:
    """Lay out no passage at all."""
    none = np.empty((0, 0), np.float32)
    return Rules({}, (), none, none, worded((), ()), OffTopic(none, none), none, LOWEST)


def find(rules: Rules, asked: Asked, limit: int, embed: Callable[[Sequence[str]], Vectors]) -> PassageResult:
    """Rank passages for a centred question; quote of each the sentence or two nearest to it."""
    if not rules.passages or limit <= 0:
        return PassageResult(answerable=False, matches=())
    bridged, own = rules.vectors @ asked.vector, rules.vectors @ asked.own
    # a passage in the asker's language is nearer to the question as it was asked, one in English to its English
    scores = np.maximum(bridged, own) - rules.asides
    best = np.argsort(-scores, kind="stable")[:limit]
    nearer = (asked.own if own[row] > bridged[row] else asked.vector for row in best)
    matches = tuple(
        _match(rules, int(row), float(scores[row]), vector, embed) for row, vector in zip(best, nearer, strict=True)
    )
    sure = _sureness(rules, asked, bridged, own, int(best[0])) >= rules.answerable_from
    return PassageResult(answerable=sure and holds_what_is_asked(asked.text, matches[0].passage.text), matches=matches)


def _sureness(rules: Rules, asked: Asked, bridged: Vectors, own: Vectors, row: int) -> float:
    """Say how sure it is that the best passage answers."""
    near = (float(bridged.max()) + float(own.max())) / 2
    return sureness(near, rules.idle.nearness(asked.vector), rules.wording.coverage(asked, row))


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
    """Choose the nearest sentence, with its neighbour where that answers about as well; a list with what leads to it."""
    parts = list(pieces(text))
    if len(parts) <= 1:
        return text.strip()
    scores = embed(parts) @ vector
    first = int(np.argmax(scores))
    if listed := _list_around(text, parts, first):
        return listed
    beside = [i for i in (first - 1, first + 1) if 0 <= i < len(parts)]
    second = max(beside, key=lambda i: float(scores[i]))
    if scores[second] < QUOTED_TOGETHER * scores[first]:
        return parts[first]
    return _span(text, parts[min(first, second)], parts[max(first, second)])


def _list_around(text: str, parts: Sequence[str], chosen: int) -> str:
    """Give the whole list, with the sentence that leads to it, where the chosen sentence belongs to one that is not too long."""
    start = chosen
    while start > 0 and is_point(parts[start]):
        start -= 1
    end = start + 1
    while end < len(parts) and is_point(parts[end]):
        end += 1
    if end == start + 1 or not (parts[start].endswith(LEADS) or is_point(parts[start])):
        return ""
    listed = _span(text, parts[start], parts[end - 1])
    return listed if len(listed) <= LONGEST_LIST else ""


def _span(text: str, first: str, last: str) -> str:
    """Cut from the first sentence to the end of the last, with what stands between them."""
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def _without(vectors: Vectors, mean: Vectors) -> Vectors:
    if not len(vectors):
        return vectors
    moved = vectors - CENTRING * mean
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), np.float32)
