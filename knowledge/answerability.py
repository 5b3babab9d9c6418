"""Does the nearest passage answer a question at all, or is it only the nearest of what is there?"""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from knowledge.ports import Vectors
from knowledge.vocabulary.language import understood_together
from knowledge.word_forms import different_terms, question_terms

LOWEST, HIGHEST = 0.18, 0.30
"""Between them lies the bar of a corpus; on the bundled notes and two sets of questions the best ones lay from .19 to .22."""
OFF_TOPIC_BELOW = 0.96
"""Share of the off-topic questions that stays below the bar: some of them are near to what any rules say."""
COVERED = 0.46
"""An off-topic question that a passage is that near to is on topic here: this corpus has rules on passports."""
NEAREST_AT_LEAST = 0.27
"""No passage further away answers, however far the question is from everything else."""
WORDING = 0.12
"""What it counts that the passage holds the question's words, rare ones most; names that stand nowhere pull down."""
UNKNOWN_WORDING = 0.35
"""Taken where question and passage share no language and no word list bridges them: what covered questions have on average."""


class Asked(NamedTuple):
    """A question as it is compared with passages."""

    vector: Vectors
    """Centred by language, bridged to English where there is a word list: for the ranking."""
    own: Vectors
    """Centred by language, without the bridge."""
    text: str = ""
    language: str = "und"
    english: str = ""
    """What its words mean in English, by the word lists."""


@dataclass(frozen=True)
class Wording:
    """Which terms each passage holds, in which language, and how much each weighs."""

    terms: tuple[frozenset[str], ...]
    languages: tuple[str, ...]
    weights: Mapping[str, float]
    heaviest: float
    """Weight of a term that stands nowhere."""

    def coverage(self, asked: Asked, row: int) -> float:
        """Give the share, 0..1, of the question's terms by weight that a passage holds; a fair guess where no language fits."""
        words = self._words(asked, self.languages[row])
        total = sum(self.weights.get(word, self.heaviest) for word in words)
        if not total:
            return UNKNOWN_WORDING
        return sum(self.weights[word] for word in words if word in self.terms[row]) / total

    def _words(self, asked: Asked, language: str) -> list[str]:
        if language in understood_together(asked.language):
            return question_terms(asked.text, language)
        return question_terms(asked.english, "en") if language == "en" and asked.english else []


@dataclass(frozen=True)
class OffTopic:
    """Questions that no rules answer, as far as this corpus does not answer them after all."""

    vectors: Vectors
    mean: Vectors

    def nearness(self, vector: Vectors) -> float:
        """Say how much nearer the nearest of them is than they are on the whole."""
        if not len(self.vectors):
            return 0.0
        return float((self.vectors @ vector).max() - self.mean @ vector)


def worded(texts: Sequence[str], languages: Sequence[str]) -> Wording:
    """Split passages into terms and weigh each by how rare it is."""
    terms = tuple(different_terms(text, language) for text, language in zip(texts, languages, strict=True))
    counted = Counter(term for held in terms for term in held)
    weights = {term: _weight(count, len(texts)) for term, count in counted.items()}
    return Wording(terms, tuple(languages), weights, _weight(0, len(texts)))


def off_topic(rows: Vectors, questions: Sequence[Vectors]) -> OffTopic:
    """Keep the questions that no passage is near to."""
    if not questions:
        none = np.empty((0, rows.shape[1]), np.float32)
        return OffTopic(none, np.zeros(rows.shape[1], np.float32))
    kept = [vector for vector in questions if float((rows @ vector).max()) < COVERED]
    vectors = np.stack(kept or questions)
    return OffTopic(vectors, np.asarray(vectors.mean(axis=0), np.float32))


def bar(rows: Vectors, idle: OffTopic) -> float:
    """Set the bar above what most off-topic questions reach in this corpus, each compared with the others."""
    reached = [
        sureness(
            float((rows @ vector).max()),
            OffTopic(np.delete(idle.vectors, n, axis=0), idle.mean).nearness(vector),
            UNKNOWN_WORDING,
        )
        for n, vector in enumerate(idle.vectors)
    ]
    return float(np.clip(np.quantile(reached, OFF_TOPIC_BELOW), LOWEST, HIGHEST)) if reached else LOWEST


def sureness(near: float, nearness_off_topic: float, coverage: float) -> float:
    """Weigh how near the passage is against how near the question is to what no rules answer."""
    if near < NEAREST_AT_LEAST:
        return 0.0
    return near - nearness_off_topic + WORDING * coverage


def _weight(count: int, of: int) -> float:
    return math.log(1 + (of - count + 0.5) / (count + 0.5))


@lru_cache(maxsize=1)
def off_topic_questions() -> tuple[str, ...]:
    """Read everyday questions that no rules on learning and work answer."""
    file = files("knowledge") / "data" / "languages" / "off_topic_questions.json"
    return tuple(json.loads(file.read_text(encoding="utf-8")))
