"""Do a course's title and its description speak of the same thing?

Words first: only where the title shares no word with what the record says of itself is the meaning asked for, and a
finding needs both to say no. Without an embedder nothing is claimed.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from knowledge.ports import Vectors
from knowledge.submissions.rules import finding
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Finding

Embedding = Callable[[Sequence[str]], Vectors]
"""Texts → one row of length 1 for each."""
MOST_SUSPECTS = 80
"""Embedding is slow; a file with more of them has another fault than single mistakes."""
FAR_APART = 0.30
"""Cosine below which two texts speak of different things (docs/reference/measurements.md, section Checks)."""
ENOUGH_LETTERS = 120
BEGINNING = 600
"""Characters of the description that are compared: what it is about stands there."""
_STEM = 5
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    [
        "and",
        "for",
        "the",
        "with",
        "from",
        "into",
        "your",
        "you",
        "our",
        "course",
        "program",
        "programme",
        "training",
        "introduction",
        "introductory",
        "basic",
        "basics",
        "advanced",
        "certificate",
        "certification",
        "diploma",
        "level",
        "part",
        "fundamentals",
        "class",
        "online",
        "professional",
        "complete",
        "guide",
        "learn",
        "kurs",
        "obuka",
        "program",
        "osnove",
        "uvod",
        "osnovna",
        "kursus",
        "pelatihan",
        "dasar",
        "pengantar",
        "einfuhrung",
        "grundlagen",
        "lehrgang",
        "hyrje",
        "trajnim",
        "obuki",
        "voved",
        "osnovi",
        "curso",
        "introduccion",
    ]
)
Numbered = tuple[int, MicroCredential]


def mismatched(numbered: Iterable[Numbered], embed: Embedding | None) -> Iterable[Finding]:
    """Warn where words and meaning both say that the title is of another course; row is set, the column is blank."""
    if embed is None:
        return
    suspects = [pair for pair in numbered if shares_no_word(pair[1])][:MOST_SUSPECTS]
    if not suspects:
        return
    titles = embed([record.title for _, record in suspects])
    texts = embed([_told(record) for _, record in suspects])
    for (row, record), title, text in zip(suspects, titles, texts, strict=True):
        if float(title @ text) < FAR_APART:
            yield finding(
                "title_against_description", row=row, field="title", value=record.title, evidence=record.description
            )


def shares_no_word(record: MicroCredential) -> bool:
    """Say whether no word of the title comes back, whole or as a beginning, in what else the record says."""
    if sum(c.isalpha() for c in record.description) < ENOUGH_LETTERS:
        return False
    words = {word for word in _WORD.findall(folded(record.title)) if word not in _EMPTY}
    if not words:
        return False
    said = folded(_everything(record))
    return not any(word[:_STEM] in said for word in words) and not _abbreviates(record.title, said)


def _told(record: MicroCredential) -> str:
    skills = ", ".join(skill.label for skill in record.skills if not skill.inferred)
    return f"{record.description[:BEGINNING]}\n{skills}".strip()


def _everything(record: MicroCredential) -> str:
    skills = "\n".join(skill.label for skill in record.skills)
    outcomes = "\n".join(outcome.text for outcome in record.outcomes)
    return f"{record.description}\n{skills}\n{outcomes}"


def _abbreviates(title: str, said: str) -> bool:
    """Say whether capitals of the title are the first letters of words in the text, such as HVAC or CNA."""
    for short in re.findall(r"\b[A-Z]{2,6}\b", title):
        if re.search(r"\b" + r"\w*[\s,/&-]+(?:(?:and|of|the|for)\s+)?".join(re.escape(c) for c in short.lower()), said):
            return True
    return False
