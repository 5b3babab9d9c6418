"""Do a course's title and its description speak of the same thing?

Words first: only where the title shares no word with what the record says of itself is the meaning asked for, and a
finding needs both to say no. Without an embedder nothing is claimed.
"""

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from knowledge.ports import Vectors
from knowledge.submissions.rules import finding
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Finding


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


Embedding = Callable[[Sequence[str]], Vectors]
"""Texts → one row of length 1 for each."""
MOST_SUSPECTS = 60
"""Embedding is slow; a file with more of them has another fault than single mistakes."""
ENOUGH_LETTERS = 120
BEGINNING = 300
"""Characters of the description that are compared: what it is about stands there."""
FIELDS = (
    "Welding and metalwork", "Bookkeeping and accounting", "First aid", "Nursing and care of the sick", "Truck and bus driving",
    "Web development", "Machine learning", "Hairdressing and cosmetics", "Cooking and pastry", "Solar panel installation",
    "Electrical installation", "Plumbing and heating", "Spreadsheets and word processing", "Project management",
    "Business management", "Marketing", "Graphic design", "Learning a foreign language", "Child care", "Law",
    "Cybersecurity and computer networks", "Databases", "Forklift operation", "Construction safety", "Carpentry and building",
    "Car repair", "CNC machining", "Farming and forestry", "Tourism and hotels", "Sales", "Medical terminology", "Pharmacy",
    "Laboratory chemistry", "Mathematics", "Physics", "World history", "Music", "Photography and film", "Psychology",
    "Public administration", "Finance and investment", "Logistics and supply chain", "Environment and climate",
    "Philosophy and religion", "Sports and fitness", "Fashion and sewing", "Biology and genetics",
)  # fmt: skip
"""What courses are about. How near a text is to each of them is its profile: cosines of one model mean little by themselves."""
# In standard deviations of a profile; chosen on real catalogues, see docs/reference/measurements.md, section Checks
CLEAR_TITLE, CLEAR_TEXT, OF_THE_OTHER, MOST_ALIKE = 2.5, 3.1, 1.0, 0.4
_SHORTEST_STEM, _LONGEST_STEM, _ENDING = 4, 5, 3
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = _words(
    "and for the with from into your you our course program programme training introduction introductory basic basics "
    "advanced certificate certification certified diploma level part fundamentals class online professional complete guide "
    "learn double triple exam exams test prep preparation review skills essentials specialist technician instructor studies general "
    "kurs obuka program osnove uvod osnovna kursus pelatihan dasar pengantar einfuhrung grundlagen lehrgang hyrje trajnim "
    "obuki voved osnovi curso introduccion"
)
Numbered = tuple[int, MicroCredential]


def mismatched(numbered: Iterable[Numbered], embed: Embedding | None) -> Iterable[Finding]:
    """Warn where words and meaning both say that the title is of another course; row is set, the column is blank."""
    if embed is None:
        return
    suspects = [pair for pair in numbered if shares_no_word(pair[1])][:MOST_SUSPECTS]
    if not suspects:
        return
    fields = embed(FIELDS)
    titles = _profiles(embed([record.title for _, record in suspects]), fields)
    texts = _profiles(embed([record.description[:BEGINNING] for _, record in suspects]), fields)
    for (row, record), title, text in zip(suspects, titles, texts, strict=True):
        if of_different_fields(title, text):
            about = f"{FIELDS[int(title.argmax())]} / {FIELDS[int(text.argmax())]}"
            yield finding(
                "title_against_description",
                row=row,
                field="title",
                value=record.title,
                about=about,
                evidence=record.description,
            )


def shares_no_word(record: MicroCredential) -> bool:
    """Say whether no word of the title comes back, whole or as a beginning, in what else the record says."""
    if sum(c.isalpha() for c in record.description) < ENOUGH_LETTERS:
        return False
    words = {word for word in _WORD.findall(folded(record.title)) if word not in _EMPTY}
    if not words:
        return False
    said = folded(_everything(record))
    return not any(_stem(word) in said for word in words) and not _abbreviates(record.title, said)


def _stem(word: str) -> str:
    return word[: max(_SHORTEST_STEM, min(_LONGEST_STEM, len(word) - _ENDING))]


def of_different_fields(title: Vectors, text: Vectors) -> bool:
    """Say whether both profiles point clearly to a field, and neither to the other's."""
    clear = title.max() >= CLEAR_TITLE and text.max() >= CLEAR_TEXT
    other = text[title.argmax()] <= OF_THE_OTHER and title[text.argmax()] <= OF_THE_OTHER
    return bool(clear and other and np.corrcoef(title, text)[0, 1] <= MOST_ALIKE)


def _profiles(vectors: Vectors, fields: Vectors) -> Vectors:
    """Give for each text how near it is to each field, in standard deviations; a field that is near to all counts less."""
    nearness = vectors @ fields.T - (fields @ fields.T).mean(axis=0)
    centred = nearness - nearness.mean(axis=1, keepdims=True)
    return np.asarray(centred / (centred.std(axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def _everything(record: MicroCredential) -> str:
    skills = "\n".join(skill.label for skill in record.skills)
    outcomes = "\n".join(outcome.text for outcome in record.outcomes)
    return f"{record.description}\n{skills}\n{outcomes}"


def _abbreviates(title: str, said: str) -> bool:
    """Say whether capitals of the title stand for words of the text (HVAC, CNA) or for parts of one (ECG)."""
    for short in re.findall(r"\b[A-Z]{2,6}\b", title):
        apart = r"\w*[\s,/&-]+(?:(?:and|of|the|for)\s+)?".join(short.lower())
        within = r"\w{2,}".join(short.lower())
        if re.search(rf"\b{apart}|\b{within}", said):
            return True
    return False
