"""Which skills and occupations are meant by words that name none of them?"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.bridging import in_english
from knowledge.clauses import clauses_of
from knowledge.concept_layout import Meanings, lay_out, texts_of
from knowledge.concepts import Concept, Concepts
from knowledge.embedding.kept import KeptVectors
from knowledge.errors import EmbeddingUnavailable
from knowledge.ports import Vectors
from knowledge.vocabulary.skill import Occupation, Relation

A_NAME = 6
"""Words up to which a text is itself a name, as "forklift driver" is, and its spelling tells most."""
OF_A_NAME = 0.8
"""Weight of its spelling. On 2,347 Croatian job titles: meaning alone .43 MRR, spelling alone .47, together .49."""
SKILLS_TOLD = 50
"""Skills nearest to a text that speak for the occupations that ask for them."""

Sort = Literal["skill", "occupation"]
Scores = NDArray[np.float32]
Centred = Callable[[str, str, str], Vectors | None]
"""A text, its language and the language of what it is compared with → its vector."""


class Named(Protocol):
    """A name that stands in the text."""

    @property
    def confidence(self) -> float: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


NOBODY: Mapping[str, Named] = {}


@dataclass(frozen=True)
class Weights:
    """How much counts beside the meaning of the whole text; each part is standardised over all concepts."""

    clauses: float
    spelling: float
    skills: float
    named: float
    """For what the text calls by its name, times how sure that is."""


WEIGHTS: dict[Sort, Weights] = {
    # Measured on sentences of job advertisements (HOUSE, TECH) and on what people say they did (HaHu).
    "skill": Weights(clauses=1.0, spelling=1.0, skills=0.0, named=3.0),
    "occupation": Weights(clauses=0.0, spelling=0.1, skills=0.1, named=1.0),
}


@dataclass(frozen=True)
class Meant:
    """A concept that words may mean, with the place of those words in the text."""

    uri: str
    score: float
    """Standard deviations above what a typical concept reaches: orders the concepts of one text, no more."""
    nearness: float
    """Best cosine of the whole text with name, other names or description; 0 where there are no vectors."""
    start: int
    end: int


class ConceptMeanings:
    """Laid out when first asked for; the bundled concepts' vectors are shipped."""

    def __init__(self, concepts: Concepts, vectors: KeptVectors) -> None:
        self._concepts = concepts
        self._vectors = vectors
        self._laid_out: dict[Sort, Meanings] = {}
        self._asks: tuple[NDArray[np.int32], NDArray[np.int32], Scores] | None = None
        self._lock = threading.Lock()

    def skills(
        self, text: str, language: str, centred: Centred, limit: int = 5, named: Mapping[str, Named] = NOBODY
    ) -> list[Meant]:
        """List the skills nearest to a text, nearest first; what is `named` in it stands out."""
        return self._nearest("skill", text, language, centred, limit, named)

    def occupations(
        self, text: str, language: str, centred: Centred, limit: int = 5, named: Mapping[str, Named] = NOBODY
    ) -> list[Meant]:
        """List the occupations nearest to a text, nearest first; what is `named` in it stands out."""
        return self._nearest("occupation", text, language, centred, limit, named)

    def prepare(self) -> None:
        """Embed what all concepts are called and what they are; what was embedded before is not done again."""
        rows = [texts_of(c) for sort in WEIGHTS for c in self._of(sort).values()]
        # what concepts are called first: where the work is cut short, names are found by meaning already
        self._vectors.make([texts[part] for part in range(3) for texts in rows if texts[part]], gently=False)
        with self._lock:
            self._laid_out.clear()

    def _of(self, sort: Sort) -> Mapping[str, Concept]:
        return self._concepts.skills if sort == "skill" else self._concepts.occupations

    def _nearest(
        self, sort: Sort, text: str, language: str, centred: Centred, limit: int, named: Mapping[str, Named]
    ) -> list[Meant]:
        laid_out = self._at_hand(sort)
        if not laid_out.uris or not any(c.isalnum() for c in text):
            return []
        whole = centred(text, language, laid_out.written_in)
        score, nearness, place = self._scored(sort, laid_out, text, language, whole, centred)
        for row, uri in enumerate(laid_out.uris) if named else ():
            if uri in named:
                score[row] += WEIGHTS[sort].named * named[uri].confidence
                place.name(row, (named[uri].start, named[uri].end))
        best = np.argsort(-score, kind="stable")[:limit]
        return [
            Meant(laid_out.uris[row], round(float(score[row]), 4), round(float(nearness[row]), 4), *place[int(row)])
            for row in best
        ]

    def _scored(
        self, sort: Sort, laid_out: Meanings, text: str, language: str, whole: Vectors | None, centred: Centred
    ) -> tuple[Scores, Scores, "_Places"]:
        weights = WEIGHTS[sort]
        a_name = len(text.split()) <= A_NAME
        shape = np.maximum(laid_out.shapes.alike(text), laid_out.shapes.alike(in_english(text, language)))
        score = _standard(shape) * (max(weights.spelling, OF_A_NAME) if a_name else weights.spelling)
        places = _Places(text)
        if whole is None or not laid_out.prepared:
            return score, np.zeros_like(score), places
        parts = _parts(laid_out, whole)
        score = score + _standard(_together(parts))
        clauses = clauses_of(text) if weights.clauses else []
        if clauses:
            score = score + weights.clauses * _standard(
                self._clauses(laid_out, text, language, clauses, centred, places)
            )
        if weights.skills:
            score = score + weights.skills * _standard(self._told_by_skills(laid_out, whole))
        return score, parts.max(axis=1), places

    def _clauses(
        self,
        laid_out: Meanings,
        text: str,
        language: str,
        clauses: Sequence[tuple[int, int]],
        centred: Centred,
        places: "_Places",
    ) -> Scores:
        """Give for each concept the nearest clause, and note which it was."""
        vectors = [centred(text[start:end], language, laid_out.written_in) for start, end in clauses]
        known = [(span, vector) for span, vector in zip(clauses, vectors, strict=True) if vector is not None]
        each = np.stack([_together(_parts(laid_out, vector)) for _, vector in known])
        places.note([span for span, _ in known], each.argmax(axis=0))
        return np.asarray(each.max(axis=0), np.float32)

    def _told_by_skills(self, laid_out: Meanings, whole: Vectors) -> Scores:
        """Let the skills that a text is nearest to speak for the occupations that ask for them."""
        skills = self._at_hand("skill")
        told = np.zeros(len(laid_out.uris), np.float32)
        if not skills.prepared:
            return told
        skill, occupation, weight = self._asked(skills, laid_out)
        near = _parts(skills, whole).sum(axis=1)
        near -= near.mean()
        bar = np.partition(near, -min(SKILLS_TOLD, len(near)))[-min(SKILLS_TOLD, len(near))]
        strength = np.where(near >= bar, np.maximum(near, 0) ** 3, 0).astype(np.float32)
        np.add.at(told, occupation, strength[skill] * weight)
        return told

    def _asked(self, skills: Meanings, occupations: Meanings) -> tuple[NDArray[np.int32], NDArray[np.int32], Scores]:
        """Lay out which occupation asks for which skill; what few ask for says more."""
        with self._lock:
            if self._asks is None:
                self._asks = _relations(self._concepts.occupations, skills.uris, occupations.uris)
            return self._asks

    def _at_hand(self, sort: Sort) -> Meanings:
        with self._lock:
            if sort not in self._laid_out:
                try:
                    self._laid_out[sort] = lay_out(self._of(sort), self._vectors)
                except EmbeddingUnavailable:
                    # names are found by their spelling meanwhile; the next question tries again
                    return lay_out(self._of(sort), None)
            return self._laid_out[sort]


class _Places:
    """Where in the text each concept was read: its nearest clause, else the whole."""

    def __init__(self, text: str) -> None:
        start = len(text) - len(text.lstrip())
        self._whole = (start, start + len(text.strip()))
        self._spans: Sequence[tuple[int, int]] = ()
        self._of: NDArray[np.int64] | None = None
        self._named: dict[int, tuple[int, int]] = {}

    def name(self, row: int, span: tuple[int, int]) -> None:
        self._named[row] = span

    def note(self, spans: Sequence[tuple[int, int]], of: NDArray[np.int64]) -> None:
        self._spans, self._of = spans, of

    def __getitem__(self, row: int) -> tuple[int, int]:
        read = self._whole if self._of is None else self._spans[int(self._of[row])]
        return self._named.get(row, read)


def _parts(laid_out: Meanings, vector: Vectors) -> Scores:
    """Give the cosines with a concept's three texts, shape (concepts, 3)."""
    return np.asarray((laid_out.vectors @ vector).reshape(-1, 3), np.float32)


def _together(parts: Scores) -> Scores:
    """All three count, the best of them as much again as two: a name alone may say it, or only the description."""
    return np.asarray(parts.sum(axis=1) + 2 * parts.max(axis=1), np.float32)


def _standard(scores: Scores) -> Scores:
    spread = float(scores.std())
    return np.asarray((scores - scores.mean()) / spread, np.float32) if spread else np.zeros_like(scores)


def _relations(
    occupations: Mapping[str, Concept], skills: Sequence[str], listed: Sequence[str]
) -> tuple[NDArray[np.int32], NDArray[np.int32], Scores]:
    row_of = {uri: row for row, uri in enumerate(skills)}
    triples = [
        (row_of[str(need.skill)], column, 1.0 if need.relation is Relation.ESSENTIAL else 0.5)
        for column, uri in enumerate(listed)
        for need in _requirements(occupations[uri])
        if str(need.skill) in row_of
    ]
    skill = np.array([t[0] for t in triples], np.int32)
    asked = np.bincount(skill, minlength=len(skills))
    rarity = np.log(len(listed) / (1 + asked[skill])) if len(skill) else np.empty(0)
    weight = np.array([t[2] for t in triples]) * np.maximum(rarity, 0)
    return skill, np.array([t[1] for t in triples], np.int32), weight.astype(np.float32)


def _requirements(concept: Concept) -> Sequence[Any]:
    return concept.requirements if isinstance(concept, Occupation) else ()
