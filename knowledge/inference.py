"""Which skills does a course teach that its provider did not list, to judge by its own words?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from knowledge.concepts import Concepts, nearest_label
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import ConceptUri, MicroCredential, TaughtSkill
from knowledge.vocabulary.language import NAMES, understood_together
from knowledge.vocabulary.skill import Relation
from knowledge.word_forms import STEMMERS, UNSPACED, all_stop_words, stem
from knowledge.wording import NameFinder, names_of, tokens_of, words_of

SURE = 0.95
"""Of a title, that it names a job."""
OF_A_JOB = 0.8
"""Of an essential skill of the job that a title names."""
OF_ONE_WORD = 0.75
"""Of a name of one word in a list."""
LONGEST = 6
"""Words of a name."""
SEGMENT = re.compile(
    r"[.,;:!?()/\n•·|–—]|\s-\s|\b(?:and|or|und|oder|dan|i|ili|dhe|и|или|y|et|dan|atau)\b", re.IGNORECASE
)
FOR_WHOM = re.compile(r"\b(?:for|za|für|untuk|bagi|për|за|para|pour|per)\b|สำหรับ", re.IGNORECASE)
"""What stands after it says who the course is for, not what it makes of them."""
AGENT = re.compile(r"(?:er|or)$")
JOB_WORD = re.compile(r"\b(?:technician|technology|operator|operations|specialist|worker|trade)\b", re.IGNORECASE)
SCHOOLING = frozenset(
    ["course", "courses", "program", "programme", "programs", "programmes", "training", "class", "classes", "certificate", "certification", "certified", "diploma", "degree", "introduction", "intro", "basic", "basics", "fundamentals", "foundation", "foundations", "advanced", "level", "levels", "beginner", "beginners", "technology", "technologies", "technician", "studies", "skills", "professional", "prep", "refresher", "workshop", "module", "part", "i", "ii", "iii", "iv", "v", "a", "an", "the", "of", "in", "to", "with", "kurs", "kursus", "pelatihan", "obuka", "lehrgang", "curso", "kurset", "dasar", "osnove", "grundlagen"]
)  # fmt: skip


class _Word(NamedTuple):
    key: str
    start: int
    end: int


class _Seen(NamedTuple):
    concept: str
    start: int
    end: int


class SkillInference:
    """Precise rather than generous: a wrong skill sends a learner to a course that does not teach it."""

    def __init__(self, concepts: Concepts, occupations: NameFinder) -> None:
        self._concepts = concepts
        self._occupations = occupations
        self._by_key: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
        self._unspaced: list[tuple[str, str]] = []
        self._roots = {
            _light_english(AGENT.sub("", folded(text))): concept
            for concept, language, text, _ in names_of(concepts.occupations.values())
            if language == "en" and " " not in text and AGENT.search(text)
        }
        for concept, language, text, _ in names_of(concepts.skills.values()):
            if UNSPACED.search(text):
                self._unspaced.append((folded(text), concept))
            words = words_of(text)
            stopped = _stopped(language)
            keys = tuple(_key(word, language) for word in words if word not in stopped)
            # "blended learning" is not said by "blended" alone
            if len(keys) > 1 or (len(keys) == 1 and len(words) == 1):
                self._by_key[language].setdefault(keys, concept)

    def __call__(self, record: MicroCredential) -> tuple[TaughtSkill, ...]:
        """List what title, outcomes and text name beyond what is stated, each marked as inferred, with its words."""
        known = {str(s.uri) for s in record.skills if s.uri}
        # who lists skills says best what is taught; a description also tells what to know before and what comes after
        texts = [record.title, *(outcome.text for outcome in record.outcomes)] + ([] if known else [record.description])
        added: dict[str, TaughtSkill] = {}
        for skill in (*(() if known else self._by_title(record)), *self._by_text(texts, record.language)):
            if str(skill.uri) not in known:
                added.setdefault(str(skill.uri), skill)
        return tuple(added.values())

    def _by_title(self, record: MicroCredential) -> Iterator[TaughtSkill]:
        """A course that is called after a job teaches what the job asks for."""
        for occupation, start, end in self._jobs_in(record.title, record.language):
            words = record.title[start:end]
            for requirement in self._concepts.occupations[occupation].requirements:
                if requirement.relation is Relation.ESSENTIAL:
                    yield self._taught(str(requirement.skill), words, OF_A_JOB, record.language)

    def _jobs_in(self, title: str, language: str) -> Iterator[_Seen]:
        """Find "nurse aide" by its name, and "welding technician" by the welder's root."""
        for found in self._occupations.find(title, language):
            if found.confidence >= SURE and not FOR_WHOM.search(title[: found.end]):
                yield _Seen(found.name.concept, found.start, found.end)
        words = [w for w in _words(title, "en") if w.key not in SCHOOLING] if language == "en" else []
        trade = JOB_WORD.search(title)
        if trade and len(words) == 1 and words[0].key in self._roots:
            yield _Seen(self._roots[words[0].key], min(words[0].start, trade.start()), max(words[0].end, trade.end()))

    def _by_text(self, texts: Sequence[str], language: str) -> Iterator[TaughtSkill]:
        for text in texts:
            for seen in self._named(text, language):
                words = text[seen.start : seen.end]
                yield self._taught(seen.concept, words, SURE if len(words.split()) > 1 else OF_ONE_WORD, language)

    def _named(self, text: str, language: str) -> Iterator[_Seen]:
        """Find names that stand in the text word by word; a name of one word must be all that its segment says."""
        for start, end in _segments(text):
            for tag in _tags(language):
                words = [w for w in _words(text[start:end], tag) if w.key]
                meant = [w for w in words if w.key not in SCHOOLING]
                alone = len(meant) == 1
                for seen in _longest(words, self._by_key[tag], alone=alone):
                    yield _Seen(seen.concept, start + seen.start, start + seen.end)
        for name, concept in self._unspaced:
            if language in {"th", "zh"} and len(name) > 5 and name in text:
                at = text.index(name)
                yield _Seen(concept, at, at + len(name))

    def _taught(self, uri: str, words: str, confidence: float, language: str) -> TaughtSkill:
        skill = self._concepts.skills.get(uri)
        label = nearest_label(skill, language) if skill else uri
        return TaughtSkill(uri=ConceptUri(uri), label=label, inferred=True, evidence=words, confidence=confidence)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in SEGMENT.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _tags(language: str) -> Sequence[str]:
    return understood_together(language) if language in NAMES else ("en",)


def _words(text: str, language: str) -> list[_Word]:
    stopped = _stopped(language)
    return [_Word(_key(t.text, language), t.start, t.end) for t in tokens_of(text) if t.text not in stopped]


@cache
def _stopped(language: str) -> frozenset[str]:
    return frozenset(folded(w) for w in all_stop_words().get(language, ()))


def _longest(words: Sequence[_Word], names: dict[tuple[str, ...], str], *, alone: bool) -> Iterable[_Seen]:
    """Take the longest name at each place; its words must stand side by side (words without meaning aside)."""
    place = 0
    while place < len(words):
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            run = words[place : place + length]
            concept = names.get(tuple(w.key for w in run))
            if concept and (length > 1 or (alone and run[0].key not in SCHOOLING)):
                yield _Seen(concept, run[0].start, run[-1].end)
                place += length - 1
                break
        place += 1


@lru_cache(maxsize=65_536)
def _key(word: str, language: str) -> str:
    """Cut only what a word's number and tense add: "hospitals" is no "hospitality"."""
    if language == "en":
        return _light_english(word)
    if language in STEMMERS:
        return stem(word, language)
    return word[: max(len(word) - 2, 4)] if len(word) > 5 else word


def _light_english(word: str) -> str:
    for ending, least in (("ing", 6), ("ed", 5), ("es", 6), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
