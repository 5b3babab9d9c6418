"""Where does a sentence begin and end, and which one answers best?"""

import re
from collections.abc import Mapping, Sequence

from knowledge.word_forms import different_terms

END = re.compile(r"(?<=[.!?。！？])[\"»”’)\]]*\s+|(?<=[。！？])|\n+|\s[•·]\s")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|No|Nr|Art|art|vs|z\.B|d\.h|npr|tj|br|čl|str|approx|ca|Dr|Mr|Mrs|Ms|St|bzw|ggf|cca)\.|\b\w\.)\s*$"
)
LONGEST = 400


def sentences(text: str) -> list[str]:
    """Split into sentences, each verbatim."""
    found: list[str] = []
    start = 0
    for gap in END.finditer(text):
        if ABBREVIATION.search(text[max(start, gap.start() - 12) : gap.start()]) and "\n" not in gap.group():
            continue
        found.append(text[start : gap.start()])
        start = gap.end()
    return [s for s in (piece.strip() for piece in [*found, text[start:]]) if s]


def best_worded(candidates: Sequence[str], weights: Mapping[str, float], language: str) -> str:
    """Choose the candidate with most of the weighted terms; the first where none has any."""

    def weighed(candidate: str) -> float:
        there = different_terms(candidate, language)
        return sum(weight for term, weight in weights.items() if term in there)

    return max(candidates, key=weighed, default="")


def shortened(sentence: str) -> str:
    """Cut a very long sentence between two words; what is left still stands in the source as it is."""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0]
