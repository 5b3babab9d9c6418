"""Where does a text begin to speak of another thing?"""

import re

CLAUSE = re.compile(
    r"[.,;:()!?\n•|–—]|\s-\s|\b(?:and|or|where|who|which|responsible for|as an?|including|und|oder|(?-i:i)|ili|te|kao|dhe|ose|si|и|или|како|dan|atau|sebagai|y|et)\b",
    re.IGNORECASE,
)
SHORTEST, MOST = 4, 6
"""Letters of a clause, and clauses that are looked at."""


def clauses_of(text: str) -> list[tuple[int, int]]:
    """Split a text where another thing begins; give places, none where it is a single clause."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in (*CLAUSE.finditer(text), None):
        end = gap.start() if gap else len(text)
        words = text[start:end]
        if sum(c.isalnum() for c in words) >= SHORTEST:
            first = start + len(words) - len(words.lstrip())
            found.append((first, first + len(words.strip())))
        start = gap.end() if gap else end
    return found[:MOST] if len(found) > 1 else []
