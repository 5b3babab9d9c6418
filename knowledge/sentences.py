"""Where does a sentence begin and end, and which one answers best?"""

import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge.word_forms import different_terms

END = re.compile(
    r"(?<=[.!?…])[\"»”’)\]]*[^\S\n]+|(?<=[。！？।॥؟۔])[\"»”’」』)\]]*\s*|\n+|\s[•·]\s|(?<=[\u0e00-\u0e7f]) +(?=[\u0e00-\u0e7f])"
)
"""Thai writes a space where a sentence ends, and also where one breathes."""
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|ca|cca|vs|cf|Dr|Mr|Mrs|Ms|St|Prof|prof|z\.B|d\.h|u\.a|usw|bzw|ggf|vgl|inkl|evtl|sog|npr|tj|tzv|itd|dr|mr"
    r"|p\.sh|dmth|dsb|dll|dst|Sr|Sra|ej|нпр|на пр|тј|тзв|итд|т\.е|т\.н|др|Сл|Sl)\.|\b[^\W\d_]\.|พ\.ศ\.|ค\.ศ\.)\s*$"
)
"""Abbreviations after which a sentence goes on."""
BEFORE_NUMBER = re.compile(
    r"\b(?:[Nn]os?|[Aa]rts?|[Aa]rt|[Pp]ar|[Pp]ara|[Ss]ec|[Cc]h|[Ff]ig|pp|[Vv]ol|Nr|Abs|Ziff|Bd|[Bb]r|[Čč]l|[Ss]t|[Ss]tr|[Tt]ač|[Tt]oč|[Nn]r|[Hh]al|[Hh]lm|[Tt]gl|[Bb]il|[Nn]úm|[Pp]ágs?"
    r"|[Бб]р|[Чч]л|[Сс]т|[Сс]тр)\.\s*$"
)
"""Abbreviations that are one only where a number follows."""
_ORDINAL = re.compile(r"(?:^|[^\w.])(?:\d{1,3}|[IVX]{1,5})\.\s*$")
_ALONE = re.compile(r"\s*\(?(?:\d{1,3}|[IVXivx]{1,5}|[^\W\d_])\.\s*$")
_MONTH = re.compile(r"(?:Jan|Jän|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_SHORTEST_THAI = 45
"""Letters between two spaces that are taken for borders of sentences."""
_LETTERS_OF_A_WORD = 4.5
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CLOSING = re.compile(r"[\"»”’」』)\]]*")
LONGEST = 400


def sentences(text: str) -> list[str]:
    """Split into sentences, each verbatim."""
    found: list[str] = []
    start = 0
    for gap in END.finditer(text):
        if gap.end() <= start or not _is_end(text, start, gap):
            continue
        found.append(text[start : gap.start()] + _CLOSING.match(gap.group())[0])  # type: ignore[index]
        start = gap.end()
    return [s for s in (piece.strip() for piece in [*found, text[start:]]) if s]


def _is_end(text: str, start: int, gap: re.Match[str]) -> bool:
    """Say whether a sentence ends here, and not an abbreviation, an ordinal number or the number of a list."""
    if "\n" in gap.group() or gap.group().strip() in {"•", "·"}:
        return True
    before, after = text[max(start, gap.start() - 16) : gap.start()], text[gap.end() : gap.end() + 20]
    if _THAI.match(after) and _THAI.search(before[-1:]):
        return gap.start() - start >= _SHORTEST_THAI and not before.endswith("ๆ")
    if not before.endswith("."):
        return not after[:1].islower()
    if after[:1].islower() or ABBREVIATION.search(before) or (after[:1].isdigit() and BEFORE_NUMBER.search(before)):
        return False
    # "16. Juni", and "1. Register first": the number belongs to what follows
    return not (_ALONE.match(text[start : gap.start()]) or (_ORDINAL.search(before) and _MONTH.match(after)))


def pieces(text: str) -> Iterator[str]:
    """Give the sentences that say something."""
    return (sentence for sentence in sentences(text) if any(c.isalnum() for c in sentence))


def count_words(text: str) -> int:
    """Count words; where a script leaves no spaces between them, by its letters."""
    unspaced = len(_UNSPACED.findall(text))
    if not unspaced:
        return len(text.split())
    return len(_UNSPACED.sub(" ", text).split()) + round(unspaced / _LETTERS_OF_A_WORD)


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
