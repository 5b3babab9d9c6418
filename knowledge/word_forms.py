"""How is a text split into words, and which of their forms are one word?"""

import json
import re
import threading
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

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


class Frequencies(Protocol):
    def frequency(self, term: str) -> int:
        """Count the records that contain a term."""
        ...


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


def question_terms(text: str, language: str, words: "Frequencies | None" = None) -> list[str]:
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
