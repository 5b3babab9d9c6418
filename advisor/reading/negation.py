"""Is this wished for, or ruled out?"""

import re

from advisor.reading.clauses import piece_of
from advisor.reading.words import LANGUAGES, UNSPACED, Said, phrases, says

REACH = 26
"""Characters before a word in which a negation still speaks of it."""
STOPS = re.compile(
    r"\b(but|ali|nego|već|vec|sondern|aber|tapi|melainkan|por|sino|туку|tuku|and|i|und|dan|only|samo|nur)\b"
)

BEHIND = re.compile(
    r"\s*(kurse?\s+)?((is|are|je|ist|su|e|se)\s+(not|nicht|ne)\b(?! (only|nur|samo))|(isn't|aren't|nije|nisu|nuk)\b|(not|nicht|ne)\s*$)"
)


BALKAN = ("bs", "mk", "en", "de")
NEGATING = {"bs": BALKAN, "hr": BALKAN, "sr": BALKAN, "mk": BALKAN, "sq": ("sq", "en"), "de": ("de", "en"), "en": ("en",),
            "id": ("id", "ms", "en"), "ms": ("ms", "id", "en"), "th": ("th", "en"), "es": ("es", "en")}  # fmt: skip
"""A language's negations are everyday words of its neighbours: ne is "in" in Albanian, pa is "so" in Bosnian."""


def last_negation(text: Said, start: int, end: int) -> re.Match[str] | None:
    """Give the last negation between two places, of the languages that the message may be written in."""
    return max(
        phrases("not", languages_around(text)).finditer(text.plain, start, end), key=lambda m: m.start(), default=None
    )


def languages_around(text: Said) -> tuple[str, ...]:
    """Give the languages whose little words a message may hold."""
    return NEGATING.get(text.language, LANGUAGES)


def is_ruled_out(text: Said, start: int, end: int) -> bool:
    """Say whether a negation stands right before the words, in the same piece of the sentence."""
    opening, _ = piece_of(text, start)
    last = last_negation(text, max(opening, start - REACH), start)
    if last is None:
        return is_ruled_out_behind(text, end)
    between = text.plain[last.end() : start]
    if UNSPACED.search(between):
        return phrases("not.between").fullmatch(between) is not None
    # "not only online", "no money but online": the negation speaks of something else
    return not STOPS.search(between) and len(between.split()) <= 3


def is_ruled_out_behind(text: Said, end: int) -> bool:
    """Say whether the refusal stands behind: "online is not possible", "abends geht nicht"."""
    _, close = piece_of(text, max(end - 1, 0))
    behind = text.plain[end:close]
    return bool(BEHIND.match(behind)) or any(
        not behind[: m.start()].strip() for m in phrases("not.after", languages_around(text)).finditer(behind)
    )


def is_only(text: Said, start: int, end: int) -> bool:
    """Say whether `only` stands at the words."""
    opening, close = piece_of(text, start)
    return says("only", text, max(opening, start - 12), start) or says("only", text, end, min(close, end + 14))
