"""How much of a question's wording does each record contain?"""

import json
import math
import re
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.transliteration import folded
from knowledge.vocabulary.language import understood_together

STEMMERS = {
    "en": "english", "de": "german", "es": "spanish", "fr": "french", "it": "italian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "tr": "turkish", "sr": "serbian", "bs": "serbian", "hr": "serbian", "id": "indonesian", "ms": "indonesian",
}  # fmt: skip
MARKS = "\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Vowel signs that are part of their word, though `\\w` leaves them out."""
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
JOINT = re.compile(r"[-./+#]")
"""G-code, ISO/TS, C++: written together, so they are also one term."""
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
LONGEST_QUESTION = 1_000
CANDIDATES = 1_000
"""Records that are looked at by wording: cov² of those further down adds nothing that would lift them."""


def terms(text: str, language: str = "en") -> list[str]:
    """Split into folded words, stems and codes; scripts without spaces into overlapping triples."""
    plain = folded(text)
    found = [code for written in plain.split() if (code := _code(written))] if JOINT.search(plain) else []
    if not UNSPACED.search(plain):
        return found + [stem(word, language) for word in WORD.findall(plain)]
    for word in WORD.findall(plain):
        runs = UNSPACED.findall(word)
        found.extend([gram for run in runs for gram in _triples(run)] or [stem(word, language)])
    return found


@lru_cache(maxsize=50_000)
def different_terms(text: str, language: str) -> frozenset[str]:
    """Give the terms of a sentence that is looked at again and again."""
    return frozenset(terms(text, language))


def _code(written: str) -> str:
    """Take what is written together with signs inside it or a + or # at its end; empty for a plain word."""
    bare = written.strip("\"'„“”«»()[]{},;:!?.-/")
    if not JOINT.search(bare):
        return ""
    return "".join(c for c in bare if c.isalnum() or c in "+#")


def question_terms(text: str, language: str, words: "Words | None" = None) -> list[str]:
    """Split a question as records are split; each word in the form (its language's, or English) that stands in more of them."""
    found: list[str] = []
    stopped = stop_words(language)
    for word in folded(text[:LONGEST_QUESTION]).split():
        if word.strip(".,;:!?()\"'„“”«»¿¡") in stopped:
            continue
        own, english = terms(word, language), terms(word, "en")
        if words is not None and own != english and len(own) == len(english):
            own = [max(pair, key=words.frequency) for pair in zip(own, english, strict=True)]
        found.extend(term for term in own if term not in stopped)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """List a language's words without a meaning of their own, folded; those of languages understood together are one list."""
    lists = all_stop_words()
    return frozenset(folded(w) for tag in understood_together(language) for w in lists.get(tag, ()))


@lru_cache(maxsize=1)
def all_stop_words() -> dict[str, list[str]]:
    """Read the shipped lists."""
    file = files("knowledge") / "data" / "languages" / "stop_words.json"
    lists: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return lists


def _triples(run: str) -> list[str]:
    return [run[i : i + 3] for i in range(max(len(run) - 2, 1))]


_stemmers: dict[str, Any] = {}
_one_at_a_time = threading.Lock()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Cut the ending off a folded word where the language has a stemmer."""
    algorithm = STEMMERS.get(language)
    if algorithm is None or len(word) < 4:
        return word
    # a stemmer keeps the word that it is working on
    with _one_at_a_time:
        if algorithm not in _stemmers:
            from snowballstemmer import stemmer

            _stemmers[algorithm] = stemmer(algorithm)
        return str(_stemmers[algorithm].stemWord(word))


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
